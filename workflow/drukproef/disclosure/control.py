"""All that was measured of a population in; the same with its secrets hidden, and the proof that they are, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from drukproef.disclosure.families import Family, families_of, family_of_item
from drukproef.disclosure.figures import Hidden
from drukproef.disclosure.links import Linked, Subject, TableMaker
from drukproef.disclosure.policy import check_names
from drukproef.disclosure.primary import CODE, Reason, Reasons, hidden_in, primary
from drukproef.disclosure.prove import Report, audit, prove
from drukproef.disclosure.suppress import suppress
from drukproef.study import Study
from drukproef.study.settings import Disclosure
from drukproef.tabulate.cell import Status
from drukproef.tabulate.counting import Counter
from drukproef.tabulate.domains import Domains
from drukproef.tabulate.measure import Measured
from drukproef.tabulate.statuses import CODES

ByItem = dict[str, dict[int, Measured]]  # item: wave: what was measured
Why = dict[str, dict[int, Reasons]]  # the same for the reasons why cells are hidden


@dataclass(frozen=True)
class Disclosed:
    """What may be shown, why the rest may not (by the path of the cell), and what an attack on it finds."""

    measured: ByItem
    reasons: dict[str, Reason]
    report: Report


class Control:
    """Disclosure control of one population. Without a policy it hides nothing more, and only looks."""

    def __init__(self, study: Study, population: str) -> None:
        self._population, self._codebook = population, study.codebooks[population]
        self._rules = study.settings.rules
        self._policy = self._rules.disclosure or Disclosure()
        self._domains = Domains(self._codebook.banners)
        check_names(self._policy, list(study.codebooks.values()))

    def disclose(self, counters: dict[int, Counter], measured: ByItem) -> Disclosed:
        """Hide what the policy says and what would give that away, and prove that nothing shown does.

        Raises DrukproefError when something is given away after all, or the policy names what is not there.
        """
        why = _each(measured, self._primary)
        tables = [t for year, counter in counters.items() for t in self._tables(year, counter, measured, why)]
        if self._rules.disclosure is not None:
            for linked in tables:
                _add(why, linked, suppress(linked.table, _hidden(linked, why), self._policy.protection))
        safe = {i: {year: _marked(m, why[i][year]) for year, m in ms.items()} for i, ms in measured.items()}
        report = self._prove(tables, safe)
        return Disclosed(safe, _reasons(tables, why), report)

    def _primary(self, measured: Measured) -> Reasons:
        policy = self._rules.disclosure
        hidden = hidden_in(measured, self._rules)
        return hidden if policy is None else primary(policy, self._domains, measured, hidden)

    def _prove(self, tables: list[Linked], measured: ByItem) -> Report:
        """From what will be written, not from what suppression meant to hide."""
        hidden = _each(measured, lambda m: hidden_in(m, self._rules))
        shown = ((linked.table, _hidden(linked, hidden)) for linked in tables)
        test = audit if self._rules.disclosure is None else prove
        return test(shown, self._policy.protection)

    def _tables(self, year: int, counter: Counter, measured: ByItem, why: Why) -> Iterator[Linked]:
        """The tables of a wave in which something is hidden."""
        families = families_of(self._codebook, counter.wave, "nested" in self._policy.protect)
        maker = TableMaker(self._policy, self._domains, families, int(counter.wave.strata.n.sum()))
        for subjects in self._groups(year, families, measured):
            if any(why[s.item.id][year].any() for s in subjects):
                yield maker.make(self._population, subjects)

    def _groups(self, year: int, families: list[Family], measured: ByItem) -> Iterator[list[Subject]]:
        """Items that are banners say something about each other; any other item stands by itself."""
        family_of = {m.id: f for f in families for m in f.members} if "linked" in self._policy.protect else {}
        together: list[Subject] = []
        for item, waves in measured.items():
            if year in waves and item in family_of:
                together.append(Subject(waves[year], family_of[item]))
            elif year in waves:
                yield [Subject(waves[year], family_of_item(waves[year].scheme.item))]
        if together:
            yield together


def _each(measured: ByItem, reasons: Callable[[Measured], Reasons]) -> Why:
    return {item: {year: reasons(m) for year, m in waves.items()} for item, waves in measured.items()}


def _hidden(linked: Linked, why: Why) -> Hidden:
    year = linked.year
    return frozenset(n for n, (item, d, s) in enumerate(linked.places) if why[item][year][d, s])


def _add(why: Why, linked: Linked, hidden: Hidden) -> None:
    for n in hidden:
        item, domain, shown = linked.places[n]
        reasons = why[item][linked.year]
        if not reasons[domain, shown]:
            reasons[domain, shown] = CODE[Reason.COMPLEMENT]


def _marked(measured: Measured, reasons: Reasons) -> Measured:
    more = (reasons > 0) & measured.is_shown
    return replace(measured, status=np.where(more, CODES[Status.PROTECTED], measured.status).astype(np.int8))


def _reasons(tables: list[Linked], why: Why) -> dict[str, Reason]:
    names = tuple(Reason)
    return {
        linked.table.figures[n].name: names[why[item][linked.year][d, s]]
        for linked in tables
        for n, (item, d, s) in enumerate(linked.places)
        if why[item][linked.year][d, s]
    }
