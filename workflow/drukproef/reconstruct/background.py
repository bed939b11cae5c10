"""Sizes, questionnaire order and printed bases in, the respondents of a wave with their background out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from drukproef.reconstruct.cache import Cache
from drukproef.reconstruct.claims import Claim
from drukproef.reconstruct.design import Design, sizes
from drukproef.reconstruct.draws import draws
from drukproef.reconstruct.frame import DEPTH, Frame, follows_from, in_base, with_recodes
from drukproef.reconstruct.program import Program, Row
from drukproef.reconstruct.published import TOTAL
from drukproef.reconstruct.question import can_miss
from drukproef.reconstruct.solve import Solution
from drukproef.reconstruct.variable import Setting, solve_variable, spread_variable
from drukproef.study.codebook import Codebook
from drukproef.study.item import Variable

ROUTED = 997  # a cost below that of any printed cell


@dataclass(frozen=True)
class Step:
    """A part of the background that was solved: its rows, with the claims behind them, and the solution."""

    name: str
    claims: tuple[tuple[Claim, ...], ...]  # per row
    program: Program
    solution: Solution


@dataclass(frozen=True)
class Background:
    """The frame of a wave (unit, depth, variables), the kinds of missing, and how it was found."""

    frame: Frame
    missing: dict[str, np.ndarray]  # per variable: the code in the data file where the frame says MISSING
    steps: tuple[Step, ...]


def background(
    codebook: Codebook, design: Design, wave: int, claims: Sequence[Claim], weights: Mapping[int, float],
    strata: str, cache: Cache, seed: str,
) -> Background:  # fmt: skip
    """First how far each function got in the questionnaire, then each variable, given that."""
    units = sizes(design, codebook, wave)
    reach = _reach(codebook, design, wave, claims, units, cache)
    frame = with_recodes(_respondents(reach, design.unit, units, seed), codebook, design.unit)
    steps, missing = [reach], dict[str, np.ndarray]()
    for variable in codebook.variables:
        if wave in variable.waves and not follows_from(codebook, variable.id, design.unit):
            setting = Setting(codebook, design, wave, claims, frame, weights, strata)
            solved = solve_variable(variable, setting, cache)
            frame[variable.id], missing[variable.id] = spread_variable(
                solved, len(frame[DEPTH]), f"{seed} {variable.id}"
            )
            steps.append(Step(variable.id, solved.claims, solved.program, solved.solution))
    return Background(frame, missing, tuple(steps))


def _reach(
    codebook: Codebook, design: Design, wave: int, claims: Sequence[Claim],
    units: Mapping[int, int], cache: Cache,
) -> Step:  # fmt: skip
    """Per function, the number of respondents that stop after each block."""
    frame = with_recodes({design.unit: np.array(sorted(units), dtype=np.int64)}, codebook, design.unit)
    n_answers = len(design.blocks) + 1
    merged: dict[tuple[tuple[int, ...], int, float, bool], list[Claim]] = {}
    for claim in claims:
        scope = _scope_in_units(claim, codebook, design, frame)
        if claim.kind == "n" and claim.wave == wave and scope is not None:
            item = codebook.item(claim.item)
            key = (scope, design.depth(item), claim.printed, can_miss(item))
            merged.setdefault(key, []).append(claim)
    rows = tuple(
        Row("at_least" if excluded else "count", scope, tuple(range(depth, n_answers)), (), printed,
            _sources(about), ROUTED if excluded else _cost(about))
        for (scope, depth, printed, excluded), about in merged.items()
    )  # fmt: skip
    shares = [1.0, *(b.share for b in design.blocks), 0.0]
    prior = tuple(max(a - b, 1e-6) for a, b in zip(shares[:-1], shares[1:], strict=True))
    program = Program(
        tuple(units[c] for c in sorted(units)), tuple(range(len(units))), (1.0,) * len(units),
        ((True,) * n_answers,) * len(units), prior, rows,
    )  # fmt: skip
    return Step("reach", tuple(tuple(c) for c in merged.values()), program, cache.solution(program))


def _scope_in_units(claim: Claim, codebook: Codebook, design: Design, frame: Frame) -> tuple[int, ...] | None:
    """The units that a claim about a base is about; None when that depends on more than the unit."""
    item = codebook.item(claim.item)
    if isinstance(item, Variable) or not all(follows_from(codebook, v, design.unit) for v in item.base):
        return None
    inside = in_base(item, frame, codebook)
    if claim.banner != TOTAL:
        if not follows_from(codebook, claim.banner, design.unit) or can_miss(item):
            return None
        inside &= frame[claim.banner] == codebook.variable(claim.banner).category(claim.level).code
    return tuple(int(i) for i in np.flatnonzero(inside))


def _sources(claims: Sequence[Claim]) -> tuple[int, ...]:
    return tuple(sorted({cell.row for claim in claims for cell in claim.cells}))


def _cost(claims: Sequence[Claim]) -> float:
    return sum(claim.cost for claim in claims)


def _respondents(reach: Step, unit_id: str, units: Mapping[int, int], seed: str) -> Frame:
    """One position per respondent, in an order that says nothing about the function."""
    unit = np.repeat(np.array(sorted(units), dtype=np.int64), [units[c] for c in sorted(units)])
    n_answers = reach.solution.counts.shape[1]
    depth = np.concatenate([np.repeat(np.arange(n_answers), row) for row in reach.solution.counts])
    order = np.argsort(draws(f"{seed} order", len(unit)), kind="stable")
    return {unit_id: unit[order], DEPTH: depth[order].astype(np.int64)}
