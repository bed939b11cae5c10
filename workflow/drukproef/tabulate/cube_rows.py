"""Measured items in, the rows of the cube out."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from drukproef.study import Rules
from drukproef.survey.refusals import too_few_to_test
from drukproef.tabulate.cell import Status
from drukproef.tabulate.differences import Difference
from drukproef.tabulate.domains import Domains
from drukproef.tabulate.intervals import design_effect, interval
from drukproef.tabulate.measure import Measured
from drukproef.tabulate.panel import apart
from drukproef.tabulate.scheme import Scheme
from drukproef.tabulate.statuses import CODES
from drukproef.tabulate.strata import Bools
from drukproef.tabulate.table import Block, Columns, Words, block_of
from drukproef.tabulate.testing import Tested, marks, t_tests

MARKS = ("", "higher", "lower")
PARTS = ("difference", "se", "df", "p")
SCHEMA = pa.schema(
    [pa.field("wave", pa.int16(), False)]
    + [pa.field(name, pa.string(), False) for name in ("item", "category", "banner", "level")]
    + [
        pa.field("is_net", pa.bool_(), False),
        pa.field("n", pa.int32(), False),
        pa.field("n_category", pa.int32()),
    ]
    + [
        pa.field(name, pa.float64(), False)
        for name in ("n_weighted", "estimate", "se", "ci_low", "ci_high", "deff", "n_eff")
    ]
    + [pa.field("status", pa.string(), False)]
    + [pa.field(f"rest_{name}", pa.float64(), False) for name in PARTS]
    + [pa.field("rest_mark", pa.string(), False), pa.field("previous_wave", pa.int16())]
    + [pa.field(f"previous_{name}", pa.float64(), False) for name in PARTS]
    + [pa.field("previous_mark", pa.string(), False)]
)


class CubeRows:
    """Makes the rows of a population's cube, item by item."""

    def __init__(self, rules: Rules, domains: Domains, words: Words) -> None:
        self._rules = rules
        self._domains = domains
        self._words = words
        self._status = words.codes(Status)

    def asked(self, now: Measured, before: Measured | None) -> Block:
        """The rows of an item in a wave; `before`: in the last wave in which it was asked."""
        grid = np.ones(now.shares.share.shape, dtype=bool) & now.offered
        return block_of(
            grid,
            **self._key(now.scheme, now.year),
            **self._counts(now),
            **self._estimates(now),
            **self._test("rest", self._against_rest(now), now.scheme),
            previous_wave=-1 if before is None else before.year,
            **self._test("previous", self._against_previous(now, before), now.scheme),
        )

    def not_asked(self, scheme: Scheme, year: int) -> Block:
        """The rows of an item in a wave in which it was not asked."""
        grid = np.ones((self._domains.count, len(scheme.shown)), dtype=bool) & scheme.offered(year)
        figures = ("n_weighted", "estimate", "se", "ci_low", "ci_high", "deff", "n_eff")
        return block_of(
            grid,
            **self._key(scheme, year),
            n=0,
            n_category=-1,
            status=self._words.code(Status.NOT_ASKED),
            previous_wave=-1,
            **dict.fromkeys(figures, np.nan),
            **self._test("rest", None, scheme),
            **self._test("previous", None, scheme),
        )

    def _key(self, scheme: Scheme, year: int) -> Columns:
        banners, levels = zip(*self._domains.names, strict=True)
        return {
            "wave": np.int16(year),
            "item": self._words.code(scheme.item.id),
            "category": self._words.codes(scheme.shown),
            "banner": self._words.codes(banners)[:, None],
            "level": self._words.codes(levels)[:, None],
            "is_net": scheme.is_net,
        }

    def _counts(self, now: Measured) -> Columns:
        shares = now.shares
        visible = now.is_shown | (now.status == CODES[Status.EMPTY])
        if self._rules.small_base == "count":
            visible |= now.status == CODES[Status.SMALL_BASE]
        return {
            "n": shares.n[:, None],
            "n_category": np.where(visible, shares.hits.sum(axis=0), -1),
            "n_weighted": np.where(shares.n > 0, shares.weighted_base, np.nan)[:, None],
            "status": self._status[now.status],
        }

    def _estimates(self, now: Measured) -> Columns:
        shares, rules = now.shares, self._rules
        share, variance = (np.where(now.is_shown, v, np.nan) for v in (shares.share, shares.variance))
        if now.precision is None:
            certain, basis = now.contrasts.certain, (share, variance, shares.n, shares.df)
            low, high = interval(rules.interval, rules.confidence, *basis, certain)
            deff, n_eff = design_effect(share, variance, shares.n)
        else:
            known = (np.where(now.is_shown, values, np.nan) for values in vars(now.precision).values())
            low, high, deff, n_eff = known
        figures = {"estimate": share, "se": np.sqrt(variance), "ci_low": low, "ci_high": high}
        return {**figures, "deff": deff, "n_eff": n_eff}

    def _against_rest(self, now: Measured) -> Tested:
        difference, n_rest = now.contrasts.rest()
        enough = too_few_to_test(n_rest, self._rules.minimum_base) == 0
        return self._tested(difference, now.is_comparable & now.scheme.is_tested & enough[:, None])

    def _against_previous(self, now: Measured, before: Measured | None) -> Tested | None:
        if before is None:
            return None
        allowed = now.is_comparable & before.is_comparable & now.scheme.is_tested
        return self._tested(apart(now, before), allowed)

    def _tested(self, difference: Difference, allowed: Bools) -> Tested:
        return t_tests(difference, allowed, self._domains.all_spans, self._rules.adjustment)

    def _test(self, name: str, tested: Tested | None, scheme: Scheme) -> Columns:
        if tested is None:
            empty = {f"{name}_{part}": np.nan for part in PARTS}
            return {**empty, f"{name}_mark": self._words.code("")}
        figures = {f"{name}_{part}": getattr(tested, part) for part in PARTS}
        words = self._words.codes(MARKS)  # marks are 0, 1, and -1: the last one
        return {**figures, f"{name}_mark": words[self._marks(tested, scheme)]}

    def _marks(self, tested: Tested, scheme: Scheme) -> NDArray[np.int8]:
        """The minimum difference is one of shares; means have units of their own."""
        minimum = self._rules.minimum_difference if scheme.is_share else 0.0
        return marks(tested.difference, tested.p, self._rules.alpha, minimum)
