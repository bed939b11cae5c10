"""Segments: what is alike merges, what differs splits, and the design decides what differs."""

from __future__ import annotations

import numpy as np
import pytest
from drukproef.errors import DrukproefError
from drukproef.survey import Design, rao_scott, share
from drukproef.survey.segmentation import Predictor, Stopping, segment

AGE = np.repeat([1, 2, 3, 4], 100)
SEX = np.tile(["m", "v"], 200)
WITHIN = np.tile(np.arange(100), 4)
OLD_MEN = (AGE > 2) & (SEX == "m")
YES = np.where(OLD_MEN, WITHIN % 10 < 9, np.where(AGE > 2, WITHIN % 10 < 5, WITHIN % 10 < 2)).astype(int)
DESIGN = Design(np.ones(400))


def test_a_tree_of_two_levels() -> None:
    tree = segment(DESIGN, YES, {"age": Predictor(AGE, ordered=True), "sex": Predictor(SEX)})
    assert tree.by == "age"
    assert [part.path[-1][1] for part in tree.parts] == [(1, 2), (3, 4)]
    assert [part.by for part in tree.parts] == [None, "sex"]
    assert sum(leaf.n for leaf in tree.leaves()) == 400


def test_the_p_value_is_that_of_rao_and_scott_times_the_ways_to_merge() -> None:
    tree = segment(DESIGN, YES, {"age": Predictor(AGE, ordered=True)}, Stopping(depth=1))
    assert tree.p == pytest.approx(
        3 * rao_scott(DESIGN, AGE > 2, YES).p, rel=1e-9, abs=0
    )  # 4 ordered categories, 3 places to cut


def test_segments_keep_their_minimum_and_depth() -> None:
    predictors = {"age": Predictor(AGE, ordered=True), "sex": Predictor(SEX)}
    assert segment(DESIGN, YES, predictors, Stopping(depth=0)).leaves()[0].n == 400
    leaves = segment(DESIGN, YES, predictors, Stopping(minimum_base=150)).leaves()
    assert min(leaf.n for leaf in leaves) >= 150


def test_unequal_weights_make_splits_rarer() -> None:
    """The same shares, once with equal weights and once with an effective base of a few dozen."""
    yes = (np.where(AGE > 2, 5, 3) > WITHIN % 10).astype(int)
    unequal = Design(np.where(WITHIN < 10, 50.0, 1.0))
    predictor = {"age": Predictor(AGE > 2)}
    assert segment(DESIGN, yes, predictor).by == "age"
    assert segment(unequal, yes, predictor).by is None
    assert share(unequal, yes, AGE > 2).estimate > share(unequal, yes, AGE <= 2).estimate


def test_noise_does_not_split_and_a_constant_outcome_neither() -> None:
    noise = {"noise": Predictor(np.random.default_rng(1).integers(0, 4, 400))}
    assert segment(DESIGN, YES, noise).parts == ()
    assert segment(DESIGN, np.ones(400), noise).parts == ()


def test_nobody_with_an_outcome() -> None:
    with pytest.raises(DrukproefError, match="empty base: 0 of the 400"):
        segment(DESIGN, np.full(400, np.nan), {"age": Predictor(AGE)})
