"""Estimates of groups or waves in, families of tested differences with their marks out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from drukproef.survey.adjust import adjust
from drukproef.survey.difference import Difference, difference
from drukproef.survey.estimate import Estimate
from drukproef.survey.refusals import Reason
from drukproef.survey.rules import Rules

Pair = tuple[str, str]


@dataclass(frozen=True, eq=False)
class Tested:
    """A difference as it may be used: `p` is adjusted for its family, None when `reason` says why not.

    `mark`: 1 left is significantly higher, -1 lower, 0 neither or not tested.
    """

    difference: Difference
    p_raw: float | None
    p: float | None
    reason: Reason | None
    mark: int


def run_tests(differences: Sequence[Difference], rules: Rules) -> list[Tested]:
    """Test differences as one family: those that may not be tested don't count for the adjustment."""
    reasons = [rules.test_refusal(each) for each in differences]
    raw = [None if reason else each.p for each, reason in zip(differences, reasons, strict=True)]
    return [
        Tested(each, p_raw, p, reason, _mark(each, p, rules))
        for each, p_raw, p, reason in zip(
            differences, raw, adjust(raw, rules.adjustment), reasons, strict=True
        )
    ]


def all_pairs(groups: Mapping[str, Estimate], rules: Rules) -> dict[Pair, Tested]:
    """Every pair of groups, in order; one family.

    >>> import numpy as np
    >>> from drukproef.survey import Design, mean
    >>> design, where = Design([1.0] * 6), np.array(["a", "a", "b", "b", "c", "c"])
    >>> groups = {g: mean(design, [1.0, 1.2, 5.0, 5.1, 1.1, 1.3], where == g) for g in "abc"}
    >>> {pair: tested.mark for pair, tested in all_pairs(groups, Rules()).items()}
    {('a', 'b'): -1, ('a', 'c'): 0, ('b', 'c'): 1}
    """
    pairs = list(combinations(groups, 2))
    tested = run_tests([difference(groups[a], groups[b]) for a, b in pairs], rules)
    return dict(zip(pairs, tested, strict=True))


def levels_against_rest(
    levels: Mapping[str, Estimate], rest: Mapping[str, Estimate], rules: Rules
) -> dict[str, Tested]:
    """Each level against the others together (`rest`, by level: Crosstab.rest); one family."""
    tested = run_tests([difference(levels[name], rest[name]) for name in levels], rules)
    return dict(zip(levels, tested, strict=True))


def parts_against_whole(parts: Mapping[str, Estimate], whole: Estimate, rules: Rules) -> dict[str, Tested]:
    """Each part against the whole, which may contain it; one family."""
    tested = run_tests([difference(part, whole) for part in parts.values()], rules)
    return dict(zip(parts, tested, strict=True))


def waves_against_previous(waves: Mapping[str, Estimate], rules: Rules) -> dict[Pair, Tested]:
    """Each wave minus the one before it, waves in order; one family.

    Waves from designs of their own are independent; for a panel, estimate them on one design (`stack`).
    """
    names = list(waves)
    pairs = list(zip(names[1:], names[:-1], strict=True))
    tested = run_tests([difference(waves[now], waves[before]) for now, before in pairs], rules)
    return dict(zip(pairs, tested, strict=True))


def waves_against(waves: Mapping[str, Estimate], reference: str, rules: Rules) -> dict[str, Tested]:
    """Each other wave minus one wave; one family."""
    others = {name: estimate for name, estimate in waves.items() if name != reference}
    return parts_against_whole(others, waves[reference], rules)


def _mark(each: Difference, p: float | None, rules: Rules) -> int:
    if not rules.is_marked(each.difference, p):
        return 0
    return 1 if each.difference > 0 else -1
