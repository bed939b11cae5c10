"""An item, what is printed about it and a frame in; the Program that finds its counts out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from drukproef.reconstruct.claims import Claim
from drukproef.reconstruct.design import Design, Prior
from drukproef.reconstruct.frame import Codes, Frame
from drukproef.reconstruct.program import Program, Row
from drukproef.reconstruct.published import TOTAL
from drukproef.study.codebook import Codebook
from drukproef.study.item import Item

Answers = tuple[tuple[int, ...], ...]  # each answer a set of codes that no printed cell tells apart
Limits = Mapping[
    tuple[str, int], frozenset[int]
]  # (column, code): the only codes that such respondents can give


@dataclass(frozen=True)
class Cells:
    """Respondents grouped by the columns that matter to a question."""

    members: tuple[np.ndarray, ...]  # per cell, positions in the frame
    values: tuple[dict[str, int], ...]  # per cell, its code in each column

    def where(self, column: str, code: int) -> tuple[int, ...]:
        """The cells in which a column has this code."""
        return tuple(i for i, v in enumerate(self.values) if v[column] == code)


@dataclass(frozen=True)
class Question:
    """A Program with what its indices mean."""

    item: Item
    cells: Cells
    answers: Answers  # the last one is: no answer
    claims: tuple[Claim, ...]  # one per row of the program
    program: Program


def cells_of(frame: Frame, columns: Sequence[str], who: np.ndarray) -> Cells:
    """Group the respondents in `who` (positions) by equal codes in all columns."""
    table = np.stack([frame[c][who] for c in columns], axis=1)
    combinations, inverse = np.unique(table, axis=0, return_inverse=True)
    members = tuple(who[np.ravel(inverse) == i] for i in range(len(combinations)))
    values = tuple(dict(zip(columns, map(int, row), strict=True)) for row in combinations)
    return Cells(members, values)


def answers_of(item: Item, wave: int, claims: Sequence[Claim], limits: Limits) -> Answers:
    """The codes of an item, those together that no printed cell or limit tells apart; then no answer."""
    offered = [c.code for c in item.categories if c.waves is None or wave in c.waves]
    told_apart = [item.codes_of(s) for s in sorted({c.shown for c in claims if c.kind == "share"})]
    told_apart += sorted({tuple(sorted(codes)) for codes in limits.values()})
    sets: dict[tuple[bool, ...], list[int]] = {}
    for code in offered:
        sets.setdefault(tuple(code in codes for codes in told_apart), []).append(code)
    return (*map(tuple, sets.values()), ())


def columns_of(claims: Sequence[Claim], unit: str, limits: Limits) -> list[str]:
    """The columns that an item's claims and limits need, the unit first."""
    banners = {c.banner for c in claims if c.banner != TOTAL} | {column for column, _ in limits}
    return [unit, *sorted(banners - {unit})]


def question(
    item: Item, claims: Sequence[Claim], answers: Answers, cells: Cells, weights: Sequence[float],
    groups: tuple[Sequence[int], Sequence[int]], prior: Sequence[float], limits: Limits, codebook: Codebook,
) -> Question:  # fmt: skip
    """The Program of an item. `groups` are the sizes and, per cell, the group; `weights` are per cell."""
    allowed = tuple(_allowed(values, answers, limits) for values in cells.values)
    rows = tuple(_row(claim, item, answers, cells, codebook) for claim in claims)
    program = Program(tuple(groups[0]), tuple(groups[1]), tuple(weights), allowed, tuple(prior), rows)
    return Question(item, cells, answers, tuple(claims), program)


def _row(claim: Claim, item: Item, answers: Answers, cells: Cells, codebook: Codebook) -> Row:
    answered = tuple(range(len(answers) - 1))
    where = tuple(range(len(cells.members)))
    if claim.banner != TOTAL:
        code = codebook.variable(claim.banner).category(claim.level).code
        where = cells.where(claim.banner, code)
    sources = tuple(c.row for c in claim.cells)
    if claim.kind == "n":
        return Row("count", where, answered, (), claim.printed, sources, claim.cost)
    codes = set(item.codes_of(claim.shown))
    inside = tuple(i for i in answered if codes.issuperset(answers[i]))
    return Row("share", where, inside, answered, claim.printed, sources, claim.cost)


def _allowed(values: Mapping[str, int], answers: Answers, limits: Limits) -> tuple[bool, ...]:
    """Which answers a cell can give; no answer is always open."""
    codes = [codes for (column, code), codes in limits.items() if values.get(column) == code]
    return tuple(all(c.issuperset(answer) for c in codes) for answer in answers)


def item_prior(item: Item, answers: Answers, design: Design) -> tuple[float, ...]:
    """The assumed share of each answer, the missing one last; they add up to 1."""
    prior = design.prior(item)
    code_share = shares_by_code(item, prior)
    missing = (
        prior.shares.get("dont_know", 0.0) / (sum(prior.shares.values()) or 1) if can_miss(item) else 0.0
    )
    shares = [sum(code_share[c] for c in answer) for answer in answers[:-1]]
    total = sum(shares)
    return (*(s / total * (1 - missing) for s in shares), missing)


def can_miss(item: Item) -> bool:
    """Whether don't know is left out of the item's base."""
    return item.dont_know == "excluded"


def shares_by_code(item: Item, prior: Prior) -> dict[int, float]:
    """The assumed share of each category, on any scale; equal when nothing is assumed."""
    return {c.code: prior.shares.get(c.id, 0.0) if prior.shares else 1.0 for c in item.categories}


def cell_weights(cells: Cells, strata: Codes, weights: Mapping[int, float]) -> list[float]:
    """The weight of a respondent, per cell."""
    return [weights[int(strata[m[0]])] for m in cells.members]
