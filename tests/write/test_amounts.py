"""Means, medians, totals and shares of answers in prose, claims, tables and ledger. By hand: see tests/numbers.py."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.conftest import Project, new_project
from tests.numbers import PLAN, TEMPLATE, TEXT, add_numbers

pytestmark = pytest.mark.slow  # together: each makes a small study, or draws or runs something whole

LINE = 3  # of the expression in the text


@pytest.fixture(scope="module")
def _once(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = new_project(tmp_path_factory.mktemp("numbers") / "project")
    add_numbers(project)
    for population in ("ambtsdragers", "griffiers"):
        for stage in ("clean", "weight", "tabulate"):
            assert project.run(stage, "tiny", population) == (0, "")
    assert project.run("draw", "tiny", "1") == (0, "")
    return project


@pytest.fixture
def numbers(_once: Project, tmp_path: Path) -> Project:
    """The tiny study with amounts up to and including its figures, in a folder of its own."""
    shutil.copytree(_once.root, tmp_path / "project")
    return Project(tmp_path / "project")


def blocks(project: Project) -> list[dict[str, Any]]:
    return json.loads(project.path("results/tiny/chapters/1.json").read_text(encoding="utf-8"))["blocks"]


def table(project: Project, name: str) -> dict[str, Any]:
    return next(block for block in blocks(project) if block.get("id") == name)


def write(project: Project, text: str) -> tuple[int, str, str]:
    project.path(TEMPLATE).write_text(f"\n\nTekst {text} tekst.\n", encoding="utf-8")
    code, errors = project.run("write", "tiny", "1")
    return code, errors, "" if code else "\n".join(b.get("markdown", "") for b in blocks(project))


PRINTED = {
    "{{ uren.gemiddelde | amount }}": "22,4",
    "{{ uren.gemiddelde | with_unit }}": "22,4 uur per week",
    "{{ uren.gemiddelde.geslacht.man | amount }}": "22,0",
    "{{ uren.gemiddelde.geslacht.vrouw | amount }}": "22,9",
    "{{ uren.mediaan | amount }}": "20,0",
    "{{ uren.p25 | amount }}": "10,0",
    "{{ uren.p75 | amount }}": "30,0",
    "{{ uren.som | amount }}": "1.900",
    "{{ uren.gemiddelde[2022] | amount }}": "6,3",
    "{{ (uren.gemiddelde - uren.gemiddelde[2022]) | amount }}": "16,1",
    "{{ (uren.gemiddelde[2022] - uren.gemiddelde) | with_unit }}": "16,1 uur per week",
    "{{ uren | n }}": "10",
    "{{ uren.gemiddelde | n }}": "10",
    "{{ vrij.gemiddelde | amount }}": "2,7",
    "{{ reis.gemiddelde | with_unit }}": "13 minuten",  # 12.5
    "{{ auto.aandeel_antwoorden | pct }}": "53%",
    "{{ fiets.aandeel_antwoorden | percent }}": "47 procent",
    "{{ auto.aandeel_antwoorden | n }}": "8",
    "{{ auto.aandeel_antwoorden | words('ruim de helft') }}": "ruim de helft",
    "{{ count(auto.aandeel_antwoorden) | n }}": "6",
    "{{ claim(uren.gemiddelde > uren.gemiddelde[2022]) | says('langer') }}": "langer",
    "{{ claim(uren.gemiddelde > uren.gemiddelde[2022]) | says('gemiddeld meer') }}": "gemiddeld meer",
    "{{ claim(uren.gemiddelde.geslacht.man == uren.gemiddelde.geslacht.vrouw) | says('gelijk') }}": "gelijk",
    "{{ claim(vrij.gemiddelde.geslacht.man > vrij.gemiddelde.geslacht.vrouw) | adverb }}": "meer",
    "{{ claim(auto.aandeel_antwoorden == fiets.aandeel_antwoorden) | says('even vaak') }}": "even vaak",
}  # fmt: skip


@pytest.mark.parametrize("expression", PRINTED)
def test_an_expression_prints(numbers: Project, expression: str) -> None:
    code, errors, markdown = write(numbers, f"gemiddeld {expression}")
    assert (code, errors) == (0, "")
    assert f"Tekst gemiddeld [{PRINTED[expression]}]{{." in markdown


def test_labels_and_levels(numbers: Project) -> None:
    _, errors, markdown = write(
        numbers, "{{ uren.gemiddelde | label }} {{ uren.gemiddelde.geslacht | amounts }}"
    )
    assert errors == "" and "Tekst gemiddelde [22,0]" in markdown and "en [22,9]" in markdown


REFUSED = {
    "{{ uren.gemiddelde | pct }}": ["uren/gemiddelde is a mean, not a share", "write | amount or | with_unit"],
    "{{ uren.mediaan | words }}": ["uren/mediaan is a quantile, not a share"],
    "{{ vrij.eens | amount }}": ["vrij/eens is a share, not an amount", "write | pct or | percent"],
    "{{ vrij.gemiddelde | with_unit }}": ["vrij/gemiddelde has no unit"],
    "{{ uren.modus | amount }}": ["unknown category or net of 'uren' 'modus'", "one of: gemiddelde, mediaan"],
    "{{ uren | amount }}": ["is not a mean, quantile or total"],
    "{{ uren.gemiddelde.geslacht | amount }}": ["is not a mean, quantile or total"],
    "{{ uren.gemiddelde | amounts }}": ["is not a banner"],
    "{{ (uren.gemiddelde - uren.gemiddelde[2022]) | points }}": ["points of a mean"],
    "{{ (vrij.eens - vrij.eens[2022]) | amount }}": ["is a share, not an amount"],
    "{{ (uren.gemiddelde.geslacht.man - uren.gemiddelde.geslacht.vrouw) | amount }}": ["significant at 0.2"],
    "{{ count(uren.gemiddelde) | n }}": ["uren/gemiddelde is a mean, which has no respondents of its own"],
    "{{ claim(uren.gemiddelde < uren.gemiddelde[2022]) | says('minder') }}": [
        "the data do not support 'minder': claimed lower, found higher: 22,35 (n = 10", "6,30 (n = 12", "p = 0.0",
    ],
    "{{ claim(uren.gemiddelde.geslacht.man < uren.gemiddelde.geslacht.vrouw) | says('minder') }}": [
        "found no significant difference: 22,00 (n = 6", "against 22,86 (n = 4",
    ],
    "{{ claim(uren.mediaan > uren.mediaan[2022]) | says('meer') }}": [
        "found not tested: 20,00 (n = 10", "differences of medians, quartiles and totals are not tested",
    ],
    "{{ claim(uren.gemiddelde > reis.gemiddelde) | says('meer') }}": ["these two cells are not compared"],
    "{{ claim(uren.gemiddelde > uren.gemiddelde[2022]) | says('minder') }}": ["the words 'minder' say lower"],
}  # fmt: skip


@pytest.mark.parametrize("expression", REFUSED)
def test_an_expression_is_refused_with_place_and_next_step(numbers: Project, expression: str) -> None:
    code, errors, _ = write(numbers, expression)
    assert code == 1 and f"{TEMPLATE}, line {LINE}" in errors and "Traceback" not in errors
    for text in REFUSED[expression]:
        assert text in errors


def texts(found: dict[str, Any]) -> list[list[str]]:
    return [[row["header"], *(cell["text"] for cell in row["cells"])] for row in found["rows"]]


def test_tables_print_each_statistic_in_its_own_form(numbers: Project) -> None:
    assert numbers.run("write", "tiny", "1")[0] == 0
    uren, trend, mixed = (table(numbers, f"tbl-{name}") for name in ("uren", "uren-trend", "gemengd"))
    assert texts(uren) == [["Tijd voor het ambt", "22,4", "22,0", "22,9", "20,0", "20,0", "20,0"]]
    assert [column["group"] for column in uren["columns"]] == ["Gemiddelde"] * 3 + ["Mediaan"] * 3
    assert uren["notes"] == ["Gemiddelde en mediaan in uur per week."]
    assert [cell["mark"] for cell in trend["rows"][0]["cells"]] == ["", "higher"]
    assert texts(table(numbers, "tbl-som")) == [["Tijd voor het ambt", "630", "1.900"]]
    assert texts(mixed) == [["Ik voel me vrij", "55%", "2,7"]]
    assert mixed["notes"] == [
        "Gemiddelde van de antwoorden, van ‘oneens’ (laagst) tot ‘helemaal eens’ (hoogst)."
    ]
    units = [["Tijd voor het ambt (uur per week)", "22,4"], ["Reistijd (minuten)", "13"]]
    assert texts(table(numbers, "tbl-eenheden")) == units and table(numbers, "tbl-eenheden")["notes"] == []
    assert texts(table(numbers, "tbl-vervoer")) == [["Komt met de auto", "53%"], ["Komt met de fiets", "47%"]]


def test_a_figure_of_shares_of_answers(numbers: Project) -> None:
    assert numbers.run("write", "tiny", "1")[0] == 0
    figure = table(numbers, "fig-vervoer")
    assert texts(figure["data"]) == [["Komt met de auto", "53%"], ["Komt met de fiets", "47%"]]
    assert "aandeel van de antwoorden" in figure["alt"].lower()
    svg = numbers.path("results/tiny/" + figure["svg"]).read_text(encoding="utf-8")
    assert "53%" in svg


def test_figures_of_a_mean_and_a_total(numbers: Project) -> None:
    assert numbers.run("write", "tiny", "1")[0] == 0
    mean, total = table(numbers, "fig-uren"), table(numbers, "fig-som")
    assert texts(mean["data"]) == [["totaal", "22,4"], ["mannen", "22,0"], ["vrouwen", "22,9"]]
    assert [column["header"] for column in mean["data"]["columns"]] == ["gemiddelde (uur per week)"]
    assert mean["notes"] == ["Gemiddelde in uur per week.", "De as begint niet bij nul."]
    assert texts(total["data"]) == [["Tijd voor het ambt", "630", "1.900"]]
    ledger = pd.read_parquet(numbers.path("results/tiny/ledger/1.parquet")).set_index("place")
    man = ledger.loc["fig-uren, row 2, gemiddelde"]
    assert (man["kind"], man["text"], man["value"]) == ("mean", "22,0", pytest.approx(22))
    assert man["cell"] == "ambtsdragers/2024/uren/gemiddelde/geslacht=man" and man["base"] == 6
    assert ledger.loc["fig-som, row 1, 2024", "kind"] == "total"
    assert ledger.loc["fig-som, alt text, number 2", "text"] == "1.900"


def test_the_ledger_tells_what_each_number_is(numbers: Project) -> None:
    assert numbers.run("write", "tiny", "1")[0] == 0
    ledger = pd.read_parquet(numbers.path("results/tiny/ledger/1.parquet"))
    methods = dict(zip(ledger["cell"], ledger["kind"] + ": " + ledger["method"], strict=True))
    start = "ambtsdragers/2024"
    assert methods[f"{start}/uren/gemiddelde"] == "mean: weighted mean, Taylor linearisation"
    assert methods[f"{start}/uren/mediaan"] == "quantile: weighted median, Woodruff interval"
    assert methods[f"{start}/uren/som"] == "total: weighted total, Taylor linearisation"
    assert (
        methods[f"{start}/auto/aandeel_antwoorden"] == "share: ratio of weighted totals, Taylor linearisation"
    )
    claims = ledger[ledger["kind"] == "claim"]
    assert set(claims["method"]) == {"difference of two means: higher"}
    exact = ledger[(ledger["cell"] == f"{start}/uren/gemiddelde") & (ledger["kind"] == "mean")]["value"]
    assert set(exact) == {1900 / 85}


def test_a_row_with_two_bases_is_refused(numbers: Project) -> None:
    numbers.replace(PLAN, "show: aandeel_antwoorden", "show: [ja, aandeel_antwoorden]")
    numbers.replace(PLAN, "title: Vervoer, items: [auto, fiets]", "title: Vervoer, items: [auto]")
    numbers.replace(
        PLAN, "aandeel_antwoorden], columns: [waves]", "aandeel_antwoorden], columns: [categories]"
    )
    code, errors = numbers.run("write", "tiny", "1")
    assert code == 1
    assert "tbl-vervoer: the bases of totaal differ by column, from 8 to 12" in errors
    assert "write 'n: none', or make two tables of it" in errors


def test_english_words_and_numbers(numbers: Project) -> None:
    numbers.replace("data/tiny/study.yaml", "language: nl", "language: en")
    text = TEXT.replace('says("meer")', 'says("more")')
    numbers.path(TEMPLATE).write_text(text, encoding="utf-8")
    assert numbers.run("draw", "tiny", "1") == (0, "")
    assert numbers.run("write", "tiny", "1")[0] == 0
    uren = table(numbers, "tbl-uren")
    assert uren["columns"][0]["group"] == "Mean" and uren["notes"] == ["Mean and median in uur per week."]
    assert uren["rows"][0]["cells"][0]["text"] == "22.4"
    assert texts(table(numbers, "tbl-som"))[0][2] == "1,900"
