"""The stage `tabulate`: responses and weights in, every cell and every comparison of a population out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from drukproef.disclosure.control import Control
from drukproef.disclosure.record import write_record
from drukproef.study import Study
from drukproef.tabulate import comparison_rows, cube_rows
from drukproef.tabulate.comparison_rows import ComparisonRows
from drukproef.tabulate.counting import Counter, counter_of
from drukproef.tabulate.cube_rows import CubeRows
from drukproef.tabulate.domains import Domains
from drukproef.tabulate.measure import Measured, measure
from drukproef.tabulate.scheme import Scheme
from drukproef.tabulate.survey import read_waves
from drukproef.tabulate.table import Block, Words, write_blocks

ByItem = dict[str, dict[int, Measured]]  # item id: wave: what was measured, for the waves that asked it


def tabulate(study: Study, population: str) -> None:
    """Write cube/<population>.parquet, comparisons/<population>.parquet and disclosure/<population>.csv.

    Raises DrukproefError when the answers and the weights don't belong together, when an answer has a code
    that the codebook does not know, when a stratum has a single respondent, or when what is shown gives away
    what the study's disclosure policy hides.
    """
    codebook, rules = study.codebooks[population], study.settings.rules
    domains, words = Domains(codebook.banners), Words()
    counters = {wave.year: counter_of(wave, domains) for wave in read_waves(study, population)}
    schemes = [Scheme(item) for item in codebook.tabulated]
    measured = {
        s.item.id: {year: measure(c, s, rules) for year, c in counters.items() if year in s.item.waves}
        for s in schemes
    }
    disclosed = Control(study, population).disclose(counters, measured)
    write_record(study.results / "disclosure" / f"{population}.csv", disclosed)
    measured = disclosed.measured
    cells = list(_cells(CubeRows(rules, domains, words), schemes, counters, measured))
    pairs = list(_comparisons(ComparisonRows(rules, domains, words), schemes, counters, measured))
    write_blocks(study.results / "cube" / f"{population}.parquet", cube_rows.SCHEMA, cells, words)
    write_blocks(
        study.results / "comparisons" / f"{population}.parquet", comparison_rows.SCHEMA, pairs, words
    )


def _cells(
    rows: CubeRows, schemes: list[Scheme], counters: dict[int, Counter], measured: ByItem
) -> Iterator[Block]:
    for year in counters:
        for scheme in schemes:
            waves = measured[scheme.item.id]
            before = max((y for y in waves if y < year), default=None)
            if year in waves:
                yield rows.asked(waves[year], None if before is None else waves[before])
            else:
                yield rows.not_asked(scheme, year)


def _comparisons(
    rows: ComparisonRows, schemes: list[Scheme], counters: dict[int, Counter], measured: ByItem
) -> Iterator[Block]:
    for scheme in schemes:
        waves = measured[scheme.item.id]
        for now in waves.values():
            yield rows.levels(now)
            yield rows.total(now)
            yield rows.categories(now)
        for left, right in combinations(waves.values(), 2):
            yield rows.waves(left, right)
    for first, second in combinations(schemes, 2):
        if first.item.group is None or first.item.group != second.item.group:
            continue
        one, other = measured[first.item.id], measured[second.item.id]
        for year in sorted(one.keys() & other.keys()):
            yield rows.items(counters[year], one[year], other[year])
