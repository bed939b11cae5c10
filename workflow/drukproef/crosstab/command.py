"""`drukproef crosstab FILE`: a survey file in, a table of shares with errors, intervals and tests out."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drukproef.crosstab import options as o
from drukproef.crosstab.explained import help_text
from drukproef.errors import DrukproefError, Problem

if TYPE_CHECKING:
    from drukproef.crosstab.request import Request
    from drukproef.crosstab.source import Source


def crosstab_command(
    file: o.File,
    items: o.Items = "",
    by: o.By = "",
    weight: o.Weight = "",
    strata: o.Strata = None,
    psu: o.Psu = None,
    fpc: o.Fpc = None,
    lonely: o.LonelyStrata = "fail",
    replicates: o.ReplicateColumns = "",
    replicate_kind: o.ReplicateKind = "",
    replicate_scale: o.ReplicateScale = None,
    poststrata: o.Poststrata = None,
    targets: o.Targets = None,
    rake: o.Rake = None,
    wave: o.Wave = None,
    ci: o.Ci = "logit",
    confidence: o.Confidence = 0.95,
    test: o.Test = "",
    adjust: o.Adjust = "none",
    alpha: o.Alpha = 0.05,
    subset: o.SubsetText = None,
    net: o.Net = None,
    missing: o.Missing = "",
    mean: o.Mean = "",
    median: o.Median = "",
    total: o.Total = "",
    ratio: o.Ratio = "",
    multiple: o.Multiple = None,
    minimum_difference: o.MinimumDifference = 0.0,
    publish: o.Publish = False,
    output: o.Output = None,
    threads: o.Threads = 2,
) -> None:
    from drukproef.crosstab.notes import notes
    from drukproef.crosstab.request import Request, names_of
    from drukproef.crosstab.source import open_source  # pandas and scipy: not before they are needed
    from drukproef.crosstab.table import table_for
    from drukproef.crosstab.write import output_problem, write_csv, write_table

    source = open_source(file)
    problems = [problem for problem in (output_problem(output), *same_file(file, output)) if problem]
    nets: dict[str, tuple[Any, ...]] = {}
    for text in net or []:
        name, codes, problem = _net(text)
        nets[name] = codes
        problems += [problem] if problem else []
    sets: dict[str, tuple[str, ...]] = {}
    for text in multiple or []:
        name, _, columns = text.partition("=")
        problems += [Problem("--multiple", f"'{name}' is given twice", "once")] if name in sets else []
        sets[name.strip()] = names_of(columns)
    request = Request(
        items=names_of(items), by=names_of(by), mean=names_of(mean), median=names_of(median), total=names_of(total),
        ratio=names_of(ratio), multiple=sets, nets=nets, missing=tuple(codes_of(missing)), subset=subset, wave=wave,
        weight=weight, strata=strata, psu=psu, fpc=fpc, lonely=lonely, replicates=names_of(replicates),
        replicate_kind=replicate_kind, replicate_scale=replicate_scale, poststrata=poststrata, targets=targets,
        rake=rake, ci=ci, confidence=confidence, tests=names_of(test), adjust=adjust, alpha=alpha,
        minimum_difference=minimum_difference, publish=publish,
    )  # fmt: skip
    refuse(problems, request, source)
    table = table_for(source, request, threads)
    for note in notes(table):
        print(f"note: {note}", file=sys.stderr)
    if output is None:
        write_csv(table, sys.stdout.buffer)
    else:
        write_table(table, output)


crosstab_command.__doc__ = (
    "Tabulate a survey file: weighted shares of all answers (and means, medians, totals, ratios), for everyone and each "
    "level of the banners, with errors that follow the sample design, intervals and tests. Numbers are those of R survey "
    "(svymean, svyciprop, svyttest, svyquantile, svytotal, svyratio)."
    "\n\ndrukproef crosstab answers.sav --items q1,q2 --by sex,sex*region --weight w --strata region --test rest -o t.xlsx"
    "\n\n" + help_text()
)


def refuse(problems: Sequence[Problem], request: Request, source: Source) -> None:
    """Everything that is wrong with the options, at once."""
    from drukproef.crosstab.request_checks import checked

    found = list(problems)
    try:
        checked(request, source)
    except DrukproefError as error:
        found += error.problems
    if found:
        raise DrukproefError(found)


def _net(text: str) -> tuple[str, tuple[Any, ...], Problem | None]:
    name, _, codes = text.partition("=")
    found = tuple(codes_of(codes))
    if name.strip() and found:
        return name.strip(), found, None
    return name, found, Problem("--net", f"'{text}'", "a name and its answers, such as top2=4,5")


def codes_of(text: str) -> list[Any]:
    """Codes as numbers where they are numbers.

    >>> codes_of("-1, 2.5, x")
    [-1, 2.5, 'x']
    """
    from drukproef.crosstab.request import names_of

    return [_code(part) for part in names_of(text)]


def _code(text: str) -> Any:
    try:
        number = float(text)
    except ValueError:
        return text
    if not math.isfinite(number):
        return text
    return int(number) if number.is_integer() else number


def same_file(file: Path, output: Path | None) -> list[Problem]:
    """A result that would take the place of the survey."""
    if output is None or output.resolve() != file.resolve():
        return []
    return [Problem(f"--output {output}", "this is the survey itself", "another file: it stays as it is")]
