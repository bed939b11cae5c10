"""DuckDB: GROUPING SETS per item for the sums, NumPy for the rest."""

from __future__ import annotations

import duckdb
import numpy as np
from finish import finish
from generate import BANNERS, CATEGORIES, STRATA, names
from measured import CHECKED, measured


def work(file: str) -> list[float]:
    """The columns in a table in memory once, then one query per item."""
    items, banners = names()
    with duckdb.connect() as base:
        base.execute("SET threads = 2")
        base.execute(f"CREATE TABLE people AS SELECT * FROM read_parquet('{file}')")
        size = base.execute("SELECT count(*) FROM people GROUP BY stratum ORDER BY stratum").fetchnumpy()
        n = next(iter(size.values())).astype(float)
        found: list[float] = []
        for item in items:
            for banner, sums in _sums(base, item, banners).items():
                shares, _, se, t = finish(sums, n)
                if (item, banner) == CHECKED[:2]:
                    place = CHECKED[2] - 1
                    found = [shares[place, 3:].sum(), se[place], t[place]]
    return found


def _sums(base: duckdb.DuckDBPyConnection, item: str, banners: list[str]) -> dict[str, np.ndarray]:
    sets = ", ".join(f"(stratum, {name}, {item})" for name in banners)
    query = f"""SELECT {", ".join(banners)}, stratum, {item}, grouping({", ".join(banners)}) AS which,
        count(*) AS n, sum(weight) AS w, sum(weight * weight) AS w2
        FROM people WHERE {item} IS NOT NULL GROUP BY GROUPING SETS ({sets})"""
    rows = base.execute(query).fetchnumpy()
    result = {}
    for place, name in enumerate(banners):
        mine = rows["which"] == (2 ** len(banners) - 1) - 2 ** (len(banners) - 1 - place)
        sums = np.zeros((3, STRATA, BANNERS[place], CATEGORIES))
        at = tuple(np.asarray(rows[key])[mine].astype(int) - 1 for key in ("stratum", name, item))
        for i, key in enumerate(("n", "w", "w2")):
            sums[i][at] = np.asarray(rows[key])[mine]
        result[name] = sums
    return result


if __name__ == "__main__":
    measured("DuckDB", duckdb.__version__, work)
