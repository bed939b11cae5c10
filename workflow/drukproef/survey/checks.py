"""Parts of a design in, all that keeps them from being used out: each with its numbers and the next step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drukproef.errors import Problem
from drukproef.survey.arrays import Floats, Ints

SHOWN_ROWS = 5
DOMINANT = 0.9


def weight_problems(weights: Floats, name: str) -> Iterator[Problem]:
    """Weights that can't be used: none, missing, infinite, zero, negative, or all in one respondent."""
    place = f"{name}, weights"
    problems = list(no_weights(weights, place))
    yield from problems or _dominant(weights, place)


def no_weights(weights: Floats, place: str) -> Iterator[Problem]:
    """Numbers that are no weights, each kind with how many and where; or nobody at all."""
    if weights.ndim != 1 or not len(weights):
        yield Problem(place, f"an array of shape {weights.shape}", "one weight for each respondent")
        return
    for kind, found in unusable(weights).items():
        if found.any():
            lowest = f", the lowest {weights[found].min():.10g}" if kind == "negative" else ""
            yield Problem(
                place,
                f"{int(found.sum())} of {len(weights)} weights are {kind}{lowest}: {rows(found)}",
                "a positive number for each respondent",
                "mend the weights, or leave these respondents out",
            )


def unusable(weights: Floats) -> dict[str, NDArray[np.bool_]]:
    """Which numbers are no weights, by what is wrong with them."""
    return {
        "missing": np.isnan(weights),
        "infinite": np.isinf(weights),
        "zero": weights == 0,
        "negative": (weights < 0) & np.isfinite(weights),
    }


def length_problems(parts: dict[str, int], n: int, name: str) -> Iterator[Problem]:
    """Parts of the design with another number of rows than the weights."""
    for part, length in parts.items():
        if length != n:
            yield Problem(f"{name}, {part}", f"{length} rows", f"{n} rows, as the weights have")


def missing_problem(part: str, found: NDArray[np.bool_], name: str) -> Iterator[Problem]:
    """Respondents without a stratum or cluster."""
    if found.any():
        yield Problem(
            f"{name}, {part}",
            f"{int(found.sum())} of {len(found)} values are missing: {rows(found)}",
            "a value for each respondent",
            "mend the column, or leave these respondents out in the cleaning",
        )


def nesting_problems(stratum: Ints, psu: Ints, labels: NDArray[Any], name: str) -> Iterator[Problem]:
    """Clusters that lie in more than one stratum."""
    pairs = np.unique(np.stack([psu, stratum], axis=1), axis=0)
    clusters, strata = np.unique(pairs[:, 0], return_counts=True)
    broken = clusters[strata > 1]
    if len(broken):
        shown = ", ".join(str(labels[code]) for code in broken[:SHOWN_ROWS])
        yield Problem(
            f"{name}, psu",
            f"{len(broken)} clusters lie in more than one stratum: {shown}",
            "each cluster in one stratum",
            "number the clusters within their stratum, or put each in one stratum",
        )


def fpc_problems(
    fpc: Floats, stratum: Ints, n_psu: Ints, labels: NDArray[Any], name: str
) -> Iterator[Problem]:
    """Population sizes that are missing, differ within a stratum, or are smaller than the sample."""
    for code, label in enumerate(labels):
        sizes = np.unique(fpc[stratum == code])
        place = f"{name}, fpc of stratum '{label}'" if len(labels) > 1 else f"{name}, fpc"
        if len(sizes) != 1 or not sizes[0] > 0:
            shown = ", ".join(f"{size:g}" for size in sizes[:SHOWN_ROWS])
            yield Problem(
                place,
                f"the values {shown}",
                "one positive number of clusters in the population, for all of a stratum",
                "mend the sizes, or give the strata that they belong to",
            )
        elif sizes[0] < n_psu[code]:
            yield Problem(
                place,
                f"{n_psu[code]} clusters in the sample, {sizes[0]:g} in the population",
                "at least as many in the population as in the sample",
                "give the number of clusters in the population (respondents, without clusters), no fraction",
            )


def lonely_problems(lonely: Ints, labels: NDArray[Any], n: Ints, name: str) -> Iterator[Problem]:
    """Strata with one cluster, while that should fail."""
    for code in lonely:
        yield Problem(
            f"{name}, stratum '{labels[code]}'",
            f"one cluster, with {n[code]} respondents: its variance can't be estimated",
            "two clusters per stratum, or a cluster that was certain to be drawn",
            "merge this stratum with another, or choose what it counts for: lonely is certainty or centre",
        )


def rows(found: NDArray[np.bool_]) -> str:
    """The first rows where something was found, counted from 1."""
    return row_list((np.flatnonzero(found) + 1).tolist())


def row_list(numbers: Sequence[int], count: int | None = None) -> str:
    """The first of these rows, in words; `count`: how many there are, when not all are given.

    >>> row_list([3]), row_list([1, 7]), row_list([1, 2, 3, 4, 5, 8])
    ('row 3', 'rows 1, 7', 'rows 1, 2, 3, 4, 5, ...')
    """
    count = len(numbers) if count is None else count
    more = ", ..." if count > SHOWN_ROWS else ""
    return ("row " if count == 1 else "rows ") + ", ".join(map(str, numbers[:SHOWN_ROWS])) + more


def _dominant(weights: Floats, place: str) -> Iterator[Problem]:
    largest = float(weights.max() / weights.sum())
    if len(weights) > 2 and largest > DOMINANT:
        yield Problem(
            place,
            f"{rows(weights == weights.max())} has {largest:.1%} of the weight of {len(weights)} respondents",
            f"at most {DOMINANT:.0%} of the weight in one respondent",
            "look for a mistake in this weight, or trim the weights",
        )
