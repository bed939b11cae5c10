"""A request and the file it is about in, the request with its subset parsed out, or everything that is wrong with it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pyarrow as pa

from drukproef.crosstab.replicates import replicate_problems
from drukproef.crosstab.request import CROSSED, TESTS, Request, columns_in
from drukproef.crosstab.source import Source
from drukproef.crosstab.subset import parse
from drukproef.errors import DrukproefError, Problem
from drukproef.study.check import unknown
from drukproef.survey.adjust import METHODS as ADJUSTMENTS
from drukproef.survey.design_checks import LONELY
from drukproef.survey.intervals import METHODS as INTERVALS

DEFAULT = Request(items=())


def checked(request: Request, source: Source) -> Request:
    """The request with its subset parsed. Raises DrukproefError with everything that is wrong, at once."""
    problems = [*option_problems(request), *column_problems(request, source)]
    subset = None
    if request.subset is not None:
        try:
            subset = parse(request.subset, source.schema)
        except DrukproefError as error:
            problems += error.problems
    if problems:
        raise DrukproefError(problems)
    return replace(request, parsed_subset=subset)


def option_problems(request: Request) -> Iterator[Problem]:
    if not request.items and not request.numbers:
        expected = "--items a,b (or --mean, --median, --total, --ratio, --multiple)"
        yield Problem("--items", "no items, and nothing else to estimate", expected)
    choices = {"--ci": ([request.ci], list(INTERVALS)), "--adjust": ([request.adjust], list(ADJUSTMENTS)),
               "--test": (request.tests, TESTS), "--lonely": ([request.lonely], LONELY)}  # fmt: skip
    for option, (given, known) in choices.items():
        for value in given:
            if value not in known:
                yield Problem(option, f"'{value}'", f"one of {', '.join(known)}")
    for option, number in (("--alpha", request.alpha), ("--confidence", request.confidence)):
        if not 0 < number < 1:
            yield Problem(option, f"{number}", "a number between 0 and 1, such as 0.05 or 0.95")
    if not 0 <= request.minimum_difference < math.inf:
        yield Problem("--minimum-difference", f"{request.minimum_difference}", "0 or more, such as 0.05")
    yield from _form(request)
    yield from _unused(request)
    yield from _twice(request)


def _form(request: Request) -> Iterator[Problem]:
    """Banners, ratios and sets that have too few or empty parts."""
    for banner in request.by:
        if CROSSED in banner and not all(columns_in(banner)):
            yield Problem("--by", f"'{banner}'", "columns with * between them, such as sex*region")
    for text in request.ratio:
        if text.count("/") != 1 or not all(text.split("/")):
            yield Problem("--ratio", f"'{text}'", "two columns with / between them, such as income/hours")
    for name, columns in request.multiple.items():
        if len(columns) < 2 or not name:
            found = f"'{name}={','.join(columns)}'"
            yield Problem("--multiple", found, "a name and two columns or more, such as media=tv,radio")


def _unused(request: Request) -> Iterator[Problem]:
    """Options that would be ignored, or contradict each other."""
    pairs = [
        ("--targets", request.targets, "--poststrata", request.poststrata),
        ("--poststrata", request.poststrata, "--targets", request.targets),
        ("--adjust", request.adjust != "none", "--test", request.tests),
        ("--test wave", "wave" in request.tests, "--wave", request.wave),
        ("--test rest", "rest" in request.tests, "--by", request.by),
        ("--test pairs", "pairs" in request.tests, "--by", request.by),
        ("--alpha", request.alpha != DEFAULT.alpha, "--test", request.tests),
        ("--minimum-difference", request.minimum_difference, "--test", request.tests),
        ("--net", request.nets, "--items", request.items),
        ("--lonely", request.lonely != DEFAULT.lonely, "--strata", request.strata),
        (
            "--ci",
            request.ci != DEFAULT.ci,
            "shares (--items or --multiple)",
            request.items or request.multiple,
        ),
    ]
    for option, given, needs, there in pairs:
        if given and not there:
            yield Problem(
                "options", f"{option} without {needs}", "both", f"add {needs}, or leave {option} out"
            )
    if not request.weight and not request.is_calibrated:
        yield Problem("--weight", "no weight", "a column with the weight, or population totals (--poststrata, --rake)",
                      "if all weigh the same, give a column of ones")  # fmt: skip
    if request.poststrata and request.rake:
        yield Problem("options", "--poststrata and --rake", "one of both", "rake with the cells as a margin")
    number = request.fpc_number
    if number is not None and not number > 0:
        yield Problem("--fpc", f"{request.fpc}", "a positive size, or a column with the size of each stratum")
    elif number is not None and request.strata:
        step = "name a column that holds the population of each respondent's stratum"
        yield Problem("--fpc", f"one size, {request.fpc}, for all strata", "a size per stratum", step)


def _twice(request: Request) -> Iterator[Problem]:
    sets = {f"--multiple {name}": names for name, names in request.multiple.items()}
    given = {"--items": request.items, "--by": request.by, "--test": request.tests, "--mean": request.mean,
             "--median": request.median, "--total": request.total, "--ratio": request.ratio, **sets,
             **{f"--by {banner}": columns_in(banner) for banner in request.by}}  # fmt: skip
    for option, names in given.items():
        for name in dict.fromkeys(n for n in names if names.count(n) > 1):
            yield Problem(option, f"'{name}' is given {names.count(name)} times", "once")


def column_problems(request: Request, source: Source) -> Iterator[Problem]:
    yield from replicate_problems(request, source.names)
    fpc = request.fpc_column
    replicates = tuple(request.replicate_columns(source.names))
    banners = tuple(dict.fromkeys(name for banner in request.by for name in columns_in(banner)))
    numbers = {"--mean": request.mean, "--median": request.median, "--total": request.total,
               "--ratio": tuple(name for text in request.ratio for name in text.split("/")),
               **{f"--multiple {name}": names for name, names in request.multiple.items()}}  # fmt: skip
    given = {"--items": request.items, **numbers, "--by": banners, "--weight": (request.weight,),
             "--strata": (request.strata,), "--psu": (request.psu,), "--fpc": (fpc,), "--wave": (request.wave,),
             "--poststrata": request.poststrata_columns}  # fmt: skip
    for option, names in given.items():
        for name in names:
            if name and name not in source.names:
                yield unknown("column", name, source.names, f"{option}, {source.shown}")
    for option, columns in (
        {"--weight": (request.weight,), "--fpc": (fpc,), "--replicates": replicates} | numbers
    ).items():
        kinds = {c: source.schema.field(c).type for c in columns if c in source.names}
        wrong = [c for c, kind in kinds.items() if not _is_number(kind, also_yes_no=option in numbers)]
        for column in wrong:
            kind = source.schema.field(column).type
            yield Problem(
                f"{option}, {source.shown}",
                f"column '{column}' holds {'text' if _is_text(kind) else kind}, not numbers",
                "a column of numbers",
            )


def _is_text(kind: Any) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _is_number(kind: Any, also_yes_no: bool) -> bool:
    """Also, when asked: true and false of a ticked option, and a column of nothing (whose base is empty)."""
    yes_no = also_yes_no and (pa.types.is_boolean(kind) or pa.types.is_null(kind))
    return bool(
        yes_no or pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    )
