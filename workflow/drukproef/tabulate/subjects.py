"""The counters of a population in, everything that gets rows in the cube out: the shares of each item, and its mean."""

from __future__ import annotations

from dataclasses import dataclass

from drukproef.study import Rules
from drukproef.tabulate.counting import Counter, counter_of
from drukproef.tabulate.domains import Domains
from drukproef.tabulate.inputs import Survey
from drukproef.tabulate.means import MeanScheme, mean_of, with_sample
from drukproef.tabulate.measure import Measured, measure
from drukproef.tabulate.scheme import Scheme

Waves = dict[int, Measured]  # for the waves that asked it
ByItem = dict[str, Waves]


@dataclass(frozen=True)
class Subject:
    """The shares of an item, or its mean, in the waves that asked it. `weights`: the set that it belongs to."""

    scheme: Scheme
    waves: Waves
    weights: str

    def is_comparable(self, other: Subject) -> bool:
        """Whether two items are of one group and have the same weights; of means, whether the scales are the same."""
        one, two = self.scheme, other.scheme
        same_group = one.item.group is not None and one.item.group == two.item.group
        same_kind = one.is_mean == two.is_mean and not (one.is_mean and one.codes != two.codes)
        return same_group and same_kind and self.weights == other.weights


@dataclass(frozen=True)
class Counters:
    """The counters of each wave: with the main weights, and with those of each set."""

    main: dict[int, Counter]
    sets: dict[str, dict[int, Counter]]
    set_of: dict[str, str]

    @classmethod
    def of(cls, survey: Survey, domains: Domains, set_of: dict[str, str]) -> Counters:
        """Prepare the counting of all waves."""
        sets = {s: {y: counter_of(w, domains) for y, w in waves.items()} for s, waves in survey.sets.items()}
        return cls({year: counter_of(wave, domains) for year, wave in survey.main.items()}, sets, set_of)

    def own(self, item: str, year: int) -> Counter:
        """The counter with the weights of an item. A wave in which nobody reached its block has the main ones."""
        return self.sets.get(self.set_of.get(item, ""), {}).get(year, self.main[year])

    @property
    def with_samples(self) -> Counters:
        """The same with designs, also for plain weights."""
        sets = {s: {y: with_sample(c) for y, c in counters.items()} for s, counters in self.sets.items()}
        return Counters({y: with_sample(c) for y, c in self.main.items()}, sets, self.set_of)


def measured_by(counters: Counters, schemes: list[Scheme], rules: Rules) -> ByItem:
    """The shares of all items in all waves that asked them."""
    return {s.item.id: {y: _measured(counters, s, y, rules) for y in _asked(counters, s)} for s in schemes}


def subjects_of(counters: Counters, schemes: list[Scheme], measured: ByItem) -> list[Subject]:
    """Each item, followed by its mean when it has a score. `measured`: as it may be shown."""
    scored = any(scheme.item.score for scheme in schemes)
    samples = counters.with_samples if scored else counters
    found = []
    for scheme in schemes:
        item, weights = scheme.item, counters.set_of.get(scheme.item.id, "")
        found.append(Subject(scheme, measured[item.id], weights))
        if item.score:
            waves = {year: mean_of(samples.own(item.id, year), m) for year, m in measured[item.id].items()}
            found.append(Subject(MeanScheme(item), waves, weights))
    return found


def _asked(counters: Counters, scheme: Scheme) -> list[int]:
    return [year for year in counters.main if year in scheme.item.waves]


def _measured(counters: Counters, scheme: Scheme, year: int, rules: Rules) -> Measured:
    own, everyone = counters.own(scheme.item.id, year), counters.main[year]
    return measure(own, scheme, rules, None if own is everyone else everyone)
