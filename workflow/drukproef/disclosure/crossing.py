"""Atoms of answers and levels in, the numbers of the cells in which they cross out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import product

from drukproef.disclosure.counts import EVERYONE, Domain
from drukproef.disclosure.families import Atom, Family, is_impossible

Cells = tuple[int, ...]


class Crossing:
    """Numbers the cells of one table as they are asked for: respondents with a place on each of some axes."""

    def __init__(self, families: Sequence[Family]) -> None:
        self._numbers: dict[tuple[tuple[str, int], ...], int] = {}
        self._excluded: dict[tuple[str, Atom, str, Atom], bool] = {}
        self._family_of = {level: family for family in families for level in family.levels}

    @property
    def n_cells(self) -> int:
        """How many cells there are so far."""
        return len(self._numbers)

    def total(self, family: Family, atoms: Iterable[Atom]) -> Cells:
        """The cells of all respondents with one of the atoms."""
        return tuple(self._number(family.places(a)) for a in atoms)

    def level(self, family: Family, atoms: Iterable[Atom], domain: Domain) -> Cells:
        """The cells of those with one of the atoms in a domain."""
        if domain == EVERYONE:
            return self.total(family, atoms)
        other = self._family_of[domain]
        return self.pairs(family, atoms, other, other.levels[domain])

    def pairs(self, family: Family, atoms: Iterable[Atom], other: Family, inside: Collection[Atom]) -> Cells:
        """The cells of those with one of the atoms of each of two families; impossible ones are left out."""
        if family is other:
            return self.total(family, [a for a in atoms if a in inside])
        return tuple(
            self._number(family.places(a) | other.places(b))
            for a, b in product(atoms, inside)
            if not self._is_excluded(family, a, other, b)
        )

    def _number(self, places: Mapping[str, int]) -> int:
        return self._numbers.setdefault(tuple(sorted(places.items())), len(self._numbers))

    def _is_excluded(self, family: Family, atom: Atom, other: Family, inside: Atom) -> bool:
        """Two atoms that differ on an axis that they share have nobody in common."""
        if family.has_unknown:
            there = other.places(inside)
            return any(there.get(name, place) != place for name, place in family.places(atom).items())
        place = (family.name, atom, other.name, inside)
        if place not in self._excluded:
            item = family.members[0]
            category = item.categories[atom[0]].id
            own = self._family_of.get((item.id, category))
            self._excluded[place] = is_impossible(item, category, own, other, inside)
        return self._excluded[place]
