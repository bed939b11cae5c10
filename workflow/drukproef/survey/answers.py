"""Answers as people pass them in, arrays and bases out: what is missing is outside the base."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drukproef.errors import fail
from drukproef.survey.arrays import Bools, Floats, Values, is_missing
from drukproef.survey.design import Design


def numbers(design: Design, values: Values, what: str = "answers") -> Floats:
    """The values as floats; None becomes NaN. Raises DrukproefError for infinity or another length."""
    array = np.asarray(values)
    _check_length(design, array, what)
    result = np.array([np.nan if v is None else v for v in array], float) if array.dtype == object else array
    result = np.asarray(result, dtype=np.float64)
    if np.isinf(result).any():
        raise fail(
            f"{design.name}, {what}", f"{int(np.isinf(result).sum())} infinite values", "finite numbers"
        )
    return result


def yes_no(design: Design, values: Values, what: str = "answers") -> Floats:
    """Values that are true (1), false (0) or missing (NaN). Raises DrukproefError for other numbers."""
    result = numbers(design, values, what)
    others = result[~np.isnan(result) & ~np.isin(result, (0.0, 1.0))]
    if len(others):
        raise fail(
            f"{design.name}, {what}",
            f"{len(others)} values other than 0 and 1, such as {others[0]:g}",
            "true, false or missing for each respondent",
            "say which codes count: shares(design, y, {name: codes})",
        )
    return result


def labels(design: Design, values: Values, what: str = "answers") -> NDArray[Any]:
    """Codes or texts per respondent."""
    array = np.asarray(values)
    _check_length(design, array, what)
    return array


def domain_of(design: Design, domain: Values | None) -> Bools:
    """The rows of a domain, given as n booleans; without one: everyone."""
    if domain is None:
        return np.ones(design.n, dtype=bool)
    array = np.asarray(domain)
    _check_length(design, array, "domain")
    if array.dtype != np.bool_:
        raise fail(
            f"{design.name}, domain", f"an array of {array.dtype}", "True or False for each respondent"
        )
    return array


def member(values: NDArray[Any], codes: Any) -> Bools:
    """Who gave one of the codes (one code, or several as in a net).

    >>> member(np.array([1, 4, 5]), [4, 5]).tolist()
    [False, True, True]
    """
    several = isinstance(codes, Iterable) and not isinstance(codes, str)
    return np.isin(values, list(codes) if several else [codes])


def answered(values: NDArray[Any], domain: Bools) -> Bools:
    """Who of the domain has an answer."""
    return domain & ~is_missing(values)


def check_base(design: Design, base: Bools, domain: Bools, what: str) -> None:
    """Raises DrukproefError when nobody is in the base."""
    if not base.any():
        raise fail(
            f"{design.name}, {what}",
            f"empty base: 0 of the {int(domain.sum())} respondents in the domain answered",
            "at least one answer",
            "widen the domain, or leave this cell out (Rules.refusal says why for a whole table)",
        )


def _check_length(design: Design, array: NDArray[Any], what: str) -> None:
    if array.shape != (design.n,):
        raise fail(f"{design.name}, {what}", f"an array of shape {array.shape}", f"{design.n} values")
