"""Blocks of a file in, its tally out: one pass, with memory for a few blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from drukproef.crosstab.blocks import ROWS, blocks
from drukproef.crosstab.counter import Counter
from drukproef.crosstab.lanes import deal
from drukproef.crosstab.request import EVERYONE, Request
from drukproef.crosstab.source import Source
from drukproef.crosstab.tally import Tally, agreed, tally
from drukproef.crosstab.weights import Inspector
from drukproef.errors import DrukproefError, Problem

FEW_ROWS = ROWS  # one block: nothing to share out
LANES = 2  # counters that each take every so manieth block, whatever the number of threads: another number, other bits


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
    return {
        name: Inspector(f"{shown} '{name}'", source.rows, what, name == request.weight)
        for name, what in columns.items()
        if name
    }


def _numbered(stream: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    """Each block with the place of its first row in the file."""
    start = 0
    for block in stream:
        yield start, block
        start += block.num_rows
