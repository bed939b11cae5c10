"""Items of one wave in, their figures and all that ties these together as one table for an attack out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations, product

import numpy as np

from drukproef.disclosure.counts import EVERYONE, Counts, Wave
from drukproef.disclosure.crossing import Crossing
from drukproef.disclosure.families import Atom, Family
from drukproef.disclosure.figures import Fact, Figure, Table
from drukproef.disclosure.primary import exempt, is_secret
from drukproef.study import Item
from drukproef.study.settings import Disclosure

TOTAL_PRICE = 100  # the total is the last to be hidden
Place = tuple[str, int, int]  # item, domain, category or net


@dataclass(frozen=True)
class Subject:
    """An item in a wave, and the family whose atoms are its answers."""

    counts: Counts
    family: Family

    @property
    def item(self) -> Item:
        """The item."""
        return self.counts.item

    def atoms(self, shown: str) -> tuple[Atom, ...]:
        """The atoms of a category or net."""
        nets = {net.id: net.categories for net in self.item.nets}
        parts = [self.family.levels[self.item.id, c] for c in nets.get(shown, (shown,))]
        return tuple(sorted({atom for part in parts for atom in part}))


@dataclass(frozen=True)
class Linked:
    """A table, and where each of its figures stands among the counts."""

    year: int
    table: Table
    places: tuple[Place, ...]


class TableMaker:
    """Makes the table of items of a wave that say something about each other."""

    def __init__(self, policy: Disclosure, wave: Wave) -> None:
        self._policy, self._wave = policy, wave

    def make(self, subjects: Sequence[Subject]) -> Linked:
        """The table of all figures about the subjects."""
        crossing = Crossing(self._wave.families)
        found: list[tuple[Place, Figure]] = []
        facts: list[Fact] = []
        for subject in subjects:
            first = len(found)
            found += self._figures(subject, crossing)
            if "categories" in self._policy.protect:
                facts += self._bases(subject, crossing)
            if "levels" in self._policy.protect:
                own = [(i, place) for i, (place, _) in enumerate(found) if i >= first]
                facts += self._rests(subject, own, crossing)
        for family in {s.family.name: s.family for s in subjects}.values():
            facts += self._sums(family, crossing)
        places, figures = zip(*found, strict=True) if found else ((), ())
        name = f"{self._wave.name}/{subjects[0].family.name}"
        table = Table(name, crossing.n_cells, self._wave.size, tuple(figures), tuple(facts))
        return Linked(self._wave.year, table, tuple(places))

    def _figures(self, subject: Subject, crossing: Crossing) -> Iterator[tuple[Place, Figure]]:
        counts, item = subject.counts, subject.item
        secret, public = is_secret(self._policy, counts), exempt(self._policy, counts.domains, item)
        offered = [(int(i), subject.atoms(item.shown_ids[i])) for i in np.flatnonzero(counts.offered)]
        for d, domain in enumerate(counts.domains):
            for i, atoms in offered if counts.n[d] else ():
                count = int(counts.hits[d, i])
                price = (1 + float(count) ** 0.5 / 10) * (TOTAL_PRICE if domain == EVERYONE else 1)
                figure = Figure(
                    name=counts.names[d][i],
                    cells=crossing.level(subject.family, atoms, domain),
                    count=count,
                    base=int(counts.n[d]),
                    unit=f"{item.id}/{'='.join(domain)}",
                    price=None if public[d] else price,
                    secret=bool(secret[d, i]),
                )
                yield (item.id, d, i), figure

    def _bases(self, subject: Subject, crossing: Crossing) -> Iterator[Fact]:
        """The number of respondents of each domain is always printed; what was not offered was not answered."""
        counts, known = subject.counts, subject.family.known(subject.item)
        for domain, n in zip(counts.domains, counts.n, strict=True):
            cells = crossing.level(subject.family, known, domain)
            yield Fact(f"base of {'='.join(domain)}", cells, int(n))
        for i in np.flatnonzero(~counts.offered & (counts.hits[0] == 0)):
            name = subject.item.shown_ids[i]
            yield Fact(f"{name} was not offered", crossing.total(subject.family, subject.atoms(name)), 0)

    def _rests(self, subject: Subject, own: list[tuple[int, Place]], crossing: Crossing) -> Iterator[Fact]:
        """A level is compared with all others of a known level: with the level, that gives those others together."""
        counts = subject.counts
        for banner, domains in counts.banners.items():
            for i in np.flatnonzero(counts.offered):
                when = tuple(n for n, (_, d, shown) in own if shown == i and d in domains)
                if when:
                    atoms = subject.atoms(subject.item.shown_ids[i])
                    levels = [crossing.level(subject.family, atoms, counts.domains[d]) for d in domains]
                    cells = tuple(sorted({cell for level in levels for cell in level}))
                    yield Fact(f"known {banner}", cells, int(counts.hits[domains, i].sum()), when=when)

    def _sums(self, family: Family, crossing: Crossing) -> Iterator[Fact]:
        """An atom of one family, over all atoms of another; and an atom of a part, over those of the whole."""
        families = self._wave.families
        if family.has_unknown:
            yield Fact(f"all by {family.name}", crossing.total(family, family.atoms), self._wave.size)
        if "levels" in self._policy.protect:
            for other in families:
                for atom in family.atoms if family.variables.isdisjoint(other.variables) else ():
                    cells = crossing.pairs(family, (atom,), other, other.atoms)
                    minus = crossing.total(family, (atom,))
                    yield Fact(f"{family.name} by {other.name}", cells, 0, minus=minus)
        for part, whole in permutations(families, 2):
            if part.is_part_of(whole):
                yield from self._parts(family, part, whole, crossing)

    def _parts(self, family: Family, part: Family, whole: Family, crossing: Crossing) -> Iterator[Fact]:
        """Combinations of levels add up to the levels of each of their variables, for every atom of a family."""
        inside: dict[Atom, list[Atom]] = {}
        for atom in whole.atoms:
            inside.setdefault(part.within(whole, atom), []).append(atom)
        for atom, (own, atoms) in product(family.atoms, inside.items()):
            cells = crossing.pairs(family, (atom,), whole, atoms)
            minus = crossing.pairs(family, (atom,), part, (own,))
            if cells != minus:
                yield Fact(f"{whole.name} in {part.name}", cells, 0, minus=minus)
