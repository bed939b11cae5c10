"""comparisons/ in, for each cell the levels of its banner that it is significantly higher than out."""

from __future__ import annotations

from collections import defaultdict

import pyarrow.compute as pc

from drukproef.book.cells import Key, read_part
from drukproef.study import Study
from drukproef.tabulate.reading import mark_of

Beaten = dict[Key, frozenset[str]]


def read_beaten(study: Study, population: str) -> Beaten:
    """For each cell with a significantly lower neighbour: the levels of those neighbours."""
    rules = study.settings.rules
    table = read_part(study, "comparisons", population)
    table = table.filter((pc.field("kind") == "levels") & (pc.field("p") < rules.alpha))
    beaten: dict[Key, set[str]] = defaultdict(set)
    for pair in table.to_pylist():
        place = pair["wave_left"], pair["item_left"], pair["category_left"], pair["banner"]
        higher, lower = pair["level_left"], pair["level_right"]
        mark = mark_of(pair["difference"], pair["p"], rules, pair["category_left"])
        if mark == "lower":
            higher, lower = lower, higher
        if mark:
            beaten[Key(*place, higher)].add(lower)
    return {key: frozenset(levels) for key, levels in beaten.items()}
