"""Differences against the textbook formula applied to each respondent: both influences, subtracted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from drukproef.tabulate.cube import CellKey, Cube
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FIGURES = {(2024, "a"): 40, (2024, "b"): 90}
RESPONDENT = st.tuples(
    st.sampled_from([1, 2, 3, -3]), st.sampled_from([0, 1, 2, -2]), st.sampled_from([0, 1, 2, -4])
)
ROWS = st.lists(RESPONDENT, min_size=12, max_size=20)


def survey(answers: list[tuple[int, int, int]]) -> np.ndarray:
    """Half of the respondents in stratum 1, the others in 2."""
    half = len(answers) // 2
    return np.array([(2024, 1 if i < half else 2, *row) for i, row in enumerate(answers)])


class Textbook:
    """Shares and influences of respondents, without a thought for speed."""

    def __init__(self, rows: np.ndarray) -> None:
        self.stratum, self.level, self.v1, self.v2 = rows[:, 1], rows[:, 2], rows[:, 3], rows[:, 4]
        sizes = {1: 40, 2: 90}
        self.weight = np.array([sizes[h] / np.sum(self.stratum == h) for h in self.stratum])
        self.sizes = sizes

    def influence(self, inside: np.ndarray, hit: np.ndarray) -> tuple[float, np.ndarray]:
        total = (self.weight * inside).sum()
        share = (self.weight * inside * hit).sum() / total
        return share, self.weight * inside * (hit - share) / total

    def difference(self, left: tuple[Any, Any], right: tuple[Any, Any]) -> tuple[float, float]:
        share_left, u_left = self.influence(*left)
        share_right, u_right = self.influence(*right)
        variance = 0.0
        for h, size in self.sizes.items():
            u = (u_left - u_right)[self.stratum == h]
            variance += (1 - len(u) / size) * len(u) * u.var(ddof=1)
        return share_left - share_right, variance**0.5


def key(item: str, category: str, level: str = "totaal") -> CellKey:
    return CellKey("leden", 2024, item, category, "totaal" if level == "totaal" else "geslacht", level)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS)
def test_every_kind_equals_the_formula_per_respondent(
    made: Callable[..., Cube], answers: list[tuple[int, int, int]]
) -> None:
    rows = survey(answers)
    cube = made([tuple(int(v) for v in row) for row in rows], FIGURES)
    book = Textbook(rows)
    one, two = book.v1 >= 0, book.v2 >= 0
    man, woman = one & (book.level == 1), one & (book.level == 2)
    yes, not_no = book.v1 == 1, book.v1 >= 1
    pairs = [
        (key("v1", "ja", "man"), key("v1", "ja", "vrouw"), (man, yes), (woman, yes)),
        (key("v1", "ja"), key("v1", "ja", "vrouw"), (one, yes), (woman, yes)),
        (key("v1", "ja"), key("v2", "ja"), (one, yes), (two, book.v2 == 1)),
        (key("v1", "nee"), key("v1", "ja"), (one, book.v1 == 0), (one, yes)),
        (key("v1", "ja"), key("v1", "niet_nee"), (one, yes), (one, not_no)),
    ]
    for left, right, a, b in pairs:
        if not (a[0].any() and b[0].any()):
            continue
        found = cube.compare(left, right)
        if min(a[0].sum(), b[0].sum()) == 1:  # one respondent is not compared
            assert (found.difference, found.tested) == (None, False)
            continue
        difference, se = book.difference(a, b)
        assert found.difference == pytest.approx(difference, rel=1e-9, abs=1e-12)
        assert found.se == pytest.approx(se, rel=1e-6, abs=1e-7)
    rest = one & np.isin(book.level, (1, 2, 3)) & ~man
    if man.sum() > 1 and rest.sum() > 1:
        difference, se = book.difference((man, yes), (rest, yes))
        cell = cube.get(key("v1", "ja", "man"))
        assert cell.rest_difference == pytest.approx(difference, rel=1e-9, abs=1e-12)
        assert cell.rest_se == pytest.approx(se, rel=1e-6, abs=1e-7)


def test_with_two_levels_the_rest_is_the_other_level(made: Callable[..., Cube]) -> None:
    rows = [(2024, 1 + (i % 2), 1 + (i % 3 > 0), (i * 7) % 3, 0) for i in range(24)]
    cube = made(rows, FIGURES)
    for category in ("nee", "ja", "misschien", "niet_nee"):
        cell = cube.get(key("v1", category, "man"))
        pair = cube.compare(cell.key, key("v1", category, "vrouw"))
        rest = (cell.rest_difference, cell.rest_se, cell.rest_df, cell.rest_p, cell.rest_mark)
        assert rest == (pair.difference, pair.se, pair.df, pair.p, pair.mark)


def test_the_same_answers_to_two_items_do_not_differ(made: Callable[..., Cube]) -> None:
    cube = made([(2024, 1 + (i % 2), 1, i % 3, i % 3) for i in range(12)], FIGURES)
    found = cube.compare(key("v1", "ja"), key("v2", "ja"))
    assert (found.difference, found.se, found.p, found.tested) == (0.0, 0.0, None, False)
