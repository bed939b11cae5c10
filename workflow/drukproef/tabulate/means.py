"""Codes or amounts of one item in a wave in, their mean in all domains with its contrasts out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from drukproef.study import Rules
from drukproef.study.statistics import MEAN
from drukproef.survey import mean
from drukproef.tabulate.counting import FIRST, Counter, places, sample_of
from drukproef.tabulate.linearised import Linearised
from drukproef.tabulate.measure import Measured
from drukproef.tabulate.precision import estimated
from drukproef.tabulate.scheme import StatisticScheme
from drukproef.tabulate.statuses import SHOWN
from drukproef.tabulate.strata import Floats, Ints


def mean_of(
    counter: Counter,
    scheme: StatisticScheme,
    values: Floats,
    by_code: Ints,
    status: NDArray[np.int8],
    rules: Rules,
) -> Measured:
    """The mean of `values` (n, NaN outside the base). `by_code`: counts of those inside; `status`: domains x 1."""
    sample, answered, base = sample_of(counter), ~np.isnan(values), by_code.sum(axis=2)
    hits = uncounted(base, 1)
    key, none = f"{scheme.item.id}, {MEAN}", np.zeros(0, dtype=np.int64)
    contrasts = Linearised(key, sample, answered, values[:, None], base, hits, (none, none))
    shares, precision = estimated(
        lambda rows: [mean(sample.design, values, rows)], sample.domains, base, hits, rules
    )
    wave = counter.wave
    return Measured(wave.year, scheme, wave.strata, by_code, shares, contrasts, status, precision)


def mean_of_codes(counter: Counter, measured: Measured, rules: Rules) -> Measured:
    """The mean of an item with a score; `measured`: its shares as they may be shown.

    A mean may be shown where the shares of all answers are: it follows from those, and gives nothing else away.
    """
    item = measured.scheme.item
    answers, codes = places(counter.wave, item), np.array(measured.scheme.codes, dtype=np.float64)
    values = np.where(answers >= FIRST, codes[np.maximum(answers - FIRST, 0)], np.nan)
    hidden = (measured.status[:, : len(codes)] != SHOWN) & measured.offered[: len(codes)]
    status = measured.status[np.arange(len(hidden)), np.argmax(hidden, axis=1)][:, None]
    return mean_of(counter, StatisticScheme(item, (MEAN,)), values, measured.by_code, status, rules)


def uncounted(base: Ints, shown: int) -> Ints:
    """In the place of the respondents in a category, where there is no category."""
    return np.full((1, base.shape[1], shown), -1, dtype=np.int64)
