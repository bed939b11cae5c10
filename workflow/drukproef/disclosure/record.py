"""The proof in, results/<study>/disclosure/<population>.csv out: every hidden cell, why, and what is left of it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from drukproef.disclosure.control import Disclosed
from drukproef.files import write_text

COLUMNS = ("cell", "base", "reason", "low", "high", "needed", "outcome")


def write_record(path: Path, disclosed: Disclosed) -> None:
    """Write a row per hidden cell. Nothing in it is more than an intruder with the report could know."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for cell in disclosed.report.cells:
        reason, interval = disclosed.reasons[cell.name], cell.interval
        writer.writerow(
            (cell.name, cell.base, reason, interval.low, interval.high, cell.needed, cell.outcome)
        )
    write_text(path, text.getvalue())
