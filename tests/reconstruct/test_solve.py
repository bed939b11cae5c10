"""Programs of a few cells, with answers that can be counted on two hands."""

from __future__ import annotations

import numpy as np
from drukproef.reconstruct.conflict import smallest_conflict
from drukproef.reconstruct.giveup import fewest_given_up
from drukproef.reconstruct.program import Program, Row, holds
from drukproef.reconstruct.solve import solve

YES, NO = 0, 1


def program(*rows: Row, sizes: tuple[int, ...] = (4, 6), weights: tuple[float, ...] = (2.0, 1.0)) -> Program:
    n = len(sizes)
    return Program(sizes, tuple(range(n)), weights, ((True, True),) * n, (0.5, 0.5), rows)


def share(cells: tuple[int, ...], printed: float, cost: float = 1000) -> Row:
    return Row("share", cells, (YES,), (YES, NO), printed, (), cost)


def test_counts_agree_with_all_rows_when_they_can() -> None:
    found = solve(program(share((0,), 50), share((1,), 33), share((0, 1), 43)))
    assert found.given_up == frozenset()
    assert found.counts.tolist() == [[2, 2], [2, 4]]


def test_without_a_printed_breakdown_the_cells_are_alike() -> None:
    found = solve(program(share((0, 1), 50), sizes=(40, 60), weights=(1.0, 1.0)))
    assert found.counts.tolist() == [[20, 20], [30, 30]]


def test_the_cheapest_row_is_given_up_and_stays_near() -> None:
    """67% of the six would be 4; 43% of all leaves room for 2 only."""
    clashing = program(share((0,), 50), share((1,), 67, 900), share((0, 1), 43))
    assert fewest_given_up(clashing, frozenset()) == {1}
    assert solve(clashing).counts.tolist() == [[2, 2], [2, 4]]


def test_of_two_rows_that_contradict_each_other_only_one_is_given_up() -> None:
    found = solve(program(share((0, 1), 50), share((0, 1), 51, 999), sizes=(400, 600)))
    assert found.given_up == {1}


def test_the_smallest_conflict_leaves_out_rows_that_do_not_matter() -> None:
    """50% of the chairs matters not for 60% of six members with a base of six."""
    base = Row("count", (1,), (YES, NO), (), 6, (), 1000)
    clashing = program(share((0,), 50), share((1,), 60), base)
    assert smallest_conflict(clashing, 1) == {1}
    assert smallest_conflict(program(share((0,), 50), share((1,), 33)), 0) is None


def test_the_smallest_conflict_is_small_in_number() -> None:
    """Row 0 conflicts with rows 1 and 2 together, and also with row 3 alone."""
    clashing = program(share((0, 1), 43), share((0,), 50), share((1,), 67), share((0, 1), 57))
    assert smallest_conflict(clashing, 0) == {0, 3}


def test_shares_keep_their_distance_from_where_rounding_tips() -> None:
    """1 of 8 is 12.5%: it prints as 13, never as 12."""
    eight = program(share((0,), 13), sizes=(8,), weights=(1.0,))
    assert not holds(share((0,), 12), eight, np.array([[1, 7]]))
    twelve = program(share((0,), 12), sizes=(8,), weights=(1.0,))
    assert solve(twelve).given_up == {0}


def test_nought_and_hundred_percent_are_shares_too() -> None:
    found = solve(program(share((0,), 0), share((1,), 100)))
    assert found.counts.tolist() == [[0, 4], [6, 0]]
