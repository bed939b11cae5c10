"""`drukproef items FILE`: a survey file and some of its columns in, how well they make one scale out."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from drukproef.crosstab import options as o
from drukproef.items.explained import COLUMNS, help_text

Items = Annotated[
    str, typer.Option(help="columns with the items of the scale, all coded in one direction: a,b,c")
]
Weight = Annotated[str, typer.Option(help="column with the weight")]


def items_command(
    file: o.File,
    items: Items,
    weight: Weight,
    strata: o.Strata = None,
    psu: o.Psu = None,
    lonely: o.LonelyStrata = "fail",
    subset: o.SubsetText = None,
    missing: o.Missing = "",
    output: o.Output = None,
) -> None:
    from drukproef.crosstab.command import codes_of, refuse, same_file
    from drukproef.crosstab.request import Request, names_of
    from drukproef.crosstab.source import open_source  # pandas and scipy: not before they are needed
    from drukproef.crosstab.write import output_problem, write_csv, write_table
    from drukproef.items.table import items_table

    problems = [problem for problem in (output_problem(output), *same_file(file, output)) if problem]
    source = open_source(file)
    request = Request(
        items=names_of(items),
        weight=weight,
        strata=strata,
        psu=psu,
        subset=subset,
        missing=tuple(codes_of(missing)),
        lonely=lonely,
    )
    refuse(problems, request, source)
    table = items_table(source, request)
    if output is None:
        write_csv(table, sys.stdout.buffer)
    else:
        write_table(table, output, COLUMNS, "drukproef items")


items_command.__doc__ = (
    "Say how well items make one scale: reliability, correlations and components, weighted, over those who answered all "
    "of them. Numbers are those of R survey (svycralpha, svyvar, svymean) and eigen.\n\n" + help_text()
)
