"""Panels: the same rows and one scale in each, every number bound, hidden cells told where they are."""

from __future__ import annotations

import doctest
import re
from xml.etree import ElementTree

import pytest
from drukproef.draw import grid
from drukproef.draw.canvas import WIDTH
from drukproef.draw.grid import columns_that_fit
from drukproef.draw.panels import read_panels
from drukproef.errors import DrukproefError
from drukproef.tabulate.cell import Status
from pydantic import ValidationError

pytestmark = pytest.mark.slow  # together: each makes a small study, or draws or runs something whole

SVG = "{http://www.w3.org/2000/svg}"
ALL = (2020, 2022, 2024)
CASES = {
    "bars by level": ("bars", {"show": "mee_eens", "panels": "geslacht", "total": True}),
    "bars by wave with intervals": ("bars", {"show": "eens", "panels": "waves", "waves": ALL, "intervals": True}),
    "bars by item": ("bars", {"show": "eens", "panels": "items", "banner": "geslacht"}),
    "groups by level": ("grouped", {"show": "eens", "panels": "geslacht", "waves": (2022, 2024)}),
    "stacked by level": ("likert", {"panels": "geslacht", "total": True}),
    "centred by level": ("likert", {"panels": "geslacht", "centred": True}),
    "stacked by item": ("likert", {"panels": "items", "banner": "geslacht"}),
    "dots by level": ("dots", {"show": "eens", "panels": "geslacht", "waves": ALL}),
    "dots of answers by level": ("dots", {"show": ("oneens", "eens"), "panels": "geslacht"}),
    "lines by item": ("trend", {"show": "eens", "panels": "items", "waves": ALL}),
    "lines by level": ("trend", {"show": "eens", "panels": "geslacht", "waves": ALL}),
    "two lines by item": ("trend", {"show": "eens", "panels": "items", "banner": "geslacht", "waves": ALL}),
}  # fmt: skip
cases = pytest.mark.parametrize(("kind", "parts"), CASES.values(), ids=CASES)


def numbers_of(svg: str) -> dict[str, str]:
    groups = ElementTree.fromstring(svg.encode()).iter(f"{SVG}g")
    found = {g.get("id", ""): "".join(g.itertext()).strip() for g in groups}
    return {k: v for k, v in found.items() if k.startswith("number-")}


@cases
def test_every_number_is_in_the_list_and_the_bytes_are_the_same(kind, parts, make_plan, drawn):
    first, second = drawn(make_plan(kind, **parts)), drawn(make_plan(kind, **parts))
    assert numbers_of(first.svg) == {f"number-{i}": n.text for i, n in enumerate(first.figure.numbers)}
    assert (first.svg, first.figure) == (second.svg, second.figure)


@cases
def test_every_number_of_the_picture_is_one_of_the_data(kind, parts, make_plan, drawn):
    """So that it gets a row in the ledger; the bounds of intervals are drawn and not printed."""
    figure = drawn(make_plan(kind, **parts)).figure
    data = [n for row in figure.series for c in row.cells for n in (row.n, c.number, c.n) if n]
    assert figure.numbers and set(figure.numbers) <= set(data)


@cases
def test_every_panel_has_its_title_and_its_rows(kind, parts, make_plan, make_reader, drawn):
    plan = make_plan(kind, **parts)
    panels = read_panels(make_reader(plan))
    figure = drawn(plan).figure
    assert len(panels) == len({p.title for p in panels}) >= 2
    assert [r.panel for r in figure.series] == [p.title for p in panels for _ in p.rows]
    assert len({tuple((r.group, r.label) for r in p.rows) for p in panels}) == 1 or plan.panels == "items"
    assert all(len(row.cells) == len(figure.columns) for row in figure.series)


@cases
def test_a_hidden_cell_is_told_in_its_panel_and_in_no_other(kind, parts, make_plan, make_cube, drawn):
    plan = make_plan(kind, **parts)
    hidden = ("een", "vrouw") if plan.banner else "een"
    rare = {(i, w, lv): {"eens": 0.33, "mee_eens": 0.33} for i, lv in [("een", "vrouw")] for w in ALL}
    drawing = drawn(plan, make_cube(hidden={hidden: Status.SMALL_BASE}, shares=rare))
    everything = drawing.svg + drawing.figure.model_dump_json()
    assert "33%" not in everything
    silent = [
        (r.panel, r.group, r.label) for r in drawing.figure.series if not any(c.number for c in r.cells)
    ]
    assert silent and len(silent) < len(drawing.figure.series)
    expected = {"vrouwen", "Ik durf het"} if plan.banner else {"Ik durf het"}
    assert all(expected <= {*parts} for parts in silent)
    assert "te weinig respondenten" in drawing.figure.alt
    assert kind == "trend" or "te weinig respondenten" in drawing.svg


def test_a_panel_with_only_hidden_cells_says_so(make_plan, make_cube, drawn):
    for kind in ("likert", "bars", "dots", "trend"):
        parts = {} if kind == "likert" else {"show": "eens"}
        plan = make_plan(kind, panels="geslacht", waves=ALL if kind == "trend" else None, **parts)
        drawing = drawn(plan, make_cube(hidden={"vrouw": Status.EMPTY}))
        texts = [t.text for t in ElementTree.fromstring(drawing.svg).iter(f"{SVG}text")]
        assert "vrouwen" in texts and "te weinig respondenten" in texts


def test_all_panels_have_the_order_of_the_total(make_plan, make_reader, make_cube):
    shares = {("een", 2024, "totaal"): {"eens": 0.1}, ("een", 2024, "man"): {"eens": 0.99}}
    plan = make_plan("bars", show="eens", panels="geslacht", total=True, sort="ascending")
    panels = read_panels(make_reader(plan, make_cube(shares=shares)))
    assert [p.title for p in panels] == ["totaal", "mannen", "vrouwen"]
    assert all([r.values[0].key.item for r in p.rows] == ["een", "twee", "drie"] for p in panels)


def test_all_panels_have_one_scale(make_plan, make_cube, drawn):
    """Men 75%, women 25%: within the same full width, the bars are as long as three to one."""
    shares = {
        (i, 2024, lv): {"eens": s} for i in ("een", "twee") for lv, s in (("man", 0.75), ("vrouw", 0.25))
    }
    plan = make_plan("bars", items=("een", "twee"), show="eens", panels="geslacht")
    drawing = drawn(plan, make_cube(shares=shares))
    lengths = [bar_length(drawing.svg, drawing.figure.colours[f"geslacht/{lv}"]) for lv in ("man", "vrouw")]
    assert lengths[0] == pytest.approx(3 * lengths[1], rel=1e-3)


def bar_length(svg: str, colour: str) -> float:
    path = re.search(rf'd="M ([\d.]+) [\d.]+ \nL ([\d.]+) [^"]*" style="fill: {colour}', svg)
    assert path
    return float(path[2]) - float(path[1])


def test_bases_that_differ_by_row_and_not_by_panel_stand_once_per_row(make_plan, make_cube, drawn):
    cube = make_cube(n={"man": 674, "vrouw": 110})
    plan = make_plan("likert", panels="items", banner="geslacht")
    bases = [n.text for n in drawn(plan, cube).figure.numbers if n.statistic == "n"]
    assert bases == ["674", "110"]
    by_level = drawn(make_plan("likert", panels="geslacht"), cube).figure
    assert [n.text for n in by_level.numbers if n.statistic == "n"] == ["674", "110"]


def test_alt_text_names_the_panels_with_their_rows(make_plan, drawn):
    plan = make_plan("bars", items=("een", "drie"), show="eens", panels="geslacht")
    alt = drawn(plan).figure.alt
    assert alt.startswith(
        "Staven van 2 stellingen en 2 groepen, met een deelfiguur per groep. Aandeel: eens."
    )
    assert " mannen (Ik durf het: 48%; " in alt
    lines = drawn(
        make_plan("trend", items=("een", "drie"), show="eens", panels="items", waves=ALL)
    ).figure.alt
    assert "Lijnen van 2 stellingen, over 2020, 2022 en 2024, met een deelfiguur per stelling." in lines
    assert " Ik durf het: van 48% in 2020 naar 48% in 2024." in lines


def test_panels_stand_beside_each_other_while_they_fit():
    for panels in range(2, 13):
        for narrowest in (2.0, 3.0, 5.0, 20.0):
            columns = columns_that_fit(panels, 4.0, WIDTH, narrowest)
            assert columns.x(columns.count - 1) + columns.width == pytest.approx(WIDTH)
            assert columns.count == 1 or columns.width >= narrowest - 1e-9


@pytest.mark.parametrize(
    ("kind", "parts", "found"),
    [
        ("trend", {"show": "eens", "panels": "waves", "waves": ALL}, "a trend has its waves in every panel"),
        ("bars", {"show": "eens", "panels": "geslacht", "banner": "leeftijd"}, "one breakdown"),
        ("bars", {"show": "eens", "panels": "items", "items": ("een",)}, "make one panel"),
        ("bars", {"show": "eens", "panels": "waves"}, "make one panel"),
        ("bars", {"show": "eens", "panels": "geslacht", "levels": ("man",)}, "make one panel"),
    ],
)
def test_panels_that_can_not_be_made_are_refused_by_name(kind, parts, found, make_plan):
    with pytest.raises(ValidationError, match=found):
        make_plan(kind, **parts)


def test_panels_with_one_bar_each_are_refused(make_plan, drawn):
    with pytest.raises(DrukproefError, match="panels by geslacht with one row each"):
        drawn(make_plan("bars", items=("een",), show="eens", panels="geslacht"))


def test_panels_with_more_than_their_kind_can_hold_are_refused(make_plan, drawn):
    with pytest.raises(DrukproefError, match="several of each: item, wave"):
        drawn(make_plan("bars", show="eens", panels="geslacht", waves=(2022, 2024)))


def test_panels_of_items_with_other_answers_are_refused(make_plan, drawn):
    with pytest.raises(DrukproefError, match="have other answers"):
        drawn(make_plan("likert", items=("een", "geslacht"), panels="items", waves=(2022, 2024)))


def test_examples_in_the_code_run():
    assert doctest.testmod(grid).failed == 0
