"""Everything known about one wave in, its respondents with all answers out, and what had to be given up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from drukproef.reconstruct.background import Background
from drukproef.reconstruct.cache import Cache
from drukproef.reconstruct.claims import Claim
from drukproef.reconstruct.design import Design
from drukproef.reconstruct.draws import bell, draws
from drukproef.reconstruct.frame import DEPTH, Frame, every_combination, follows_from, in_base
from drukproef.reconstruct.published import TOTAL
from drukproef.reconstruct.question import (
    Limits,
    Question,
    answers_of,
    cell_weights,
    cells_of,
    columns_of,
    item_prior,
    question,
)
from drukproef.reconstruct.spread import SURELY, Scores, spread_item
from drukproef.reconstruct.witness import HIT, NO_HIT, any_of, proofs, witness_limits
from drukproef.study.codebook import Codebook
from drukproef.study.item import Item

LOADING = 0.7  # of the respondent's general attitude in each answer; the rest is chance


@dataclass(frozen=True)
class Wave:
    """What the answers of a wave are made from."""

    year: int
    codebook: Codebook
    design: Design
    claims: tuple[Claim, ...]
    weights: Mapping[int, float]  # per code of the stratum
    strata: str
    seed: str

    @property
    def items(self) -> list[Item]:
        """The items asked in this wave that are not derived, those that rule out others first."""
        asked = [i for i in self.codebook.items if self.year in i.waves and i.derive is None]
        return sorted(asked, key=lambda i: i.id not in self.design.exclusive)

    def about(self, item: Item) -> list[Claim]:
        """The claims about an item."""
        return [c for c in self.claims if c.item == item.id]


def fixed_question(wave: Wave, item: Item, frame: Frame) -> Question:
    """The question to solve for an item, given the respondents and their background."""
    claims, limits = wave.about(item), _limits(wave, item, frame)
    reached = frame[DEPTH] >= wave.design.depth(item)
    who = np.flatnonzero(reached & in_base(item, frame, wave.codebook))
    cells = cells_of(frame, columns_of(claims, wave.strata, limits), who)
    answers = answers_of(item, wave.year, claims, limits)
    groups = ([len(m) for m in cells.members], range(len(cells.members)))
    prior = item_prior(item, answers, wave.design)
    weights = cell_weights(cells, frame[wave.strata], wave.weights)
    return question(item, claims, answers, cells, weights, groups, prior, limits, wave.codebook)


def free_question(wave: Wave, item: Item, frame: Frame, weights: Mapping[int, float]) -> Question:
    """The same with any background, given the function of who reached it: what fails here always fails."""
    codebook, unit = wave.codebook, wave.design.unit
    claims = wave.about(item)
    banners = {c.banner for c in claims if c.banner != TOTAL}
    others = sorted(b for b in banners if not follows_from(codebook, b, unit))
    reached = frame[unit][(frame[DEPTH] >= wave.design.depth(item)) & in_base(item, frame, codebook)]
    units, sizes = np.unique(reached, return_counts=True)
    possible = every_combination(codebook, unit, map(int, units), others)
    cells = cells_of(possible, columns_of(claims, unit, {}), np.arange(len(possible[unit])))
    answers = answers_of(item, wave.year, claims, _limits(wave, item, frame))
    groups = ([int(n) for n in sizes], [int(np.searchsorted(units, v[unit])) for v in cells.values])
    prior = item_prior(item, answers, wave.design)
    cell_weight = cell_weights(cells, possible[wave.strata], weights)
    return question(item, claims, answers, cells, cell_weight, groups, prior, {}, codebook)


def _limits(wave: Wave, item: Item, frame: Frame) -> Limits:
    """What is ruled out by a derived variable, or by an item that excludes the others of its group."""
    limits = dict(witness_limits(item, wave.codebook))
    for name in wave.design.exclusive:
        other = wave.codebook.item(name)
        if item.id != name and item.group == other.group and name in frame:
            lowest, highest = item.categories[0].code, other.categories[-1].code
            limits[name, highest] = frozenset({lowest})
    return limits


def answers(wave: Wave, background: Background, cache: Cache) -> tuple[Frame, dict[str, Question]]:
    """The code of every respondent in every item, and the questions that were solved for it."""
    frame, questions, counts = dict(background.frame), dict[str, Question](), dict[str, np.ndarray]()
    for item in wave.items:
        questions[item.id] = fixed_question(wave, item, frame)
        counts[item.id] = cache.solution(questions[item.id].program).counts
        if item.id in wave.design.exclusive:
            frame[item.id] = _codes(wave, questions[item.id], counts[item.id], frame, {})
    certain = _certain(wave, frame, questions, counts)
    for item in wave.items:
        if item.id not in frame:
            frame[item.id] = _codes(wave, questions[item.id], counts[item.id], frame, certain)
    return frame, questions


def _certain(
    wave: Wave, frame: Frame, questions: Mapping[str, Question], counts: Mapping[str, np.ndarray]
) -> dict[tuple[str, int], np.ndarray]:  # fmt: skip
    """{(item, HIT or NO_HIT): who must have a hit, or an answer, in this item}."""
    certain: dict[tuple[str, int], np.ndarray] = {}
    for name, rule in any_of(wave.codebook).items():
        level = frame[name]
        chosen = proofs(
            wave.codebook.variable(name), rule, level, questions, counts, f"{wave.seed} {name} proof"
        )
        for item, who in chosen.items():
            certain |= {(item, code): who & (level == code) for code in (HIT, NO_HIT)}
    return certain


def _codes(
    wave: Wave, asked: Question, counts: np.ndarray, frame: Frame,
    certain: Mapping[tuple[str, int], np.ndarray],
) -> np.ndarray:  # fmt: skip
    item, n = asked.item, len(frame[DEPTH])
    sign = -1.0 if wave.design.is_reversed(item) else 1.0
    high = sign * LOADING * bell(f"{wave.seed} attitude", n) + (1 - LOADING**2) ** 0.5 * bell(
        f"{wave.seed} {item.id}", n
    )
    unsure = draws(f"{wave.seed} doubt {item.group}", n) + 2 * draws(f"{wave.seed} doubt {item.id}", n)
    nobody = np.zeros(n, dtype=bool)
    hit, answered = certain.get((item.id, HIT), nobody), certain.get((item.id, NO_HIT), nobody)
    high, unsure = high + SURELY * hit, unsure - SURELY * (hit | answered)
    return spread_item(asked, counts, Scores(high, unsure), wave.design.prior(item), n)
