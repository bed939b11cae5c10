"""Lines break where a question was not asked, and say where it changed."""

from __future__ import annotations

import re

from drukproef.draw.apart import apart
from drukproef.draw.bases import base_range
from drukproef.draw.breaks import breaks_within
from drukproef.draw.rows import rows_of
from drukproef.tabulate.cell import Status

ALL = (2020, 2022, 2024)
CHANGED = {"items": ["een", "elders"], "from_wave": 2024, "caveat": "De vraag is anders."}


def lines_wide(svg: str, width: str) -> list[str]:
    """The paths with this width of line, as styles."""
    return re.findall(rf'style="fill: none;[^"]*stroke-width: {width}[^"]*"', svg)


def test_a_line_has_a_gap_where_it_was_not_asked(make_plan, make_cube, drawn):
    plan = make_plan("trend", items=("een",), show="eens", waves=ALL)
    assert len(lines_wide(drawn(plan).svg, "1.6")) == 2
    with_gap = drawn(plan, make_cube(hidden={2022: Status.NOT_ASKED}))
    assert lines_wide(with_gap.svg, "1.6") == []
    assert with_gap.figure.series[0].cells[1].reason == "niet gevraagd"


def test_a_trend_break_is_drawn_and_noted(make_plan, drawn):
    plan = make_plan("trend", items=("een",), show="eens", waves=ALL)
    drawing = drawn(plan, trend_breaks=[CHANGED])
    assert "trendbreuk" in drawing.svg
    assert ["dasharray" in style for style in lines_wide(drawing.svg, "1.6")] == [False, True]
    assert drawing.figure.notes == ("De vraag is anders.",)


def test_the_note_names_its_items_when_others_did_not_change(make_plan, drawn):
    plan = make_plan("grouped", items=("een", "twee"), show="eens", waves=(2022, 2024))
    assert drawn(plan, trend_breaks=[CHANGED]).figure.notes == ("Ik durf het: De vraag is anders.",)


def test_a_break_outside_the_waves_is_no_break(make_plan, make_reader):
    plan = make_plan("trend", items=("een",), show="eens", waves=(2020, 2022))
    assert breaks_within(make_reader(plan, trend_breaks=[CHANGED])) == ()


def test_bases_of_a_wave_are_a_range_with_keys(make_plan, make_reader, make_cube):
    cube = make_cube(n={"een": 870, "twee": 1014, "drie": 990})
    rows = rows_of(make_reader(make_plan("trend", show="eens", waves=(2022, 2024)), cube))
    lowest, highest = base_range([row.values[0] for row in rows])
    assert (lowest.text, lowest.key.item) == ("870", "een")
    assert (highest.text, highest.key.item) == ("1.014", "twee")
    assert len(base_range([rows[0].values[0]])) == 1


def test_each_wave_of_a_line_has_its_own_base(make_plan, drawn):
    row = drawn(make_plan("trend", show="eens", waves=(2022, 2024))).figure.series[0]
    assert row.n is None and [c.n.key.wave for c in row.cells] == [2022, 2024]


def test_labels_stay_apart_and_inside():
    heights = [0.5, 0.9, 0.5, 0.5]
    middles = apart([0.1, 0.1, 0.2, 5.9], heights, 0.0, 6.0)
    ends = [(m - h / 2, m + h / 2) for m, h in zip(middles, heights, strict=True)]
    assert ends[0][0] >= -1e-9 and ends[-1][1] <= 6.0 + 1e-9
    assert all(above[1] <= below[0] + 1e-9 for above, below in zip(ends, ends[1:], strict=False))
