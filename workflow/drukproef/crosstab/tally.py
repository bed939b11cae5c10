"""Counted segments in, the counts of a whole file out, ordered by value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from drukproef.crosstab.segment import Segment, three_sums
from drukproef.crosstab.weights import Floats

Key = tuple[Any, Any]  # wave, stratum
Tables = dict[tuple[int, int], Floats]


@dataclass(frozen=True)
class Tally:
    """All that estimates need. Tables: 3 (sums of 1, w, w²) x strata x levels x answers, place 0 is missing."""

    strata: list[Key]
    n: Floats  # respondents of each stratum, whatever they answered, the whole file
    population: Floats  # of each stratum; infinite when not known
    items: dict[str, list[Any]]
    banners: dict[str, list[Any]]
    tables: dict[tuple[str, str], Floats]


@dataclass(frozen=True)
class Part:
    """A segment with the values that its codes stood for (without 0, missing)."""

    segment: Segment
    strata: list[Key]
    n: Floats
    population: Floats  # NaN when not known
    items: list[list[Any]]
    banners: list[list[Any]]


def tally(parts: Sequence[Part], items: Sequence[str], banners: Sequence[str]) -> Tally:
    """Add the parts up, in their order. Values that nobody has in the counted rows are left out."""
    weights = agreed((part.strata, part.segment.weight) for part in parts)
    if weights is None:
        for part in parts:
            part.segment.spell_out()
    added = _alike(parts)
    strata, n, answers, levels, tables = _of_one(added[0]) if len(added) == 1 else _of_several(added)
    if weights is not None:
        each = np.array([weights.get(key, np.nan) for key in strata])
        tables = {key: three_sums(table, each) for key, table in tables.items()}
    sizes = agreed((part.strata, part.population) for part in parts) or {}
    rows = sorted((i for i in range(len(strata)) if n[i]), key=lambda i: strata[i])
    columns = [_used(tables, i, 0, values) for i, values in enumerate(answers)]
    lines = [_used(tables, b, 1, values) for b, values in enumerate(levels)]
    at, across, down = _index(rows), [_index(each) for each in columns], [_index(each) for each in lines]
    named = {
        (items[i], banners[b]): table[:, at][:, :, down[b]][:, :, :, across[i]]
        for (i, b), table in tables.items()
    }
    return Tally(
        [strata[i] for i in rows],
        n[rows],
        np.array([sizes.get(strata[i], np.inf) for i in rows]),
        {name: [answers[i][at - 1] for at in columns[i][1:]] for i, name in enumerate(items)},
        {name: [levels[b][at - 1] for at in lines[b][1:]] for b, name in enumerate(banners)},
        named,
    )


def agreed(parts: Iterable[tuple[list[Key], Floats | None]]) -> dict[Key, float] | None:
    """The value of each stratum that has one (not NaN); None when parts differ, or a part has no such values."""
    known: dict[Key, float] = {}
    for strata, values in parts:
        if values is None:
            return None
        for key, value in zip(strata, values.tolist(), strict=True):
            if not np.isnan(value) and known.setdefault(key, value) != value:
                return None
    return known


Whole = tuple[list[Key], Floats, list[list[Any]], list[list[Any]], Tables]


def _alike(parts: Sequence[Part]) -> list[Part]:
    """One part for all that are coded in the same way: their sums can be added as they are."""
    found: list[Part] = []
    for part in parts:
        key = (part.strata, part.items, part.banners)
        same = next((each for each in found if (each.strata, each.items, each.banners) == key), None)
        if same is None:
            found.append(part)
        else:
            same.segment.absorb(part.segment)
            same.n[:] += part.n
    return found


def _of_one(part: Part) -> Whole:
    tables = {(item, banner): sums for item, banner, sums in part.segment.tables()}
    return part.strata, part.n, part.items, part.banners, tables


def _of_several(parts: Sequence[Part]) -> Whole:
    """Parts whose codes differ, put together by their values."""
    strata = _union([part.strata for part in parts])
    n = np.zeros(len(strata))
    answers = [_union([part.items[i] for part in parts]) for i in range(len(parts[0].items))]
    levels = [_union([part.banners[b] for part in parts]) for b in range(len(parts[0].banners))]
    tables: Tables = {}
    for part in parts:
        to = _places(part.strata, strata)
        n[to] += part.n
        for item, banner, sums in part.segment.tables():
            shape = (len(sums), len(strata), len(levels[banner]) + 1, len(answers[item]) + 1)
            table = tables.setdefault((item, banner), np.zeros(shape))
            line = [0, *(i + 1 for i in _places(part.banners[banner], levels[banner]))]
            column = [0, *(i + 1 for i in _places(part.items[item], answers[item]))]
            table[np.ix_(range(len(sums)), to, line, column)] += sums
    return strata, n, answers, levels, tables


def _used(tables: Tables, place: int, part: int, values: list[Any]) -> list[int]:
    """0 (missing) and the codes of an item (part 0) or banner (part 1) that occur, in the order of the values."""
    table = next(table for key, table in tables.items() if key[part] == place)
    counts = table[0].sum(axis=(0, 1) if part == 0 else (0, 2)).tolist()
    return [0, *sorted((i for i in range(1, len(counts)) if counts[i] > 0), key=lambda i: values[i - 1])]


def _index(places: list[int]) -> slice | list[int]:
    """These places of an axis; a slice, which copies nothing, when they follow each other."""
    if places and places == list(range(places[0], places[-1] + 1)):
        return slice(places[0], places[-1] + 1)
    return places


def _places(values: Sequence[Any], union: list[Any]) -> list[int]:
    place = {value: i for i, value in enumerate(union)}
    return [place[value] for value in values]


def _union(lists: Sequence[Sequence[Any]]) -> list[Any]:
    """All values, in the order in which they came."""
    return list(dict.fromkeys(value for values in lists for value in values))
