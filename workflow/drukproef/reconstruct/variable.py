"""A variable, what is printed about it and the frame so far in; its code for every respondent out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from drukproef.reconstruct.cache import Cache
from drukproef.reconstruct.claims import Claim
from drukproef.reconstruct.design import Design
from drukproef.reconstruct.draws import draws
from drukproef.reconstruct.frame import DEPTH, MISSING, Frame, in_base
from drukproef.reconstruct.program import Program, Row
from drukproef.reconstruct.published import TOTAL
from drukproef.reconstruct.question import Cells, can_miss, cell_weights, cells_of
from drukproef.reconstruct.solve import Solution
from drukproef.study.codebook import Codebook
from drukproef.study.item import AnyOf, Variable

SYSTEM_MISSING = -1  # in `missing`: nothing at all in the data file


@dataclass(frozen=True)
class Setting:
    """What a variable is solved in: the wave, all claims, and the respondents so far."""

    codebook: Codebook
    design: Design
    wave: int
    claims: Sequence[Claim]
    frame: Frame
    weights: Mapping[int, float]
    strata: str


@dataclass(frozen=True)
class SolvedVariable:
    """The program of a variable with its solution, and the code in the data file of each of its answers."""

    variable: Variable
    cells: Cells
    codes: tuple[int, ...]  # per answer: those of the categories, then those of the kinds of missing
    claims: tuple[tuple[Claim, ...], ...]
    program: Program
    solution: Solution


def solve_variable(variable: Variable, setting: Setting, cache: Cache) -> SolvedVariable:
    """Per function and depth, how many respondents have each level."""
    cells = cells_of(setting.frame, [setting.design.unit, DEPTH], np.arange(len(setting.frame[DEPTH])))
    codes = (*(c.code for c in variable.categories), *(m.code for m in variable.missing), SYSTEM_MISSING)
    rows, claims = _rows(variable, cells, setting)
    depth = _depth(variable, setting)
    allowed = tuple(
        tuple(v[DEPTH] >= depth or code == SYSTEM_MISSING for code in codes) for v in cells.values
    )
    sizes = tuple(len(m) for m in cells.members)
    weights = tuple(cell_weights(cells, setting.frame[setting.strata], setting.weights))
    prior = _prior(variable, setting.design)
    program = Program(sizes, tuple(range(len(sizes))), weights, allowed, prior, rows)
    return SolvedVariable(variable, cells, codes, claims, program, cache.solution(program))


def spread_variable(solved: SolvedVariable, n: int, seed: str) -> tuple[np.ndarray, np.ndarray]:
    """Per respondent the level (or MISSING), and the code in the data file where it is missing."""
    codes = np.full(n, MISSING, dtype=np.int64)
    luck = draws(seed, n)
    for members, counts in zip(solved.cells.members, solved.solution.counts, strict=True):
        order = members[np.argsort(luck[members], kind="stable")]
        codes[order] = np.repeat(np.array(solved.codes), counts)
    is_level = np.isin(codes, [c.code for c in solved.variable.categories])
    return np.where(is_level, codes, MISSING), np.where(is_level, MISSING, codes)


def _prior(variable: Variable, design: Design) -> tuple[float, ...]:
    shares = design.prior(variable).shares
    names = [c.id for c in variable.categories] + [m.kind for m in variable.missing] + ["no_answer"]
    found = [shares.get(n, 0.0) for n in names] if shares else [1.0] * len(variable.categories)
    found += [0.0] * (len(names) - len(found))
    return tuple(f / sum(found) for f in found)


def _depth(variable: Variable, setting: Setting) -> int:
    """The block in which the variable, or the first of the items that it is derived from, is asked."""
    if isinstance(variable.derive, AnyOf):
        asked = (setting.codebook.item(i) for i in variable.derive.items)
        return min(setting.design.depth(item) for item in asked if setting.wave in item.waves)
    return setting.design.depth(variable)


def _rows(
    variable: Variable, cells: Cells, setting: Setting
) -> tuple[tuple[Row, ...], tuple[tuple[Claim, ...], ...]]:
    """Printed shares of the variable itself, and printed bases at its levels."""
    merged: dict[tuple[object, ...], list[Claim]] = {}
    for claim in (c for c in setting.claims if c.wave == setting.wave):
        if claim.item == variable.id and claim.kind == "share" and claim.banner == TOTAL:
            merged.setdefault(("share", claim.shown, 0, claim.printed), []).append(claim)
        elif claim.banner == variable.id and claim.kind == "n" and _is_complete(claim, setting):
            depth = setting.design.depth(setting.codebook.item(claim.item))
            merged.setdefault(("count", claim.level, depth, claim.printed), []).append(claim)
    rows = tuple(_row(variable, cells, key, about) for key, about in merged.items())
    return rows, tuple(tuple(about) for about in merged.values())


def _row(variable: Variable, cells: Cells, key: tuple[object, ...], claims: Sequence[Claim]) -> Row:
    kind, shown, depth, printed = key
    levels = tuple(range(len(variable.categories)))
    codes = variable.codes_of(str(shown))
    inside = tuple(i for i in levels if variable.categories[i].code in codes)
    where = tuple(i for i, v in enumerate(cells.values) if v[DEPTH] >= int(str(depth)))
    sources = tuple(sorted({c.row for claim in claims for c in claim.cells}))
    cost = sum(claim.cost for claim in claims)
    if kind == "count":
        return Row("count", where, inside, (), float(str(printed)), sources, cost)
    return Row("share", where, inside, levels, float(str(printed)), sources, cost)


def _is_complete(claim: Claim, setting: Setting) -> bool:
    """Whether all who reached the item are in its base, so that a printed base counts respondents."""
    item = setting.codebook.item(claim.item)
    if not can_miss(item):
        return True
    reached = (setting.frame[DEPTH] >= setting.design.depth(item)) & in_base(
        item, setting.frame, setting.codebook
    )
    totals = [
        c.printed
        for c in setting.claims
        if c.wave == claim.wave and c.item == item.id and c.kind == "n" and c.banner == TOTAL
    ]
    return int(reached.sum()) in totals
