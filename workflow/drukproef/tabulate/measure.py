"""One item in one wave in, its shares in all domains with their status and their contrasts out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drukproef.study import Rules
from drukproef.survey.refusals import too_few_to_test
from drukproef.tabulate.contrasts import Contrasts
from drukproef.tabulate.counted import Counted
from drukproef.tabulate.counting import FIRST, MISSING, Counter, places
from drukproef.tabulate.estimates import Estimates
from drukproef.tabulate.linearised import Linearised
from drukproef.tabulate.precision import Precision
from drukproef.tabulate.sample import Sample
from drukproef.tabulate.scheme import Scheme
from drukproef.tabulate.statuses import SHOWN, statuses
from drukproef.tabulate.strata import Bools, Classes, Ints, Strata


@dataclass(frozen=True)
class Measured:
    """An item in a wave in which it was asked."""

    year: int
    scheme: Scheme
    strata: Strata | Classes
    by_code: Ints  # strata (or one row) x domains x codes
    shares: Estimates
    contrasts: Contrasts
    status: NDArray[np.int8]  # domains x categories
    precision: Precision | None = None  # of statistics; that of a share of respondents follows from the share

    @property
    def is_shown(self) -> Bools:
        """Shares that may be shown: domains x categories."""
        return np.asarray(self.status == SHOWN)

    @property
    def offered(self) -> Bools:
        """Categories and nets that could be chosen."""
        return self.scheme.offered(self.year)

    @property
    def is_comparable(self) -> Bools:
        """Shares that may stand in a comparison: shown, offered, and not of one respondent."""
        many = too_few_to_test(self.shares.n, 1) == 0
        return np.asarray(self.is_shown & self.offered & many[:, None])


def measure(counter: Counter, scheme: Scheme, rules: Rules, everyone: Counter | None = None) -> Measured:
    """Count and estimate an item in a wave. `everyone`: all of the wave, where `counter` has a block's weights."""
    wave = counter.wave
    answers = places(wave, scheme.item)
    counts = counter.count(answers, FIRST + len(scheme.codes))
    by_code, asked = counts[..., FIRST:], counts[..., MISSING:].sum(axis=(0, 2))
    contrasts: Counted | Linearised
    if counter.sample is None:
        assert isinstance(wave.strata, Strata)
        contrasts = Counted(counter, wave.strata, scheme, answers, by_code)
    else:
        base, by_code = by_code.sum(axis=2), by_code.sum(axis=0, keepdims=True)
        contrasts = _linearised(counter.sample, scheme, answers, base, by_code)
    if everyone is not None:
        asked = _asked(everyone, scheme)
    shares = contrasts.shares
    status = statuses(rules, counter.domains, asked, shares.n, len(scheme.shown))
    return Measured(wave.year, scheme, wave.strata, by_code, shares, contrasts, status)


def _asked(counter: Counter, scheme: Scheme) -> Ints:
    """How many respondents of each domain were asked."""
    answers = places(counter.wave, scheme.item)
    return np.asarray(counter.count(answers, FIRST + len(scheme.codes))[..., MISSING:].sum(axis=(0, 2)))


def _linearised(sample: Sample, scheme: Scheme, answers: Ints, base: Ints, by_code: Ints) -> Linearised:
    answered = answers >= FIRST
    values = scheme.incidence[np.where(answered, answers - FIRST, 0)].astype(np.float64)
    left, right, _ = scheme.pairs
    hits = by_code @ scheme.incidence
    return Linearised(scheme.item.id, sample, answered, values, base, hits, (left, right))
