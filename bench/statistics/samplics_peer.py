"""samplics: shares of all categories and means of the top 2 by banner, and a t test per level."""

from __future__ import annotations

import warnings
from importlib.metadata import version

import numpy as np
import pandas as pd
from generate import names
from measured import CHECKED, measured

warnings.simplefilter("ignore")

from samplics.categorical import Ttest  # noqa: E402 # codespell:ignore
from samplics.estimation import TaylorEstimator  # noqa: E402
from samplics.utils.types import PopParam  # noqa: E402


def work(file: str) -> list[float]:
    """Every item by every banner."""
    items, banners = names()
    people = pd.read_parquet(file)
    weight, stratum = people["weight"].to_numpy(), people["stratum"].to_numpy()
    found: list[float] = []
    for item in items:
        answer = people[item].to_numpy()
        top = np.where(np.isnan(answer), np.nan, answer >= 4)
        for banner in banners:
            level_of = people[banner].to_numpy()
            TaylorEstimator(PopParam.prop).estimate(
                answer, samp_weight=weight, stratum=stratum, domain=level_of, remove_nan=True
            )
            means = TaylorEstimator(PopParam.mean)
            means.estimate(top, samp_weight=weight, stratum=stratum, domain=level_of, remove_nan=True)
            for level in np.unique(level_of):
                test = Ttest("two-sample", paired=False)  # codespell:ignore
                test.compare(
                    top,
                    group=level_of == level,
                    samp_weight=weight,
                    stratum=stratum,
                    varnames="top",
                    remove_nan=True,
                )
                if (item, banner, int(level)) == CHECKED:
                    found = [
                        float(means.point_est[level]),
                        float(means.stderror[level]),
                        abs(float(test.stats["t_eq_variance"])),
                    ]
    return found


if __name__ == "__main__":
    measured("samplics", version("samplics"), work)
