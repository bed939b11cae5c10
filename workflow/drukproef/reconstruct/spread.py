"""The solved counts of an item in, a code for every respondent out; one person's answers hang together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from drukproef.reconstruct.design import Prior, order_of
from drukproef.reconstruct.draws import largest_remainder
from drukproef.reconstruct.frame import MISSING
from drukproef.reconstruct.question import Question, shares_by_code

SURELY = 1e6  # beyond any score: such respondents get the answer for certain


@dataclass(frozen=True)
class Scores:
    """Per respondent, how high an answer they tend to, and how much they tend to don't know."""

    high: np.ndarray
    unsure: np.ndarray


def spread_item(question: Question, counts: np.ndarray, scores: Scores, prior: Prior, n: int) -> np.ndarray:
    """Codes, MISSING for no answer: within a cell the highest scores get the highest answers."""
    place = order_of(question.item, prior)
    codes = np.full(n, MISSING, dtype=np.int64)
    taken = np.full(n, -1)
    for members, row in zip(question.cells.members, counts, strict=True):
        taken[members] = _in_cell(members, row, question, scores, place)
    for i, answer in enumerate(question.answers[:-1]):
        who = np.flatnonzero(taken == i)
        codes[who] = _within_answer(who, answer, question, scores, place, prior)
    return codes


def _in_cell(
    members: np.ndarray,
    counts: np.ndarray,
    question: Question,
    scores: Scores,
    place: Mapping[int, int],
) -> np.ndarray:
    """The answer of each member: first those without order, by doubt; the rest from low to high."""
    ordered, unordered = _ordered(question.answers, place)
    by_doubt = np.argsort(-scores.unsure[members], kind="stable")
    n_unordered = int(counts[unordered].sum())
    index = np.empty(len(members), dtype=np.int64)
    index[by_doubt[:n_unordered]] = np.repeat(unordered, counts[unordered])
    rest = by_doubt[n_unordered:]
    rest = rest[np.argsort(scores.high[members[rest]], kind="stable")]
    index[rest] = np.repeat(ordered, counts[ordered])
    return index


def _ordered(answers: Sequence[tuple[int, ...]], place: Mapping[int, int]) -> tuple[list[int], list[int]]:
    """Indices of the answers from low to high, and of those without order, no answer first."""
    places = {i: [place[c] for c in answer if c in place] for i, answer in enumerate(answers)}
    ordered = sorted((i for i, p in places.items() if p), key=lambda i: (sum(places[i]) / len(places[i]), i))
    unordered = [i for i, p in places.items() if not p]
    return ordered, sorted(unordered, key=lambda i: (len(answers[i]), i))


def _within_answer(
    who: np.ndarray, answer: tuple[int, ...], question: Question, scores: Scores,
    place: Mapping[int, int], prior: Prior,
) -> np.ndarray:  # fmt: skip
    """Split an answer into the codes that print doesn't tell apart, by the assumed shares."""
    share = shares_by_code(question.item, prior)
    ordered = sorted((c for c in answer if c in place), key=lambda c: place[c])
    unordered = [c for c in answer if c not in place]
    split = largest_remainder([share[c] for c in (*unordered, *ordered)], len(who))
    n_unordered = sum(split[: len(unordered)])
    by_doubt = np.argsort(-scores.unsure[who], kind="stable")
    rest = by_doubt[n_unordered:]
    rest = rest[np.argsort(scores.high[who[rest]], kind="stable")]
    codes = np.empty(len(who), dtype=np.int64)
    codes[np.concatenate([by_doubt[:n_unordered], rest])] = np.repeat((*unordered, *ordered), split)
    return codes
