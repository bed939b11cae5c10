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
