"""Atoms of answers and levels in, the numbers of the cells in which they cross out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from drukproef.disclosure.counts import EVERYONE, Domain
from drukproef.disclosure.families import Family, is_impossible

Cells = tuple[int, ...]


class Crossing:
    """Numbers the cells of one table as they are asked for: an atom in total, or two atoms of different families."""

    def __init__(self, families: Sequence[Family]) -> None:
        self._numbers: dict[tuple[tuple[str, int], ...], int] = {}
        self._excluded: dict[tuple[str, int, str, int], bool] = {}
        self._family_of = {level: family for family in families for level in family.levels}

    @property
    def n_cells(self) -> int:
        """How many cells there are so far."""
        return len(self._numbers)

    def total(self, family: Family, atoms: Iterable[int]) -> Cells:
        """The cells of all respondents with one of the atoms."""
        return tuple(self._number((family.name, a)) for a in atoms)

    def level(self, family: Family, atoms: Iterable[int], domain: Domain) -> Cells:
        """The cells of those with one of the atoms in a domain."""
        if domain == EVERYONE:
            return self.total(family, atoms)
        other = self._family_of[domain]
        inside = other.levels[domain]
        if other.name == family.name:
            return self.total(family, [a for a in atoms if a in inside])
        return self.pairs(family, atoms, other, inside)

    def pairs(self, family: Family, atoms: Iterable[int], other: Family, inside: Iterable[int]) -> Cells:
        """The cells of those with one of the atoms of each of two families; impossible ones are left out."""
        places = product(atoms, inside)
        return tuple(
            self._number((family.name, a), (other.name, b))
            for a, b in places
            if not self._is_excluded(family, a, other, b)
        )

    def _number(self, *parts: tuple[str, int]) -> int:
        return self._numbers.setdefault(tuple(sorted(parts)), len(self._numbers))

    def _is_excluded(self, family: Family, atom: int, other: Family, inside: int) -> bool:
        if family.has_unknown:
            return False
        place = (family.name, atom, other.name, inside)
        if place not in self._excluded:
            category = family.root.categories[atom].id
            self._excluded[place] = is_impossible(family.root, category, other, inside)
        return self._excluded[place]
