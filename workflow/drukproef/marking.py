"""Differences and their p values in, which of them count out: decided only here."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

NOISE = 1e-12
"""What sums of weights may differ in their last bits: a difference of exactly the minimum counts."""


def is_marked(difference: ArrayLike, p: ArrayLike, alpha: float, minimum: float = 0.0) -> NDArray[np.bool_]:
    """Whether differences are significant at `alpha`, and not smaller than `minimum`; NaN (not tested) is neither.

    >>> is_marked([0.02, -0.1, 0.1, 0.3 - 0.25], [0.01, 0.01, 0.2, 0.01], alpha=0.05, minimum=0.05).tolist()
    [False, True, False, True]
    """
    with np.errstate(invalid="ignore"):
        return np.asarray(np.less(p, alpha) & (np.abs(difference) >= minimum - NOISE))
