"""The solved items behind a derived variable in, the item that proves it for each respondent out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from drukproef.errors import fail
from drukproef.reconstruct.draws import draws, largest_remainder
from drukproef.reconstruct.frame import MISSING
from drukproef.reconstruct.question import Limits, Question
from drukproef.study.codebook import Codebook
from drukproef.study.item import AnyOf, Item, Variable

HIT, NO_HIT = 1, 0  # the codes of a variable derived with AnyOf


def any_of(codebook: Codebook) -> dict[str, AnyOf]:
    """The variables that say whether at least one of some items has certain answers."""
    return {v.id: v.derive for v in codebook.variables if isinstance(v.derive, AnyOf)}


def witness_limits(item: Item, codebook: Codebook) -> Limits:
    """An item behind a derived variable: no hit for who has none, no answer for who is unknown."""
    limits: dict[tuple[str, int], frozenset[int]] = {}
    for variable, rule in any_of(codebook).items():
        if item.id in rule.items:
            limits[variable, NO_HIT] = frozenset(c.code for c in item.categories) - hits(rule, item)
            limits[variable, MISSING] = frozenset()
    return limits


def hits(rule: AnyOf, item: Item) -> frozenset[int]:
    """The codes of an item that count."""
    return frozenset(code for category in rule.categories for code in item.codes_of(category))


def proofs(
    variable: Variable, rule: AnyOf, level: np.ndarray, questions: Mapping[str, Question],
    counts: Mapping[str, np.ndarray], seed: str,
) -> dict[str, np.ndarray]:  # fmt: skip
    """Per item, the respondents for whom it is certain: a hit, or an answer for who has no hit."""
    items = [i for i in rule.items if i in questions]
    chosen = {i: np.zeros(len(level), dtype=bool) for i in items}
    luck = draws(seed, len(level))
    for code in (HIT, NO_HIT):
        room = {i: _room(questions[i], counts[i], rule, code) for i in items}
        for who, cell_of in _classes(np.flatnonzero(level == code), questions, items):
            left = [room[i][cell_of[i]] for i in items]
            if sum(left) < len(who):
                raise _too_few(variable, code, len(who), sum(left))
            split = largest_remainder(left, len(who), left)
            order = who[np.argsort(luck[who], kind="stable")]
            for item, part in zip(items, np.split(order, np.cumsum(split)[:-1]), strict=True):
                chosen[item][part] = True
                room[item][cell_of[item]] -= len(part)
    return chosen


def _room(question: Question, counts: np.ndarray, rule: AnyOf, code: int) -> list[int]:
    """Per cell, the number of respondents that can be proved by this item."""
    wanted = hits(rule, question.item) if code == HIT else {c.code for c in question.item.categories}
    inside = [i for i, answer in enumerate(question.answers) if answer and wanted.issuperset(answer)]
    return [int(n) for n in counts[:, inside].sum(axis=1)]


def _classes(
    who: np.ndarray, questions: Mapping[str, Question], items: Sequence[str]
) -> list[tuple[np.ndarray, dict[str, int]]]:
    """The respondents in `who` that share their cell in every item, with those cells."""
    size = int(who.max(initial=0)) + 1
    table = np.full((len(items), size), MISSING)
    for row, item in zip(table, items, strict=True):
        for cell, members in enumerate(questions[item].cells.members):
            row[members[members < size]] = cell
    combinations, inverse = np.unique(table[:, who], axis=1, return_inverse=True)
    return [
        (who[np.ravel(inverse) == i], dict(zip(items, map(int, combination), strict=True)))
        for i, combination in enumerate(combinations.T)
    ]


def _too_few(variable: Variable, code: int, n: int, room: int) -> Exception:
    return fail(
        f"reconstruction of '{variable.id}'",
        f"{n} respondents with code {code}, but the solved items can prove only {room}",
        "at least one item for each of them",
        f"lower the share of '{_name(variable, code)}' under variables in design.yaml",
    )


def _name(variable: Variable, code: int) -> str:
    return next(c.id for c in variable.categories if c.code == code)
