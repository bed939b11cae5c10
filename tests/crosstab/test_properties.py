"""What holds for the table of any file: counted in one pass, and with clusters by the engine."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from drukproef.crosstab import crosstab
from hypothesis import given, settings
from hypothesis import strategies as st

KEY = ["category", "by", "level", "versus"]
NUMBERS = ["estimate", "se", "ci_low", "ci_high", "deff", "difference", "se_difference", "df", "p"]
CLUSTERS = pytest.mark.parametrize("psu", [None, "cluster"])


@st.composite
def surveys(draw: Any) -> pd.DataFrame:
    """Two strata of four clusters or more; answers 1 to 4, some missing; two groups."""
    n, random = draw(st.integers(24, 60)), np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    answers = random.integers(1, 5, n).astype(float)
    answers[random.random(n) < 0.1] = np.nan
    answers[:8], group = [1, 2, 3, 4] * 2, random.integers(0, 2, n)
    group[:8] = [0, 0, 0, 0, 1, 1, 1, 1]
    columns = {"q": pd.array(answers).astype("Int64"), "group": group, "w": random.uniform(0.2, 5, n)}
    return pd.DataFrame(columns | {"stratum": np.arange(n) % 2, "cluster": np.arange(n) % 8})


def made(survey: pd.DataFrame, psu: str | None, **options: Any) -> pd.DataFrame:
    nets = {"low": [1, 2], "all": [1, 2, 3, 4]}
    table = crosstab(
        survey,
        ["q"],
        ["group"],
        "w",
        strata="stratum",
        psu=psu,
        tests=["rest", "pairs"],
        nets=nets,
        **options,
    )
    return table.set_index(KEY).sort_index()


def close(left: Any, right: Any) -> None:
    assert np.asarray(left, float) == pytest.approx(
        np.asarray(right, float), rel=1e-9, abs=1e-12, nan_ok=True
    )


@CLUSTERS
@given(surveys(), st.floats(0.01, 1000))
@settings(deadline=None, max_examples=15)
def test_scaling_weights_changes_only_the_weighted_base(
    psu: str | None, survey: pd.DataFrame, factor: float
) -> None:
    plain, scaled = made(survey, psu), made(survey.assign(w=survey.w * factor), psu)
    close(scaled[NUMBERS], plain[NUMBERS])
    close(scaled.n_weighted, plain.n_weighted * factor)


@CLUSTERS
@given(surveys(), st.integers(0, 2**32 - 1))
@settings(deadline=None, max_examples=15)
def test_the_order_of_respondents_is_no_matter(psu: str | None, survey: pd.DataFrame, seed: int) -> None:
    close(made(survey.sample(frac=1, random_state=seed), psu)[NUMBERS], made(survey, psu)[NUMBERS])


@CLUSTERS
@given(surveys())
@settings(deadline=None, max_examples=15)
def test_of_two_levels_the_rest_is_the_other_one(psu: str | None, survey: pd.DataFrame) -> None:
    table = made(survey, psu)
    for level, other in (("0", "1"), ("1", "0")):
        rest = table.xs((level, "rest"), level=("level", "versus"))
        close(rest[NUMBERS], table.xs((level, other), level=("level", "versus"))[NUMBERS])


@CLUSTERS
@given(surveys())
@settings(deadline=None, max_examples=15)
def test_nets_are_the_sums_of_their_answers(psu: str | None, survey: pd.DataFrame) -> None:
    estimate = made(survey, psu).xs("rest", level="versus").estimate
    close(estimate["low"], estimate["1"] + estimate["2"])
    close(estimate["all"], np.ones(2))


@CLUSTERS
@given(surveys())
@settings(deadline=None, max_examples=15)
def test_splitting_a_stratum_changes_no_estimate(psu: str | None, survey: pd.DataFrame) -> None:
    whole, split = made(survey.assign(stratum=0), psu), made(survey, psu)
    close(
        split[["n", "n_weighted", "estimate", "difference"]],
        whole[["n", "n_weighted", "estimate", "difference"]],
    )
    close(split.df, whole.df - 1)
