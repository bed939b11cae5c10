"""Differences in, t tests out; what may not be shown or tested becomes NaN."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr

from drukproef.marking import is_marked
from drukproef.survey.refusals import untestable
from drukproef.tabulate.adjust import adjusted
from drukproef.tabulate.differences import Difference
from drukproef.tabulate.strata import Bools, Floats


@dataclass(frozen=True)
class Tested:
    """Tested differences, for domains x categories. `p` is adjusted when the rules ask for it."""

    difference: Floats
    se: Floats
    df: Floats
    statistic: Floats
    p: Floats
    tested: Bools

    def __getitem__(self, rows: slice) -> Tested:
        return Tested(*(values[rows] for values in vars(self).values()))


def t_tests(difference: Difference, allowed: Bools, families: list[slice], method: str) -> Tested:
    """Two-sided t tests where both shares may be shown (`allowed`) and the difference varies.

    A family, for the adjustment, is the rows of one slice in one column: the levels (or pairs of levels) of a
    banner, for one item, category and wave.
    """
    value = np.where(allowed, difference.value, np.nan)
    se = np.where(allowed, np.sqrt(difference.variance), np.nan)
    df = np.where(allowed, difference.df, np.nan)
    tested = allowed & (untestable(difference.variance, difference.df) == 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        statistic = np.where(tested, value / se, np.nan)
    p = 2 * stdtr(df, -np.abs(statistic))
    return Tested(value, se, df, statistic, adjusted(p, families, method), tested)


def marks(difference: Floats, p: Floats, alpha: float, minimum: float = 0.0) -> NDArray[np.int8]:
    """1 for significantly higher, -1 for significantly lower, 0 for neither, not tested, or less than the minimum.

    >>> marks(np.array([0.02, -0.1, 0.1]), np.array([0.01, 0.01, 0.2]), alpha=0.05, minimum=0.05).tolist()
    [0, -1, 0]
    """
    return np.where(is_marked(difference, p, alpha, minimum), np.sign(difference), 0).astype(np.int8)
