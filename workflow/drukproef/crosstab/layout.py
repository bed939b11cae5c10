"""Items, banners and waves in, the cells of a table and the comparisons between them (by their places) out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drukproef.crosstab.request import EVERYONE

BETWEEN = " × "
Places = NDArray[np.intp]
Test = tuple[int, int, str, str]  # left, right, and what each of them is tested against


@dataclass(frozen=True)
class Comparisons:
    """Tests: `left` minus `right`; each slice is a family. A test is shown in `cell`, maybe turned round (-1)."""

    left: Places
    right: Places
    families: list[slice]
    cell: Places
    test: Places
    sign: Places
    versus: list[str]


@dataclass(frozen=True)
class Layout:
    """Cells in the order item, (total,) banner, level, wave; behind them, in the same order, the rests of levels."""

    items: Sequence[str]
    banners: dict[str, list[Any]]  # name: levels
    waves: list[Any]  # [None] without waves
    total: bool = True

    @cached_property
    def domains(self) -> list[tuple[str, Any]]:
        """(banner, level) of each column of the table."""
        levels = [(name, level) for name, values in self.banners.items() for level in values]
        return [(EVERYONE, EVERYONE), *levels] if self.total else levels

    @cached_property
    def shown(self) -> int:
        """How many cells are shown; the rests come after them."""
        return len(self.items) * self._per_item

    def comparisons(self, test: str) -> Comparisons:
        """All tests of a kind: those of the first item, and the same for the others, so many places further."""
        made = {"rest": self._rests, "pairs": self._pairs, "wave": self._waves}[test]
        families = [family for family in made() if family]
        tests = [each for family in families for each in family]
        shown = [(each[0], i, 1, each[2]) for i, each in enumerate(tests)]
        if test == "pairs":
            shown += [(each[1], i, -1, each[3]) for i, each in enumerate(tests)]
        shown.sort(key=lambda row: row[0])
        count, step = len(tests), self._per_item
        right_step = step - self._per_total if test == "rest" else step
        lengths = np.cumsum([0, *[len(family) for family in families] * len(self.items)]).tolist()
        return Comparisons(
            self._repeated([each[0] for each in tests], step),
            self._repeated([each[1] for each in tests], right_step),
            [slice(a, b) for a, b in zip(lengths, lengths[1:], strict=False)],
            self._repeated([row[0] for row in shown], step),
            self._repeated([row[1] for row in shown], count),
            self._repeated([row[2] for row in shown], 0),
            [row[3] for row in shown] * len(self.items),
        )

    @property
    def _per_item(self) -> int:
        return len(self.domains) * len(self.waves)

    @property
    def _per_total(self) -> int:
        return len(self.waves) if self.total else 0

    def _repeated(self, places: list[int], step: int) -> Places:
        """The places for the first item, and for each other one `step` further."""
        first = np.array(places, dtype=np.intp)
        return np.asarray((first + step * np.arange(len(self.items), dtype=np.intp)[:, None]).ravel())

    def _place(self, domain: int, wave: int) -> int:
        """Where a cell of the first item stands."""
        return domain * len(self.waves) + wave

    def _rest(self, domain: int, wave: int) -> int:
        """Where the other levels of a level together stand: as the levels, without the total."""
        return self.shown + self._place(domain, wave) - self._per_total

    def _spans(self) -> Iterator[range]:
        """The domains of each banner."""
        start = 1 if self.total else 0
        for values in self.banners.values():
            yield range(start, start + len(values))
            start += len(values)

    def _rests(self) -> Iterator[list[Test]]:
        for span, wave in product(self._spans(), range(len(self.waves))):
            yield [(self._place(d, wave), self._rest(d, wave), "rest", "") for d in span]

    def _pairs(self) -> Iterator[list[Test]]:
        names = [text_of(level) for _, level in self.domains]
        for span, wave in product(self._spans(), range(len(self.waves))):
            pairs = combinations(span, 2)
            yield [(self._place(a, wave), self._place(b, wave), names[b], names[a]) for a, b in pairs]

    def _waves(self) -> Iterator[list[Test]]:
        spans = [range(1), *self._spans()] if self.total else self._spans()
        for span, wave in product(spans, range(1, len(self.waves))):
            before = text_of(self.waves[wave - 1])
            yield [(self._place(d, wave), self._place(d, wave - 1), before, "") for d in span]


def text_of(value: Any) -> str:
    """A value as text: 1.0 is "1", None is empty; several values have × between them.

    >>> text_of(1.0), text_of("a"), text_of(None), text_of(("a", 1))
    ('1', 'a', '', 'a × 1')
    """
    if value is None:
        return ""
    if isinstance(value, tuple):
        return BETWEEN.join(text_of(part) for part in value)
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
