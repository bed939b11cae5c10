"""The counters of a population in, everything that gets rows in the cube out: shares, and the statistics asked for."""

from __future__ import annotations

from dataclasses import dataclass

from drukproef.errors import fail
from drukproef.study import Item, Rules
from drukproef.study.statistics import MEAN, OF_ANSWERS
from drukproef.tabulate.amounts import amounts_of, schemes_of
from drukproef.tabulate.answers import shares_in_block
from drukproef.tabulate.counting import Counter, counter_of, with_sample
from drukproef.tabulate.domains import Domains
from drukproef.tabulate.inputs import Survey
from drukproef.tabulate.means import mean_of_codes
from drukproef.tabulate.measure import Measured, measure
from drukproef.tabulate.scheme import Scheme, StatisticScheme

Waves = dict[int, Measured]  # for the waves that asked it
ByItem = dict[str, Waves]


@dataclass(frozen=True)
class Subject:
    """The shares of an item, or statistics of it, in the waves that asked it. `weights`: the set that it belongs to."""

    scheme: Scheme
    waves: Waves
    weights: str

    def is_comparable(self, other: Subject) -> bool:
        """Whether two items are of one group and have the same weights, and their statistics the same scale."""
        one, two = self.scheme, other.scheme
        same_group = one.item.group is not None and one.item.group == two.item.group
        same_kind = one.is_tested and one.scale == two.scale
        return same_group and same_kind and self.weights == other.weights


@dataclass(frozen=True)
class Counters:
    """The counters of each wave: with the main weights, and with those of each set."""

    main: dict[int, Counter]
    sets: dict[str, dict[int, Counter]]
    set_of: dict[str, str]

    @classmethod
    def of(cls, survey: Survey, domains: Domains, set_of: dict[str, str]) -> Counters:
        """Prepare the counting of all waves; with designs where waves of a panel need the respondents themselves."""
        sets = {s: {y: counter_of(w, domains) for y, w in waves.items()} for s, waves in survey.sets.items()}
        made = cls({year: counter_of(wave, domains) for year, wave in survey.main.items()}, sets, set_of)
        return made.with_samples if any(wave.names is not None for wave in survey.main.values()) else made

    def own(self, item: str, year: int) -> Counter:
        """The counter with the weights of an item. A wave in which nobody reached its block has the main ones."""
        return self.sets.get(self.set_of.get(item, ""), {}).get(year, self.main[year])

    @property
    def with_samples(self) -> Counters:
        """The same with designs, also for plain weights."""
        sets = {s: {y: with_sample(c) for y, c in counters.items()} for s, counters in self.sets.items()}
        return Counters({y: with_sample(c) for y, c in self.main.items()}, sets, self.set_of)


def measured_by(counters: Counters, schemes: list[Scheme], rules: Rules) -> ByItem:
    """The shares of all items with categories in all waves that asked them."""
    return {
        s.item.id: {y: _measured(counters, s, y, rules) for y in _asked(counters, s.item)}
        for s in schemes
        if not s.item.is_numeric
    }


def subjects_of(counters: Counters, schemes: list[Scheme], measured: ByItem, rules: Rules) -> list[Subject]:
    """Each item, followed by the statistics that it asks for. `measured`: as it may be shown."""
    some = any(scheme.item.statistic_ids for scheme in schemes)
    samples = counters.with_samples if some else counters
    of_answers = _of_answers(samples, measured, rules)
    found = []
    for item in (scheme.item for scheme in schemes):
        weights, shares = counters.set_of.get(item.id, ""), measured.get(item.id, {})
        if item.is_numeric:
            found += _numeric(samples, item, rules, weights)
            continue
        found.append(Subject(Scheme(item), shares, weights))
        if item.score:
            means = {y: mean_of_codes(samples.own(item.id, y), m, rules) for y, m in shares.items()}
            found.append(Subject(StatisticScheme(item, (MEAN,)), means, weights))
        if item.share_of_answers:
            found.append(Subject(StatisticScheme(item, (OF_ANSWERS,)), of_answers.get(item.id, {}), weights))
    return found


def _numeric(samples: Counters, item: Item, rules: Rules, weights: str) -> list[Subject]:
    waves = {
        year: amounts_of(samples.own(item.id, year), item, rules, samples.main[year])
        for year in _asked(samples, item)
    }
    return [
        Subject(scheme, {year: amounts.statistics(scheme, rules) for year, amounts in waves.items()}, weights)
        for scheme in schemes_of(item)
    ]


def _of_answers(samples: Counters, measured: ByItem, rules: Rules) -> dict[str, Waves]:
    """The shares of answers of each item, by wave; of a block, those that were asked in it."""
    blocks: dict[str | None, list[Waves]] = {}
    found: dict[str, Waves] = {}
    for name, waves in measured.items():
        item = next((m.scheme.item for m in waves.values()), None)
        if item is not None and item.share_of_answers:
            blocks.setdefault(item.group, []).append(waves)
            _check_one_set(samples, item, next(iter(blocks[item.group][0].values())).scheme.item)
            found[name] = {}
    for year, everyone in samples.main.items():
        for block in blocks.values():
            asked = [waves[year] for waves in block if year in waves]
            if asked:
                own = samples.own(asked[0].scheme.item.id, year)
                for name, shares in shares_in_block(own, asked, rules, everyone).items():
                    found[name][year] = shares
    return found


def _check_one_set(counters: Counters, item: Item, first: Item) -> None:
    sets = [counters.set_of.get(each.id, "") for each in (first, item)]
    if sets[0] != sets[1]:
        found = f"'{first.id}' has the weights '{sets[0]}', '{item.id}' has '{sets[1]}'"
        step = "put the whole block in one set of weights, or remove share_of_answers"
        raise fail(f"question block '{item.group}', share_of_answers", found, "one set of weights", step)


def _asked(counters: Counters, item: Item) -> list[int]:
    return [year for year in counters.main if year in item.waves]


def _measured(counters: Counters, scheme: Scheme, year: int, rules: Rules) -> Measured:
    own, everyone = counters.own(scheme.item.id, year), counters.main[year]
    return measure(own, scheme, rules, None if own is everyone else everyone)
