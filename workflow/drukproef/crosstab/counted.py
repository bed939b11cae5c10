"""A tally in, panels out: the layout, categories and shares of items that have the same categories."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from drukproef.crosstab.layout import Layout, text_of
from drukproef.crosstab.numbers import Shares, shares_of
from drukproef.crosstab.request import EVERYONE, SHARE, Request
from drukproef.crosstab.strata import strata_of
from drukproef.crosstab.tally import Tally
from drukproef.crosstab.weights import Floats
from drukproef.survey import Estimate

LARGEST = 40_000  # numbers in one array of a panel


@dataclass(frozen=True)
class Panel:
    """Part of the table. `categories`: the values of the answers, then the nets (their names); [None] for a number.

    `own`: the estimates of other measures than shares, whose intervals and design effects follow rules of their own.
    """

    layout: Layout
    categories: list[Any]
    shares: Shares
    measure: str = SHARE
    own: list[list[Estimate]] | None = None


@dataclass(frozen=True)
class Part:
    """What a panel will be about."""

    layout: Layout
    values: list[Any]
    nets: dict[str, tuple[Any, ...]]


def panels(counts: Tally, request: Request, shown: str) -> Iterator[Panel]:
    """The panels of a table, few items at a time. Raises DrukproefError for strata that have no variance."""
    strata = strata_of(counts, request, shown)
    for part in _parts(counts, request):
        sums = _sums(counts, part.layout, "rest" in request.tests)
        hits = _hits(sums, part.values, part.nets)
        shares = shares_of(strata, sums[..., 1:].sum(axis=-1), hits)
        yield Panel(part.layout, [*part.values, *part.nets], shares)


def _parts(counts: Tally, request: Request) -> Iterator[Part]:
    """Items with the same values together, but not so many that their numbers don't fit the cache of a core."""
    waves = _waves(counts)
    banners = {name: counts.banners[name] for name in request.by}
    for names, values, nets in _alike(counts, request.nets):
        columns = (1 + 2 * sum(len(levels) for levels in banners.values())) * len(waves)
        numbers = len(counts.strata) * columns * (len(values) + len(nets))
        size = max(1, LARGEST // max(numbers, 1))
        for start in range(0, len(names), size):
            yield Part(Layout(names[start : start + size], banners, waves), values, nets)


def _waves(counts: Tally) -> list[Any]:
    """The waves with somebody in the subset, in order."""
    inside = next(iter(counts.tables.values()))[0].sum(axis=(1, 2))
    found = {wave for (wave, _), n in zip(counts.strata, inside, strict=True) if n}
    return sorted(found) if len(found) > 1 else list(found)


def nets_for(values: Sequence[Any], nets: Mapping[str, Sequence[Any]]) -> dict[str, tuple[Any, ...]]:
    """Per net its codes among the values of an item; nets without any don't apply."""
    found = {
        name: tuple(v for v in values if v in codes or text_of(v) in codes) for name, codes in nets.items()
    }
    return {name: codes for name, codes in found.items() if codes}


def _alike(
    counts: Tally, nets: Mapping[str, Sequence[Any]]
) -> list[tuple[list[str], list[Any], dict[str, tuple[Any, ...]]]]:
    """Items with the same values, which are computed together."""
    groups: dict[tuple[Any, ...], list[str]] = {}
    for name, values in counts.items.items():
        groups.setdefault(tuple((type(value), value) for value in values), []).append(name)
    result = []
    for names in groups.values():
        values = counts.items[names[0]]
        result.append((names, values, nets_for(values, nets)))
    return result


def _sums(counts: Tally, layout: Layout, rests: bool) -> Floats:
    """3 x strata x cells x (missing and values): the cells of the layout, rests included when asked for."""
    tables = [[counts.tables[item, name] for item in layout.items] for name in layout.banners or (EVERYONE,)]
    stacked = [np.stack(of_banner, axis=2) for of_banner in tables]  # 3 x strata x items x levels x answers
    total = stacked[0].sum(axis=3, keepdims=True)
    levels = [table[:, :, :, 1:] for table in stacked] if layout.banners else []
    cells = _by_wave(np.concatenate([total, *levels], axis=3), counts, layout)
    if not rests:
        return cells
    others = np.concatenate([_others(table) for table in levels], axis=3)
    return np.concatenate([cells, _by_wave(others, counts, layout)], axis=2)


def _others(levels: Floats) -> Floats:
    """For each level the sum of the others: of those before and those after it, so that nothing cancels."""
    result = np.zeros_like(levels)
    count = levels.shape[3]
    for order in (range(count), range(count - 1, -1, -1)):
        passed = np.zeros_like(levels[:, :, :, 0])
        for level in order:
            result[:, :, :, level] += passed
            passed += levels[:, :, :, level]
    return result


def _by_wave(sums: Floats, counts: Tally, layout: Layout) -> Floats:
    """A wave's cells have only its own strata: items x columns x waves as one axis."""
    three, strata, items, columns, answers = sums.shape
    if len(layout.waves) > 1:
        own = np.array(
            [[wave == each for each in layout.waves] for wave, _ in counts.strata], dtype=np.float64
        )
        sums = sums[:, :, :, :, None, :] * own[None, :, None, None, :, None]
    return sums.reshape(three, strata, items * columns * len(layout.waves), answers)


def _hits(sums: Floats, values: list[Any], nets: Mapping[str, Sequence[Any]]) -> Floats:
    """The sums of each value, and of each net."""
    places = {value: i for i, value in enumerate(values, 1)}
    added = [sums[..., [places[v] for v in codes]].sum(axis=-1, keepdims=True) for codes in nets.values()]
    return np.concatenate([sums[..., 1:], *added], axis=-1)
