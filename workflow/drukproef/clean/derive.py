"""Codes of some columns in, codes of a derived variable out."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import numpy as np

from drukproef.study import Codebook, Item
from drukproef.study.item import NO_ANSWER, AnyOf, Cross, Recode


def depends_on(item: Item) -> tuple[str, ...]:
    """The ids of the columns that must be known before this one."""
    base = tuple(item.base)
    if isinstance(item.derive, Recode):
        return (*base, item.derive.source)
    if isinstance(item.derive, Cross):
        return (*base, *item.derive.crossed)
    return (*base, *item.derive.items) if isinstance(item.derive, AnyOf) else base


def derived(item: Item, columns: Mapping[str, np.ndarray], codebook: Codebook) -> np.ndarray:
    """The codes of a derived variable."""
    if isinstance(item.derive, Recode):
        return _recoded(item, item.derive, columns[item.derive.source], codebook)
    if isinstance(item.derive, Cross):
        return _crossed(item, item.derive, columns, codebook)
    assert item.derive is not None
    return _any_of(item.derive, columns, codebook)


def _recoded(item: Item, recode: Recode, source: np.ndarray, codebook: Codebook) -> np.ndarray:
    codes = np.where(source < 0, source, NO_ANSWER).astype(np.int16)
    for level, old_levels in recode.levels.items():
        old_codes = [code for old in old_levels for code in codebook.item(recode.source).codes_of(old)]
        codes[np.isin(source, old_codes)] = item.category(level).code
    return codes


def _crossed(item: Item, rule: Cross, columns: Mapping[str, np.ndarray], codebook: Codebook) -> np.ndarray:
    """The combination of each respondent; missing as the first of the variables that is, or without such a level."""
    codes = np.full(len(columns[rule.crossed[0]]), NO_ANSWER, dtype=np.int16)
    known = {c.id: c.code for c in item.categories}
    for parts in product(*(codebook.item(name).categories for name in rule.crossed)):
        if (level := "_".join(c.id for c in parts)) in known:
            pairs = zip(rule.crossed, parts, strict=True)
            codes[np.all([columns[name] == c.code for name, c in pairs], axis=0)] = known[level]
    for name in reversed(rule.crossed):
        codes = np.where(columns[name] < 0, columns[name], codes).astype(np.int16)
    return codes


def _any_of(rule: AnyOf, columns: Mapping[str, np.ndarray], codebook: Codebook) -> np.ndarray:
    """1 when at least one item is in the categories, 0 when none is and one was answered, else missing."""
    hit = answered = np.zeros(len(columns[rule.items[0]]), dtype=bool)
    for name in rule.items:
        codes = [c for category in rule.categories for c in codebook.item(name).codes_of(category)]
        hit = hit | np.isin(columns[name], codes)
        answered = answered | (columns[name] >= 0)
    missing = np.min([columns[name] for name in rule.items], axis=0)
    return np.where(hit, 1, np.where(answered, 0, missing)).astype(np.int16)


def in_base(item: Item, columns: Mapping[str, np.ndarray], codebook: Codebook, size: int) -> np.ndarray:
    """Who belongs to the base of a question: all conditions hold."""
    asked = np.ones(size, dtype=bool)
    for variable, levels in item.base.items():
        codes = [c for level in levels for c in codebook.item(variable).codes_of(level)]
        asked &= np.isin(columns[variable], codes)
    return asked
