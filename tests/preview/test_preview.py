"""A preview follows its files: a changed sentence, a broken claim beside its sentence, and its repair."""

import hashlib
import urllib.request

import pytest
from drukproef.errors import DrukproefError
from drukproef.preview.run import serving
from drukproef.study import load_study

from tests.english import TEMPLATE as ENGLISH
from tests.english import add_english

pytestmark = pytest.mark.slow  # together: each makes a small study, or draws or runs something whole

TEMPLATE = "templates/tiny/01-ambtsdragers.qmd.j2"
CLAIM = 'claim(v.geslacht.man > v.geslacht.vrouw) | says("vaker vrij")'
WRONG = 'claim(v.geslacht.man < v.geslacht.vrouw) | says("minder vaak vrij")'
MESSAGE = "the data do not support &#39;minder vaak vrij&#39;"


def sums(root, *without):
    return {
        path: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not any(path.is_relative_to(root / part) for part in without)
    }


def says(page, message):
    return message in page or message.replace("&#39;", "'") in page


def test_a_changed_sentence_is_served(served):
    assert "Mannen voelen zich" in served.get() and served.preview.state.problems == ()
    served.project.replace(TEMPLATE, "Mannen voelen zich", "De mannen voelen zich")
    served.wait(lambda page: "De mannen voelen zich" in page)
    served.wait(lambda page: "De mannen voelen zich" in page, "rapport.html")
    assert "De mannen voelen zich" in served.get("search-index.js")
    assert served.told[-1].startswith("preview: chapter 1 in ")


def test_a_broken_claim_stands_behind_its_sentence_until_it_is_mended(served):
    served.project.replace(TEMPLATE, CLAIM, WRONG)
    page = served.wait(lambda page: says(page, MESSAGE))
    assert "vaker vrij" in page  # the last good version
    note = page.index('class="preview-note"')
    assert page.index("Mannen voelen zich") < note < page.index('id="sec-trend"')
    assert f"{TEMPLATE}, line 5" in page
    assert f"{TEMPLATE}, line 5" in served.get("2.html") and "preview-note" not in served.get("2.html")
    assert "preview-note" in served.get("rapport.html")
    served.project.replace(TEMPLATE, WRONG, CLAIM)
    page = served.wait(lambda page: not says(page, MESSAGE))
    assert "preview-note" not in page and "1 problem" not in page


def test_one_broken_chapter_does_not_hold_up_another(served):
    served.project.replace(TEMPLATE, CLAIM, WRONG)
    served.wait(lambda page: says(page, MESSAGE))
    served.project.replace(
        "templates/tiny/02-griffiers.qmd.j2", "Van de griffiers is", "Onder de griffiers is"
    )
    served.wait(lambda page: "Onder de griffiers is" in page and says(page, MESSAGE), "2.html")


@pytest.mark.slow
def test_a_changed_plan_is_drawn_and_written_again(served):
    served.project.replace("data/tiny/plan/1.yaml", "title: Twee stellingen", "title: Deze twee stellingen")
    served.wait(lambda page: "Deze twee stellingen" in page)
    served.project.replace("data/tiny/plan/1.yaml", "title: Ambtsdragers", "title: Alle ambtsdragers")
    served.wait(lambda page: "Alle ambtsdragers" in page, "2.html")  # in the navigation


@pytest.mark.slow
def test_a_definition_that_is_not_sound_is_told_and_the_last_one_counts(served):
    served.project.replace("data/tiny/plan/1.yaml", "kind: likert", "kind: lickert")
    served.wait(lambda page: "data/tiny/plan/1.yaml, line" in page and "Twee stellingen" in page)
    served.project.replace("data/tiny/plan/1.yaml", "kind: lickert", "kind: likert")
    served.wait(lambda page: "data/tiny/plan/1.yaml, line" not in page)


@pytest.mark.slow
def test_a_changed_look_is_served(served):
    path = served.project.path("templates/theme/css/content.css")
    path.write_text(path.read_text() + "\n.anders { color: var(--text); }\n")
    served.wait(lambda style: ".anders" in style, "style.css")


@pytest.mark.slow
def test_changed_data_ask_for_a_report(served):
    path = served.project.path("data/tiny/answers/griffiers-2024.csv")
    path.write_text(path.read_text())
    page = served.wait(lambda page: "run: make report" in page, "2.html")
    assert "data/tiny/answers/griffiers-2024.csv" in page


@pytest.mark.slow
def test_it_writes_nowhere_but_in_its_own_folder(served):
    root = served.project.root
    before = sums(root, "results/tiny/preview")
    served.project.replace(TEMPLATE, "Mannen voelen zich", "De mannen voelen zich")
    served.wait(lambda page: "De mannen voelen zich" in page)
    changed = {p for p, digest in sums(root, "results/tiny/preview").items() if before.get(p) != digest}
    assert changed == {root / TEMPLATE}
    assert not (root / "reports").exists()


def test_an_open_page_hears_of_each_version(served):
    with urllib.request.urlopen(served.preview.address + "_preview/events", timeout=10) as events:
        first = events.readline()
        assert f'data-version="{int(first.split()[1])}"' in served.get()
        events.readline()
        served.project.replace(TEMPLATE, "Mannen voelen zich", "De mannen voelen zich")
        assert int(events.readline().split()[1]) > int(first.split()[1])


def test_files_are_served_and_nothing_outside_the_report(served):
    assert "fig-stellingen" in served.get("") or "index" in served.get("index.html")
    assert served.get("figures/1/fig-stellingen.svg").lstrip().startswith("<")
    assert served.get("_preview/preview.js") and served.get("_preview/preview.css")
    for name in (
        "nothing.html",
        "tiny.pdf",
        "../../study.yaml",
        "%2e%2e/chapters/1.json",
        "_preview/brand.yaml",
    ):
        assert served.status(name) == 404, name


def test_without_a_cube_it_says_what_to_run(project):
    with serving(project.study(), 0) as running:
        running.refresh()
        assert {p.problem.next_step for p in running.state.problems} == {"run: make report"}


def test_a_port_that_is_taken_is_told(served):
    port = served.preview.server.server_address[1]
    with pytest.raises(DrukproefError, match=f"port {port}"), serving(served.project.study(), port):
        pass


@pytest.mark.slow
def test_a_theme_template_that_fails_is_told(served):
    served.project.replace("templates/theme/index.html.j2", "{% block main %}", "{% blok main %}")
    served.wait(lambda page: "templates/theme/index.html.j2, line 2" in page and "blok" in page)
    served.project.replace("templates/theme/index.html.j2", "{% blok main %}", "{% block main %}")
    served.wait(lambda page: "index.html.j2" not in page)


def test_an_edition_in_another_language_is_served_by_itself(tabulated):
    """Its English text is followed, and it shares the cubes of the study."""
    add_english(tabulated)
    with serving(load_study("tiny", tabulated.root, "en"), 0) as running:
        running.refresh()
        page = urllib.request.urlopen(running.address + "1.html").read().decode()
        assert 'lang="en"' in page and "Men feel" in page and running.state.problems == ()
        assert "hreflang" not in page  # only this edition is served
        tabulated.replace(ENGLISH, "Men feel", "The men feel")
        running.refresh()
        assert "The men feel" in urllib.request.urlopen(running.address + "1.html").read().decode()
    assert not tabulated.path("results/tiny/chapters").exists()
