"""The table book as frozen values: what the workbook and the web page both print."""

from __future__ import annotations

from dataclasses import dataclass

from drukproef.tabulate.cell import Mark, Status
from drukproef.wording.forms import Form


@dataclass(frozen=True)
class Figure:
    """An estimate, or the reason why there is none, with the signs that go with it."""

    status: Status
    estimate: float | None = None  # unrounded; of a share: from 0 to 1
    n_category: int | None = None  # of a small base, when the rules allow its counts
    rest: Mark = ""  # against the other levels of the banner together
    letters: tuple[str, ...] = ()  # of the levels that this one is significantly higher than
    previous: Mark = ""  # against the last wave before this one


@dataclass(frozen=True)
class Base:
    """How many respondents a column is about; None where that may not be seen."""

    status: Status
    n: int | None = None
    n_weighted: float | None = None


@dataclass(frozen=True)
class Column:
    """A level of a banner, the total, or a wave."""

    group: str  # the banner's label; empty for the total
    header: str
    letter: str = ""


@dataclass(frozen=True)
class Row:
    """A category, net or statistic, with a figure per column."""

    header: str
    is_net: bool
    form: Form  # how its figures are printed
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Block:
    """A table: one item in one wave by every banner, or in all waves for the total."""

    caption: str
    title: str
    is_trend: bool  # its columns are waves
    columns: tuple[Column, ...]
    bases: tuple[Base, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Page:
    """All tables of one item."""

    number: str  # "007"
    sheet: str  # name of the sheet, unique in the book
    population: str
    group: str  # label of the question block
    label: str
    question: str
    base: str
    waves: tuple[int, ...]  # in which it was asked
    blocks: tuple[Block, ...]  # newest wave first
    trend: Block
    notes: tuple[str, ...]
