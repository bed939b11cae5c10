"""A Program in, the counts expected from its margins alone out: independence, raked to what is printed."""

from __future__ import annotations

from collections.abc import Set

import numpy as np

from drukproef.reconstruct.program import Program, Row

SWEEPS = 40
SMALLEST = 1e-4  # shares are kept away from 0 and 1, where odds are not defined


def expected_counts(program: Program, given_up: Set[int]) -> np.ndarray:
    """Fractional counts (cells x answers): the prior, its odds multiplied until the kept rows hold."""
    sizes = np.array(program.sizes, dtype=float)[np.array(program.group)]
    allowed = np.array(program.allowed)
    counts = _to_sizes(np.array(program.prior) * allowed + 1e-12 * allowed, sizes)
    rows = [row for i, row in enumerate(program.rows) if i not in given_up and row.kind != "at_least"]
    for _ in range(SWEEPS):
        for row in rows:
            _rake(counts, row, program, sizes)
    return np.asarray(np.round(counts, 4))  # rounded: the last bits may differ between processors


def _rake(counts: np.ndarray, row: Row, program: Program, sizes: np.ndarray) -> None:
    """Multiply the odds of a row's answers in its cells, so that their share becomes the printed one."""
    cells, inside = list(row.cells), list(row.inside)
    is_count = row.kind == "count"
    weights = np.ones(len(cells)) if is_count else np.array(program.weights)[cells]
    base = list(range(program.n_answers)) if is_count else list(row.base)
    part = weights @ counts[np.ix_(cells, inside)].sum(axis=1)
    whole = weights @ counts[np.ix_(cells, base)].sum(axis=1)
    if not 0 < part < whole:
        return
    wanted = row.printed / whole if is_count else row.printed / 100
    wanted = min(max(wanted, SMALLEST), 1 - SMALLEST)
    counts[np.ix_(cells, inside)] *= (wanted / (1 - wanted)) / (part / (whole - part))
    counts[cells] = _to_sizes(counts[cells], sizes[cells])


def _to_sizes(counts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    totals = counts.sum(axis=1)
    return np.asarray(counts * (sizes / np.where(totals > 0, totals, 1))[:, None])
