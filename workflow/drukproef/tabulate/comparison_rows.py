"""Measured items in, the rows of every comparison that prose may make out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from drukproef.study import Rules
from drukproef.tabulate.cell import TOTAL
from drukproef.tabulate.differences import Difference
from drukproef.tabulate.domains import Domains
from drukproef.tabulate.measure import Measured
from drukproef.tabulate.panel import apart
from drukproef.tabulate.scheme import shared
from drukproef.tabulate.table import Block, Columns, Words, block_of
from drukproef.tabulate.testing import t_tests

TEXTS = (
    "kind",
    "category_left",
    "category_right",
    "item_left",
    "item_right",
    "banner",
    "level_left",
    "level_right",
)
SCHEMA = pa.schema(
    [pa.field(name, pa.string(), False) for name in TEXTS]
    + [pa.field(name, pa.int16(), False) for name in ("wave_left", "wave_right")]
    + [pa.field(name, pa.float64(), False) for name in ("difference", "se", "df", "statistic", "p")]
    + [pa.field("tested", pa.bool_(), False)]
)


class ComparisonRows:
    """Makes the rows of a population's comparisons. Left comes before right in the codebook."""

    def __init__(self, rules: Rules, domains: Domains, words: Words) -> None:
        self._rules = rules
        self._domains = domains
        self._words = words
        banners, levels = zip(*domains.names, strict=True)
        self._banner, self._level = words.codes(banners), words.codes(levels)

    def levels(self, now: Measured) -> Block:
        """Every two levels of each banner."""
        left, right, families = self._domains.pairs()
        difference = now.contrasts.levels(left, right)
        keys = self._keys(now, now, self._banner[left], self._level[left], self._level[right])
        return self._block("levels", difference, keys, (now, left), (now, right), families)

    def total(self, now: Measured) -> Block:
        """The total and each level."""
        right = np.arange(1, self._domains.count)
        left = np.zeros_like(right)
        difference = now.contrasts.total(right)
        total = np.full(len(right), self._words.code(TOTAL))
        keys = self._keys(now, now, self._banner[right], total, self._level[right])
        families = [slice(s.start - 1, s.stop - 1) for s in self._domains.spans]
        return self._block("total", difference, keys, (now, left), (now, right), families)

    def waves(self, left: Measured, right: Measured) -> Block:
        """Two waves of one item."""
        return self._same_domains("waves", apart(left, right), left, right)

    def items(self, left: Measured, right: Measured) -> Block:
        """Two items of a group, for each category that both have."""
        shown = shared(left.scheme, right.scheme)
        difference = left.contrasts.items(right.contrasts, shown)
        return self._same_domains("items", difference, left, right, shown)

    def categories(self, now: Measured) -> Block:
        """Every two categories or nets of one item."""
        left, right, _ = now.scheme.pairs
        return self._same_domains("categories", now.contrasts.categories(), now, now, (left, right))

    def _same_domains(
        self,
        kind: str,
        difference: Difference,
        left: Measured,
        right: Measured,
        shown: Any = (slice(None),) * 2,
    ) -> Block:
        keys = self._keys(left, right, self._banner, self._level, self._level, shown)
        every = np.arange(self._domains.count)
        return self._block(
            kind, difference, keys, (left, every), (right, every), self._domains.all_spans, shown
        )

    def _keys(
        self,
        left: Measured,
        right: Measured,
        banner: NDArray[Any],
        level_left: NDArray[Any],
        level_right: NDArray[Any],
        shown: Any = (slice(None),) * 2,
    ) -> Columns:
        words = self._words
        return {
            "item_left": words.code(left.scheme.item.id),
            "item_right": words.code(right.scheme.item.id),
            "category_left": words.codes(left.scheme.shown)[shown[0]],
            "category_right": words.codes(right.scheme.shown)[shown[1]],
            "banner": banner[:, None],
            "level_left": level_left[:, None],
            "level_right": level_right[:, None],
            "wave_left": np.int16(left.year),
            "wave_right": np.int16(right.year),
        }

    def _block(
        self,
        kind: str,
        difference: Difference,
        keys: Columns,
        left: tuple[Measured, NDArray[Any]],
        right: tuple[Measured, NDArray[Any]],
        families: list[slice],
        shown: Any = (slice(None),) * 2,
    ) -> Block:
        """Rows for the pairs in which both bases have respondents, and both categories were offered."""
        filled, allowed = np.True_, np.asarray(left[0].scheme.is_tested)
        for (side, domains), categories in zip((left, right), shown, strict=True):
            filled = filled & (side.shares.n[domains] > 0)[:, None] & side.offered[categories]
            allowed = allowed & side.is_comparable[domains][:, categories]
        tested = t_tests(difference, np.asarray(allowed), families, self._rules.adjustment)
        return block_of(np.asarray(filled), kind=self._words.code(kind), **keys, **vars(tested))
