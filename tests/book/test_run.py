"""The stage as a whole: hidden stays hidden, the same bytes everywhere, all or nothing."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from drukproef.book import run
from drukproef.book.letters import read_beaten
from drukproef.errors import DrukproefError
from drukproef.study import Study
from drukproef.tabulate.cube import CellKey, Cube

from .conftest import Made, make, places, silent

CANARY = 98765


def contents(made: Made) -> dict[str, bytes]:
    """All files of a book; workbooks unpacked."""
    files = {
        p.relative_to(made.folder).as_posix(): p.read_bytes() for p in made.folder.rglob("*") if p.is_file()
    }
    with zipfile.ZipFile(made.folder / "tabellenboek.xlsx") as archive:
        return files | {name: archive.read(name) for name in archive.namelist()}


def poison(study: Study, population: str) -> int:
    """Give every hidden cell figures, as if `tabulate` had let them through; returns how many there are."""
    path = study.results / "cube" / f"{population}.parquet"
    table = pq.read_table(path)
    hidden = pc.is_in(table["status"], value_set=pa.array(["small_base", "protected"]))
    for name in ("n", "n_category", "n_weighted", "estimate", "se", "ci_low", "ci_high", "deff", "n_eff"):
        place, kind = table.schema.get_field_index(name), table.schema.field(name)
        canary = pa.scalar(CANARY, kind.type)
        table = table.set_column(place, kind, pc.if_else(hidden, canary, table[name]))
    pq.write_table(table, path)
    return int(pc.sum(hidden).as_py())


def test_figures_of_hidden_cells_are_in_no_file(tabulated: Any) -> None:
    tabulated.replace("data/tiny/study.yaml", "minimum_base: 2", "minimum_base: 5")
    assert tabulated.run("tabulate", "tiny", "ambtsdragers") == (0, "")
    study = tabulated.study()
    assert poison(study, "ambtsdragers") > 50
    made = make(study)
    for name, content in contents(made).items():
        if not name.endswith(".xlsx"):
            text = content.decode("utf-8")
            assert str(CANARY) not in text and "98.765" not in text and "9876500" not in text, name


def test_counts_of_small_bases_are_shown_when_the_rules_say_so(tabulated: Any) -> None:
    tabulated.replace("data/tiny/study.yaml", "minimum_base: 2", "minimum_base: 6, small_base: count")
    assert tabulated.run("tabulate", "tiny", "ambtsdragers") == (0, "")
    made = make(tabulated.study())
    sheet = made.workbook()["001 vrij"]
    row = next(r for r in range(7, 40) if sheet.cell(r, 1).value == "(helemaal) eens")
    assert (sheet.cell(row, 6).value, sheet.cell(8, 6).value) == ("n=1", 5)
    assert ",2024,vrij,eens,true,share,geslacht,vrouw,small_base,5,1,,,,,,,,,," in made.text(
        "open-data/cube.csv"
    )
    assert "n=1</td>" in made.text("tabellenboek.html")


def test_what_is_too_imprecise_has_a_base_and_a_sign(tabulated: Any) -> None:
    """Five women: their effective base is under 6. Nothing but the base is in any file, whatever the cube says."""
    tabulated.replace(
        "data/tiny/study.yaml", "minimum_base: 2", "minimum_base: 2, publication: {effective_base: 6}"
    )
    assert tabulated.run("tabulate", "tiny", "ambtsdragers") == (0, "")
    study = tabulated.study()
    path = study.results / "cube" / "ambtsdragers.parquet"
    table = pq.read_table(path)
    share = table.schema.get_field_index("estimate")
    is_imprecise = pc.equal(table["status"], "imprecise")
    poisoned = pc.if_else(is_imprecise, pa.scalar(float(CANARY)), table["estimate"])
    pq.write_table(table.set_column(share, "estimate", poisoned), path)
    made = make(study)
    sheet = made.workbook()["001 vrij"]
    row = next(r for r in range(7, 40) if sheet.cell(r, 1).value == "(helemaal) eens")
    assert (sheet.cell(row, 6).value, sheet.cell(8, 6).value) == ("≈", 5)
    assert ",2024,vrij,eens,true,share,geslacht,vrouw,imprecise,5,,45.0,,,,,,,,," in made.text(
        "open-data/cube.csv"
    )
    assert "shown|small_base|protected|imprecise|empty" in made.text("open-data/cube.csv-metadata.json")
    page = made.text("tabellenboek.html")
    assert '<span aria-hidden="true">≈</span><span class="vh">te onnauwkeurig</span>' in page
    assert "Dat zijn uitkomsten met een effectieve basis onder 6." in page
    assert not any(str(CANARY).encode() in content for content in contents(made).values())


def test_without_publication_rules_the_book_says_nothing_of_precision(made: Made) -> None:
    assert "onnauwkeurig" not in made.text("tabellenboek.html")
    assert "imprecise" not in made.text("open-data/cube.csv-metadata.json")


def test_letters_are_the_comparisons_of_the_cube(made: Made) -> None:
    cube, beaten, seen = Cube.load(made.study, "ambtsdragers"), read_beaten(made.study, "ambtsdragers"), 0
    for _, banner, level in places(made.study, "ambtsdragers", 2024)[1:]:
        for other in made.study.codebooks["ambtsdragers"].variable(banner).categories:
            if other.id == level:
                continue
            keys = [CellKey("ambtsdragers", 2024, "vrij", "eens", banner, name) for name in (level, other.id)]
            is_higher = cube.compare(*keys).mark == "higher"
            assert (other.id in beaten.get((2024, "vrij", "eens", banner, level), ())) == is_higher  # type: ignore[call-overload]
            seen += is_higher
    assert seen


def test_the_same_bytes_in_another_folder(made: Made, tabulated: Any) -> None:
    again = make(tabulated.study())
    assert contents(made) == contents(again)
    assert str(made.study.root).encode() not in b"".join(contents(made).values())


def test_a_failure_leaves_the_last_good_book(tabulated: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make(tabulated.study())
    before = contents(made)

    def broken(*_: object) -> str:
        raise RuntimeError("no")

    monkeypatch.setattr(run, "book_html", broken)
    with pytest.raises(RuntimeError, match="no"):
        run.book(made.study, silent)
    assert contents(made) == before
    assert not [p.name for p in Path(made.study.results).iterdir() if p.name.startswith(".")]


def test_stale_files_go(tabulated: Any) -> None:
    made = make(tabulated.study())
    (made.folder / "open-data" / "codebook-vroeger.xml").write_text("oud", encoding="utf-8")
    make(made.study)
    assert not (made.folder / "open-data" / "codebook-vroeger.xml").exists()


def test_without_a_cube_the_error_says_what_to_run(project: Any) -> None:
    with pytest.raises(DrukproefError, match="drukproef tabulate tiny ambtsdragers"):
        run.book(project.study(), silent)
    assert not (project.study().results / "book").exists()
