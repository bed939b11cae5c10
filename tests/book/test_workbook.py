"""tabellenboek.xlsx: what stands in it is the cube, as text and numbers only."""

from __future__ import annotations

import re
import zipfile
from typing import Any

import pytest
from drukproef.book.texts import capitalised
from drukproef.book.words import DUTCH, SYMBOLS
from drukproef.study import Item
from drukproef.tabulate.cube import Cube, UnknownCell
from drukproef.wording.formats import percent_value

from .conftest import Made, cubes, make, places

FIRST = 7  # row of the first block, from 1


def sheets(made: Made) -> list[tuple[str, Item, Any]]:
    """(population, item, sheet), in the order of the book."""
    book = made.workbook()
    asked = [(p, item) for p, codebook in made.study.codebooks.items() for item in codebook.tabulated]
    return [(p, item, sheet) for (p, item), sheet in zip(asked, book.worksheets[1:], strict=True)]


def expected(cube: Cube, item: Item, category: str, place: tuple[int, str, str]) -> float | str:
    """What a cell must hold: the rounded share, or the symbol that stands for none."""
    wave, banner, level = place
    try:
        cell = cube.cell(wave, item.id, category, banner, level)
    except UnknownCell:
        return "–"
    return SYMBOLS[cell.status] if cell.estimate is None else float(percent_value(cell.estimate) / 100)


def test_every_number_is_the_rounded_share_of_the_cube(made: Made) -> None:
    loaded, checked = dict(cubes(made.study)), 0
    for population, item, sheet in sheets(made):
        waves = sorted(made.study.population(population).files)
        row = FIRST
        for wave in sorted(item.waves, reverse=True):
            assert sheet.cell(row, 1).value == f"Meting {wave}"
            columns = places(made.study, population, wave)
            if row == FIRST:
                columns += [(w, "totaal", "totaal") for w in waves]
            for i, category in enumerate(item.shown_ids):
                line = row + 3 + 2 * i
                assert sheet.cell(line, 1).value == item.label_of(category)
                for j, place in enumerate(columns, 2):
                    assert sheet.cell(line, j).value == expected(loaded[population], item, category, place)
                    checked += 1
            row += 4 + 2 * len(item.shown_ids)
    assert checked > 150


def test_bases_are_those_of_the_cube(made: Made) -> None:
    cube = Cube.load(made.study, "ambtsdragers")
    sheet = made.workbook()["001 vrij"]
    cell = cube.cell(2024, "vrij", "eens", "geslacht", "vrouw")
    assert (sheet.cell(4, 5).value, sheet.cell(5, 6).value) == ("Geslacht", "Vrouwen")
    assert sheet.cell(FIRST + 1, 6).value == cell.n == 5
    assert sheet.cell(FIRST + 2, 6).value == round(cell.n_weighted or 0) == 45  # 4 x 80/8 + 1 x 20/4
    assert (
        sheet.cell(3, 1).value == "Basis: alle ambtsdragers; “weet niet” telt niet mee. Meting 2024: n = 12"
    )


def test_marks_and_letters_stand_below_the_number(made: Made) -> None:
    """Men: (3 x 10 + 2 x 5) / 50 agree, and of the women 10 / 45."""
    sheet = made.workbook()["001 vrij"]
    row = next(r for r in range(FIRST, 40) if sheet.cell(r, 1).value == "(helemaal) eens")
    assert [sheet.cell(6, j).value for j in (5, 6)] == ["A", "B"]
    assert [sheet.cell(row, j).value for j in (5, 6)] == [0.8, 0.22]
    assert str(sheet.cell(row + 1, 5).value).split()[:2] == ["▲", "B"]
    assert str(sheet.cell(row + 1, 6).value).split()[0] == "▼"


def test_waves_are_marked_against_the_wave_before(made: Made) -> None:
    cube = Cube.load(made.study, "ambtsdragers")
    sheet = made.workbook()["001 vrij"]
    row = next(r for r in range(FIRST, 40) if sheet.cell(r, 1).value == "(helemaal) eens")
    assert [sheet.cell(5, j).value for j in (7, 8)] == ["2022", "2024"]
    assert cube.cell(2024, "vrij", "eens").previous_mark == "higher"
    assert (sheet.cell(row + 1, 7).value, sheet.cell(row + 1, 8).value) == (None, "↑")


def test_links_of_the_contents_point_to_existing_sheets(made: Made) -> None:
    book = made.workbook()
    contents = book[DUTCH.contents]
    links = [cell.hyperlink for row in contents.iter_rows() for cell in row if cell.hyperlink]
    targets = {re.fullmatch(r"'(.+)'!A1", link.location).group(1) for link in links}  # type: ignore[union-attr]
    assert targets == set(book.sheetnames) - {DUTCH.contents}
    assert all(link.target is None for link in links)
    assert contents.tables["Inhoudsopgave"].ref.startswith("A")


def test_headers_stay_in_view_on_screen_and_paper(made: Made) -> None:
    for sheet in made.workbook().worksheets[1:]:
        assert sheet.freeze_panes == "B7"
        assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$6", "$A:$A")
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (0, True)


def test_screen_readers_find_each_table_and_its_headers(made: Made) -> None:
    book = made.workbook()
    names = dict(book.defined_names.items())
    assert names["Tabel_001"].attr_text.startswith("'001 vrij'!$A$5:")
    regions = [name for name in names if name.startswith("TitleRegion1.A5.")]
    assert len(regions) == len(book.worksheets) - 1
    assert all(names[name].attr_text.endswith("!$A$5") for name in regions)


def test_properties_hold_the_date_of_publication(made: Made) -> None:
    properties = made.workbook().properties
    assert properties.title == "Tabellenboek: Kleine monitor"
    assert properties.description == "Verzonnen gegevens."
    assert properties.created.isoformat() == properties.modified.isoformat() == "2024-01-15T00:00:00"
    with zipfile.ZipFile(made.folder / "tabellenboek.xlsx") as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


HOSTILE = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "http://example.org",
    "<script>alert(1)</script>",
    "_x0041_",
    "-2",
)


@pytest.mark.parametrize("label", HOSTILE)
def test_labels_stay_text(tabulated: Any, label: str) -> None:
    quoted = label.replace("'", "''")
    codebook = "data/tiny/codebook/ambtsdragers.yaml"
    tabulated.replace(codebook, "label: Ik voel me vrij", f"question: '{quoted}', label: '{quoted}'")
    tabulated.replace(codebook, "label: helemaal eens", f"label: '{quoted}'")
    tabulated.replace(codebook, "label: mannen", f"label: '{quoted}'")
    made = make(tabulated.study())
    book = made.workbook()
    sheet = book["001 vrij"]
    texts = [cell for row in sheet.iter_rows() for cell in row if cell.value in {label, capitalised(label)}]
    assert len(texts) == 3  # an answer in both waves, and a group
    assert {cell.data_type for cell in texts} == {"s"}
    assert all(cell.data_type != "f" for s in book for row in s.iter_rows() for cell in row)
    with zipfile.ZipFile(made.folder / "tabellenboek.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not any(b"<f>" in part or b'TargetMode="External"' in part for part in parts.values())
    html = made.text("tabellenboek.html")
    assert "<script" not in html
    assert 'href="http' not in html
