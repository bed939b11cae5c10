"""No link in a published report is dead: between pages, languages and files, to places on pages, and to images."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from drukproef.render.html.editions import other_editions
from drukproef.render.publish import publish
from drukproef.render.run import render
from drukproef.study.load import Study
from lxml import html

from tests.render import sample
from tests.render.links import broken_links

pytestmark = pytest.mark.slow  # together: each makes a small study, or draws or runs something whole

FILES = {"book/tabellenboek.xlsx": 1_260_000, "book/open-data/cube.csv": 40, "word/proef.docx": 2500}


def editions(root: Path) -> tuple[Study, Study]:
    """The sample in two languages; the English one has the same chapters."""
    main = sample.study(root)
    main = replace(main, settings=main.settings.model_copy(update={"languages": ("nl", "en")}))
    english = replace(main, settings=main.settings.model_copy(update={"language": "en"}))
    for part in ("chapters", "figures", "ledger"):
        shutil.copytree(main.results / part, english.text_results / part)
    return main, english


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Both editions, the Dutch one with a Word file, a workbook and open data."""
    studies = editions(tmp_path_factory.mktemp("published"))
    for name, size in FILES.items():
        path = studies[0].results / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes(size))
    for study in studies:
        render(study, lambda _: None)
        publish(study)
    return studies[0]


def page(study: Study, name: str) -> html.HtmlElement:
    return html.document_fromstring((study.reports / name).read_bytes())


def test_no_link_of_the_sample_is_dead(published):
    assert broken_links(published.reports) == []


@pytest.mark.parametrize(
    ("gone", "link"),
    [
        ("html/2.html", "html/index.html: 2.html#sec-vrij"),
        ("html/figures/2/fig-likert.svg", "html/2.html: figures/2/fig-likert.svg"),
        ("html/fonts/SourceSans3-It.ttf", "html/style.css: fonts/SourceSans3-It.ttf"),
        ("proef.docx", "html/index.html: ../proef.docx"),
        ("en/html/respons.html", "html/respons.html: ../en/html/respons.html"),
        ("html/samenvatting.html", "en/html/samenvatting.html: ../../html/samenvatting.html"),
    ],
)
def test_a_file_that_is_gone_is_found(published, tmp_path, gone, link):
    shutil.copytree(published.reports, tmp_path / "report")
    (tmp_path / "report" / gone).unlink()
    assert link in broken_links(tmp_path / "report")


@pytest.mark.parametrize("attribute", ['href="#sec-vrij"', 'aria-labelledby="tbl-vrij-caption"'])
def test_a_place_that_is_gone_is_found(published, tmp_path, attribute):
    shutil.copytree(published.reports, tmp_path / "report")
    path = tmp_path / "report" / "html" / "2.html"
    path.write_text(path.read_text().replace(attribute, attribute.replace("-vrij", "-onvrij")))
    assert any("-onvrij" in link for link in broken_links(tmp_path / "report"))


def test_each_page_leads_to_the_same_page_in_the_other_language(published):
    for name in ("index", "rapport", "samenvatting", "2", "respons"):
        (link,) = page(published, f"html/{name}.html").xpath('//nav[@class="languages"]/a')
        assert link.attrib == {"href": f"../en/html/{name}.html", "hreflang": "en", "lang": "en"}
        assert link.text == "English"
        (link,) = page(published, f"en/html/{name}.html").xpath('//nav[@class="languages"]/a')
        assert (link.get("href"), link.text) == (f"../../html/{name}.html", "Nederlands")
        (alternate,) = page(published, f"html/{name}.html").xpath('//link[@rel="alternate"]')
        assert (alternate.get("href"), alternate.get("hreflang")) == (f"../en/html/{name}.html", "en")


def test_a_report_in_one_language_has_no_such_links(rendered, published, tmp_path):
    assert not rendered.page("2").xpath('//nav[@class="languages"] | //link[@rel="alternate"]')
    assert other_editions(rendered.study) == ()
    main, _ = editions(tmp_path)
    render(main, lambda _: None, alone=True)
    publish(main)
    assert broken_links(main.reports) == []


def test_the_front_page_lists_the_files_that_there_are(published):
    listed = [
        a.text_content() for a in page(published, "html/index.html").xpath('//section[@class="files"]//a')
    ]
    assert listed[0].startswith("Rapport (PDF, ") and listed[1].startswith("Rapport voor het archief")
    assert listed[2:] == [
        "Rapport om te becommentariëren (Word, 3 kB)",
        "Tabellenboek met alle vragen (Excel, 1,3 MB)",
        "Open data met alle cijfers (CSV, 1 kB)",
    ]
    english = page(published, "en/html/index.html").xpath('//section[@class="files"]//a/@href')
    assert english == ["../proef.pdf", "../proef-archief.pdf"]
