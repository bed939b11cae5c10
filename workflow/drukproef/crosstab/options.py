"""The arguments and options of `drukproef crosstab FILE`, with their help texts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

File = Annotated[Path, typer.Argument(help="the survey: .sav, .csv or .parquet, a row per respondent")]
Items = Annotated[str, typer.Option(help="columns with the questions, with commas between them")]
By = Annotated[str, typer.Option(help="columns with the banners, with commas between them")]
Weight = Annotated[str, typer.Option(help="column with the weight (with --poststrata or --rake: before it)")]
Strata = Annotated[str | None, typer.Option(help="column with the stratum that a respondent was drawn from")]
Psu = Annotated[str | None, typer.Option(help="column with the cluster (primary sampling unit)")]
Fpc = Annotated[
    str | None,
    typer.Option(help="column with the population of the stratum (with --psu: its clusters), or one number"),
]
Poststrata = Annotated[
    str | None, typer.Option(help="weight to the population of these cells: needs --targets")
]
Targets = Annotated[
    Path | None, typer.Option(help="CSV: the columns of --poststrata, (the wave,) population")
]
Rake = Annotated[
    Path | None, typer.Option(help="rake to the margins in this CSV: (wave,) variable, level, population")
]
Wave = Annotated[str | None, typer.Option(help="column with the wave: each wave has estimates of its own")]
Ci = Annotated[
    str, typer.Option(help="confidence interval: logit, wald, beta (Korn and Graubard) or likelihood")
]
Confidence = Annotated[float, typer.Option(help="confidence level of the intervals")]
Test = Annotated[
    str,
    typer.Option(
        help="test each level against the rest, in pairs, or against the wave before: rest,pairs,wave"
    ),
]
Adjust = Annotated[str, typer.Option(help="adjust p for the number of tests: none, holm, bh or bonferroni")]
Alpha = Annotated[float, typer.Option(help="level of the marks")]
SubsetText = Annotated[
    str | None,
    typer.Option("--subset", help="only these respondents: \"age >= 18 and region in ['n', 'e']\"; the errors stay "
                 "those of the whole design"),
]  # fmt: skip
Net = Annotated[
    list[str] | None, typer.Option(help="a sum of answers, for items that have them: top2=4,5 (repeat)")
]
Missing = Annotated[
    str, typer.Option(help="codes that are no answer, such as -1,-2 (in .sav the file says so)")
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help=".csv, .parquet, .json or .xlsx; without it: CSV on screen"),
]
Threads = Annotated[int, typer.Option(help="threads for reading; the result is the same with any number")]
