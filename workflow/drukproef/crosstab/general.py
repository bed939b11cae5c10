"""Clusters, population totals and numbers: columns in memory in, the same panels out, by `drukproef.survey`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from drukproef.crosstab.counted import Panel
from drukproef.crosstab.layout import Layout, Places
from drukproef.crosstab.numbers import Bools, Difference
from drukproef.crosstab.request import SHARE, Request
from drukproef.crosstab.respondents import Respondents
from drukproef.crosstab.subjects import subjects
from drukproef.survey import Design, Estimate, difference
from drukproef.survey.estimate import is_certain


def panels(design: Design, people: Respondents, request: Request) -> Iterator[Panel]:
    """A panel for the total of each subject and one for each banner; memory for one at a time."""
    waves = (
        [None] if people.wave is None else [v for i, v in enumerate(people.wave.values) if _occurs(people, i)]
    )
    for subject in subjects(design, people, request):
        for banner in (None, *request.by):
            levels = {} if banner is None else {banner: people.used(banner)}
            layout = Layout([subject.item], levels, waves, total=banner is None)
            bases = [subject.base & domain for domain in _domains(people, layout, "rest" in request.tests)]
            estimates = [subject.estimates(base) for base in bases]
            own = None if subject.measure == SHARE else estimates[: layout.shown]
            shares = Influences(design, bases, estimates)
            yield Panel(layout, subject.categories, shares, subject.measure, own)


class Influences:
    """Estimates that keep their spread, so that any two can be compared (`share`: whatever they estimate)."""

    def __init__(self, design: Design, bases: Sequence[Bools], estimates: list[list[Estimate]]) -> None:
        self._estimates = estimates
        self.n = np.array([float(base.sum()) for base in bases])
        self.n_weighted = np.array([float(np.add.reduce(design.weights[base])) for base in bases])
        self.df = np.array([float(design.df(base)) if base.any() else 0.0 for base in bases])
        self.certain = np.array([is_certain(design, base) for base in bases], dtype=bool)
        self.share = np.array([[each.estimate if each.n else np.nan for each in row] for row in estimates])
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
