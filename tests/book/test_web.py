"""tabellenboek.html: the cube again, in tables that every reader can follow."""

from __future__ import annotations

from typing import Any

from drukproef.book.words import DUTCH
from drukproef.tabulate.cube import Cube
from drukproef.wording.formats import pct
from lxml import html

from .conftest import Made, make, places


def parsed(made: Made) -> Any:
    return html.fromstring(made.text("tabellenboek.html"))


def spoken(cell: Any) -> str:
    """What is read out: all text but that of signs."""
    return " ".join("".join(cell.xpath(".//text()[not(ancestor::*[@aria-hidden])]")).split())


def test_numbers_are_those_of_the_cube(made: Made) -> None:
    cube = Cube.load(made.study, "ambtsdragers")
    item = made.study.item("ambtsdragers", "vrij")
    table = parsed(made).xpath("//section[@id='t001']//table")[0]
    lines = table.xpath(".//tr[td]")
    for line, (wave, banner, level) in zip(lines, places(made.study, "ambtsdragers", 2024), strict=True):
        cells = line.xpath("td")[2:]
        for cell, category in zip(cells, item.shown_ids, strict=True):
            share = cube.cell(wave, "vrij", category, banner, level).estimate
            assert share is not None
            assert spoken(cell).split()[0] == pct(share)


def test_every_table_has_a_caption_and_headers(made: Made) -> None:
    page = parsed(made)
    assert page.get("lang") == "nl"
    ids = [element.get("id") for element in page.xpath("//*[@id]")]
    assert len(ids) == len(set(ids))
    for table in page.xpath("//table"):
        assert table.xpath("string(caption)").strip()
        assert all(th.get("scope") in {"col", "row", "rowgroup"} for th in table.xpath(".//th"))
        widths = {len(line.xpath("th|td")) for line in table.xpath(".//tr[not(@class='group')]")}
        assert len(widths) == 1
        assert table.getparent().get("aria-labelledby") == table.xpath("string(caption/@id)")


def test_links_lead_somewhere(made: Made) -> None:
    page = parsed(made)
    ids = {element.get("id") for element in page.xpath("//*[@id]")}
    for link in page.xpath("//a/@href"):
        assert link[1:] in ids if link.startswith("#") else (made.folder / link).is_file()
    assert (
        len(page.xpath("//nav//a")) == 6 + 1 + 1 - 1
    )  # three items and two banners; one item and one banner


def test_marks_and_hidden_cells_are_spoken(made: Made) -> None:
    page = parsed(made)
    men = page.xpath("//section[@id='t001']//table[1]//tr[th[contains(., 'Mannen')]]")[0]
    assert spoken(men.xpath("td")[-1]).startswith("80% hoger dan de andere groepen hoger dan B")
    women = page.xpath("//section[@id='t003']//table[1]//tr[th[contains(., 'Vrouwen')]]")[0]
    assert {spoken(cell) for cell in women.xpath("td")} == {DUTCH.statuses["small_base"]}  # type: ignore[index]


def test_the_notice_is_on_the_page(made: Made) -> None:
    assert "Verzonnen gegevens." in parsed(made).xpath("string(//p[@class='notice'])")


def test_an_english_study_has_an_english_book(tabulated: Any) -> None:
    tabulated.replace("data/tiny/study.yaml", "language: nl", "language: en")
    made = make(tabulated.study())
    assert parsed(made).get("lang") == "en"
    assert made.workbook().sheetnames[0] == "Contents"
    assert "Meting" not in made.text("tabellenboek.html")
