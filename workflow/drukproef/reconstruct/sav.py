"""The respondents of a wave in, an SPSS file out that says it is reconstructed; the same bytes each time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyreadstat

from drukproef.files import written_aside
from drukproef.reconstruct.frame import DEPTH, MISSING, Frame, in_base
from drukproef.reconstruct.wave import Wave
from drukproef.study.item import Item

MARK = "reconstructie"
FILE_LABEL = "Gereconstrueerd uit gepubliceerde cijfers: geen echte personen"
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
DATE_AT, TIME_AT = 92, 101  # in the header of a .sav file: after 4+60+4+4+4+4+4+8 bytes


def write_sav(
    path: Path, wave: Wave, frame: Frame, missing: Mapping[str, np.ndarray], notice: str, published: dt.date
) -> None:
    """Write the file of a wave, with labels, user-missing codes and the mark."""
    questions = _questions(wave)
    data = pd.DataFrame(_identity(wave, len(frame[DEPTH])))
    labels = dict(zip(data.columns, _identity_labels(), strict=True))
    value_labels: dict[str, dict[int | float, str]] = {
        MARK: {1: "gereconstrueerd uit gepubliceerde percentages"}
    }
    missing_ranges: dict[str, list[Any]] = {}
    for question in questions:
        column = question.data_column
        data[column] = _column(question, wave, frame, missing)
        labels[column] = question.question or question.label
        value_labels[column] = _value_labels(question, wave.year)
        if question.missing:
            missing_ranges[column] = [m.code for m in question.missing]
    with written_aside(path) as aside:
        pyreadstat.write_sav(
            data, str(aside), file_label=FILE_LABEL, column_labels=labels, note=_note(wave, notice),
            variable_value_labels=value_labels, missing_ranges=missing_ranges, row_compress=True,
            variable_format={c: "F8.0" if i == 0 else "F4.0" for i, c in enumerate(data.columns)},
            variable_measure={q.data_column: _measure(q) for q in questions},
        )  # fmt: skip
        _set_date(aside, published)


def _questions(wave: Wave) -> list[Item]:
    """The columns of the file: what was asked in this wave and is not derived."""
    asked = (*wave.codebook.variables, *wave.codebook.items)
    return [q for q in asked if wave.year in q.waves and q.derive is None]


def _identity(wave: Wave, n: int) -> dict[str, np.ndarray]:
    codebook = wave.codebook
    return {
        codebook.respondent_column: wave.year * 10_000 + np.arange(1, n + 1),
        codebook.wave_column: np.full(n, wave.year),
        MARK: np.ones(n, dtype=np.int64),
    }


def _identity_labels() -> tuple[str, ...]:
    return "respondentnummer, uniek over de metingen", "meting", "dit bestand is gereconstrueerd"


def _column(question: Item, wave: Wave, frame: Frame, missing: Mapping[str, np.ndarray]) -> np.ndarray:
    """Codes as in the codebook; NaN for who was not asked."""
    codes = frame[question.id].astype(float)
    is_missing = frame[question.id] == MISSING
    codes[is_missing] = np.nan
    if question.id in missing:
        where = is_missing & (missing[question.id] != MISSING)
        codes[where] = missing[question.id][where]
        return codes
    asked = (frame[DEPTH] >= wave.design.depth(question)) & in_base(question, frame, wave.codebook)
    for code in (m.code for m in question.missing if m.kind == "dont_know"):
        codes[is_missing & asked] = code
    return codes


def _value_labels(question: Item, year: int) -> dict[int | float, str]:
    offered: dict[int | float, str] = {
        c.code: c.label for c in question.categories if c.waves is None or year in c.waves
    }
    return offered | {m.code: m.label for m in question.missing}


def _measure(question: Item) -> str:
    return "ordinal" if question.kind in ("likert", "frequency", "ordinal") else "nominal"


def _note(wave: Wave, notice: str) -> list[str]:
    """The document note, in lines of at most 80 characters, as SPSS keeps them."""
    sources = wave.design.sources.get(wave.year, "")
    words = f"{FILE_LABEL}. {notice} Meting {wave.year}. Aantallen per functie: {sources}.".split()
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if len(longer.encode()) <= 80:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _set_date(path: Path, date: dt.date) -> None:
    """Replace the moment of writing in the header by the date of publication."""
    content = bytearray(path.read_bytes())
    day = f"{date.day:02d} {MONTHS[date.month - 1]} {date.year % 100:02d}"
    content[DATE_AT : DATE_AT + 9] = day.encode("ascii")
    content[TIME_AT : TIME_AT + 8] = b"00:00:00"
    path.write_bytes(bytes(content))
