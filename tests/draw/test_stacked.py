"""Segments fill the bar exactly, and only get a number when it fits."""

from __future__ import annotations

import re

import pytest
from drukproef.draw.colours import answer_colours
from drukproef.draw.rows import rows_of
from drukproef.draw.stacked import segments


def test_segments_sum_to_the_whole_and_touch(make_plan, make_reader):
    for row in rows_of(make_reader(make_plan("likert"))):
        ends = segments(row)
        assert ends[0][0] == 0.0
        assert ends[-1][1] == pytest.approx(1.0, abs=1e-12)
        assert all(left[1] == right[0] for left, right in zip(ends, ends[1:], strict=False))


def test_narrow_segments_have_no_number_but_stay_in_the_series(make_plan, drawn):
    figure = drawn(make_plan("likert", items=("een",))).figure
    assert [n.text for n in figure.numbers if n.statistic == "share"] == ["11%", "48%", "30%", "10%"]
    assert [c.number.text for c in figure.series[0].cells] == ["11%", "2%", "48%", "30%", "10%"]
    assert figure.columns == ("oneens", "neutraal", "eens", "helemaal eens", "weet niet")


def test_dont_know_stands_apart_from_the_scale(make_plan, make_reader, look):
    colours = answer_colours(make_reader(make_plan("likert")).item, look)
    assert colours["weet_niet"] == look.colours.dont_know
    assert [colours[a] for a in ("oneens", "helemaal_eens")] == [
        look.colours.likert[0],
        look.colours.likert[-1],
    ]


def test_the_height_follows_the_number_of_bars(make_plan, drawn):
    few, many = (make_plan("likert", items=("een",), waves=w) for w in ((2024,), (2020, 2022, 2024)))
    heights = [float(re.search(r'height="([\d.]+)pt"', drawn(p).svg)[1]) for p in (few, many)]
    assert heights[1] > heights[0] + 28


@pytest.mark.parametrize("panels", [None, "geslacht"])
def test_narrow_segments_at_the_ends_have_their_number_beside_the_bar(panels, make_plan, make_cube, drawn):
    """Row "een" starts with 2%, which no segment of 4 to 11 cm can hold; row "twee" ends with 1%."""
    ends = {"een": (0.02, 0.48, 0.5, 0, 0), "twee": (0.4, 0.3, 0.29, 0.01, 0)}
    names = ("oneens", "neutraal", "eens", "helemaal_eens", "weet_niet")
    shares = {
        (item, 2024, level): dict(zip(names, values, strict=True))
        for item, values in ends.items()
        for level in ("totaal", "man", "vrouw")
    }
    figure = drawn(make_plan("likert", items=("een", "twee"), panels=panels), make_cube(shares=shares))
    printed = [n.text for n in figure.figure.numbers if n.statistic == "share"]
    assert printed[:6] == ["48%", "50%", "2%", "40%", "30%", "29%"]
    assert printed[6] == "1%"
