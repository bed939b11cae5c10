"""Answers of a design in, shares, means, totals and ratios out (R: svymean, svytotal, svyratio).

In all: `domain` is None or n booleans; who has no answer (NaN, None) is outside the base, but stays in the
design.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from drukproef.errors import fail
from drukproef.survey import points
from drukproef.survey.answers import answered, check_base, domain_of, labels, member, numbers, yes_no
from drukproef.survey.arrays import ROUNDING, Bools, Floats, Values
from drukproef.survey.design import Design
from drukproef.survey.estimate import Estimate, Kind


def share(design: Design, y: Values, domain: Values | None = None) -> Estimate:
    """The share (0 to 1) for whom y (n booleans, or 0, 1, NaN) holds. Raises DrukproefError on an empty base.

    >>> estimate = share(Design([1.0, 1.0, 2.0]), [1, 0, None])
    >>> estimate.estimate, estimate.n
    (0.5, 2)
    """
    values, inside = yes_no(design, y), domain_of(design, domain)
    base = answered(values, inside)
    check_base(design, base, inside, "share")
    return of_columns(design, "share", base, values[:, None])[0]


def shares(
    design: Design, y: Values, categories: Mapping[str, Any], domain: Values | None = None
) -> dict[str, Estimate]:
    """The share of each category or net: `categories` has its code or codes in y (n; NaN and None: missing).

    Base: everyone with an answer, also with one that is in no category. Raises DrukproefError on an empty
    base.

    >>> scores = shares(Design([1.0] * 4), [1, 4, 5, 5], {"1": 1, "top2": [4, 5]})
    >>> {name: estimate.estimate for name, estimate in scores.items()}
    {'1': 0.25, 'top2': 0.75}
    """
    values, inside = labels(design, y), domain_of(design, domain)
    base = answered(values, inside)
    check_base(design, base, inside, "shares")
    hits = np.stack([member(values, codes) for codes in categories.values()], axis=1)
    return dict(zip(categories, of_columns(design, "share", base, hits), strict=True))


def mean(design: Design, y: Values, domain: Values | None = None) -> Estimate:
    """The mean of y (n numbers, NaN: missing), in the units of y. Raises DrukproefError on an empty base.

    >>> mean(Design([1.0, 3.0]), [10.0, 20.0]).estimate
    17.5
    """
    values, inside = numbers(design, y), domain_of(design, domain)
    base = answered(values, inside)
    check_base(design, base, inside, "mean")
    return of_columns(design, "mean", base, values[:, None])[0]


def total(design: Design, y: Values, domain: Values | None = None) -> Estimate:
    """The population total of y (n numbers or booleans). Raises DrukproefError on an empty base.

    >>> total(Design([10.0, 20.0]), [True, True]).estimate
    30.0
    """
    values, inside = numbers(design, y), domain_of(design, domain)
    base = answered(values, inside)
    check_base(design, base, inside, "total")
    return as_estimates(design, "total", base, points.totals(design, base, values[:, None]))[0]


def ratio(design: Design, numerator: Values, denominator: Values, domain: Values | None = None) -> Estimate:
    """The total of one variable over that of another. Raises DrukproefError on an empty base or a total of 0.

    >>> ratio(Design([1.0, 1.0]), [2.0, 4.0], [1.0, 2.0]).estimate
    2.0
    """
    top, bottom = numbers(design, numerator, "numerator"), numbers(design, denominator, "denominator")
    inside = domain_of(design, domain)
    base = answered(top, inside) & answered(bottom, inside)
    check_base(design, base & (bottom != 0), inside, "ratio")
    parts = design.weights[base] * bottom[base]
    if abs(np.add.reduce(parts)) <= ROUNDING * np.add.reduce(np.abs(parts)):
        raise fail(f"{design.name}, ratio", "a denominator with a total of 0", "another total than 0")
    found = points.ratios(design, base, top[:, None], bottom[:, None])
    return as_estimates(design, "ratio", base, found)[0]


def of_columns(design: Design, kind: Kind, base: Bools, y: Any) -> list[Estimate]:
    """Weighted means of the columns of y (n x k) over one base, which may be empty."""
    values = np.asarray(y, dtype=np.float64)
    ones: Floats = np.ones_like(values)
    return as_estimates(design, kind, base, points.ratios(design, base, values, ones))


def as_estimates(design: Design, kind: Kind, base: Bools, found: points.Points) -> list[Estimate]:
    """The columns as estimates of one base."""
    n, df = int(base.sum()), design.df(base) if base.any() else 0
    n_weighted = float(np.add.reduce(design.weights[base]))
    deff = points.design_effects(design, base, found)
    return [
        Estimate(kind, float(value), n, n_weighted, df, float(deff[i]), base, found.spread[:, i], design)
        for i, value in enumerate(found.values)
    ]
