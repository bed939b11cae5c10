"""Bases in, out for each share whether it may be shown, and if not, why; then the same for its precision.

What is too small or too imprecise is decided by `drukproef.survey.refusals`. A policy hides more: disclosure/.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from drukproef.study import Rules
from drukproef.survey.refusals import PLACE, Reason, too_few
from drukproef.tabulate.cell import Status
from drukproef.tabulate.domains import Domains
from drukproef.tabulate.strata import Ints

CODES = {status: code for code, status in enumerate(Status)}
SHOWN = CODES[Status.SHOWN]
OF_BASE = np.full(len(PLACE) + 1, SHOWN, dtype=np.int8)  # place of a reason: the status
OF_BASE[PLACE[Reason.SMALL_BASE]] = CODES[Status.SMALL_BASE]
OF_BASE[PLACE[Reason.EMPTY]] = CODES[Status.EMPTY]


def statuses(rules: Rules, domains: Domains, asked: Ints, n: Ints, shown: int) -> NDArray[np.int8]:
    """The status of each of the `shown` categories in each domain, as its place in Status."""
    result = OF_BASE[too_few(n, rules.minimum_base)]
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
    few = too_few(n, minimum)
    small, large = few == PLACE[Reason.SMALL_BASE], np.flatnonzero(few == 0)
    remainder = n_total - int(n[large].sum())
    if small.sum() != 1 or not len(large) or remainder >= minimum:
        return []
    return [int(large[np.argmin(n[large])])]
