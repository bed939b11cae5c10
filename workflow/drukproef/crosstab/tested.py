"""A panel in, its tests out: a row per cell and test, in the order of the cells."""

from __future__ import annotations

import numpy as np

from drukproef.crosstab.counted import Panel
from drukproef.crosstab.explained import TEST_COLUMNS
from drukproef.crosstab.layout import Comparisons, Places
from drukproef.crosstab.numbers import Shares
from drukproef.crosstab.request import Request
from drukproef.crosstab.words import Column, Words
from drukproef.survey.refusals import too_few_to_test
from drukproef.tabulate.adjust import adjusted
from drukproef.tabulate.differences import Difference
from drukproef.tabulate.testing import marks, t_tests

MARKS = ("lower", "", "higher")


def tests_of(panel: Panel, request: Request, words: Words) -> tuple[Places, dict[str, Column]]:
    """The cell of each row, and the columns of its test (rows x categories). A cell without a test has one row."""
    made = [panel.layout.comparisons(name) for name in request.tests]
    found = [_tested(panel.shares, each, request, words) for each in made]
    cells = [each.cell for each in made]
    untested = np.setdiff1d(np.arange(panel.layout.shown), np.concatenate([np.empty(0, np.intp), *cells]))
    blank = _blank((len(untested), len(panel.categories)), words)
    rows = np.concatenate([untested, *cells])
    order = np.argsort(rows, kind="stable")
    columns = {name: np.concatenate([blank[name], *(f[name] for f in found)])[order] for name in TEST_COLUMNS}
    return rows[order], columns


def _tested(shares: Shares, tests: Comparisons, request: Request, words: Words) -> dict[str, Column]:
    """The columns of one kind of test (rows x categories)."""
    difference = shares.difference(tests.left, tests.right)
    value, variance = difference.value, difference.variance
    enough = too_few_to_test(np.minimum(shares.n[tests.left], shares.n[tests.right]), 1) == 0
    wide = Difference(value, variance, difference.df[:, None] + 0 * value)
    done = t_tests(wide, enough[:, None] & ~np.isnan(value), tests.families, "none")
    after = adjusted(done.p, tests.families, request.adjust)
    mark = marks(done.difference, after, request.alpha, request.minimum_difference)
    turn, at = tests.sign[:, None], tests.test
    return {
        "versus": np.broadcast_to(words.places(tests.versus)[:, None], (len(at), value.shape[1])),
        "difference": turn * done.difference[at] + 0.0,  # no minus zero
        "se_difference": done.se[at],
        "statistic": turn * done.statistic[at] + 0.0,
        "df": done.df[at],
        "p": done.p[at],
        "p_adjusted": after[at],
        "mark": words.places(MARKS)[(turn * mark[at]).astype(np.intp) + 1],
    }


def _blank(shape: tuple[int, int], words: Words) -> dict[str, Column]:
    """The test columns of rows without a test."""
    empty = np.full(shape, words.places([""])[0])
    return {name: empty if name in ("versus", "mark") else np.full(shape, np.nan) for name in TEST_COLUMNS}
