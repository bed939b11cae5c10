"""Errors for people: each problem names its place, what was found, what was expected and the next step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, in words that a researcher can act on."""

    place: str  # "codebook/x.yaml, line 12"
    found: str
    expected: str
    next_step: str = ""

    def __str__(self) -> str:
        lines = [f"{self.place}: {self.found}", f"  expected: {self.expected}"]
        if self.next_step:
            lines.append(f"  next: {self.next_step}")
        return "\n".join(lines)


class DrukproefError(Exception):
    """All problems of one step, collected, so that they can be mended in one go.

    >>> str(DrukproefError([Problem("study.yaml, line 3", "alpha is 5", "a number between 0 and 1")]))
    'study.yaml, line 3: alpha is 5\\n  expected: a number between 0 and 1'
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(p) for p in self.problems))


def fail(place: str, found: str, expected: str, next_step: str = "") -> DrukproefError:
    """A DrukproefError with a single problem."""
    return DrukproefError([Problem(place, found, expected, next_step)])
