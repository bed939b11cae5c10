"""The counts of a population in; what must be hidden and why, and the proof that nothing shown gives it away, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from drukproef.disclosure.counts import CODE, Counts, Reason, Reasons, Wave
from drukproef.disclosure.families import family_of_item
from drukproef.disclosure.figures import Hidden
from drukproef.disclosure.links import Linked, Subject, TableMaker
from drukproef.disclosure.primary import primary
from drukproef.disclosure.prove import Report, audit, prove
from drukproef.disclosure.suppress import suppress
from drukproef.study.settings import Disclosure

Why = Mapping[tuple[int, str], Reasons]  # (wave, item): why its cells are hidden


@dataclass(frozen=True)
class Disclosed:
    """Why each hidden cell is hidden, by its name, and what an attack on it finds."""

    reasons: dict[str, Reason]
    report: Report


class Control:
    """Disclosure control of one population. Without a policy it hides nothing more, and only looks."""

    def __init__(self, policy: Disclosure | None, waves: Sequence[Wave]) -> None:
        self._is_active, self._policy = policy is not None, policy or Disclosure()
        self._primary = {(w.year, c.item.id): self._hidden_for_itself(c) for w in waves for c in w.items}
        self._tables = [table for wave in waves for table in self._tables_of(wave)]

    @cached_property
    def why(self) -> Why:
        """What the policy hides, and what would give that away."""
        why = {key: reasons.copy() for key, reasons in self._primary.items()}
        for linked in self._tables if self._is_active else ():
            for n in suppress(linked.table, _hidden(linked, why), self._policy.protection):
                item, domain, shown = linked.places[n]
                if not why[linked.year, item][domain, shown]:
                    why[linked.year, item][domain, shown] = CODE[Reason.COMPLEMENT]
        return why

    def prove(self, written: Why) -> Disclosed:
        """Attack what will be `written`, not what was meant to be hidden.

        Raises DrukproefError when a policy holds and something is given away after all.
        """
        shown = ((linked.table, _hidden(linked, written)) for linked in self._tables)
        report = (prove if self._is_active else audit)(shown, self._policy.protection)
        return Disclosed(_reasons(self._tables, self.why), report)

    def _hidden_for_itself(self, counts: Counts) -> Reasons:
        return primary(self._policy, counts) if self._is_active else counts.hidden

    def _tables_of(self, wave: Wave) -> Iterator[Linked]:
        """The tables of a wave in which something is hidden."""
        maker = TableMaker(self._policy, wave)
        for subjects in self._groups(wave):
            if any(self._primary[wave.year, s.item.id].any() for s in subjects):
                yield maker.make(subjects)

    def _groups(self, wave: Wave) -> Iterator[list[Subject]]:
        """Items that are banners say something about each other; any other item stands by itself."""
        is_linked = "linked" in self._policy.protect
        family_of = {m.id: f for f in wave.families for m in f.members if is_linked}
        together: list[Subject] = []
        for counts in wave.items:
            if counts.item.id in family_of:
                together.append(Subject(counts, family_of[counts.item.id]))
            else:
                yield [Subject(counts, family_of_item(counts.item))]
        if together:
            yield together


def _hidden(linked: Linked, why: Why) -> Hidden:
    return frozenset(n for n, (item, d, s) in enumerate(linked.places) if why[linked.year, item][d, s])


def _reasons(tables: list[Linked], why: Why) -> dict[str, Reason]:
    names = tuple(Reason)
    return {
        linked.table.figures[n].name: names[why[linked.year, item][d, s]]
        for linked in tables
        for n, (item, d, s) in enumerate(linked.places)
        if why[linked.year, item][d, s]
    }
