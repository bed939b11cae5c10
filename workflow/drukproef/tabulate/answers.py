"""A block of items of which several can be ticked in a wave in, the share of all answers of each item out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drukproef.study import Item, Rules
from drukproef.study.statistics import OF_ANSWERS
from drukproef.survey import Estimate, shares_of_answers
from drukproef.tabulate.counting import FIRST, MISSING, Counter, places, sample_of
from drukproef.tabulate.linearised import Linearised
from drukproef.tabulate.measure import Measured
from drukproef.tabulate.precision import estimated
from drukproef.tabulate.sample import Sample
from drukproef.tabulate.scheme import StatisticScheme
from drukproef.tabulate.secrecy import Secrecy
from drukproef.tabulate.statuses import SHOWN, statuses
from drukproef.tabulate.strata import Bools, Floats, Ints

TICKED = 1
"""The code of an answer that was given; the checks of a study see to it."""


@dataclass(frozen=True, eq=False)
class Block:
    """Who (n) ticked (n x items) what, of the respondents who answered all items and ticked one at least."""

    items: tuple[Item, ...]
    ticked: Floats
    all_answered: Bools
    asked: Ints  # domains

    @property
    def given(self) -> Floats:
        """How many answers each respondent gave."""
        return np.asarray(self.ticked.sum(axis=1))

    @property
    def inside(self) -> Bools:
        """The base: who gave an answer."""
        return np.asarray(self.all_answered & (self.given > 0))


def shares_in_block(
    counter: Counter, measured: Sequence[Measured], rules: Rules, everyone: Counter
) -> dict[str, Measured]:
    """By item: its share of the answers. `measured`: the items of the block in a wave, as they may be shown.

    Such a share may be shown where all shares of respondents of the block are: it follows from those.
    """
    block, sample = _block(counter, measured, everyone), sample_of(counter)
    options = {item.id: block.ticked[:, i] for i, item in enumerate(block.items)}
    by_code = counter.count(np.where(block.inside, FIRST, MISSING), FIRST + 1)[..., FIRST:]
    base, hits = by_code.sum(axis=2), _hits(block, sample)

    def estimator(rows: Bools) -> list[Estimate]:
        return list(shares_of_answers(sample.design, options, rows & block.inside).values())

    shares, precision = estimated(estimator, sample.domains, base, hits, rules)
    status, wave = _status(block, counter, measured, base, rules), counter.wave
    none, found = np.zeros(0, dtype=np.int64), {}
    for i, item in enumerate(block.items):
        one, key = slice(i, i + 1), f"{item.id}, {OF_ANSWERS}"
        ticked, scheme = block.ticked[:, one], StatisticScheme(item, (OF_ANSWERS,))
        contrasts = Linearised(
            key, sample, block.inside, ticked, base, hits[..., one], (none, none), block.given
        )
        found[item.id] = Measured(
            wave.year, scheme, wave.strata, by_code, shares.pick(one), contrasts, status, precision.pick(one)
        )
    return found


def _hits(block: Block, sample: Sample) -> Ints:
    """Respondents who ticked (1 x domains x items)."""
    inside = sample.domains & block.inside[:, None]
    columns = [(inside & (ticked > 0)[:, None]).sum(axis=0) for ticked in block.ticked.T]
    return np.stack(columns, axis=1)[None].astype(np.int64)


def _block(counter: Counter, measured: Sequence[Measured], everyone: Counter) -> Block:
    items = tuple(m.scheme.item for m in measured)
    answers = np.stack([places(counter.wave, item) for item in items], axis=1)
    ticked = np.stack([counter.wave.answers[item.id] == TICKED for item in items], axis=1)
    answered = np.all(answers >= FIRST, axis=1)
    seen = np.stack([places(everyone.wave, item) for item in items], axis=1).max(axis=1)
    asked = everyone.count(np.minimum(seen, FIRST), FIRST + 1)[..., MISSING:].sum(axis=(0, 2))
    return Block(items, (ticked & answered[:, None]).astype(np.float64), answered, asked)


def _status(
    block: Block, counter: Counter, measured: Sequence[Measured], base: Ints, rules: Rules
) -> NDArray[np.int8]:
    """By base; then that of an item of which a share is hidden; then what the policy hides."""
    status = statuses(rules, counter.domains, block.asked, base.sum(axis=0), 1)
    for each in measured:
        hidden = (each.status != SHOWN) & each.offered
        of_item = each.status[np.arange(len(hidden)), np.argmax(hidden, axis=1)][:, None]
        status = np.where(status == SHOWN, of_item, status)
    if rules.disclosure is None:
        return status
    secrecy = Secrecy(rules.disclosure, counter.domains, block.items[0])
    return secrecy.of_answers(status, sample_of(counter), block.all_answered, block.inside)
