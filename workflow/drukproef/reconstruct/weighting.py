"""Candidates for the target population in, the fewest printed cells that each must give up out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from drukproef.reconstruct.claims import Claim
from drukproef.reconstruct.conflicts import Solved
from drukproef.reconstruct.published import TOTAL


@dataclass(frozen=True)
class Verdict:
    """What a candidate can't satisfy, counted in printed cells."""

    candidate: str
    n_cells: int
    n_given_up: int
    given_up: tuple[str, ...]


def verdict(candidate: str, solved: Iterable[Solved]) -> Verdict:
    """Count each printed cell once, also when its share and its n are separate claims."""
    cells: set[int] = set()
    given_up: set[int] = set()
    words: list[str] = []
    for one in solved:
        cells |= {row for claims in one.claims for row in _rows(claims)}
        for i in sorted(one.given_up):
            new = _rows(one.claims[i]) - given_up
            given_up |= new
            words += [_in_words(one.claims[i][0])] if new else []
    return Verdict(candidate, len(cells), len(given_up), tuple(words))


def _rows(claims: Sequence[Claim]) -> set[int]:
    return {cell.row for claim in claims for cell in claim.cells}


def _in_words(claim: Claim) -> str:
    where = "" if claim.banner == TOTAL else f" {claim.banner}={claim.level}"
    printed = f"n={claim.printed:g}" if claim.kind == "n" else f"{claim.shown} {claim.printed:g}%"
    times = f" ({len(claim.cells)} times)" if len(claim.cells) > 1 else ""
    return f"{claim.wave} {claim.item}{where} {printed}{times}"


def weighting_csv(verdicts: Sequence[Verdict]) -> str:
    """The CSV: one line per candidate."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["candidate", "cells", "given_up", "list"])
    for v in verdicts:
        writer.writerow([v.candidate, v.n_cells, v.n_given_up, "; ".join(v.given_up)])
    return out.getvalue()
