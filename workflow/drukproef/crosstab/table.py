"""The Python API: a file or frame and what is asked in, the table out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from drukproef.crosstab import counted, general
from drukproef.crosstab.counting import count
from drukproef.crosstab.reading import read_respondents
from drukproef.crosstab.request import Request
from drukproef.crosstab.request_checks import checked
from drukproef.crosstab.rows import table_of
from drukproef.crosstab.sample import design_of
from drukproef.crosstab.source import Source, open_source
from drukproef.crosstab.tally import Tally
from drukproef.errors import DrukproefError, Problem


def crosstab(
    data: Path | str | pd.DataFrame,
    items: Sequence[str] = (),
    by: Sequence[str] = (),
    weight: str = "",
    *,
    strata: str | None = None,
    psu: str | None = None,
    fpc: str | float | None = None,
    poststrata: str | None = None,
    targets: Path | str | None = None,
    rake: Path | str | None = None,
    wave: str | None = None,
    ci: str = "logit",
    confidence: float = 0.95,
    tests: Sequence[str] = (),
    adjust: str = "none",
    alpha: float = 0.05,
    subset: str | None = None,
    nets: Mapping[str, Sequence[Any]] | None = None,
    missing: Sequence[Any] = (),
    mean: Sequence[str] = (),
    median: Sequence[str] = (),
    total: Sequence[str] = (),
    ratio: Sequence[str] = (),
    multiple: Mapping[str, Sequence[str]] | None = None,
    minimum_difference: float = 0.0,
    publish: bool = False,
    lonely: str = "fail",
    replicates: Sequence[str] = (),
    replicate_kind: str = "",
    replicate_scale: float | Sequence[float] | None = None,
    threads: int = 2,
) -> pd.DataFrame:
    """Weighted shares of every answer to the items, for everyone and each level of the banners, with tests.

    `data`: a .sav, .csv or .parquet file or a frame, with a row per respondent. `fpc`: the size of the population
    of each respondent's stratum (a column; with `psu` its number of clusters), or one number without strata.
    `poststrata` (columns with commas between them) with `targets`, or `rake`: CSVs with population figures, as
    `drukproef weight` has them, with a column for the wave when there is one. `tests`: rest, pairs, wave.
    `subset`: an expression (see `subset`); all others stay in the design, so that the errors are right.
    `nets`: {name: answers}. `missing`: codes that are no answer, beside the user-missing ones of a .sav file.
    A banner "sex*region" has the combinations of its columns as levels. `mean`, `median`, `total`: columns with
    numbers; `ratio`: "income/hours", of totals. `multiple`: {name: columns of 0 and 1}, shares of respondents and of
    answers. `minimum_difference`: smaller ones get no mark (in units of the estimate: 0.05 is 5 points of a share).
    `lonely`: what a stratum of one respondent (or cluster) counts for: fail, certainty, centre.
    `replicates`: columns (or patterns, "rw*") with replicate weights, in the place of strata, clusters and population
    totals; `replicate_kind`: JK1, JKn, BRR, Fay:rho, bootstrap, other; `replicate_scale`: their scale, or one for each.
    `publish`: add the columns `publish` and `reason` (`drukproef.survey.publication`).

    Returns the columns that `COLUMNS` explains, unrounded. Shares without `psu`, `poststrata`, `rake`, `lonely` and
    `replicates` are counted in one pass, in pieces; otherwise the file is read whole. Raises DrukproefError with all
    problems at once.
    Formulas: docs/decisions/0004-statistics.md and 0007-survey-engine.md (R: svymean, svyciprop, svyttest).

    >>> frame = pd.DataFrame({"q": [1, 2, 2, 2], "sex": ["m", "m", "w", "w"], "w": [1.0, 1.0, 1.0, 1.0]})
    >>> crosstab(frame, ["q"], ["sex"], "w")[["category", "level", "n", "estimate"]].values.tolist()[:2]
    [['1', 'total', 4, 0.25], ['2', 'total', 4, 0.75]]
    """
    sets = {name: tuple(options) for name, options in (multiple or {}).items()}
    request = Request(
        items=tuple(items), by=tuple(by), mean=tuple(mean), median=tuple(median), total=tuple(total),
        ratio=tuple(ratio), multiple=sets, nets=dict(nets or {}), missing=tuple(missing), subset=subset, wave=wave,
        weight=weight, strata=strata, psu=psu, fpc=None if fpc is None else str(fpc), lonely=lonely,
        replicates=tuple(replicates), replicate_kind=replicate_kind, replicate_scale=_scale_text(replicate_scale),
        poststrata=poststrata, targets=None if targets is None else Path(targets),
        rake=None if rake is None else Path(rake), ci=ci, confidence=confidence, tests=tuple(tests), adjust=adjust,
        alpha=alpha, minimum_difference=minimum_difference, publish=publish,
    )  # fmt: skip
    return table_for(open_source(data), request, threads).to_pandas()


def _scale_text(scale: float | Sequence[float] | None) -> str | None:
    numbers = [scale] if isinstance(scale, int | float) else scale
    return None if numbers is None else ",".join(map(repr, map(float, numbers)))


def table_for(source: Source, request: Request, threads: int = 2) -> Any:
    """The Arrow table of a request. Raises DrukproefError with everything that is wrong."""
    parts = checked(request, source).parts()
    return pa.concat_tables(
        _counted(source, part, threads) if part.is_counted else _general(source, part) for part in parts
    )


def _counted(source: Source, request: Request, threads: int) -> Any:
    counts = count(source, request, threads)
    _check_answers(_answers(counts), request, source)
    _check_nets(counts.items, request)
    return table_of(counted.panels(counts, request, source.shown), request, source.value_labels)


def _general(source: Source, request: Request) -> Any:
    people, weights, whole = read_respondents(source, request)
    inside = {name: int(np.count_nonzero(base)) for name, base in people.bases(request)}
    _check_answers(inside, request, source)
    _check_nets({name: people.used(name) for name in request.items}, request)
    design = design_of(people, weights, whole, request, source)
    options = {
        name: {option: source.column_labels.get(option, "") for option in columns}
        for name, columns in request.multiple.items()
    }
    return table_of(general.panels(design, people, request), request, source.value_labels | options)


def _answers(counts: Tally) -> dict[str, int]:
    """How many in the subset answered each item."""
    banner = next(iter(counts.banners))
    return {item: int(counts.tables[item, banner][0, :, :, 1:].sum()) for item in counts.items}


def _check_answers(answers: dict[str, int], request: Request, source: Source) -> None:
    """Items that nobody answered: a column of nothing, or a subset of nobody."""
    where = f"{source.shown}, --subset {request.subset}" if request.subset else source.shown
    empty = [item for item, n in answers.items() if not n]
    if len(empty) == len(answers) and request.subset:
        found = f"nobody of the {source.rows} respondents is in the subset with an answer to any item"
        raise DrukproefError([Problem(where, found, "at least one answer", "widen the subset")])
    problems = [
        Problem(f"{where}, item '{item}'", f"empty base: 0 of {source.rows} respondents answered",
                "at least one answer", "leave this item out") for item in empty
    ]  # fmt: skip
    if problems:
        raise DrukproefError(problems)


def _check_nets(values: Mapping[str, Sequence[Any]], request: Request) -> None:
    """A net of answers that no item has would be ignored."""
    used = {name for each in values.values() for name in counted.nets_for(each, request.nets)}
    problems = [
        Problem(f"--net {name}", f"no item has one of its answers: {', '.join(map(str, codes))}",
                "answers that occur", "mend the codes, or leave it out") for name, codes in request.nets.items()
        if name not in used
    ]  # fmt: skip
    if problems:
        raise DrukproefError(problems)
