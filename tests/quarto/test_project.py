"""The Quarto project: complete, readable for pandoc, every reference with a target, every number in its place."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pypandoc
import pytest
from drukproef.errors import DrukproefError
from drukproef.render.outline import cited_ids
from drukproef.render.pandoc import nodes, plain_text
from drukproef.render.quarto.project import write_quarto
from drukproef.study.load import Study
from drukproef.write.document import Table
from ruamel.yaml import YAML

from tests.render import sample

pytestmark = pytest.mark.slow  # together: each makes a small study, or draws or runs something whole


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    study = sample.study(tmp_path_factory.mktemp("qmd"))
    write_quarto(study)
    return study.results / "qmd"


def tree(path: Path) -> dict[str, Any]:
    """A file as pandoc reads it."""
    command = [pypandoc.get_pandoc_path(), "--from=markdown", "--to=json", "--fail-if-warnings", str(path)]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


def blocks(path: Path) -> list[Any]:
    return tree(path)["blocks"]


def identifiers(found: Any) -> list[str]:
    """All ids of a tree."""
    ids = []
    for node in nodes(found):
        content = node.get("c")
        attributes = (
            content[1]
            if node["t"] == "Header"
            else content[0]
            if isinstance(content, list) and content
            else None
        )
        if isinstance(attributes, list) and attributes and isinstance(attributes[0], str):
            ids.append(attributes[0])
    return [i for i in ids if i]


FILES = ("index.qmd", "2.qmd", "respons.qmd")


def settings(project: Path) -> dict[str, Any]:
    return YAML(typ="safe").load(project / "_quarto.yml")


def test_the_project_is_a_book_with_all_files_that_it_names(project: Path) -> None:
    made = settings(project)
    assert made["project"]["type"] == "book"
    assert made["book"]["chapters"] == ["index.qmd", "2.qmd"]
    assert made["book"]["appendices"] == ["respons.qmd"]
    assert made["book"]["output-file"] == "proef"
    assert (made["lang"], made["number-sections"]) == ("nl", True)
    assert set(made["format"]) == {"html", "docx"}
    for file in (*FILES, "drukproef.css", made["format"]["docx"]["reference-doc"]):
        assert (project / file).stat().st_size


@pytest.mark.parametrize("file", FILES)
def test_pandoc_reads_each_chapter_without_complaints(project: Path, file: str) -> None:
    made = tree(project / file)
    assert plain_text(made["meta"]["engine"]["c"]) == "markdown"
    first = made["blocks"][0]
    assert (first["t"], first["c"][0]) == ("Header", 1)


def test_every_reference_has_a_target_that_quarto_knows(project: Path) -> None:
    trees = {file: blocks(project / file) for file in FILES}
    known = {i for found in trees.values() for i in identifiers(found)}
    cited = {c[:1].lower() + c[1:] for found in trees.values() for c in cited_ids(found)}
    assert cited <= known
    assert {"tbl-vrij", "fig-likert", "sec-bron", "sec-respons", "sec-2"} <= cited
    assert all(c.startswith(("tbl-", "fig-", "sec-")) for c in cited)


def test_ids_occur_once_in_the_book(project: Path) -> None:
    ids = [i for file in FILES for i in identifiers(blocks(project / file))]
    assert len(ids) == len(set(ids))


def test_headings_have_a_number_only_where_the_report_gives_one(project: Path) -> None:
    headings = [
        (node["c"][0], node["c"][1][0], "unnumbered" in node["c"][1][1])
        for file in FILES
        for node in nodes(blocks(project / file))
        if node["t"] == "Header"
    ]
    assert headings == [
        (1, "sec-samenvatting", True),
        (1, "sec-2", False),
        (2, "sec-vrij", False),
        (3, "sec-2-naar-functie", True),
        (2, "sec-bron", False),
        (3, "sec-2-zo-is-er-gevraagd", True),
        (1, "sec-respons", False),
        (2, "sec-deelname", False),
    ]


@pytest.mark.parametrize(
    ("chapter", "file"), list(zip(sample.chapters(), FILES, strict=True)), ids=lambda x: getattr(x, "id", "")
)
def test_tables_hold_every_number_with_its_sign(project: Path, chapter: Any, file: str) -> None:
    tables = [node for node in nodes(blocks(project / file)) if node["t"] == "Table"]
    models = [b for b in chapter.blocks if isinstance(b, Table)]
    signs = {"higher": " ▲", "lower": " ▼", "": ""}
    assert len(tables) == len(models)
    for table, model in zip(tables, models, strict=True):
        assert table["c"][0][0] == model.id
        assert plain_text(table["c"][1]) == model.caption.replace("'", "’")
        cells = [[plain_text(c[4]) for c in row[1]] for row in table["c"][4][0][3]]
        for cells_of_row, row in zip(cells, model.rows, strict=True):
            shown = [c.text + signs[c.mark] for c in row.cells]
            assert [c.rstrip("ab") if c.startswith("–") else c for c in cells_of_row[-len(shown) :]] == shown
            assert cells_of_row[0].replace("’", "'").replace("‘", "'") == row.header


def test_spanning_headers_stand_before_each_of_their_columns(project: Path) -> None:
    table = next(node for node in nodes(blocks(project / "2.qmd")) if node["t"] == "Table")
    heads = [plain_text(c[4]) for c in table["c"][3][1][0][1]]
    assert heads[:4] == [
        "Stelling",
        "Totaal (n = 1.082)",
        "Geslacht: Man (n = 400)",
        "Geslacht: Vrouw (n = 401)",
    ]


def test_figures_have_alternative_text(project: Path) -> None:
    figures = [node for node in nodes(blocks(project / "2.qmd")) if node["t"] == "Figure"]
    assert [f["c"][0][0] for f in figures] == ["fig-likert", "fig-trend"]
    image = next(node for node in nodes(figures[0]) if node["t"] == "Image")
    assert dict(image["c"][0][2])["fig-alt"].startswith("Staafdiagram: Vrijheid om te bespreken")


@pytest.mark.parametrize(("form", "extension"), [("html", "svg"), ("docx", "png")])
def test_each_format_finds_its_own_form_of_a_figure(project: Path, form: str, extension: str) -> None:
    default = settings(project)["format"][form]["default-image-extension"]
    assert default == extension
    command = [pypandoc.get_pandoc_path(), "--from=markdown", f"--to={form}", "--fail-if-warnings",
               f"--default-image-extension={default}", "--output=made", "2.qmd"]  # fmt: skip
    subprocess.run(command, cwd=project, check=True)
    (project / "made").unlink()
    image = next(node for node in nodes(blocks(project / "2.qmd")) if node["t"] == "Image")
    assert (project / f"{image['c'][2][0]}.{extension}").is_file()


def test_footnotes_are_notes_and_their_labels_do_not_meet_those_of_other_chapters(project: Path) -> None:
    found = [node for node in nodes(blocks(project / "2.qmd")) if node["t"] == "Note"]
    assert len(found) == 2
    assert "[^2-wet]: Zie" in (project / "2.qmd").read_text(encoding="utf-8")


def test_the_book_says_that_its_data_are_reconstructed(project: Path) -> None:
    assert "gereconstrueerd uit percentages" in settings(project)["book"]["page-footer"]
    assert "**Let op.** Dit is geen officiële publicatie." in (project / "index.qmd").read_text(
        encoding="utf-8"
    )


def rewritten(study: Study, markdown: str) -> str:
    """Chapter 2 with other prose before its elements, as Quarto gets it."""
    elements = [b for b in sample.chapters()[1].blocks if not isinstance(b, sample.Prose)]
    more = sample.Prose(markdown="## Bron {#sec-bron}\n\nTekst.\n\n### Stil deel {#sec-stil}\n")
    sample.write_chapter(
        study, sample.chapter("2", "2", "Titel", sample.Prose(markdown=markdown), *elements, more)
    )
    write_quarto(study)
    return (study.results / "qmd" / "2.qmd").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Zie @sec-samenvatting.", "Zie [Samenvatting](index.qmd#sec-samenvatting)."),
        (
            "Dit (@sec-stil) en [zie @sec-stil].",
            "Dit ([Stil deel](#sec-stil)) en zie [Stil deel](#sec-stil).",
        ),
        ("Zie @tbl-vrij en [-@fig-trend; @sec-bron].", "Zie @tbl-vrij en [-@fig-trend; @sec-bron]."),
        ("Mail naar ik\\@sec-stil.nl", "Mail naar ik\\@sec-stil.nl"),
    ],
)
def test_a_section_without_a_number_is_linked_by_its_title(study: Study, written: str, expected: str) -> None:
    assert expected in rewritten(study, written)


def test_a_heading_that_ends_in_bound_text_keeps_it(study: Study) -> None:
    made = rewritten(study, '## Vrouwen zijn [minder vrij]{.bewering data-cel="2-1"}\n\nTekst.\n')
    assert '## Vrouwen zijn [minder vrij]{.bewering data-cel="2-1"} {#sec-2-vrouwen-zijn-minder-vrij}' in made


def test_a_heading_that_is_underlined_is_refused_by_name(study: Study) -> None:
    with pytest.raises(DrukproefError, match="heading '.*'.*can't be told apart"):
        rewritten(study, "Kop\n---\n\nTekst.\n")


def test_the_folder_holds_nothing_of_an_earlier_project(study: Study) -> None:
    write_quarto(study)
    (study.results / "qmd" / "oud.qmd").write_text("# Oud", encoding="utf-8")
    write_quarto(study)
    assert not (study.results / "qmd" / "oud.qmd").exists()
    assert [p.name for p in study.results.iterdir() if p.name.startswith(".")] == []


def test_a_failure_leaves_the_last_good_project(study: Study) -> None:
    write_quarto(study)
    (study.results / "figures" / "2" / "fig-trend.svg").unlink()
    with pytest.raises(DrukproefError, match="the image of fig-trend does not exist"):
        write_quarto(study)
    assert (study.results / "qmd" / "figures" / "2" / "fig-trend.svg").is_file()


def test_the_same_chapters_give_the_same_bytes(project: Path, study: Study) -> None:
    write_quarto(study)
    other = study.results / "qmd"
    names = sorted(p.relative_to(project) for p in project.rglob("*") if p.is_file())
    assert names == sorted(p.relative_to(other) for p in other.rglob("*") if p.is_file())
    assert all((project / n).read_bytes() == (other / n).read_bytes() for n in names)


def test_a_python_cell_goes_to_jupyter(study: Study) -> None:
    made = rewritten(study, "```{python}\nprint(1)\n```\n")
    assert made.startswith("---\njupyter: python3\n---\n")
    assert "```{python}\nprint(1)\n```" in made
