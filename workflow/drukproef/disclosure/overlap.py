"""Sets of variables in, those and the sets that tie them together out: then sums of pairs say all that sums can say."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

Names = tuple[str, ...]


def completed(sets: list[Names]) -> list[Names]:
    """The sets, with what any two have in common; and where they form a ring, with all variables of the ring.

    Tables whose sets have no ring, and agree on all that two of them have in common, always come from one large
    table (Vorob'ev 1962; whole numbers included). With it an attack on the small tables knows as much as one
    on the large table.

    >>> completed([("gender", "layer"), ("age", "gender")])
    [('gender', 'layer'), ('age', 'gender'), ('gender',)]
    >>> completed([("a", "b"), ("b", "c"), ("a", "c")])[3]
    ('a', 'b', 'c')
    """
    found = dict.fromkeys(sets)
    if ring := _ring(sets):
        found[ring] = None
    waiting = list(combinations(found, 2))
    while waiting:
        one, two = waiting.pop()
        common = tuple(name for name in one if name in two)
        if common and common not in found:
            waiting += [(common, other) for other in found]
            found[common] = None
    return list(found)


def _ring(sets: Iterable[Names]) -> Names:
    """The variables that are left when what hangs on at one place is taken away, again and again (Graham 1979)."""
    left, before = {frozenset(names) for names in sets}, None
    while left != before:
        before = left
        alone = {name for one in left for name in one if sum(name in other for other in left) == 1}
        left = {one - alone for one in left}
        left = {one for one in left if not any(one < other for other in left)}
    return tuple(sorted(frozenset().union(*left))) if len(left) > 1 else ()
