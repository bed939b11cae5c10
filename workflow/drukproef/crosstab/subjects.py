"""Respondents and what is asked about them in, per block of rows how its estimates are made out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from drukproef.crosstab.counted import nets_for
from drukproef.crosstab.numbers import Bools
from drukproef.crosstab.request import SHARE, Request
from drukproef.crosstab.respondents import Respondents
from drukproef.crosstab.weights import Floats
from drukproef.survey import (
    Design,
    Estimate,
    mean,
    median,
    ratio,
    shares_of_answers,
    shares_of_respondents,
    total,
)
from drukproef.survey.estimators import of_columns

ANSWERS = "share of answers"
OF_NUMBERS: dict[str, Callable[[Design, Floats, Bools], Estimate]] = {
    "mean": mean,
    "median": median,
    "total": total,
}


@dataclass(frozen=True)
class Subject:
    """An item and a measure. `base`: who may be in a base; `estimates`: from a base (in that one) to a number each."""

    item: str
    measure: str
    categories: list[Any]
    base: Bools
    estimates: Callable[[Bools], list[Estimate]]


def subjects(design: Design, people: Respondents, request: Request) -> Iterator[Subject]:
    """Items, sets of several answers, and numbers, in this order."""
    for item in request.items:
        yield _shares(design, people, request, item)
    for name, options in request.multiple.items():
        yield from _multiple(design, people, name, options)
    for measure, names in (("mean", request.mean), ("median", request.median), ("total", request.total)):
        for name in names:
            yield _number(design, people, measure, name)
    for name in request.ratio:
        yield _ratio(design, people, name)


def _shares(design: Design, people: Respondents, request: Request, item: str) -> Subject:
    values, column = people.used(item), people.columns[item]
    nets = nets_for(values, request.nets)
    sets = [[v] for v in values] + [list(net) for net in nets.values()]
    hits = [np.isin(column.codes, [column.values.index(v) for v in each]) for each in sets]
    matrix = np.stack(hits, axis=1) if hits else np.zeros((design.n, 0))

    def made(base: Bools) -> list[Estimate]:
        return of_columns(design, "share", base, matrix)

    return Subject(item, SHARE, [*values, *nets], people.inside & (column.codes >= 0), made)


def _multiple(design: Design, people: Respondents, name: str, options: tuple[str, ...]) -> Iterator[Subject]:
    given = {option: people.numbers[option] for option in options}
    known = people.inside & np.logical_and.reduce([~np.isnan(values) for values in given.values()])
    some = known & (np.add.reduce(list(given.values())) > 0)

    def of_respondents(base: Bools) -> list[Estimate]:
        return list(shares_of_respondents(design, given, base).values())

    def of_answers(base: Bools) -> list[Estimate]:
        return list(shares_of_answers(design, given, base).values())

    for measure, base, made in ((SHARE, known, of_respondents), (ANSWERS, some, of_answers)):
        yield Subject(name, measure, list(options), base, _or_nothing(design, made, len(options)))


def _number(design: Design, people: Respondents, measure: str, name: str) -> Subject:
    values, made = people.numbers[name], OF_NUMBERS[measure]

    def one(base: Bools) -> list[Estimate]:
        return [made(design, values, base)]

    return Subject(name, measure, [None], people.inside & ~np.isnan(values), _or_nothing(design, one, 1))


def _ratio(design: Design, people: Respondents, name: str) -> Subject:
    top, bottom = (people.numbers[part] for part in name.split("/"))

    def one(base: Bools) -> list[Estimate]:
        return [ratio(design, top, bottom, base)]

    known = people.inside & ~np.isnan(top) & ~np.isnan(bottom)
    return Subject(name, "ratio", [None], known, _or_nothing(design, one, 1, bottom))


def _or_nothing(
    design: Design, made: Callable[[Bools], list[Estimate]], count: int, divisor: Floats | None = None
) -> Callable[[Bools], list[Estimate]]:
    """The same, but empty estimates where nobody is in the base, or all there is to divide by is 0."""

    def checked(base: Bools) -> list[Estimate]:
        if np.any(base if divisor is None else base & (divisor != 0)):
            return made(base)
        return of_columns(design, "mean", np.zeros_like(base), np.zeros((design.n, count)))

    return checked
