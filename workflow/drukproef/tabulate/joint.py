"""Two items of one wave in, how often they were answered together out."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from drukproef.tabulate.counting import FIRST, Counter
from drukproef.tabulate.differences import Joint
from drukproef.tabulate.scheme import Scheme
from drukproef.tabulate.strata import Ints


class Answers(Protocol):
    """The answers to an item: each respondent's place (see counting.places)."""

    @property
    def scheme(self) -> Scheme:
        """What is shown of them."""

    @property
    def places(self) -> Ints:
        """The place of each respondent."""


def joint_of(counter: Counter, left: Answers, right: Answers, shown: tuple[Ints, Ints]) -> Joint:
    """Joint counts of the categories that both items show, at `shown` in each of them."""
    in_left, in_right = left.scheme.incidence[:, shown[0]], right.scheme.incidence[:, shown[1]]
    answers = _answers_together(counter, left, right)
    both = np.zeros((*answers.shape[:2], len(shown[0])), dtype=np.int64)
    for code in range(len(in_left)):
        both += in_left[code] * (answers[:, :, code] @ in_right)
    return Joint(
        answered=answers.sum(axis=(2, 3)),
        left=answers.sum(axis=3) @ in_left,
        right=answers.sum(axis=2) @ in_right,
        both=both,
    )


def _answers_together(counter: Counter, left: Answers, right: Answers) -> Ints:
    """Strata x domains x codes of the left item x codes of the right item, of who answered both."""
    rows, columns = len(left.scheme.codes), len(right.scheme.codes)
    answered = (left.places >= FIRST) & (right.places >= FIRST)
    together = (left.places - FIRST) * columns + right.places - FIRST
    counts = counter.count(np.where(answered, together, rows * columns), rows * columns + 1)
    return counts[..., :-1].reshape(*counts.shape[:2], rows, columns)
