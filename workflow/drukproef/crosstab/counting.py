"""Blocks of a file in, its tally out: one pass, with memory for a few blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from drukproef.crosstab.blocks import ROWS, blocks
from drukproef.crosstab.coding import Coder, Codes
from drukproef.crosstab.lanes import deal
from drukproef.crosstab.passes import plan_passes
from drukproef.crosstab.request import EVERYONE, Request
from drukproef.crosstab.segment import Segment
from drukproef.crosstab.source import Source, answers
from drukproef.crosstab.subset import holds
from drukproef.crosstab.tally import Key, Part, Tally, agreed, tally
from drukproef.crosstab.weights import Floats, Inspector, floats, one_per_stratum
from drukproef.errors import DrukproefError, Problem

FEW_ROWS = ROWS  # one block: nothing to share out
LANES = 2  # counters that each take every so manieth block, whatever the number of threads: another number, other bits
MOST_CELLS = 50_000_000  # of the tables together: 24 bytes each


def count(source: Source, request: Request, threads: int = 2) -> Tally:
    """Count a file. The same bits for any number of threads and any cut into row groups.

    Raises DrukproefError with all weights, strata and population sizes that can't be used.
    """
    many, lanes = (threads, LANES) if source.rows > FEW_ROWS else (1, 1)
    inspected = _inspectors(source, request)
    counters = [Counter(source, request, inspected) for _ in range(lanes)]
    stream = source.batches(request.columns_of(source), many)
    deal(_numbered(blocks(stream)), [counter.add for counter in counters], many)
    parts = [part for counter in counters for part in counter.result()]
    problems = [p for each in inspected.values() for p in each.problems()]
    if any(c.uneven_fpc for c in counters) or agreed((p.strata, p.population) for p in parts) is None:
        expected = "one size for all respondents of a stratum"
        problems.append(Problem(f"{source.shown}, --fpc", "different sizes in a stratum", expected))
    if not parts and not problems:
        problems.append(Problem(source.shown, "no respondents", "a row per respondent"))
    if problems:
        raise DrukproefError(problems)
    return tally(parts, request.items, request.by or (EVERYONE,))


def _inspectors(source: Source, request: Request) -> dict[str, Inspector]:
    """One for each column of the design, which all counters share."""
    columns = {
        request.weight: "a positive number for each respondent",
        request.wave: "a wave for each respondent",
        request.strata: "a stratum for each respondent",
        request.fpc_column: "the size of the population of the stratum, for each respondent",
    }
    shown = f"{source.shown}, column"
    return {name: Inspector(f"{shown} '{name}'", source.rows, what) for name, what in columns.items() if name}


def _numbered(stream: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    """Each block with the place of its first row in the file."""
    start = 0
    for block in stream:
        yield start, block
        start += block.num_rows


@dataclass
class Counter:
    """The state of counting between blocks."""

    source: Source
    request: Request
    inspected: dict[str, Inspector]
    parts: list[Part] = field(default_factory=list)

    def __post_init__(self) -> None:
        request = self.request
        self.items = [Coder(name) for name in request.items]
        self.banners = [Coder(name) for name in request.by]
        self.wave, self.stratum = Coder(request.wave or ""), Coder(request.strata or "")
        self.uneven_fpc = False
        self._start()

    def add(self, numbered: tuple[int, Any]) -> None:
        """Count one block, of which the first row has this place in the file."""
        start, block = numbered
        stratum = self._strata(block, start)
        w = floats(block[self.request.weight])
        if not self.inspected[self.request.weight].look(w, start):
            return  # the counts are of no use any more; the rest of the file is only looked at
        mask = holds(self.request.parsed_subset, block)
        rows = block if mask is None else block.filter(mask)
        items, banners = (
            self._codes(part, rows, self.request.missing) for part in (self.items, self.banners)
        )
        self._keep_up(stratum, w)
        self.n += np.bincount(stratum, minlength=len(self.n))
        self._population(block, start, stratum)
        if mask is not None:
            chosen = np.flatnonzero(mask.to_numpy(zero_copy_only=False))
            stratum, w = stratum[chosen], w[chosen]
        self.segment.add(stratum, items, banners or [np.zeros(len(stratum), dtype=np.uint8)], w)

    def result(self) -> list[Part]:
        """The counts of all blocks."""
        self._finish()
        return self.parts

    def _strata(self, block: Any, start: int) -> Codes:
        """The code of wave and stratum of each row."""
        result = np.zeros(block.num_rows, dtype=np.int32)
        for coder in (self.wave, self.stratum):
            if coder.name:
                (codes,) = self._codes([coder], block, ())
                self.inspected[coder.name].look_missing(codes == 0, start)
                result = result * np.int32(coder.size) + codes
        return result

    def _codes(self, coders: Iterable[Coder], rows: Any, missing: Sequence[Any]) -> list[Codes]:
        found = []
        for coder in coders:
            found.append(coder.codes(answers(rows[coder.name], missing)))
            problem = coder.problem(self.source.shown)
            if problem:
                raise DrukproefError([problem])
        return found

    def _keep_up(self, stratum: Codes, w: Floats) -> None:
        """Begin a new segment when values were added, or a stratum turns out to have several weights."""
        if self._sizes() != self.sizes:
            self._finish()
            self._start()
        if self.segment.weight is not None and not one_per_stratum(self.segment.weight, stratum, w):
            self._finish()
            self._start(varying=True)

    def _population(self, block: Any, start: int, stratum: Codes) -> None:
        if self.request.fpc_column:
            sizes = floats(block[self.request.fpc_column])
            self.inspected[self.request.fpc_column].look(sizes, start)
            self.uneven_fpc |= not one_per_stratum(self.population, stratum, sizes)

    def _sizes(self) -> list[int]:
        return [coder.size for coder in (self.wave, self.stratum, *self.items, *self.banners)]

    def _start(self, varying: bool = False) -> None:
        self.sizes = self._sizes()
        self.values = [list(coder.values) for coder in (*self.items, *self.banners)]
        self.keys = self._keys()
        size = len(self.keys)
        self.n = np.zeros(size)
        self.population = np.full(size, np.nan)
        items, banners = self.sizes[2 : 2 + len(self.items)], self.sizes[2 + len(self.items) :] or [1]
        _check_size(self.source.shown, size * sum(items) * sum(banners))
        plan = plan_passes(size, tuple(items), tuple(banners), self.source.rows)
        varying = varying or any(part.segment.weight is None for part in self.parts)
        self.segment = Segment(size, items, banners, plan, None if varying else np.full(size, np.nan))

    def _finish(self) -> None:
        if self.n.any():
            count = len(self.items)
            items, banners = self.values[:count], self.values[count:] or [[]]
            self.parts.append(Part(self.segment, self.keys, self.n, self.population, items, banners))

    def _keys(self) -> list[Key]:
        waves = [None, *self.wave.values] if self.wave.name else [None]
        strata = [None, *self.stratum.values] if self.stratum.name else [None]
        return [(wave, stratum) for wave in waves for stratum in strata]


def _check_size(shown: str, cells: int) -> None:
    if cells > MOST_CELLS:
        found = f"{cells} combinations of strata, levels and answers"
        step = "ask for fewer questions or banners at a time, or merge strata"
        raise DrukproefError([Problem(shown, found, f"at most {MOST_CELLS}", step)])
