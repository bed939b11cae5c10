"""Bases in, out for each share whether it may be shown, and if not, why. A policy hides more: disclosure/."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from drukproef.study import Rules
from drukproef.tabulate.cell import Status
from drukproef.tabulate.domains import Domains
from drukproef.tabulate.strata import Ints

CODES = {status: code for code, status in enumerate(Status)}
SHOWN = CODES[Status.SHOWN]


def statuses(rules: Rules, domains: Domains, asked: Ints, n: Ints, shown: int) -> NDArray[np.int8]:
    """The status of each of the `shown` categories in each domain, as its place in Status."""
    result = np.full(len(n), SHOWN, dtype=np.int8)
    result[n < rules.minimum_base] = CODES[Status.SMALL_BASE]
    result[n == 0] = CODES[Status.EMPTY]
    result[asked == 0] = CODES[Status.NOT_ASKED]
    if rules.small_base == "hide" and rules.disclosure is None:
        for span in domains.spans:
            for level in protected(n[span], int(n[0]), rules.minimum_base):
                result[span.start + level] = CODES[Status.PROTECTED]
    return np.repeat(result[:, None], shown, axis=1)


def protected(n: Ints, n_total: int, minimum: int) -> list[int]:
    """The level to hide as well, if any: with one level hidden, the total minus the others is that level.

    Respondents without a known level hide it too: then the remainder is a mixture, and large enough to show.

    >>> protected(np.array([7, 40, 60]), 107, minimum=30), protected(np.array([7, 40, 60]), 140, minimum=30)
    ([1], [])
    """
    small = (n > 0) & (n < minimum)
    large = np.flatnonzero(n >= minimum)
    remainder = n_total - int(n[large].sum())
    if small.sum() != 1 or not len(large) or remainder >= minimum:
        return []
    return [int(large[np.argmin(n[large])])]
