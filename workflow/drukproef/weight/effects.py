"""Answers and the design of weighted respondents in, the design effect of each estimate and a summary out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from drukproef.errors import DrukproefError, Problem
from drukproef.study import Item
from drukproef.survey import Design
from drukproef.survey.answers import numbers
from drukproef.survey.arrays import Floats, Ints
from drukproef.survey.estimators import of_columns


@dataclass(frozen=True)
class Effect:
    """The design effect of one estimate: of a category's share, or of the mean of a column (`category` is "")."""

    item: str
    category: str
    n: int
    deff: float

    @property
    def n_eff(self) -> float:
        """The effective base."""
        return self.n / self.deff

    @property
    def name(self) -> str:
        """Of which estimate it is."""
        return f"{self.item}/{self.category}" if self.category else self.item


@dataclass(frozen=True)
class Effects:
    """All effects, with their median (the lower one of two) and largest; `least_n`: smaller bases don't count there."""

    all: tuple[Effect, ...] = ()
    least_n: int = 0

    @property
    def median(self) -> Effect | None:
        """The effect in the middle; None without any."""
        ordered = sorted(self._counted, key=lambda e: e.deff)
        return ordered[(len(ordered) - 1) // 2] if ordered else None

    @property
    def largest(self) -> Effect | None:
        """The first of the largest effects; None without any."""
        return max(self._counted, key=lambda e: e.deff, default=None)

    @property
    def _counted(self) -> list[Effect]:
        return [e for e in self.all if e.n >= self.least_n]


def effects_of_items(
    design: Design,
    answers: Mapping[str, Ints],
    items: Iterable[Item],
    least_n: int,
    scale: float | None = None,
) -> Effects:
    """The design effect of the share of each category and net, in its base. `answers`: codes; negative is missing.

    With `scale` (people per unit of weight) against a sample without replacement, so that a finite population is in
    neither, as in Kish's (R: `svymean(..., deff = TRUE)`); else with replacement (R: `deff = "replace"`). Left out:
    shares that don't vary, and bases of which everyone answered.
    """
    found: list[Effect] = []
    for item in items:
        codes = answers[item.id]
        base = codes >= 0
        n, size = int(base.sum()), float(np.add.reduce(design.weights[base])) * (scale or math.inf)
        if 0 < n < size:
            hits = np.stack([np.isin(codes, item.codes_of(shown)) for shown in item.answer_ids], axis=1)
            effects = [each.deff / (1 - n / size) for each in of_columns(design, "share", base, hits)]
            found += [
                Effect(item.id, shown, n, effect)
                for shown, effect in zip(item.answer_ids, effects, strict=True)
                if effect > 0
            ]
    return Effects(tuple(found), least_n)


def effects_of_means(design: Design, columns: Mapping[str, Floats]) -> Effects:
    """The design effect of the mean of each column (NaN: missing).

    Raises DrukproefError for those that don't vary, or are infinite.
    """
    found, problems = [], []
    for name, column in columns.items():
        values = numbers(design, column, f"column '{name}'")
        effect = of_columns(design, "mean", ~np.isnan(values), values[:, None])[0]
        if math.isnan(effect.deff) or effect.deff == 0:
            problems.append(
                Problem(
                    f"{design.name}, column '{name}'",
                    f"{effect.n} numbers without variation",
                    "a mean that a sample can get wrong",
                    "leave it out of --deff",
                )
            )
        found.append(Effect(name, "", effect.n, effect.deff))
    if problems:
        raise DrukproefError(problems)
    return Effects(tuple(found))
