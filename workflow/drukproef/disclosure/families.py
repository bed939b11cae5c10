"""A codebook in, the banners that are recodes of one variable together, with what their levels are made of, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drukproef.study import Codebook, Item
from drukproef.study.codebook import AnyOf, Recode

Answers = Mapping[str, NDArray[np.int64]]  # variable: the code of each respondent


@dataclass(frozen=True)
class Family:
    """Atoms are the categories of `root`, in order, and one more: respondents of whom it is unknown."""

    name: str
    root: Item
    members: tuple[Item, ...]
    levels: dict[tuple[str, str], tuple[int, ...]]  # (member, level): its atoms
    has_unknown: bool = True

    @property
    def atoms(self) -> range:
        """All atoms."""
        return range(len(self.root.categories) + self.has_unknown)

    def known(self, member: Item) -> tuple[int, ...]:
        """The atoms for which a member has a level."""
        return tuple(sorted({a for c in member.categories for a in self.levels[member.id, c.id]}))


def family_of_item(item: Item) -> Family:
    """An item on its own: its categories, and nobody without an answer."""
    levels: dict[tuple[str, str], tuple[int, ...]] = {
        (item.id, c.id): (a,) for a, c in enumerate(item.categories)
    }
    return Family(f"answers to {item.id}", item, (item,), levels, False)


def families_of(codebook: Codebook, answers: Answers, nested: bool) -> list[Family]:
    """The families of a codebook's banners. A recode that the answers contradict is a family of its own."""
    members: dict[str, list[Item]] = {}
    for banner in codebook.banners:
        root = root_of(banner, codebook) if nested else banner
        root = root if _agrees(banner, root, codebook, answers) else banner
        members.setdefault(root.id, []).append(banner)
    return [_family(codebook.item(root), tuple(found), codebook) for root, found in members.items()]


def root_of(variable: Item, codebook: Codebook) -> Item:
    """The variable that this one is a recode of, in the end; itself when it is none."""
    while isinstance(variable.derive, Recode):
        variable = codebook.item(variable.derive.source)
    return variable


def atoms_of(variable: Item, level: str, root: Item, codebook: Codebook) -> tuple[int, ...]:
    """The atoms of `root` that make up a level."""
    if variable.id == root.id:
        return ([c.id for c in root.categories].index(level),)
    assert isinstance(variable.derive, Recode)
    source = codebook.item(variable.derive.source)
    parts = (atoms_of(source, old, root, codebook) for old in variable.derive.levels.get(level, ()))
    return tuple(sorted({atom for part in parts for atom in part}))


def _family(root: Item, members: tuple[Item, ...], codebook: Codebook) -> Family:
    levels = {(m.id, c.id): atoms_of(m, c.id, root, codebook) for m in members for c in m.categories}
    return Family(root.id, root, members, levels)


def _agrees(variable: Item, root: Item, codebook: Codebook, answers: Answers) -> bool:
    """Whether the answers are what the recodes say: a base of its own, or a source of other waves, breaks that."""
    if variable.id == root.id:
        return True
    if root.id not in answers or variable.id not in answers:
        return False
    for category in variable.categories:
        codes = [root.categories[a].code for a in atoms_of(variable, category.id, root, codebook)]
        if np.any((answers[variable.id] == category.code) != np.isin(answers[root.id], codes)):
            return False
    return True


def is_impossible(item: Item, category: str, family: Family, atom: int) -> bool:
    """Whether nobody can be both, because one is derived from the other."""
    for member in family.members:
        if member.id == item.id:
            return atom not in family.levels[item.id, category]
        rule = member.derive
        if isinstance(rule, AnyOf) and item.id in rule.items and category in rule.categories:
            return any(atom in family.levels[member.id, c.id] for c in member.categories if c.code == 0)
    return False
