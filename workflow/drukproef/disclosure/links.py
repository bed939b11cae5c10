"""Items of one wave in, their figures and all that ties these together as one table for an attack out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from drukproef.disclosure.crossing import Crossing
from drukproef.disclosure.families import Family
from drukproef.disclosure.figures import Fact, Figure, Table
from drukproef.disclosure.primary import exempt, is_secret
from drukproef.study import Item
from drukproef.study.settings import Disclosure
from drukproef.tabulate.cell import TOTAL, CellKey
from drukproef.tabulate.domains import Domains
from drukproef.tabulate.measure import Measured
from drukproef.tabulate.strata import Ints

TOTAL_PRICE = 100  # the total is the last to be hidden
Place = tuple[str, int, int]  # in the cube: item, domain, category or net


@dataclass(frozen=True)
class Subject:
    """An item in a wave, and the family whose atoms are its answers."""

    measured: Measured
    family: Family

    @property
    def item(self) -> Item:
        """The item."""
        return self.measured.scheme.item

    @property
    def hits(self) -> Ints:
        """Respondents per domain and category or net."""
        return np.asarray(self.measured.shares.hits.sum(axis=0))

    def atoms(self, shown: str) -> tuple[int, ...]:
        """The atoms of a category or net."""
        nets = {net.id: net.categories for net in self.item.nets}
        parts = [self.family.levels[self.item.id, c] for c in nets.get(shown, (shown,))]
        return tuple(sorted({atom for part in parts for atom in part}))


@dataclass(frozen=True)
class Linked:
    """A table, and where each of its figures stands in the cube."""

    year: int
    table: Table
    places: tuple[Place, ...]


class TableMaker:
    """Makes the table of items that say something about each other. `size`: respondents of the wave."""

    def __init__(self, policy: Disclosure, domains: Domains, families: Sequence[Family], size: int) -> None:
        self._policy, self._domains, self._families, self._size = policy, domains, families, size

    def make(self, population: str, subjects: Sequence[Subject]) -> Linked:
        """The table of all figures about the subjects."""
        crossing = Crossing(self._families)
        found: list[tuple[Place, Figure]] = []
        facts: list[Fact] = []
        for subject in subjects:
            first = len(found)
            found += self._figures(population, subject, crossing)
            if "categories" in self._policy.protect:
                facts += self._bases(subject, crossing)
            if "levels" in self._policy.protect:
                own = [(i, place) for i, (place, _) in enumerate(found) if i >= first]
                facts += self._rests(subject, own, crossing)
        for family in {s.family.name: s.family for s in subjects}.values():
            facts += self._sums(family, crossing)
        places, figures = zip(*found, strict=True) if found else ((), ())
        year = subjects[0].measured.year
        name = f"{population}/{year}/{subjects[0].family.name}"
        table = Table(name, crossing.n_cells, self._size, tuple(figures), tuple(facts))
        return Linked(year, table, tuple(places))

    def _figures(
        self, population: str, subject: Subject, crossing: Crossing
    ) -> Iterator[tuple[Place, Figure]]:
        measured, item, hits = subject.measured, subject.item, subject.hits
        secret = is_secret(self._policy, self._domains, measured)
        public = exempt(self._policy, self._domains, item)
        offered = [(i, name, subject.atoms(name)) for i, name in enumerate(measured.scheme.shown)]
        offered = [one for one in offered if measured.offered[one[0]]]
        for domain, (banner, level) in enumerate(self._domains.names):
            n = int(measured.shares.n[domain])
            for i, name, atoms in offered if n else ():
                key = CellKey(population, measured.year, item.id, name, banner, level)
                price = (1 + float(hits[domain, i]) ** 0.5 / 10) * (TOTAL_PRICE if banner == TOTAL else 1)
                figure = Figure(
                    name=key.path,
                    cells=crossing.level(subject.family, atoms, banner, level),
                    count=int(hits[domain, i]),
                    base=n,
                    unit=f"{item.id}/{banner}={level}",
                    price=None if public[domain] else price,
                    secret=bool(secret[domain, i]),
                )
                yield (item.id, domain, i), figure

    def _bases(self, subject: Subject, crossing: Crossing) -> Iterator[Fact]:
        """The number of respondents of each domain is always printed; what was not offered was not answered."""
        known = subject.family.known(subject.item)
        for (banner, level), n in zip(self._domains.names, subject.measured.shares.n, strict=True):
            yield Fact(
                f"base of {banner}={level}", crossing.level(subject.family, known, banner, level), int(n)
            )
        for i in np.flatnonzero(~subject.measured.offered & (subject.hits[0] == 0)):
            name = subject.measured.scheme.shown[i]
            yield Fact(f"{name} was not offered", crossing.total(subject.family, subject.atoms(name)), 0)

    def _rests(self, subject: Subject, own: list[tuple[int, Place]], crossing: Crossing) -> Iterator[Fact]:
        """A level is compared with all others of a known level: with the level, that gives those others together."""
        for banner, span in zip(self._domains.banners, self._domains.spans, strict=True):
            for i in np.flatnonzero(subject.measured.offered):
                when = tuple(n for n, (_, d, shown) in own if shown == i and span.start <= d < span.stop)
                if when:
                    atoms = subject.atoms(subject.measured.scheme.shown[i])
                    levels = [
                        crossing.level(subject.family, atoms, banner.id, c.id) for c in banner.categories
                    ]
                    cells = tuple(sorted({cell for level in levels for cell in level}))
                    yield Fact(f"known {banner.id}", cells, int(subject.hits[span, i].sum()), when=when)

    def _sums(self, family: Family, crossing: Crossing) -> Iterator[Fact]:
        """An atom of one family, over all atoms of another."""
        if family.has_unknown:
            yield Fact(f"all by {family.name}", crossing.total(family, family.atoms), self._size)
        if "levels" in self._policy.protect:
            for other in self._families:
                for atom in family.atoms if other.name != family.name else ():
                    cells = crossing.pairs(family, (atom,), other, other.atoms)
                    minus = crossing.total(family, (atom,))
                    yield Fact(f"{family.name} by {other.name}", cells, 0, minus=minus)
