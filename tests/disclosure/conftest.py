"""Small tables that can be checked by hand."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from drukproef.disclosure import Fact, Figure, Table

TOTAL = "totaal"


def levels(**counts: int) -> Table:
    """One row: the levels of a banner and their total."""
    total = sum(counts.values())
    figures = [Figure(name, (i,), n, total, price=1.0 + n) for i, (name, n) in enumerate(counts.items())]
    whole = Figure(TOTAL, tuple(range(len(counts))), total, total, price=1000.0 + total)
    return Table("levels", len(counts), total, (*figures, whole))


def crosstab(
    counts: Mapping[str, Mapping[str, int]],
    nets: Mapping[str, tuple[str, ...]] | None = None,
    nests: Mapping[str, tuple[str, ...]] | None = None,
) -> Table:
    """Levels (columns) by categories: all bases are known. Figures are called `level/category`.

    `nets` are sums of categories, `nests` sums of levels; the total is the sum of all levels.
    """
    names, answers = list(counts), list(next(iter(counts.values())))
    parts = {a: (a,) for a in answers} | dict(nets or {})
    domains = {level: (level,) for level in names} | dict(nests or {}) | {TOTAL: tuple(names)}
    number = {place: i for i, place in enumerate(product(names, answers))}
    size = {level: sum(counts[level].values()) for level in names}
    figures, facts = [], []
    for domain, members in domains.items():
        base = sum(size[level] for level in members)
        facts.append(Fact(f"base of {domain}", tuple(number[p] for p in product(members, answers)), base))
        for part, inside in parts.items():
            cells = tuple(number[p] for p in product(members, inside))
            count = sum(counts[level][a] for level, a in product(members, inside))
            price = (1.0 + count) * (1000 if domain == TOTAL else 1)
            figures.append(Figure(f"{domain}/{part}", cells, count, base, domain, price, 0 < count < base))
    return Table("crosstab", len(number), sum(size.values()), tuple(figures), tuple(facts))


def places(table: Table, *names: str) -> frozenset[int]:
    """The figures with these names, or of these units."""
    found = {i for i, f in enumerate(table.figures) if f.name in names or f.unit in names}
    assert found, names
    return frozenset(found)


def names(table: Table, hidden: frozenset[int]) -> set[str]:
    """The names of hidden figures; a unit that is hidden as a whole goes by its own name."""
    whole = {unit for unit, members in table.units.items() if members <= hidden}
    return whole | {f.name for i, f in enumerate(table.figures) if i in hidden and f.unit not in whole}
