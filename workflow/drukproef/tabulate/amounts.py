"""A numeric item in a wave in, its statistics in all domains with their status out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drukproef.study import Item, Rules
from drukproef.study.item import NOT_ASKED
from drukproef.study.statistics import MEAN, STATISTICS, is_tested
from drukproef.survey import Estimate, quantile, total
from drukproef.tabulate.contrasts import Untested
from drukproef.tabulate.counting import FIRST, MISSING, UNASKED, Counter, sample_of
from drukproef.tabulate.means import mean_of, uncounted
from drukproef.tabulate.measure import Measured
from drukproef.tabulate.precision import estimated
from drukproef.tabulate.scheme import StatisticScheme
from drukproef.tabulate.secrecy import Secrecy
from drukproef.tabulate.statuses import statuses
from drukproef.tabulate.strata import Bools, Floats, Ints


@dataclass(frozen=True, eq=False)
class Amounts:
    """The amounts of a wave (n, NaN where there is no answer), and all that its statistics have in common."""

    counter: Counter
    values: Floats
    by_code: Ints  # strata (or classes) x domains x 1: who answered
    status: NDArray[np.int8]  # domains x 1

    def statistics(self, scheme: StatisticScheme, rules: Rules) -> Measured:
        """Those of the scheme: the mean, or statistics that are not tested."""
        if scheme.statistics == (MEAN,):
            return mean_of(self.counter, scheme, self.values, self.by_code, self.status, rules)
        sample, base, count = sample_of(self.counter), self.by_code.sum(axis=2), len(scheme.statistics)

        def estimator(rows: Bools) -> list[Estimate]:
            return [self._estimate(name, rows) for name in scheme.statistics]

        shares, precision = estimated(estimator, sample.domains, base, uncounted(base, count), rules)
        wave, status = self.counter.wave, np.repeat(self.status, count, axis=1)
        contrasts = Untested(base.shape[1], count)
        return Measured(wave.year, scheme, wave.strata, self.by_code, shares, contrasts, status, precision)

    def _estimate(self, name: str, rows: Bools) -> Estimate:
        p, design = STATISTICS[name].p, sample_of(self.counter).design
        return total(design, self.values, rows) if p is None else quantile(design, self.values, p, rows)


def amounts_of(counter: Counter, item: Item, rules: Rules, everyone: Counter) -> Amounts:
    """Read an item. `everyone`: the counter of all respondents of the wave, also those outside its block."""
    raw = counter.wave.amounts[item.id]
    values = np.where(raw >= 0, raw, np.nan)
    by_code = counter.count(_places(raw), FIRST + 1)[..., FIRST:]
    asked = everyone.count(_places(everyone.wave.amounts[item.id]), FIRST + 1)[..., MISSING:].sum(axis=(0, 2))
    n = by_code.sum(axis=(0, 2))
    status = statuses(rules, counter.domains, asked, n, 1)
    if rules.disclosure is not None:
        secrecy = Secrecy(rules.disclosure, counter.domains, item)
        status = secrecy.of_amounts(status, sample_of(counter), values)
    return Amounts(counter, values, by_code, status)


def schemes_of(item: Item) -> list[StatisticScheme]:
    """The statistics of a numeric item: those that are tested, then those that are not."""
    tested = tuple(name for name in item.statistic_ids if is_tested(name))
    others = tuple(name for name in item.statistic_ids if not is_tested(name))
    return [StatisticScheme(item, names) for names in (tested, others) if names]


def _places(raw: Floats) -> Ints:
    return np.where(raw >= 0, FIRST, np.where(raw == NOT_ASKED, UNASKED, MISSING)).astype(np.int64)
