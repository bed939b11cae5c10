"""drukproef: all of it in one call (which also gives intervals, design effects and marks)."""

from __future__ import annotations

from importlib.metadata import version

import pyarrow.compute as pc
from drukproef.crosstab.request import Request
from drukproef.crosstab.source import open_source
from drukproef.crosstab.table import table_for
from generate import names
from measured import CHECKED, measured


def work(file: str) -> list[float]:
    """The whole table."""
    items, banners = names()
    request = Request(
        tuple(items), tuple(banners), "weight", "stratum", tests=("rest",), nets={"top2": (4, 5)}
    )
    table = table_for(open_source(file), request)
    item, banner, level = CHECKED
    wanted = {"item": item, "by": banner, "level": str(level), "category": "top2"}
    for name, value in wanted.items():
        table = table.filter(pc.equal(table[name], value))
    return [table[name][0].as_py() for name in ("estimate", "se", "statistic")]


if __name__ == "__main__":
    measured("drukproef", version("drukproef"), work)
