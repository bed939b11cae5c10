"""Question blocks with weights of their own."""

from __future__ import annotations

import pytest
from drukproef.tabulate.cube import CellKey, NotComparable, Status

from .designs import BLOCK, CELLS, MANY, RAKE, Make, cube_of


def test_a_block_has_its_own_weights(make: Make) -> None:
    """Of 90 respondents a third broke off before v2: its block is weighted to the same 400 people."""
    study = make(
        MANY,
        {**RAKE, "base_weight": "base", "sets": {"blok": BLOCK}},
        {"geslacht": (180, 220), "leeftijd": (230, 170)},
    )
    cube = cube_of(study)
    reached = [row for row in MANY if row[5] >= 0]
    per_stratum = [sum(row[0] == s for row in reached) for s in (1, 2)]
    weights = [(300, 100)[row[0] - 1] / per_stratum[row[0] - 1] for row in reached]
    share = sum(w * row[5] for w, row in zip(weights, reached, strict=True)) / 400
    cell = cube.cell(2024, "v2", "ja")
    assert (cell.n, cell.n_weighted, cell.estimate) == pytest.approx((len(reached), 400, share), rel=1e-12)
    assert cube.cell(2024, "v1", "ja").n_weighted < 400  # who doesn't know is not in the base of v1
    assert cube.cell(2024, "leeftijd", "jong", "geslacht", "man").n_weighted == pytest.approx(180)


def test_items_of_different_blocks_are_not_compared(make: Make) -> None:
    cube = cube_of(make(MANY, {**RAKE, "sets": {"blok": BLOCK}}))
    left, right = (CellKey("leden", 2024, item, "ja") for item in ("v1", "v2"))
    with pytest.raises(NotComparable, match="they have other weights, the main ones and those of 'blok'"):
        cube.compare(left, right)
    together = cube_of(make(MANY, {**RAKE, "sets": {"blok": {**CELLS, "items": ["v1", "v2"]}}}))
    assert together.compare(left, right).tested


def test_a_level_that_broke_off_before_the_block_was_asked(make: Make) -> None:
    rows = [(*row[:5], -4 if row[2] == 2 else row[5]) for row in MANY]
    cube = cube_of(make(rows, {**RAKE, "sets": {"blok": BLOCK}}))
    assert cube.cell(2024, "v2", "ja", "leeftijd", "oud").status is Status.EMPTY


def test_a_block_that_nobody_reached_in_one_wave(make: Make) -> None:
    old = [(*row[:5], -1) for row in MANY]
    cube = cube_of(make({2022: old, 2024: MANY}, {**RAKE, "sets": {"blok": BLOCK}}))
    assert cube.cell(2022, "v2", "ja").status is Status.NOT_ASKED
    assert cube.cell(2024, "v2", "ja").is_shown
