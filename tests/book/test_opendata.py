"""open-data/: the cube as CSV with its description, and the codebooks as DDI."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from typing import Any

import pyarrow.parquet as pq
from lxml import etree

from .conftest import Made

DDI = "{ddi:codebook:2_5}"
# The order of children in DDI-Codebook 2.5, as far as we use them.
ORDER = {
    "codeBook": "docDscr stdyDscr fileDscr dataDscr otherMat",
    "citation": "titlStmt rspStmt prodStmt distStmt notes",
    "titlStmt": "titl subTitl IDNo",
    "prodStmt": "producer copyright prodDate prodPlac software fundAg",
    "docDscr": "citation guide docStatus docSrc notes",
    "stdyDscr": "citation studyAuthorization stdyInfo studyDevelopment method dataAccs othrStdyMat notes",
    "sumDscr": "timePrd collDate nation universe dataKind",
    "fileTxt": "fileName fileCitation fileCont fileStrc dimensns fileType",
    "dataDscr": "varGrp nCubeGrp var nCube notes",
    "var": "location labl qstn valrng invalrng undocCod universe sumStat txt catgryGrp catgry derivation varFormat notes",
    "catgryGrp": "labl catStat txt",
    "catgry": "catValu labl txt catStat",
}


def rows(made: Made) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made.text("open-data/cube.csv"))))


def test_figures_are_those_of_the_cube_to_the_last_bit(made: Made) -> None:
    found = {tuple(row[k] for k in ("wave", "item", "category", "banner", "level")): row for row in rows(made)
             if row["population"] == "ambtsdragers"}  # fmt: skip
    cube = pq.read_table(made.study.results / "cube" / "ambtsdragers.parquet").to_pylist()
    asked = [cell for cell in cube if cell["status"] != "not_asked"]
    assert len(found) == len(asked)
    for cell in asked:
        row = found[str(cell["wave"]), cell["item"], cell["category"], cell["banner"], cell["level"]]
        assert row["status"] == cell["status"]
        for name, column in (
            ("estimate", "estimate"),
            ("se", "se"),
            ("ci_low", "ci_low"),
            ("n_weighted", "n_weighted"),
        ):
            value = float(row[name]) if row[name] else math.nan
            shown = cell[column] if cell["status"] == "shown" else math.nan
            assert value == shown or math.isnan(value) and math.isnan(shown)


def test_rows_are_sorted_and_unique(made: Made) -> None:
    keys = [
        (r["population"], int(r["wave"]), r["item"], r["category"], r["banner"], r["level"])
        for r in rows(made)
    ]
    assert keys == sorted(set(keys))


def test_the_description_fits_the_file(made: Made) -> None:
    description = json.loads(made.text("open-data/cube.csv-metadata.json"))
    columns = description["tableSchema"]["columns"]
    header = made.text("open-data/cube.csv").splitlines()[0].split(",")
    assert [column["name"] for column in columns] == header
    assert [column["titles"][0] for column in columns] == header
    assert description["url"] == "cube.csv"
    assert "Verzonnen gegevens." in description["dc:description"]
    for row in rows(made):
        for column in columns:
            check(row[column["name"]], column)


def check(value: str, column: dict[str, Any]) -> None:
    """A value against its description."""
    datatype = column["datatype"]
    if not value:
        assert not column["required"]
        return
    if isinstance(datatype, dict) and "format" in datatype:
        assert re.fullmatch(datatype["format"], value)
    if isinstance(datatype, dict) and "minimum" in datatype:
        assert datatype["minimum"] <= float(value) <= datatype.get("maximum", math.inf)


def codebook(made: Made) -> Any:
    return etree.parse(str(made.folder / "open-data" / "codebook-ambtsdragers.xml"))


def test_the_codebook_has_the_order_of_its_schema(made: Made) -> None:
    for element in codebook(made).iter():
        order = ORDER.get(etree.QName(element).localname, "").split()
        places = [order.index(etree.QName(child).localname) for child in element] if order else []
        assert places == sorted(places)


def test_the_codebook_refers_to_what_it_has(made: Made) -> None:
    tree = codebook(made)
    ids = tree.xpath("//@ID")
    assert len(ids) == len(set(ids))
    references = " ".join(tree.xpath("//@files | //@catgry | //*[local-name()='varGrp']/@var")).split()
    assert references
    assert set(references) <= set(ids)


def test_the_codebook_holds_questions_answers_and_bases(made: Made) -> None:
    tree = codebook(made)
    item = tree.find(f".//{DDI}var[@ID='vrij']")
    assert item.findtext(f"{DDI}labl") == "Ik voel me vrij"
    valid = item.findall(f"{DDI}catgry")
    assert [c.findtext(f"{DDI}catValu") for c in valid] == ["1", "2", "3", "4", "8"]
    assert [c.get("missing") for c in valid] == [None] * 4 + ["Y"]
    assert item.find(f"{DDI}catgryGrp").get("catgry") == "vrij.mee_eens vrij.helemaal_eens"
    assert tree.findtext(f".//{DDI}var[@ID='hinder']/{DDI}universe") == "ambtsdragers, alleen provincies"
    assert tree.findtext(f"{DDI}stdyDscr/{DDI}notes") == "Verzonnen gegevens."
