"""A measured item with a score in, the mean of its codes in all domains out: as an item with one category, MEAN."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from drukproef.study.codebook import MEAN
from drukproef.survey import Design
from drukproef.survey.arrays import column_sums
from drukproef.tabulate.counting import FIRST, Counter, places
from drukproef.tabulate.linearised import Linearised
from drukproef.tabulate.measure import Measured
from drukproef.tabulate.sample import Sample, members_of
from drukproef.tabulate.scheme import Scheme
from drukproef.tabulate.statuses import SHOWN
from drukproef.tabulate.strata import Bools, Floats, Ints, Strata


@dataclass(frozen=True)
class MeanScheme(Scheme):
    """How the codes of an item become one shown mean."""

    @property
    def is_mean(self) -> bool:
        """It is."""
        return True

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """Only the mean."""
        return (MEAN,)

    @cached_property
    def is_net(self) -> Bools:
        """It is no net."""
        return np.zeros(1, dtype=bool)

    @cached_property
    def pairs(self) -> tuple[Ints, Ints, Ints]:
        """One thing has no pairs."""
        none = np.zeros(0, dtype=np.int64)
        return none, none, np.zeros((len(self.codes), 0), dtype=np.int64)

    def offered(self, wave: int) -> Bools:
        """In all waves."""
        return np.ones(1, dtype=bool)


def with_sample(counter: Counter) -> Counter:
    """The counter with a design, also for plain weights: counts of codes don't give the variance of a mean."""
    if counter.sample is not None:
        return counter
    wave, strata = counter.wave, counter.wave.strata
    assert isinstance(strata, Strata)
    sizes = strata.population.astype(np.float64)[wave.stratum]
    design = Design(strata.weight[wave.stratum], wave.stratum, fpc=sizes, name=f"wave {wave.year}")
    levels = [(places(wave, banner) - FIRST, len(banner.categories)) for banner in counter.domains.banners]
    return Counter(wave, counter.domains, counter.groups, Sample(design, members_of(len(sizes), levels)))


def mean_of(counter: Counter, measured: Measured) -> Measured:
    """The mean of an item in a wave; `measured`: its shares as they may be shown. `counter` has a sample.

    A mean may be shown where the shares of all answers are: it follows from those, and gives nothing else away.
    """
    assert counter.sample is not None
    scheme = MeanScheme(measured.scheme.item)
    answers = places(counter.wave, scheme.item)
    answered = answers >= FIRST
    codes = np.array(scheme.codes, dtype=np.float64)[np.where(answered, answers - FIRST, 0)]
    base, (left, right, _) = measured.shares.base, scheme.pairs
    uncounted = np.full((1, base.shape[1], 1), -1, dtype=np.int64)  # respondents in a category: there is none
    key = f"{scheme.item.id}, mean"
    contrasts = Linearised(key, counter.sample, answered, codes[:, None], base, uncounted, (left, right))
    element = _element(counter.sample, answered, codes, contrasts.shares.share[:, 0])
    status = _status(measured)
    shares = contrasts.shares
    return Measured(
        measured.year, scheme, measured.strata, measured.by_code, shares, contrasts, status, element
    )


def _status(measured: Measured) -> NDArray[np.int8]:
    """That of the first answer that may not be shown, if there is one (domains x 1)."""
    answers = measured.status[:, : len(measured.scheme.codes)]
    hidden = (answers != SHOWN) & measured.offered[: answers.shape[1]]
    return np.asarray(answers[np.arange(len(answers)), np.argmax(hidden, axis=1)][:, None])


def _element(sample: Sample, answered: Bools, codes: Floats, means: Floats) -> Floats:
    """The weighted variance of one answer around the mean of its domain (domains x 1)."""
    parts, first = [], 0
    for members in sample.members:
        own = means[first : first + members.shape[1]]
        weights = (members & answered[:, None]) * sample.design.weights[:, None]
        with np.errstate(invalid="ignore", divide="ignore"):
            squares = weights * np.where(weights > 0, codes[:, None] - own, 0.0) ** 2
            parts.append(column_sums(squares) / column_sums(weights))
        first += members.shape[1]
    return np.asarray(np.concatenate(parts)[:, None])
