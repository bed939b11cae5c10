"""Weights, and the check that they add up."""

from __future__ import annotations

import numpy as np
import pytest
from drukproef.errors import DrukproefError
from drukproef.weight.diagnostics import kish_deff
from drukproef.weight.poststratify import _check_totals, poststratify
from hypothesis import given
from hypothesis import strategies as st


@given(st.lists(st.integers(1, 5), min_size=1), st.lists(st.integers(1, 10**6), min_size=5, max_size=5))
def test_weights_add_up_to_each_stratum(stratum: list[int], sizes: list[int]) -> None:
    codes = np.array(stratum)
    weights = poststratify(codes, dict(enumerate(sizes, start=1)))
    for code in set(stratum):
        assert weights.weight[codes == code].sum() == pytest.approx(sizes[code - 1], rel=1e-12)


def test_totals_that_are_not_met_stop_the_stage() -> None:
    with pytest.raises(DrukproefError, match="they sum to"):
        _check_totals(np.array([10.0, 4.0]), np.array([10, 5]))


def test_equal_weights_have_no_design_effect() -> None:
    assert kish_deff(np.full(7, 3.3)) == pytest.approx(1)
