"""pandas, as one would write it: a selection per level, its sums, and an influence per respondent."""

from __future__ import annotations

import numpy as np
import pandas as pd
from generate import names
from measured import CHECKED, measured


def work(file: str) -> list[float]:
    """Every item by every level."""
    items, banners = names()
    people = pd.read_parquet(file)
    found: list[float] = []
    for item in items:
        answered = people[item].notna()
        for banner in banners:
            for level in sorted(people[banner].unique()):
                inside = answered & (people[banner] == level)
                _shares(people, item, inside)
                share, u = _influence(people, item, inside)
                other, v = _influence(people, item, answered & (people[banner] != level))
                t = (share - other) / np.sqrt(_variance(people, u - v))
                if (item, banner, level) == CHECKED:
                    found = [share, np.sqrt(_variance(people, u)), t]
    return found


def _shares(people: pd.DataFrame, item: str, inside: pd.Series) -> tuple[pd.Series, int, float]:
    rows = people[inside]
    weights = rows.groupby(item)["weight"].sum()
    return weights / weights.sum(), len(rows), weights.sum()


def _influence(people: pd.DataFrame, item: str, inside: pd.Series) -> tuple[float, pd.Series]:
    weight = people["weight"].where(inside, 0.0)
    top = (people[item] >= 4).astype(float)
    share = (weight * top).sum() / weight.sum()
    return share, weight * (top - share) / weight.sum()


def _variance(people: pd.DataFrame, u: pd.Series) -> float:
    of_strata = u.groupby(people["stratum"])
    n = of_strata.size()
    return float((n * of_strata.var(ddof=0) * n / (n - 1)).sum())


if __name__ == "__main__":
    measured("pandas, naive", pd.__version__, work)
