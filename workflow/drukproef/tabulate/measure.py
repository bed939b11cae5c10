"""One item in one wave in, its shares in all domains with their status out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drukproef.study import Rules
from drukproef.tabulate.counting import FIRST, MISSING, Counter, places
from drukproef.tabulate.scheme import Scheme
from drukproef.tabulate.shares import Shares, shares_of
from drukproef.tabulate.statuses import SHOWN, statuses
from drukproef.tabulate.strata import Bools, Ints, Strata


@dataclass(frozen=True)
class Measured:
    """An item in a wave in which it was asked."""

    year: int
    scheme: Scheme
    strata: Strata
    places: Ints  # each respondent's answer, see counting.places
    by_code: Ints  # strata x domains x codes
    shares: Shares
    status: NDArray[np.int8]  # domains x categories

    @property
    def is_shown(self) -> Bools:
        """Shares that may be shown: domains x categories."""
        return np.asarray(self.status == SHOWN)

    @property
    def offered(self) -> Bools:
        """Categories and nets that could be chosen."""
        return self.scheme.offered(self.year)


def measure(counter: Counter, scheme: Scheme, rules: Rules) -> Measured:
    """Count and estimate an item in a wave."""
    wave = counter.wave
    answers = places(wave, scheme.item)
    counts = counter.count(answers, FIRST + len(scheme.codes))
    by_code = counts[..., FIRST:]
    shares = shares_of(wave.strata, by_code.sum(axis=2), by_code @ scheme.incidence)
    asked = counts[..., MISSING:].sum(axis=(0, 2))
    status = statuses(rules, counter.domains, asked, shares.n, len(scheme.shown))
    return Measured(wave.year, scheme, wave.strata, answers, by_code, shares, status)
