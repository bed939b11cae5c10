"""svy: shares of all categories and means of the top 2 by banner, and a t test per level."""

from __future__ import annotations

import polars as pl
import svy
from generate import names
from measured import CHECKED, measured


def work(file: str) -> list[float]:
    """Every item by every banner."""
    items, banners = names()
    tops = [f"{item}_top" for item in items]
    people = pl.read_parquet(file).with_columns(
        [(pl.col(item) >= 4).cast(pl.Float64).alias(top) for item, top in zip(items, tops, strict=True)]
    )
    levels = {name: sorted(people[name].unique().to_list()) for name in banners}
    people = people.with_columns(
        [(pl.col(b) == level).cast(pl.Int8).alias(f"{b}_{level}") for b in banners for level in levels[b]]
    )
    sample = svy.Sample(people, svy.Design(stratum="stratum", wgt="weight"))
    t_test = sample.categorical.ttest  # codespell:ignore
    found: list[float] = []
    for item, top in zip(items, tops, strict=True):
        for banner in banners:
            sample.estimation.prop(item, by=banner, drop_nulls=True)
            means = sample.estimation.mean(top, by=banner, drop_nulls=True)
            for level in levels[banner]:
                test = t_test(top, group=f"{banner}_{level}", drop_nulls=True)
                if (item, banner, level) == CHECKED:
                    mine = next(e for e in means.estimates if str(level) in [str(v) for v in e.by_level])
                    found = [mine.est, mine.se, abs(test.stats.t)]
    return found


if __name__ == "__main__":
    measured("svy", svy.__version__ if hasattr(svy, "__version__") else "", work)
