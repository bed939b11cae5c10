"""The response table as printed in, a Program about counts of people out: invited and responded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from drukproef.reconstruct.claims import Claim
from drukproef.reconstruct.design import Design, Response, sizes
from drukproef.reconstruct.frame import Frame, with_recodes
from drukproef.reconstruct.program import Program, Row
from drukproef.reconstruct.published import TOTAL, PrintedCell
from drukproef.study.codebook import Codebook

RESPONDED, SILENT, ELSEWHERE = 0, 1, 2  # the answers: invited are the first two


def response_program(
    cells: Sequence[PrintedCell], codebook: Codebook, design: Design, wave: int
) -> tuple[Program, tuple[Claim, ...]] | None:
    """The response table of a wave with its claims; None when there is none. Sizes per function are fixed."""
    claims = _claims(cells, design.response, wave) if design.response else ()
    if not claims:
        return None
    units = sizes(design, codebook, wave)
    frame = with_recodes({design.unit: np.array(sorted(units), dtype=np.int64)}, codebook, design.unit)
    fixed = [Row("count", (i,), (RESPONDED,), (), units[u]) for i, u in enumerate(sorted(units))]
    rows = [_row(claim, design.response, codebook, frame) for claim in claims if design.response]
    most = int(max(c.printed for c in claims)) * 2 + max(units.values())
    n = len(units)
    program = Program(
        (most,) * n, tuple(range(n)), (1.0,) * n, ((True,) * 3,) * n, (0.1, 0.4, 0.5), (*rows, *fixed)
    )
    return program, claims


def _claims(cells: Sequence[PrintedCell], names: Response, wave: int) -> tuple[Claim, ...]:
    known = (names.invited, names.responded, names.rate)
    found: dict[tuple[str, str, str, float], list[PrintedCell]] = {}
    for c in cells:
        if c.wave == wave and c.item == names.item and c.category in known:
            found.setdefault((c.category, c.banner, c.level, c.value), []).append(c)
    return tuple(
        Claim(
            wave, names.item, _kind(shown, names), shown, banner, level, value, tuple(places)
        )
        for (shown, banner, level, value), places in found.items()
    )  # fmt: skip


def _kind(shown: str, names: Response) -> Literal["share", "n"]:
    return "share" if shown == names.rate else "n"


def _row(claim: Claim, names: Response, codebook: Codebook, frame: Frame) -> Row:
    where = np.ones(len(next(iter(frame.values()))), dtype=bool)
    if claim.banner != TOTAL:
        where = frame[claim.banner] == codebook.variable(claim.banner).category(claim.level).code
    cells = tuple(int(i) for i in np.flatnonzero(where))
    sources = tuple(c.row for c in claim.cells)
    if claim.shown == names.rate:
        return Row("share", cells, (RESPONDED,), (RESPONDED, SILENT), claim.printed, sources, claim.cost)
    inside = (RESPONDED,) if claim.shown == names.responded else (RESPONDED, SILENT)
    return Row("count", cells, inside, (), claim.printed, sources, claim.cost)
