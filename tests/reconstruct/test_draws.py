"""Draws depend on words only; splits add up."""

from __future__ import annotations

import numpy as np
from drukproef.reconstruct.draws import bell, draws, largest_remainder


def test_equal_words_give_equal_draws() -> None:
    assert (draws("a seed", 5) == draws("a seed", 5)).all()
    assert (draws("a seed", 5) != draws("another", 5)).any()
    assert np.round(draws("a seed", 2), 12).tolist() == [0.100095651753, 0.322071249413]


def test_bell_has_mean_nought_and_variance_one() -> None:
    values = bell("bell", 20_000)
    assert abs(values.mean()) < 0.03 and abs(values.var() - 1) < 0.03


def test_split_in_proportion() -> None:
    assert largest_remainder([1, 1, 1], 10) == [4, 3, 3]
    assert largest_remainder([0, 1], 3) == [0, 3]


def test_split_spills_over_when_there_is_no_room() -> None:
    assert largest_remainder([60, 40], 7, most=[2, 9]) == [2, 5]
    assert largest_remainder([1, 0], 3, most=[1, 5]) == [1, 2]
