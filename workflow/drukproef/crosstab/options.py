"""The arguments and options of `drukproef crosstab FILE`, with their help texts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer


def _option(panel: str, text: str, *names: str) -> Any:
    return typer.Option(*names, help=text, rich_help_panel=panel)


WHAT, DESIGN, TOTALS = "What is tabulated", "The sample", "Weighting to population totals"
TESTS, OUTPUT = "Intervals and tests", "Output"

File = Annotated[Path, typer.Argument(help="the survey: .sav, .csv or .parquet, a row per respondent")]

Items = Annotated[str, _option(WHAT, "columns with the questions, with commas between them: their shares")]
By = Annotated[
    str, _option(WHAT, "columns with the banners; sex*region is one banner of all combinations (two-way)")
]
Net = Annotated[
    list[str] | None, _option(WHAT, "a sum of answers, for items that have them: top2=4,5 (repeat)")
]
Multiple = Annotated[
    list[str] | None,
    _option(
        WHAT,
        "a question with several answers, in columns of 0 and 1: media=tv,radio (repeat); gives shares of respondents "
        "and of answers",
    ),
]
Mean = Annotated[str, _option(WHAT, "columns with numbers: their means")]
Median = Annotated[str, _option(WHAT, "columns with numbers: their medians")]
Total = Annotated[str, _option(WHAT, "columns with numbers: their totals in the population")]
Ratio = Annotated[str, _option(WHAT, "ratios of two totals, such as income/hours")]
SubsetText = Annotated[
    str | None,
    _option(
        WHAT,
        "only these respondents: \"age >= 18 and region in ['n', 'e']\"; the errors stay those of the whole design",
        "--subset",
    ),
]
Missing = Annotated[str, _option(WHAT, "codes that are no answer, such as -1,-2 (in .sav the file says so)")]
Wave = Annotated[str | None, _option(WHAT, "column with the wave: each wave has estimates of its own")]

Weight = Annotated[str, _option(DESIGN, "column with the weight (with --poststrata or --rake: before it)")]
Strata = Annotated[str | None, _option(DESIGN, "column with the stratum that a respondent was drawn from")]
Psu = Annotated[str | None, _option(DESIGN, "column with the cluster (primary sampling unit)")]
Fpc = Annotated[
    str | None,
    _option(
        DESIGN,
        "column with the population of the stratum (with --psu: its clusters), or one number without strata",
    ),
]
LonelyStrata = Annotated[
    str,
    _option(
        DESIGN,
        "what a stratum with one respondent (with --psu: one cluster) counts for: fail, certainty (no error) or centre "
        "(its distance from the mean of all)",
        "--lonely",
    ),
]
ReplicateColumns = Annotated[
    str,
    _option(
        DESIGN,
        "columns with replicate weights, such as rw*: in the place of strata, clusters, population sizes and totals",
    ),
]
ReplicateKind = Annotated[
    str, _option(DESIGN, "how they were made: JK1, JKn, BRR, Fay:0.3 (with its rho), bootstrap or other")
]
ReplicateScale = Annotated[
    str | None,
    _option(
        DESIGN,
        "what the sum of their squared deviations counts for; JKn: a number for each replicate, (n - 1) / n, with commas",
    ),
]

Poststrata = Annotated[
    str | None, _option(TOTALS, "weight to the population of these cells: needs --targets")
]
Targets = Annotated[Path | None, _option(TOTALS, "CSV: the columns of --poststrata, (the wave,) population")]
Rake = Annotated[
    Path | None, _option(TOTALS, "rake to the margins in this CSV: (wave,) variable, level, population")
]

Ci = Annotated[str, _option(TESTS, "interval of shares: logit, wald, beta (Korn and Graubard) or likelihood")]
Confidence = Annotated[float, _option(TESTS, "confidence level of the intervals")]
Test = Annotated[
    str,
    _option(TESTS, "test each level against the rest, in pairs, or against the wave before: rest,pairs,wave"),
]
Adjust = Annotated[str, _option(TESTS, "adjust p for the number of tests: none, holm, bh or bonferroni")]
Alpha = Annotated[float, _option(TESTS, "level of the marks")]
MinimumDifference = Annotated[
    float,
    _option(TESTS, "smaller differences get no mark (in units of the estimate: 0.05 is 5 points of a share)"),
]

Output = Annotated[
    Path | None,
    _option(OUTPUT, ".csv, .parquet, .json or .xlsx; without it: CSV on screen", "--output", "-o"),
]
Publish = Annotated[
    bool,
    _option(OUTPUT, "say of each estimate whether to publish, review or suppress it, and why", "--publish"),
]
Threads = Annotated[
    int, _option(OUTPUT, "threads for reading and counting; the result is the same with any number")
]
