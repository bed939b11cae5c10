"""A question with several answers per respondent in, its shares of respondents and of answers out."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from drukproef.survey import points
from drukproef.survey.answers import answered, check_base, domain_of, yes_no
from drukproef.survey.arrays import Bools, Floats, Values
from drukproef.survey.design import Design
from drukproef.survey.estimate import Estimate
from drukproef.survey.estimators import as_estimates, of_columns


def shares_of_respondents(
    design: Design,
    options: Mapping[str, Values],
    domain: Values | None = None,
    nets: Mapping[str, tuple[str, ...]] | None = None,
) -> dict[str, Estimate]:
    """The share of respondents that gave each option (n values 0, 1 or NaN each); they may add up to over 1.

    Base: the domain's respondents with a value for every option, also those who gave none. `nets`: options of
    which a respondent counts once, however many they gave. Raises DrukproefError on an empty base.

    >>> ticked = {"bus": [1, 1, 0], "train": [1, 0, 0]}
    >>> found = shares_of_respondents(Design([1.0] * 3), ticked, nets={"any": ("bus", "train")})
    >>> {name: round(estimate.estimate, 4) for name, estimate in found.items()}
    {'bus': 0.6667, 'train': 0.3333, 'any': 0.6667}
    """
    hits, base = _hits(design, options, domain)
    names = list(options)
    for members in (nets or {}).values():
        some = hits[:, [names.index(name) for name in members]].max(axis=1)
        hits = np.concatenate([hits, some[:, None]], axis=1)
    estimates = of_columns(design, "share", base, hits)
    return dict(zip([*names, *(nets or {})], estimates, strict=True))


def shares_of_answers(
    design: Design, options: Mapping[str, Values], domain: Values | None = None
) -> dict[str, Estimate]:
    """Each option's share in all answers that were given; they add up to 1. Ratios of totals.

    Base: the respondents who gave an answer. Raises DrukproefError on an empty base.

    >>> ticked = {"bus": [1, 1, 0], "train": [1, 0, 0]}
    >>> {name: round(e.estimate, 4) for name, e in shares_of_answers(Design([1.0] * 3), ticked).items()}
    {'bus': 0.6667, 'train': 0.3333}
    """
    hits, base = _hits(design, options, domain)
    given = np.add.reduce(hits, axis=1)
    some = base & (given > 0)
    check_base(design, some, base, "shares of answers")
    found = points.ratios(design, some, hits, np.repeat(given[:, None], hits.shape[1], axis=1))
    return dict(zip(options, as_estimates(design, "share", some, found), strict=True))


def _hits(design: Design, options: Mapping[str, Values], domain: Values | None) -> tuple[Floats, Bools]:
    inside = domain_of(design, domain)
    values = np.stack([yes_no(design, option, name) for name, option in options.items()], axis=1)
    base = np.logical_and.reduce([answered(column, inside) for column in values.T])
    check_base(design, base, inside, "multiple response")
    return np.where(base[:, None], values, 0.0), base
