"""The whole tiny study, built by Snakemake as a user does: the same bytes, only what depends, and stops in time."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from lxml import html

from tests.conftest import Project, new_project
from tests.numbers import TEMPLATE, add_numbers

pytestmark = pytest.mark.slow
ANSWERS = "data/tiny/answers/ambtsdragers-2024.csv"


def _hashes(root: Path, *folders: str) -> dict[str, str]:
    files = [p for f in folders for p in sorted((root / f).rglob("*")) if p.is_file()]
    return {p.relative_to(root).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def _times(root: Path) -> dict[str, int]:
    files = [p for f in ("results", "reports") for p in (root / f).rglob("*") if p.is_file()]
    return {p.relative_to(root).as_posix(): p.stat().st_mtime_ns for p in files if "log" not in p.parts}


@pytest.fixture(scope="module")
def _built_once(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = new_project(tmp_path_factory.mktemp("built") / "project")
    done = project.build()
    assert done.returncode == 0, done.stderr + done.stdout
    return project


@pytest.fixture
def built(_built_once: Project, tmp_path: Path) -> Project:
    """A copy of the built study; times are kept, so that Snakemake sees that nothing changed."""
    root = tmp_path / "project"
    shutil.copytree(_built_once.root, root)
    return Project(root)


def test_two_builds_in_different_places_give_the_same_bytes(_built_once, tmp_path, monkeypatch):
    for name, value in {
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "123",
        "HOME": str(tmp_path),
    }.items():
        monkeypatch.setenv(name, value)
    other = new_project(tmp_path / "een andere plek" / "project")
    done = other.build()
    assert done.returncode == 0, done.stderr + done.stdout
    folders = ("reports", "results/tiny/chapters", "results/tiny/cube", "results/tiny/comparisons", "results/tiny/ledger",
               "results/tiny/figures", "results/tiny/qmd", "results/tiny/weights", "results/tiny/responses")  # fmt: skip
    assert _hashes(other.root, *folders) == _hashes(_built_once.root, *folders)


def test_nothing_to_do_does_nothing(built):
    before = _times(built.root)
    done = built.build()
    assert "Nothing to be done" in done.stdout + done.stderr
    assert _times(built.root) == before


@pytest.mark.parametrize(
    ("old", "new", "made"),
    [
        ("title: ", "title: Nieuwe ", {"draw", "write", "render", "book"}),
        (
            "alpha: 0.2",
            "alpha: 0.1",
            {"weight_ambtsdragers", "weight_griffiers", "tabulate", "draw", "write"},
        ),
    ],
)
def test_the_statistics_are_made_again_only_for_what_they_depend_on(built, old, new, made):
    built.replace("data/tiny/study.yaml", old, new)
    planned = built.build("--dry-run").stdout
    done = {
        line.split()[1].rstrip(":")
        for line in planned.splitlines()
        if line.startswith(("rule ", "localrule "))
    }
    assert made <= done
    assert not done & {"clean", "reconstruct"}
    assert ("tabulate" in done) == ("tabulate" in made)


def test_an_edit_that_was_made_by_hand_and_undone_leaves_no_trace(built):
    """Snakemake saw the text before and after, which are the same; the chapter in between was not its own."""
    text = built.root / "templates" / "tiny" / "02-griffiers.qmd.j2"
    before, chapter = text.read_text(), built.root / "results" / "tiny" / "chapters" / "2.json"
    made = chapter.read_bytes()
    text.write_text(before + "\nEen zin die verdwijnt.\n")
    assert built.run("write", "tiny", "2")[0] == 0
    assert "Een zin die verdwijnt." in chapter.read_text()
    text.write_text(before)
    assert built.build().returncode == 0
    assert chapter.read_bytes() == made


def test_one_changed_answer_rebuilds_exactly_what_depends_on_it(built):
    """Population griffiers and chapter 2, which is about them, stay; the report as a whole is made again."""
    before, content = _times(built.root), _hashes(built.root, "results", "reports")
    built.replace(ANSWERS, "8,2024,1,2,2,1,", "8,2024,1,2,2,3,")
    done = built.build()
    assert done.returncode == 0, done.stderr + done.stdout
    after = _times(built.root)
    untouched = {name for name in before if after[name] == before[name]}
    mine = {
        n
        for n in before
        if n.startswith("results/")
        and "/book/" not in n  # one table book holds all populations
        and ("griffiers" in n or n.startswith(("results/tiny/chapters/2", "results/tiny/ledger/2")))
    }
    assert mine and mine <= untouched
    made_again = {n for n in before if n not in untouched}
    assert {
        "results/tiny/cube/ambtsdragers.parquet",
        "results/tiny/chapters/1.json",
        "reports/tiny/tiny.pdf",
    } <= made_again
    changed = {n for n, h in _hashes(built.root, "results", "reports").items() if content.get(n) != h}
    assert "results/tiny/weights/ambtsdragers.parquet" not in changed
    assert "reports/tiny/html/2.html" not in changed
    assert "reports/tiny/html/1.html" in changed


def test_swapped_labels_stop_the_build_at_the_broken_claims(built):
    """Codes 1 and 4 change places: what was agreement is disagreement, and the text no longer holds."""
    reports = _hashes(built.root, "reports")
    codebook = "data/tiny/codebook/ambtsdragers.yaml"
    built.replace(codebook, "{code: 1, id: mee_oneens", "{code: 40, id: mee_oneens")
    built.replace(codebook, "{code: 4, id: helemaal_eens", "{code: 1, id: helemaal_eens")
    built.replace(codebook, "{code: 40, id: mee_oneens", "{code: 4, id: mee_oneens")
    done = built.build()
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert "templates/tiny/01-ambtsdragers.qmd.j2, line 5: the data do not support 'vaker vrij'" in said
    assert "n = 6" in said and "p = " in said and "Traceback" not in said
    assert _hashes(built.root, "reports") == reports


BAD_INPUT = {
    "unknown column": (ANSWERS, "geslacht", "gesl8", "unknown column 'geslacht'"),
    "unknown code": (ANSWERS, "8,2024,1,2,2,1,", "8,2024,1,2,7,1,", "the code 7 is not in the codebook"),
    "missing population figure": ("data/tiny/population/ambtsdragers.csv", "2024,provincie,20,verzonnen,2024-01\n", "", "provincie"),
    "unknown item in a template": ("templates/tiny/02-griffiers.qmd.j2", "tevreden.ja", "ontevreden.ja", "unknown item or name 'ontevreden'"),
    "undefined cross-reference": ("templates/tiny/02-griffiers.qmd.j2", "@sec-vrij", "@sec-vrijheid", "sec-vrijheid"),
    "plan with a wrong key": ("data/tiny/plan/2.yaml", "title: Tevredenheid", "titel: Tevredenheid", "unknown key"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_INPUT)
def test_bad_input_gives_one_clear_message_and_keeps_the_last_report(built, case):
    reports = _hashes(built.root, "reports")
    file, old, new, message = BAD_INPUT[case]
    built.replace(file, old, new)
    done = built.build()
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert message in said and "expected:" in said
    assert "Traceback" not in said
    assert _hashes(built.root, "reports") == reports


def test_a_stratum_with_people_but_no_respondents(built):
    built.replace(
        "data/tiny/codebook/griffiers.yaml",
        "label: provincies}]",
        "label: provincies}, {code: 3, id: waterschap, label: waterschappen}]",
    )
    with built.path("data/tiny/population/griffiers.csv").open("a") as file:
        file.write("2024,waterschap,5,verzonnen,2024-01\n")
    done = built.build()
    assert done.returncode == 1
    assert "waterschap" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_an_unknown_study_says_so(built):
    done = built.build("--config", "study=groot")
    assert done.returncode == 1
    assert "data/groot/study.yaml" in done.stdout + done.stderr


def test_one_chapter_is_made_with_its_number_in_the_whole(built):
    done = built.build("--config", "chapter=2", "--", "chapter")
    assert done.returncode == 0, done.stderr + done.stdout
    page = built.path("reports/tiny/proof/2.html").read_text(encoding="utf-8")
    assert "Tabel 2.1" in page
    assert built.path("reports/tiny/proof/2.pdf").read_bytes().startswith(b"%PDF")


@pytest.fixture
def with_amounts(tmp_path: Path) -> Project:
    project = new_project(tmp_path / "project")
    add_numbers(project)
    return project


def test_a_mean_and_a_median_in_table_and_prose_and_a_false_claim_about_a_mean(with_amounts):
    done = with_amounts.build()
    assert done.returncode == 0, done.stderr + done.stdout
    page = with_amounts.path("reports/tiny/html/1.html").read_text(encoding="utf-8")
    text = " ".join(html.fromstring(page).text_content().split())
    assert "Ambtsdragers besteden gemiddeld 22,4 uur per week aan hun ambt; de mediaan is 20,0." in text
    assert "Dat is meer dan in 2022, een verschil van 16,1 uur per week." in text
    assert "Gemiddelde en mediaan in uur per week." in text
    reports = _hashes(with_amounts.root, "reports")
    with_amounts.replace(TEMPLATE, "claim(uren.gemiddelde > uren", "claim(uren.gemiddelde < uren")
    with_amounts.replace(TEMPLATE, 'says("meer")', 'says("minder")')
    done = with_amounts.build()
    said = done.stdout + done.stderr
    assert done.returncode == 1 and "Traceback" not in said
    assert f"{TEMPLATE}, line 5: the data do not support 'minder': claimed lower, found higher: 22,35" in said
    assert _hashes(with_amounts.root, "reports") == reports
