"""Rounding and number formats: half away from zero, once, in one place."""

from __future__ import annotations

from decimal import Decimal

import pytest
from drukproef.wording.formats import number, pct, percent_value, rounded
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("share", "printed"),
    [
        (0.125, "13%"),
        (0.845, "85%"),
        (0.844999, "84%"),
        (0.005, "1%"),
        (0.0, "0%"),
        (1.0, "100%"),
        (0.285, "29%"),
    ],
)
def test_halves_go_away_from_zero(share, printed):
    """Python's own round gives 12 for 12.5, and 28 for 28.5."""
    assert pct(share) == printed


def test_noise_of_floating_point_does_not_move_a_half():
    assert percent_value(0.1 + 0.2 + 0.545 - 0.0) == Decimal(85)  # 0.845 but for its last bits
    assert percent_value(1.1 * 3 / 4 + 0.02) == percent_value(0.845)


@given(st.integers(min_value=0, max_value=200))
def test_negative_values_mirror_positive_ones(halves):
    assert rounded(-halves / 2) == -rounded(halves / 2)


def test_separators_follow_the_language():
    assert number(Decimal("1234567.5")) == "1.234.567,5"
    assert number(Decimal("1234567.5"), "en") == "1,234,567.5"
    assert pct(0.1234, 1) == "12,3%"
