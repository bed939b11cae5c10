"""Amounts in the table book and the open data: numbers with their unit, never percentages. By hand: tests/numbers.py."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from drukproef.study import load_study
from lxml import etree, html

from tests.conftest import new_project
from tests.numbers import add_numbers

from .conftest import Made, make

DDI = "{ddi:codebook:2_5}"


@pytest.fixture(scope="module")
def amounts(tmp_path_factory: pytest.TempPathFactory) -> Made:
    project = new_project(tmp_path_factory.mktemp("amounts") / "project")
    add_numbers(project)
    for population in ("ambtsdragers", "griffiers"):
        for stage in ("clean", "weight", "tabulate"):
            assert project.run(stage, "tiny", population) == (0, "")
    return make(load_study("tiny", project.root))


def row_of(sheet: Any, label: str) -> int:
    return next(row for row in range(7, 60) if sheet.cell(row, 1).value == label)


def test_the_workbook_has_numbers_in_their_own_format(amounts: Made) -> None:
    book = amounts.workbook()
    for name, label, value, form in (
        ("004 uren", "gemiddelde (uur per week)", 22.4, "#,##0.0"),
        ("004 uren", "derde kwartiel (uur per week)", 30, "#,##0.0"),
        ("004 uren", "geschat totaal (uur per week)", 1900, "#,##0"),
        ("001 vrij", "gemiddelde", 2.7, "#,##0.0"),
        ("001 vrij", "(helemaal) eens", 0.55, "0%"),
        ("006 auto", "aandeel van de antwoorden", 0.53, "0%"),
    ):
        cell = book[name].cell(row_of(book[name], label), 2)
        assert (cell.value, cell.number_format) == (value, form)
    texts = [
        cell.value for row in book["006 auto"].iter_rows() for cell in row if isinstance(cell.value, str)
    ]
    assert any(text.startswith("Aandeel van de antwoorden: van alle antwoorden") for text in texts)


def test_the_web_page_prints_amounts(amounts: Made) -> None:
    page = html.fromstring(amounts.text("tabellenboek.html"))
    table = page.get_element_by_id("t004").find(".//table")
    heads = [cell.text_content() for cell in table.findall(".//thead//th")]
    total = [cell.text_content().strip() for cell in table.findall(".//tbody")[0].find("tr")]
    printed = dict(zip(heads, total, strict=True))
    assert printed["gemiddelde (uur per week)"].split()[0] == "22,4"
    assert printed["geschat totaal (uur per week)"] == "1.900"
    assert "Medianen, kwartielen en totalen zijn niet getoetst." in page.text_content()


def test_the_open_data_say_what_each_estimate_is(amounts: Made) -> None:
    rows = list(csv.DictReader(io.StringIO(amounts.text("open-data/cube.csv"))))
    found = {
        (row["item"], row["category"]): row
        for row in rows
        if row["level"] == "totaal" and row["wave"] == "2024"
    }
    mean, total = found["uren", "gemiddelde"], found["uren", "som"]
    assert (mean["statistic"], float(mean["estimate"]), mean["n"], mean["n_category"]) == (
        "mean",
        1900 / 85,
        "10",
        "",
    )
    assert (total["statistic"], float(total["estimate"])) == ("total", 1900)
    assert found["uren", "mediaan"]["statistic"] == "quantile" and found["uren", "mediaan"]["deff"] == ""
    assert found["auto", "aandeel_antwoorden"]["statistic"] == found["auto", "ja"]["statistic"] == "share"
    columns = json.loads(amounts.text("open-data/cube.csv-metadata.json"))["tableSchema"]["columns"]
    types = {column["name"]: column["datatype"] for column in columns}
    assert types["estimate"] == {"base": "double", "minimum": 0}
    assert types["statistic"]["format"] == "share|mean|quantile|total"


def test_the_codebook_has_range_and_unit(amounts: Made) -> None:
    root = etree.fromstring(amounts.text("open-data/codebook-ambtsdragers.xml").encode())
    variable = next(v for v in root.iter(f"{DDI}var") if v.get("ID") == "uren")
    assert (variable.get("intrvl"), variable.get("measUnit")) == ("contin", "uur per week")
    bounds = variable.find(f"{DDI}valrng/{DDI}range")
    assert bounds is not None and (bounds.get("min"), bounds.get("max")) == ("0", "80")
    names = [child.tag.removeprefix(DDI) for child in variable]
    assert names.index("valrng") < names.index("invalrng") < names.index("universe")
