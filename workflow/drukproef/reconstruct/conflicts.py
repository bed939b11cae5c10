"""Solved programs in, `conflicts.csv` out: each cell given up, with the smallest set it conflicts with."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drukproef.reconstruct.cache import Cache
from drukproef.reconstruct.claims import Claim
from drukproef.reconstruct.program import Program
from drukproef.reconstruct.published import PrintedCell

COLUMNS = [
    "conflict_id", "population", "wave", "item", "category", "banner", "level",
    "stat", "printed", "element", "line", "role", "reason_words",
]  # fmt: skip


@dataclass(frozen=True)
class Solved:
    """A program, the claims behind each of its rows, and the rows that were given up in the data."""

    claims: tuple[tuple[Claim, ...], ...]
    program: Program
    given_up: frozenset[int]


@dataclass(frozen=True)
class Conflict:
    """Claims that can't hold together; the first one was given up."""

    claims: tuple[tuple[Claim, ...], ...]
    reason: str


def conflicts_of(free: Solved, fixed: Solved | None, cache: Cache) -> Iterator[Conflict]:
    """One conflict per row that was given up, preferably one that holds whatever the background (`free`)."""
    given_up = sorted((fixed or free).given_up)
    for row in given_up:
        members = _smallest(free, row, given_up, cache)
        if members:
            yield Conflict(_claims(free, row, members), _reason(len(members)))
        elif fixed is not None:
            members = _smallest(fixed, row, given_up, cache)
            reason = "not with the background that was chosen for this file; another file might satisfy it"
            yield Conflict(_claims(fixed, row, members), reason)


def _smallest(solved: Solved, row: int, given_up: Sequence[int], cache: Cache) -> frozenset[int]:
    """The smallest conflict of a row with rows that were kept; empty when there is none."""
    used = [i for i in range(len(solved.program.rows)) if i == row or i not in given_up]
    program = dataclasses.replace(solved.program, rows=tuple(solved.program.rows[i] for i in used))
    return frozenset(used[i] for i in cache.conflict(program, used.index(row)))


def _claims(solved: Solved, row: int, members: frozenset[int]) -> tuple[tuple[Claim, ...], ...]:
    order = [row, *sorted(members - {row})]
    return tuple(solved.claims[i] for i in order if i < len(solved.claims))


def _reason(n: int) -> str:
    if n == 1:
        return "no data file of this size can have this, whatever the other cells"
    if n == 2:
        return "no data file of this size can have both"
    return f"no data file of this size can have all {n} together; any {n - 1} of them it can"


def conflicts_csv(conflicts: Sequence[Conflict], population: str) -> str:
    """The CSV: one line per printed cell in a conflict."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for number, conflict in enumerate(conflicts, start=1):
        for i, claims in enumerate(conflict.claims):
            role = "in_conflict_with" if i else "given_up"
            for cell, claim in _cells(claims):
                writer.writerow(
                    [f"c{number:02d}", population, *_described(cell, claim), role, conflict.reason]
                )  # fmt: skip
    return out.getvalue()


def _cells(claims: Sequence[Claim]) -> list[tuple[PrintedCell, Claim]]:
    """Each printed cell once, with the claim that it makes; an n once per line of its element."""
    found: dict[object, tuple[PrintedCell, Claim]] = {}
    for claim in claims:
        for cell in claim.cells:
            found.setdefault((cell.element, cell.line) if claim.kind == "n" else cell.row, (cell, claim))
    return sorted(found.values(), key=lambda pair: pair[0].row)


def _described(cell: PrintedCell, claim: Claim) -> list[str]:
    stat = "n" if claim.kind == "n" else cell.stat
    where = [str(cell.wave), claim.item, claim.shown, claim.banner, claim.level]
    return [*where, stat, f"{claim.printed:g}", cell.element, cell.line]
