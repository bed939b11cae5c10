"""Items of a scale in, how well they belong together out: reliability, correlations, one factor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from drukproef.errors import DrukproefError, Problem, fail
from drukproef.survey.answers import answered, domain_of, numbers
from drukproef.survey.arrays import ROUNDING, Bools, Floats, Values, cross_products
from drukproef.survey.design import Design


@dataclass(frozen=True)
class ItemAnalysis:
    """How items hang together.

    `alpha`: Cronbach's alpha (R: svycralpha). Per item: `item_total`, the correlation with the sum of the
    others; `alpha_without`, alpha of the others (NaN for two items); `loadings` on the first principal
    component. `first_share`: the first eigenvalue of the correlation matrix over the number of items (0 to
    1); `eigenvalues`: all, descending. `sd`, `sd_scale`: weighted standard deviations of each item and of their
    mean (roots of R's svyvar). `n`: respondents who answered every item; `n_dropped`: who didn't.
    """

    alpha: float
    item_total: dict[str, float]
    alpha_without: dict[str, float]
    loadings: dict[str, float]
    first_share: float
    eigenvalues: tuple[float, ...]
    sd: dict[str, float]
    sd_scale: float
    n: int
    n_dropped: int


def analyse_items(design: Design, items: Mapping[str, Values], domain: Values | None = None) -> ItemAnalysis:
    """Weighted item analysis over those who answered all items (n numbers each, all coded the same way).

    Raises DrukproefError for fewer than two items, fewer than three respondents, an item without variation, or
    items that cancel each other out. NaN where the other items do.

    >>> scores = {"a": [1, 2, 3, 4, 5], "b": [1, 2, 3, 5, 4], "c": [2, 1, 3, 4, 5]}
    >>> round(analyse_items(Design([1.0] * 5), scores).alpha, 4)
    0.9512
    """
    inside = domain_of(design, domain)
    values, base = _complete(design, items, inside)
    covariance = _covariance(values[base], design.weights[base])
    _check_variation(design, list(items), covariance, int(base.sum()))
    size = np.sqrt(np.diag(covariance))
    eigenvalues, vectors = np.linalg.eigh(covariance / np.outer(size, size))
    first = vectors[:, -1] * np.sqrt(eigenvalues[-1])
    first = first if np.add.reduce(first) >= 0 else -first
    places = range(len(items))
    return ItemAnalysis(
        alpha=_alpha(covariance),
        item_total=_named(items, [_item_total(covariance, i) for i in places]),
        alpha_without=_named(items, [_alpha(np.delete(np.delete(covariance, i, 0), i, 1)) for i in places]),
        loadings=_named(items, first.tolist()),
        first_share=float(eigenvalues[-1] / len(items)),
        eigenvalues=tuple(eigenvalues[::-1].tolist()),
        sd=_named(items, size.tolist()),
        sd_scale=float(np.sqrt(np.add.reduce(covariance.ravel())) / len(items)),
        n=int(base.sum()),
        n_dropped=int(inside.sum() - base.sum()),
    )


def scale_scores(items: Mapping[str, Values], minimum_answered: int | None = None) -> Floats:
    """The mean of each respondent's answers; NaN with fewer than `minimum_answered` (default: all) answers.

    >>> scale_scores({"a": [1, 2], "b": [3, float("nan")]}, minimum_answered=1).tolist()
    [2.0, 2.0]
    """
    values = np.stack([np.asarray(item, dtype=np.float64) for item in items.values()], axis=1)
    given = ~np.isnan(values)
    n = np.add.reduce(given, axis=1)
    least = values.shape[1] if minimum_answered is None else minimum_answered
    if not 1 <= least <= values.shape[1]:
        raise fail("scale scores", f"at least {least} answers", f"a number from 1 to {values.shape[1]} items")
    sums = np.add.reduce(np.where(given, values, 0.0), axis=1)
    return np.asarray(np.where(n >= least, sums / np.maximum(n, 1), np.nan))


def _complete(design: Design, items: Mapping[str, Values], inside: Bools) -> tuple[Floats, Bools]:
    if len(items) < 2:
        raise fail(f"{design.name}, items", f"{len(items)} items", "at least two")
    values = np.stack([numbers(design, item, name) for name, item in items.items()], axis=1)
    base = np.logical_and.reduce([answered(column, inside) for column in values.T])
    if base.sum() < 3:
        found = f"{int(base.sum())} of {int(inside.sum())} respondents answered all {len(items)} items"
        raise fail(f"{design.name}, items", found, "at least three", "leave out the item that few answered")
    return values, base


def _covariance(values: Floats, weights: Floats) -> Floats:
    """R's svyvar: weighted, times n / (n - 1)."""
    n, size = len(weights), np.add.reduce(weights)
    centred = values - np.add.reduce(values * weights[:, None], axis=0) / size
    return np.asarray(cross_products(centred * weights[:, None], centred) / size * n / (n - 1))


def _check_variation(design: Design, names: list[str], covariance: Floats, n: int) -> None:
    constant = [
        name for name, variance in zip(names, np.diag(covariance), strict=True) if not variance > 1e-20
    ]
    advice = ("answers that vary", "leave this item out of the scale")
    problems = [
        Problem(f"{design.name}, item '{name}'", f"all {n} respondents gave the same answer", *advice)
        for name in constant
    ]
    if not problems and _sum(covariance) == 0:
        found = f"the answers of each of {n} respondents add up to the same number"
        step = "turn the codes of items that are coded the other way round"
        problems.append(
            Problem(f"{design.name}, items", found, "items that are coded in one direction", step)
        )
    if problems:
        raise DrukproefError(problems)


def _alpha(covariance: Floats) -> float:
    k, total = len(covariance), _sum(covariance)
    if k < 2 or total == 0:
        return float("nan")
    return float(k / (k - 1) * (1 - np.add.reduce(np.diag(covariance)) / total))


def _sum(covariance: Floats) -> float:
    """The variance of the sum of the items; 0 when it is what rounding left of it."""
    total = float(np.add.reduce(covariance.ravel()))
    return 0.0 if total <= ROUNDING * np.add.reduce(np.diag(covariance)) else total


def _item_total(covariance: Floats, item: int) -> float:
    """Correlation of an item with the sum of the others; NaN when that doesn't vary."""
    others = np.delete(np.arange(len(covariance)), item)
    rest = _sum(covariance[np.ix_(others, others)])
    if rest == 0:
        return float("nan")
    return float(np.add.reduce(covariance[item, others]) / np.sqrt(covariance[item, item] * rest))


def _named(items: Mapping[str, Values], values: list[float]) -> dict[str, float]:
    return dict(zip(items, values, strict=True))
