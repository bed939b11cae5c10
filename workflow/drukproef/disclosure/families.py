"""A codebook in, the banners that are made of the same variables together, with what their levels are made of, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from drukproef.clean.derive import derived
from drukproef.disclosure.overlap import completed
from drukproef.study import Codebook, Item
from drukproef.study.item import NO_ANSWER, AnyOf, Cross, Recode

Answers = Mapping[str, NDArray[np.int64]]  # variable: the code of each respondent
Atom = tuple[int, ...]  # a place on each axis of a family


@dataclass(frozen=True)
class Axis:
    """The categories of a variable, in order, and mostly one place more: respondents of whom it is unknown."""

    name: str
    variable: Item
    size: int


@dataclass(frozen=True)
class Family:
    """Banners that are recodes and combinations of the same variables. `members` may be none: then it ties others."""

    axes: tuple[Axis, ...]
    members: tuple[Item, ...]
    levels: dict[tuple[str, str], tuple[Atom, ...]]  # (member, level): its atoms
    has_unknown: bool = True

    @property
    def name(self) -> str:
        """The names of its variables."""
        return " and ".join(axis.name for axis in self.axes)

    @cached_property
    def atoms(self) -> tuple[Atom, ...]:
        """All combinations of places."""
        return tuple(product(*(range(axis.size) for axis in self.axes)))

    def known(self, member: Item) -> tuple[Atom, ...]:
        """The atoms for which a member has a level."""
        return tuple(sorted({a for c in member.categories for a in self.levels[member.id, c.id]}))

    @property
    def variables(self) -> frozenset[str]:
        """The names of its axes."""
        return frozenset(axis.name for axis in self.axes)

    def is_part_of(self, other: Family) -> bool:
        """Whether each of its atoms is a sum of atoms of the other."""
        return self.variables <= other.variables

    def places(self, atom: Atom) -> dict[str, int]:
        """The place of an atom by the name of each axis."""
        return {axis.name: place for axis, place in zip(self.axes, atom, strict=True)}

    def within(self, other: Family, atom: Atom) -> Atom:
        """Its own atom that an atom of a family that it is part of belongs to."""
        places = other.places(atom)
        return tuple(places[axis.name] for axis in self.axes)


def family_of_item(item: Item) -> Family:
    """An item on its own: its categories, and nobody without an answer."""
    levels: dict[tuple[str, str], tuple[Atom, ...]] = {
        (item.id, c.id): ((a,),) for a, c in enumerate(item.categories)
    }
    return Family((Axis(f"answers to {item.id}", item, len(levels)),), (item,), levels, False)


def families_of(codebook: Codebook, answers: Answers, nested: bool) -> list[Family]:
    """The families of a codebook's banners, and those that tie families which have a variable in common.

    A recode or a combination that the answers contradict is a variable by itself.
    """
    members: dict[tuple[str, ...], list[Item]] = {}
    for banner in codebook.banners:
        roots = roots_of(banner, codebook, answers) if nested else (banner.id,)
        members.setdefault(roots, []).append(banner)
    return [_family(roots, tuple(members.get(roots, ())), codebook) for roots in completed(list(members))]


def roots_of(variable: Item, codebook: Codebook, answers: Answers) -> tuple[str, ...]:
    """The variables that this one is made of, in the end; itself when it is made of none."""
    if not _holds(variable, codebook, answers):
        return (variable.id,)
    found = [roots_of(codebook.item(name), codebook, answers) for name in _sources(variable)]
    return tuple(sorted({root for roots in found for root in roots}))


def is_impossible(item: Item, category: str, own: Family | None, other: Family, atom: Atom) -> bool:
    """Whether nobody can be both, because one is derived from the other. `own`: the item's family, as a banner."""
    if own is not None and own.is_part_of(other):
        return own.within(other, atom) not in own.levels[item.id, category]
    for axis, place in zip(other.axes, atom, strict=True):
        rule, levels = axis.variable.derive, axis.variable.categories
        if isinstance(rule, AnyOf) and item.id in rule.items and category in rule.categories:
            return place < len(levels) and levels[place].code == 0
    return False


def _sources(variable: Item) -> tuple[str, ...]:
    rule = variable.derive
    if isinstance(rule, Recode):
        return (rule.source,)
    return rule.crossed if isinstance(rule, Cross) else ()


def _holds(variable: Item, codebook: Codebook, answers: Answers) -> bool:
    """Whether the answers are what the rule says: a base of its own, or a source of other waves, breaks that."""
    sources = _sources(variable)
    if not sources or not {variable.id, *sources} <= answers.keys():
        return False
    expected = derived(variable, answers, codebook)
    return bool(np.array_equal(np.maximum(expected, -1), np.maximum(answers[variable.id], -1)))


def _family(roots: tuple[str, ...], members: tuple[Item, ...], codebook: Codebook) -> Family:
    variables = [codebook.item(root) for root in roots]
    axes = tuple(Axis(v.id, v, len(v.categories) + 1) for v in variables)
    family = Family(axes, members, {})
    places = np.array(family.atoms)
    columns = {
        v.id: np.array([*(c.code for c in v.categories), NO_ANSWER])[places[:, i]]
        for i, v in enumerate(variables)
    }
    for member in members:
        codes = _codes(member, columns, codebook)
        for category in member.categories:
            chosen = np.flatnonzero(codes == category.code)
            family.levels[member.id, category.id] = tuple(family.atoms[i] for i in chosen)
    return family


def _codes(variable: Item, columns: Answers, codebook: Codebook) -> NDArray[np.int64]:
    """The code of a variable for each atom, when those of the family's own variables are known."""
    if variable.id in columns:
        return columns[variable.id]
    sources = {name: _codes(codebook.item(name), columns, codebook) for name in _sources(variable)}
    return derived(variable, sources, codebook)
