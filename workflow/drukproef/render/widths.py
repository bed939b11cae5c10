"""A table in, the width of each of its columns on paper out: as its words need, so that it always fits the page.

Widths are counted in ems, the size of the type. What a word needs is estimated from its letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from drukproef.errors import Problem
from drukproef.write.document import Printed, Table

BROAD = 5
"""More columns than this, and the table needs all the width that there is."""
LABELS = 15.0
"""Ems that labels get before columns become narrower than their words."""
AIR = 0.5
"""Ems that columns keep to spare when labels take the rest of the width to stand on one line."""
REGULAR_WEIGHT = 0.93
"""Labels are not bold: this part of what is estimated, at most."""
SHORT = 7.0
"""Ems of half a header, up to which it is set in two lines if there is room."""
SIGN = 1.0
"""Ems that the sign of a mark hangs out."""
HYPHENATED = 10
"""A word with at least this many letters may be broken, with at least half of them before the hyphen."""
_NARROW, _SLIM, _BROAD = set("ijlI.,:;'’|! "), set("frt()[]-/"), set("mwMW%")


@dataclass(frozen=True)
class Type:
    """A size of type: ems of the text's width on the page, and of the padding of a cell."""

    page: float
    padding: float


REGULAR, SMALL = Type(50.0, 0.75), Type(59.0, 0.52)
"""9.2 and 7.8 points on a text of 162 mm."""


def column_widths(table: Table) -> tuple[float, ...]:
    """Percentages of the width: first column, bases if any, then the others. Their sum is 100."""
    kind = SMALL if is_wide(table) else REGULAR
    widths = _widths(table, kind)
    return tuple(round(100 * width / sum(widths), 2) for width in widths)


def is_wide(table: Table) -> bool:
    """Whether the table needs smaller type, so that its words are not broken."""
    return _labels(table, REGULAR) + sum(_needs(table, REGULAR)) > REGULAR.page


def is_broad(table: Table) -> bool:
    """Whether the table needs all the width that there is."""
    return len(table.columns) + has_n(table) > BROAD


def has_n(table: Table) -> bool:
    """Whether the rows have bases, which stand in a column of their own."""
    return any(row.n is not None for row in table.rows)


def width_problems(tables: Iterable[Table], place: str) -> Iterator[Problem]:
    """A problem per table whose columns don't fit the page, with all words broken where they can be."""
    for table in tables:
        least = [LABELS / 2, *_needs(table, SMALL, broken=True)]
        if sum(least) > SMALL.page:
            most = _most_columns(least, SMALL.page)
            yield Problem(
                f"{place}, {table.id}",
                f"the table is too wide for the page: {len(table.columns)} columns need "
                f"{sum(least) / SMALL.page:.0%} of its width",
                f"columns that fit, here at most {most}",
                "in the plan, show fewer levels, waves or answers, make two tables of it, or put in the rows what is "
                "now in the columns",
            )


def _most_columns(least: Sequence[float], page: float) -> int:
    others = sorted(least[1:])
    return sum(least[0] + sum(others[: i + 1]) <= page for i in range(len(others)))


def _widths(table: Table, kind: Type) -> list[float]:
    needs = _needs(table, kind)
    count = len(table.columns)
    fixed = needs[: len(needs) - count]  # of the bases
    columns = needs[len(needs) - count :]
    wanted = _with_short_headers(table, kind, columns)
    room, labels = kind.page - sum(fixed), _labels(table, kind)
    if count * max(columns) + labels <= room:
        line = _line(table, kind, room - count * (max(wanted) + AIR))
        equal = max(max(columns), min(_comfortable(room, count), (room - line) / count))
        return [room - count * equal, *fixed, *([equal] * count)]
    if sum(columns) + labels <= room:
        columns = _between(columns, wanted, min(room - labels, sum(wanted)))
        labels = max(labels, _line(table, kind, room - sum(columns) - count * AIR))
        spare = (room - labels - sum(columns)) / (count + 1)
        return [labels + spare, *fixed, *(width + spare for width in columns)]
    least = _needs(table, kind, broken=True)[len(fixed) :]
    return [labels, *fixed, *_between(least, columns, room - labels)]


def _comfortable(room: float, count: int) -> float:
    """Equal columns, while the labels keep about half of the page."""
    return room * (1 - max(0.34, 0.66 - 0.07 * count)) / count


def _with_short_headers(table: Table, kind: Type, columns: list[float]) -> list[float]:
    """Columns in which a header of a few words takes two lines."""
    return [
        max(width, min(_ems(column.header) / 2 + 1, SHORT) + kind.padding)
        for width, column in zip(columns, table.columns, strict=True)
    ]


def _between(least: Sequence[float], needs: Sequence[float], room: float) -> list[float]:
    """Widths that add up to `room`: all words whole if that fits, else each equally far towards its least."""
    whole, broken = sum(needs), sum(least)
    part = 1.0 if whole == broken else (room - broken) / (whole - broken)
    return [low + (high - low) * part for low, high in zip(least, needs, strict=True)]


def _labels(table: Table, kind: Type) -> float:
    """Ems for the first column: one line, or LABELS if that is less."""
    longest = max((_ems(row.header) for row in table.rows), default=0)
    words = max((_ems(word) for row in table.rows for word in row.header.split()), default=0)
    stub = _header(table.stub, broken=False)
    return max(min(longest, LABELS), words, stub) + kind.padding


def _line(table: Table, kind: Type, room: float) -> float:
    """Ems of the first column in which all labels that fit in this room stand on one line."""
    lines = (REGULAR_WEIGHT * _ems(row.header) + kind.padding for row in table.rows)
    return max((line for line in lines if line <= room), default=0.0)


def _needs(table: Table, kind: Type, broken: bool = False) -> list[float]:
    """Ems per column: bases if any, then the others, with spanning headers over them."""
    bases = [max(map(_printed, (row.n for row in table.rows))) + kind.padding] if has_n(table) else []
    columns = [
        kind.padding
        + max(
            _header(column.header, broken),
            _printed(column.n) + 2 * _ems("n=") if column.n else 0.0,
            *(_printed(row.cells[j]) + SIGN * table.marked for row in table.rows),
        )
        for j, column in enumerate(table.columns)
    ]
    return bases + list(_under_groups(table, columns, kind, broken))


def _under_groups(table: Table, columns: list[float], kind: Type, broken: bool) -> Iterator[float]:
    """Columns that are together as wide as the spanning header above them."""
    for group, members in groupby(range(len(columns)), key=lambda j: table.columns[j].group):
        widths = [columns[j] for j in members]
        more = max(0.0, _header(group, broken) + kind.padding - sum(widths)) / len(widths)
        yield from (width + more for width in widths)


def _header(text: str, broken: bool) -> float:
    """Ems of the longest word, and room for it in at most four lines."""
    words = re.split(r"\s+|(?<=[/-])", text) if broken else text.split()
    longest = max((_broken(word) if broken else _ems(word) for word in words), default=0.0)
    return max(longest, 0.0 if broken else _ems(text) / 4 + 1)


def _broken(word: str) -> float:
    return _ems(word) if len(word) < HYPHENATED else _ems(f"{word[: len(word) // 2 + 2]}-")


def _printed(printed: Printed | None) -> float:
    return _ems(printed.text) if printed else 0.0


def _ems(text: str) -> float:
    """About how wide a text is, in a bold type of usual width.

    >>> round(_ems("Burgemeesters"), 1), round(_ems("100%"), 1)
    (7.0, 2.5)
    """
    return sum(
        0.28 if c in _NARROW else 0.38 if c in _SLIM else 0.85 if c in _BROAD else 0.65 if c.isupper() else 0.55
        for c in text
    )  # fmt: skip
