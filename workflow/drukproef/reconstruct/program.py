"""The question to the solver: how many of each cell give each answer, so that the printed rows hold?"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from typing import Literal

import numpy as np

MARGIN = 0.001  # points that a share stays away from where it would round to another number


@dataclass(frozen=True)
class Row:
    """Something that the counts must agree with: a printed share, or a printed number of respondents."""

    kind: Literal["share", "count", "at_least"]
    cells: tuple[int, ...]
    inside: tuple[int, ...]  # the answers that are counted
    base: tuple[int, ...]  # the answers that a share is a share of
    printed: float
    sources: tuple[int, ...] = ()  # rows of the published file that say so
    cost: float = 0.0  # of giving it up; 0: it can't be given up


@dataclass(frozen=True)
class Program:
    """Cells of respondents, the answers open to them, and the rows that their counts must agree with."""

    sizes: tuple[int, ...]  # respondents per group of cells
    group: tuple[int, ...]  # per cell, its group; usually each cell is its own group
    weights: tuple[float, ...]  # per cell, of one respondent
    allowed: tuple[tuple[bool, ...], ...]  # per cell and answer
    prior: tuple[float, ...]  # per answer: its share when nothing is printed
    rows: tuple[Row, ...]

    @property
    def n_cells(self) -> int:
        """The number of cells."""
        return len(self.group)

    @property
    def n_answers(self) -> int:
        """The number of answers; a count has the index cell * n_answers + answer."""
        return len(self.prior)

    @property
    def key(self) -> str:
        """SHA-256 of the content."""
        return hashlib.sha256(json.dumps(dataclasses.asdict(self)).encode()).hexdigest()


@dataclass(frozen=True)
class Part:
    """A linear condition on the counts: lower <= sum(values * counts[indices]) <= upper."""

    indices: np.ndarray
    values: np.ndarray
    lower: float
    upper: float


def parts_of(row: Row, program: Program) -> list[Part]:
    """The linear conditions that together say that a row holds."""
    cells, n_answers = np.array(row.cells, dtype=np.int64), program.n_answers
    answers = np.array(row.base or row.inside, dtype=np.int64)
    indices = (cells[:, None] * n_answers + answers).ravel()
    ones = np.ones(len(indices))
    if row.kind == "count":
        return [Part(indices, ones, row.printed, row.printed)]
    if row.kind == "at_least":
        return [Part(indices, ones, row.printed, np.inf)]
    return [Part(indices, ones, 1.0, np.inf), *_share_parts(row, program, cells, answers, indices)]


def _share_parts(
    row: Row, program: Program, cells: np.ndarray, answers: np.ndarray, indices: np.ndarray
) -> list[Part]:
    """low <= inside / base < high becomes sum(weight * (is_inside - low) * count) >= 0, and so for high."""
    weights = np.array(program.weights)
    weights = (weights / weights.mean())[cells]
    is_inside = np.isin(answers, row.inside).astype(float)
    low, high = (row.printed - 0.5 + MARGIN) / 100, (row.printed + 0.5 - MARGIN) / 100
    parts = []
    if low > 0:
        parts.append(Part(indices, (weights[:, None] * (is_inside - low)).ravel(), 0.0, np.inf))
    if high < 1:
        parts.append(Part(indices, (weights[:, None] * (is_inside - high)).ravel(), -np.inf, 0.0))
    return parts


def holds(row: Row, program: Program, counts: np.ndarray) -> bool:
    """Whether a row holds for given counts (cells x answers)."""
    flat = counts.ravel()
    sums = [(float(part.values @ flat[part.indices]), part) for part in parts_of(row, program)]
    return all(part.lower - 1e-9 <= total <= part.upper + 1e-9 for total, part in sums)


def largest_counts(program: Program) -> np.ndarray:
    """The upper bound of each count: the size of its group, 0 where the answer isn't allowed."""
    sizes = np.array(program.sizes, dtype=float)[np.array(program.group)]
    return np.asarray((sizes[:, None] * np.array(program.allowed)).ravel())
