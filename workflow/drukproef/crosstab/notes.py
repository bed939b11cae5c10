"""A finished table in, what its reader should know of cells without a number or a test out, as sentences with counts."""

from __future__ import annotations

from typing import Any

import pyarrow.compute as pc


def notes(table: Any) -> list[str]:
    """One sentence for each of these that occurs: nobody, one respondent, nothing that varies, a denominator of 0."""
    groups = table.group_by(["item", "measure", "by", "level", "wave"], use_threads=False)
    bases = groups.aggregate([("n", "first"), ("estimate", "max"), ("deff", "max")])
    n, nothing, flat = bases["n_first"], pc.is_null(bases["estimate_max"]), pc.is_null(bases["deff_max"])
    several = pc.greater(n, 1)
    kinds = {
        "nobody in the base, so no estimate": pc.equal(n, 0),
        "one respondent, so no interval and no test": pc.equal(n, 1),
        "a denominator of 0, so no ratio": pc.and_(several, nothing),
        "the same answer of everyone, so a standard error of 0 and no test": pc.and_(
            several, pc.and_(pc.invert(nothing), flat)
        ),
    }
    found = {text: bases.filter(which) for text, which in kinds.items()}
    return [
        f"{text}: {rows.num_rows} of {bases.num_rows} bases, first {_name(rows)}"
        for text, rows in found.items()
        if rows.num_rows
    ]


def _name(bases: Any) -> str:
    first = bases.slice(0, 1).to_pylist()[0]
    wave = f", wave {first['wave']}" if first["wave"] else ""
    level = "" if first["by"] == "total" else f", {first['by']} '{first['level']}'"
    return f"{first['measure']} of '{first['item']}'{level}{wave} (n = {first['n_first']})"
