"""The stage `tabulate`: responses and weights in, every cell and every comparison of a population out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from drukproef.disclosure.record import write_record
from drukproef.study import Study
from drukproef.tabulate import comparison_rows, cube_rows
from drukproef.tabulate.comparison_rows import ComparisonRows
from drukproef.tabulate.cube_rows import CubeRows
from drukproef.tabulate.domains import Domains
from drukproef.tabulate.hiding import hide
from drukproef.tabulate.inputs import read_survey
from drukproef.tabulate.publishing import publishable
from drukproef.tabulate.scheme import Scheme
from drukproef.tabulate.sets import sets_of_items
from drukproef.tabulate.subjects import Counters, Subject, measured_by, subjects_of
from drukproef.tabulate.table import Block, Words, write_blocks


def tabulate(study: Study, population: str) -> None:
    """Write cube/<population>.parquet, comparisons/<population>.parquet and disclosure/<population>.csv.

    Raises DrukproefError when the answers and the weights don't belong together, when an answer has a code
    that the codebook does not know, when a stratum has a single respondent, or when what is shown gives away
    what the study's disclosure policy hides.
    """
    codebook, rules = study.codebooks[population], study.settings.rules
    domains, words = Domains(codebook.banners), Words()
    counters = Counters.of(read_survey(study, population), domains, sets_of_items(study, population))
    schemes = [Scheme(item) for item in codebook.tabulated]
    measured, disclosed = hide(study, population, counters.main, measured_by(counters, schemes, rules))
    write_record(study.results / "disclosure" / f"{population}.csv", disclosed)
    found = subjects_of(counters, schemes, measured, rules)
    subjects = [publishable(subject, rules) for subject in found]
    cells = list(_cells(CubeRows(rules, domains, words), subjects, list(counters.main)))
    pairs = list(_comparisons(ComparisonRows(rules, domains, words), subjects))
    write_blocks(study.results / "cube" / f"{population}.parquet", cube_rows.SCHEMA, cells, words)
    write_blocks(
        study.results / "comparisons" / f"{population}.parquet", comparison_rows.SCHEMA, pairs, words
    )


def _cells(rows: CubeRows, subjects: list[Subject], years: list[int]) -> Iterator[Block]:
    for year in years:
        for subject in subjects:
            waves = subject.waves
            before = max((y for y in waves if y < year), default=None)
            if year in waves:
                yield rows.asked(waves[year], None if before is None else waves[before])
            else:
                yield rows.not_asked(subject.scheme, year)


def _comparisons(rows: ComparisonRows, subjects: list[Subject]) -> Iterator[Block]:
    for subject in subjects:
        for now in subject.waves.values():
            yield rows.levels(now)
            yield rows.total(now)
            yield rows.categories(now)
        for left, right in combinations(subject.waves.values(), 2):
            yield rows.waves(left, right)
    for first, second in combinations(subjects, 2):
        if first.is_comparable(second):
            for year in sorted(first.waves.keys() & second.waves.keys()):
                yield rows.items(first.waves[year], second.waves[year])
