"""p values in, p values adjusted for the number of tests in their family out (R: p.adjust)."""

from __future__ import annotations

import numpy as np

from drukproef.survey.adjust import METHODS
from drukproef.tabulate.strata import Floats


def adjusted(p: Floats, families: list[slice], method: str) -> Floats:
    """Adjust each column of `p` within each slice of rows; NaN (not tested) does not count as a test.

    >>> adjusted(np.array([[0.01], [0.04], [np.nan]]), [slice(0, 3)], "bonferroni").ravel().tolist()
    [0.02, 0.08, nan]
    """
    if method == "none":
        return p
    result = p.copy()
    for rows in families:
        for column in range(p.shape[1]):
            family = p[rows, column]
            tested = ~np.isnan(family)
            result[rows, column][tested] = np.minimum(METHODS[method](family[tested]), 1)
    return result
