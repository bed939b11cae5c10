"""Clusters and population totals: columns in memory in, the same panels out, by `drukproef.survey`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from drukproef.crosstab.counted import Panel, nets_for
from drukproef.crosstab.layout import Layout, Places
from drukproef.crosstab.numbers import Bools, Difference
from drukproef.crosstab.request import Request
from drukproef.survey import Design, Estimate, difference
from drukproef.survey.estimate import is_certain
from drukproef.survey.estimators import of_columns


@dataclass(frozen=True)
class Column:
    """A categorical column: for each respondent the place of its value; -1 is missing."""

    codes: Places
    values: list[Any]


@dataclass(frozen=True)
class Respondents:
    """All columns of a table, and who is in the subset."""

    columns: dict[str, Column]
    inside: Bools
    wave: Column | None

    def used(self, name: str) -> list[Any]:
        """The values of a column that occur in the subset."""
        column = self.columns[name]
        found = np.bincount(column.codes[self.inside & (column.codes >= 0)], minlength=len(column.values))
        return [value for value, n in zip(column.values, found, strict=True) if n]

    def rows(self, name: str, value: Any) -> Bools:
        """Who has a value."""
        column = self.columns[name]
        return np.asarray(column.codes == column.values.index(value))


def panels(design: Design, people: Respondents, request: Request) -> Iterator[Panel]:
    """A panel for the total of each item and one for each banner; memory for one at a time."""
    waves = (
        [None] if people.wave is None else [v for i, v in enumerate(people.wave.values) if _occurs(people, i)]
    )
    for item in request.items:
        values = people.used(item)
        nets = nets_for(values, request.nets)
        base = people.inside & (people.columns[item].codes >= 0)
        codes = people.columns[item].codes
        sets = [[v] for v in values] + [list(net) for net in nets.values()]
        hits = [np.isin(codes, [people.columns[item].values.index(v) for v in each]) for each in sets]
        matrix = np.stack(hits, axis=1) if hits else np.zeros((design.n, 0))
        for banner in (None, *request.by):
            levels = {} if banner is None else {banner: people.used(banner)}
            layout = Layout([item], levels, waves, total=banner is None)
            domains = list(_domains(people, layout, "rest" in request.tests))
            estimates = [of_columns(design, "share", base & domain, matrix) for domain in domains]
            bases = [base & domain for domain in domains]
            yield Panel(layout, [*values, *nets], Influences(design, bases, estimates))


class Influences:
    """Shares that keep the spread of each estimate, so that any two can be compared."""

    def __init__(self, design: Design, bases: Sequence[Bools], estimates: list[list[Estimate]]) -> None:
        self._estimates = estimates
        self.n = np.array([float(base.sum()) for base in bases])
        self.n_weighted = np.array([float(np.add.reduce(design.weights[base])) for base in bases])
        self.df = np.array([float(design.df(base)) if base.any() else 0.0 for base in bases])
        self.certain = np.array([is_certain(design, base) for base in bases], dtype=bool)
        self.share = np.array([[each.estimate for each in row] for row in estimates])
        self.variance = np.array([[each.variance if each.n else np.nan for each in row] for row in estimates])

    def difference(self, left: Places, right: Places) -> Difference:
        """As `drukproef.survey.difference`."""
        value, variance = np.full((2, len(left), self.share.shape[1]), np.nan)
        df = np.full(len(left), np.nan)
        for test, (a, b) in enumerate(zip(left.tolist(), right.tolist(), strict=True)):
            if self.n[a] and self.n[b]:
                found = [
                    difference(x, y) for x, y in zip(self._estimates[a], self._estimates[b], strict=True)
                ]
                value[test], variance[test] = [d.difference for d in found], [d.variance for d in found]
                df[test] = found[0].df
        return Difference(value, variance, df)


def _occurs(people: Respondents, place: int) -> bool:
    assert people.wave is not None
    return bool(np.any(people.inside & (people.wave.codes == place)))


def _domains(people: Respondents, layout: Layout, rests: bool) -> Iterator[Bools]:
    """Who is in each cell of the layout, and then in each rest."""
    everyone = np.ones(len(people.inside), dtype=bool)
    waves = [everyone if wave is None else _in_wave(people, wave) for wave in layout.waves]
    for name, level in layout.domains:
        members = everyone if layout.total else people.rows(name, level)
        yield from (members & wave for wave in waves)
    if rests and not layout.total:
        for name, level in layout.domains:
            others = (people.columns[name].codes >= 0) & ~people.rows(name, level)
            yield from (others & wave for wave in waves)


def _in_wave(people: Respondents, wave: Any) -> Bools:
    assert people.wave is not None
    return np.asarray(people.wave.codes == people.wave.values.index(wave))
