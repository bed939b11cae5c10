"""Figures of means, medians and totals: their labels, axis and unit. By hand: see tests/numbers.py."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import combinations
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
from drukproef.draw.axis import Axis, axis_of
from drukproef.draw.canvas import WIDTH
from drukproef.draw.look import Look
from drukproef.draw.run import Drawing, drawing_of
from drukproef.draw.value import Value
from drukproef.study import Study
from drukproef.study.plan import FigurePlan
from drukproef.tabulate.cell import Cell, CellKey, Status
from drukproef.tabulate.cube import Cube
from drukproef.wording.forms import Form

from tests.conftest import new_project
from tests.draw.test_places import overlap
from tests.numbers import add_numbers

pytestmark = pytest.mark.slow  # together: each makes a small study, or draws or runs something whole

SVG = "{http://www.w3.org/2000/svg}"
GENDER = {"banner": "geslacht", "total": True}
WAVES = {"waves": (2022, 2024)}
FIGURES: dict[str, tuple[str, dict[str, Any]]] = {
    "bars of groups": ("bars", GENDER),
    "bars of totals": ("bars", {"show": "som", **GENDER}),
    "bars of statistics": ("bars", {"show": ("gemiddelde", "mediaan", "p25", "p75")}),
    "bars of scores": ("bars", {"items": ("vrij",), "banner": "geslacht"}),
    "grouped": ("grouped", {"banner": "geslacht", **WAVES}),
    "grouped in panels": ("grouped", {"show": ("gemiddelde", "mediaan"), "panels": "geslacht", **WAVES}),
    "dots from zero": ("dots", {"show": ("gemiddelde", "p25"), **GENDER}),
    "dots from elsewhere": ("dots", GENDER),
    "dots in panels": ("dots", {"panels": "geslacht", **WAVES}),
    "lines": ("trend", {**GENDER, **WAVES}),
    "lines of totals in panels": ("trend", {"show": "som", "panels": "geslacht", **WAVES}),
    "lines of quartiles in panels": ("trend", {"show": ("p25", "p75"), "panels": "geslacht", **WAVES}),
}  # fmt: skip
figures = pytest.mark.parametrize(("kind", "parts"), FIGURES.values(), ids=FIGURES)


@pytest.fixture(scope="module")
def tabulated_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Study, Cube]:
    """The tiny study with amounts, and its cube."""
    project = new_project(tmp_path_factory.mktemp("amounts") / "project")
    add_numbers(project)
    for stage in ("clean", "weight", "tabulate"):
        assert project.run(stage, "tiny", "ambtsdragers") == (0, "")
    study = project.study()
    return study, Cube.load(study, "ambtsdragers")


@pytest.fixture
def draw(tabulated_once: tuple[Study, Cube], look: Look) -> Callable[..., Drawing]:
    """A figure of the mean hours, unless said otherwise; in Dutch or English, from a cube of one's own or the real one."""

    def make(kind: str, language: str = "nl", cube: Any = None, **parts: Any) -> Drawing:
        study, real = tabulated_once
        study = replace(study, settings=study.settings.model_copy(update={"language": language}))
        filled = {"id": "fig-x", "title": "Titel", "items": ("uren",), "show": "gemiddelde", "kind": kind}
        return drawing_of(FigurePlan.model_validate({**filled, **parts}), study, "9", cube or real, look)

    return make


def texts(drawing: Drawing) -> list[str]:
    return [t.text or "" for t in ElementTree.fromstring(drawing.svg.encode()).iter(f"{SVG}text")]


def numbers(drawing: Drawing) -> list[str]:
    return [n.text for n in drawing.figure.numbers if n.statistic != "n"]


PRINTED = {
    "bars of groups": (["22,4", "22,0", "22,9"], ["0", "5", "10", "15", "20", "25", "uur per week"]),
    "bars of totals": (["1.900", "1.100", "800"], ["0", "500", "1.000", "1.500", "2.000", "uur per week"]),
    "bars of statistics": (["22,4", "20,0", "10,0", "30,0"], ["0", "5", "10", "15", "20", "25", "30"]),
    "bars of scores": (["3,4", "1,9"], ["0", "1", "2", "3", "4"]),
    "grouped": (["6,1", "22,0", "6,5", "22,9"], ["0", "5", "10", "15", "20", "25", "uur per week"]),
    "dots from elsewhere": (["22,4", "22,0", "22,9"], ["17", "18", "19", "20", "21", "22", "23", "uur per week"]),
    "lines": (["22,9", "22,4", "22,0"], ["0", "5", "10", "15", "20", "25", "uur per week"]),
    "lines of totals in panels": (["305", "1.100", "325", "800"], ["0", "1.000", "2.000", "uur per week"]),
}  # fmt: skip


@pytest.mark.parametrize("name", PRINTED)
def test_values_have_the_decimals_of_the_item_and_the_axis_its_unit(name, draw):
    kind, parts = FIGURES[name]
    expected, axis = PRINTED[name]
    drawing = draw(kind, **parts)
    assert numbers(drawing) == expected
    assert set(axis) <= set(texts(drawing))
    assert not any("%" in text for text in texts(drawing))


def test_english_numbers_have_a_point(draw):
    drawing = draw("bars", "en", show="som", **GENDER)
    assert numbers(drawing) == ["1,900", "1,100", "800"] and {"1,500", "2,000"} <= set(texts(drawing))
    assert "Estimated total in uur per week. total: 1,900." in drawing.figure.alt
    assert draw("dots", "en", **GENDER).figure.notes == (
        "Mean in uur per week.",
        "The axis does not start at zero.",
    )


@figures
def test_every_number_has_its_element_and_statistic(kind, parts, draw):
    drawing = draw(kind, **parts)
    elements = dict(re.findall(r'<g id="number-(\d+)">.*?<text[^>]*>([^<]*)</text>', drawing.svg, re.DOTALL))
    assert elements == {str(i): n.text for i, n in enumerate(drawing.figure.numbers)}
    kinds = {
        "gemiddelde": "mean",
        "mediaan": "quantile",
        "p25": "quantile",
        "p75": "quantile",
        "som": "total",
    }
    assert all(n.statistic in ("n", kinds[n.key.category]) for n in drawing.figure.numbers)
    assert drawing.svg == draw(kind, **parts).svg


def bar_ends(svg: str) -> list[tuple[float, float]]:
    return [(float(a), float(b)) for a, b in re.findall(r'd="M ([\d.]+) [\d.]+ \nL ([\d.]+) [^"]*z', svg)]


def test_bars_start_at_zero_and_are_as_long_as_their_amounts(draw):
    """Of 1,900 hours, men spend 1,100 and women 800."""
    bars = bar_ends(draw("bars", show="som", **GENDER).svg)
    assert len({left for left, _ in bars}) == 1
    total, men, women = (right - left for left, right in bars)
    assert men / total == pytest.approx(1100 / 1900, abs=1e-4)
    assert women / total == pytest.approx(800 / 1900, abs=1e-4)


def _axis(kind: str, values: tuple[float, ...], decimals: int = 1, panels: int = 1) -> Axis:
    key = CellKey("p", 2024, "uren", "gemiddelde", "totaal", "totaal")
    rows = [
        SimpleNamespace(values=(Value(key, "", value), Value(key, "", reason="niet gevraagd")))
        for value in values
    ]
    reader = SimpleNamespace(plan=SimpleNamespace(kind=kind), form=Form(False, decimals, "uur"))
    return axis_of([SimpleNamespace(reader=reader, rows=rows)] * panels)  # type: ignore[list-item]


AXES = {
    "bars start at zero": (_axis("bars", (22.0, 22.9)), (0, 5, 10, 15, 20, 25)),
    "dots that lie close together don't": (_axis("dots", (22.0, 22.9)), (17, 18, 19, 20, 21, 22, 23)),
    "nor do lines": (_axis("trend", (3.4, 1.9)), (1.5, 2, 2.5, 3, 3.5)),
    "dots that lie far apart do": (_axis("dots", (10.0, 30.0)), (0, 5, 10, 15, 20, 25, 30)),
    "half the highest is far": (_axis("dots", (15.0, 30.0)), (0, 5, 10, 15, 20, 25, 30)),
    "no step is finer than what is printed": (_axis("dots", (3.0, 3.2), decimals=0), (2, 3, 4)),
    "nothing but zeros": (_axis("bars", (0.0, 0.0)), (0, 0.1)),
    "fewer steps in panels": (_axis("trend", (305.0, 1100.0), panels=2), (0, 1000, 2000)),
    "one value": (_axis("dots", (20.0,)), (15, 16, 17, 18, 19, 20)),
}  # fmt: skip


@pytest.mark.parametrize("name", AXES)
def test_an_axis_has_round_steps(name):
    axis, lines = AXES[name]
    assert axis.lines == pytest.approx(lines) and (axis.low, axis.high) == (lines[0], lines[-1])
    assert axis.is_cut == (lines[0] > 0)


def test_an_axis_that_does_not_start_at_zero_is_told_in_the_notes(draw):
    cut = "De as begint niet bij nul."
    assert draw("dots", **GENDER).figure.notes == ("Gemiddelde in uur per week.", cut)
    assert draw("bars", **GENDER).figure.notes == ("Gemiddelde in uur per week.",)
    assert draw("dots", show=("gemiddelde", "p25"), **GENDER).figure.notes == (
        "Gemiddelde en eerste kwartiel in uur per week.",
    )


def test_a_score_is_told_by_the_ends_of_its_scale(draw):
    figure = draw("bars", items=("vrij",), banner="geslacht").figure
    scale = "Gemiddelde van de antwoorden, van ‘oneens’ (laagst) tot ‘helemaal eens’ (hoogst)."
    assert figure.notes == (scale,) and scale in figure.alt and figure.columns == ("gemiddelde",)


def test_alt_text_and_data_are_in_the_unit(draw):
    lines = draw("trend", **GENDER, **WAVES).figure
    assert lines.alt.startswith(
        "Lijnen van 3 groepen, over 2022 en 2024. Tijd voor het ambt. Gemiddelde in uur per week. "
    )
    assert "mannen: van 6,1 in 2022 naar 22,0 in 2024." in lines.alt
    assert lines.columns == ("2022 (uur per week)", "2024 (uur per week)")
    bars = draw("bars", show=("gemiddelde", "mediaan")).figure
    assert bars.alt == (
        "Staven van 2 kengetallen. Tijd voor het ambt. Gemiddelde en mediaan in uur per week. gemiddelde: 22,4. mediaan: 20,0."
    )  # fmt: skip
    assert bars.columns == ("Tijd voor het ambt (uur per week)",)


def test_intervals_of_amounts_lie_on_the_axis(draw):
    """Women: 22,9 with a standard error of almost 10 and 3 degrees of freedom; the axis must reach the bound."""
    plain, drawing = draw("bars", **GENDER), draw("bars", intervals=True, **GENDER)
    assert numbers(drawing) == numbers(plain)
    assert drawing.figure.notes[-1] == "De streepjes geven de betrouwbaarheidsintervallen."
    assert "50" in texts(drawing) and "50" not in texts(plain)


def test_what_was_not_asked_is_told(draw):
    row = draw("trend", items=("reis",), **WAVES).figure.series[0]
    assert [(c.number.text if c.number else c.reason) for c in row.cells] == ["niet gevraagd", "13"]


@dataclass
class Changed:
    """The real cube, with some cells hidden and all amounts multiplied."""

    cube: Cube
    hidden: str = ""
    times: float = 1.0
    population: str = "ambtsdragers"

    def get(self, key: CellKey) -> Cell:
        cell = self.cube.get(key)
        if key.level == self.hidden:
            return replace(cell, status=Status.SMALL_BASE)
        return replace(cell, estimate=(cell.estimate or 0.0) * self.times)


@figures
def test_a_hidden_amount_is_drawn_nowhere(kind, parts, draw, tabulated_once):
    if "geslacht" not in parts.values():
        parts = {**parts, "panels": "geslacht"}
    plain, drawing = (draw(kind, cube=Changed(tabulated_once[1], hidden=h), **parts) for h in ("", "vrouw"))
    of_women = {n.text for n in plain.figure.numbers if n.key.level == "vrouw" and n.statistic != "n"}
    of_others = {n.text for n in plain.figure.numbers if n.key.level != "vrouw"}
    everything = drawing.svg + drawing.figure.model_dump_json()
    assert of_women and not any(f">{text}<" in everything for text in of_women - of_others)
    assert "te weinig respondenten" in everything and "vrouw" not in {
        n.key.level for n in drawing.figure.numbers
    }


@pytest.mark.parametrize("times", [0.0, 1.0, 12345.6])
@figures
def test_no_text_lies_over_another_or_off_the_page(kind, parts, times, draw, written, tabulated_once):
    draw(kind, cube=Changed(tabulated_once[1], times=times), **parts)
    assert written
    assert [(a[4], b[4]) for a, b in combinations(written, 2) if overlap(a, b)] == []
    assert [box for box in written if box[0] < -0.01 or box[2] > WIDTH + 0.01] == []
