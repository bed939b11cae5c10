"""The document model: what a chapter says, as frozen values that every renderer reads and none can change."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from drukproef.study.frozen import Frozen

Mark = Literal["", "higher", "lower"]


class Printed(Frozen):
    """A text that is printed; when it is a number of the data, with its row in the ledger."""

    text: str
    ledger: str | None = None  # id of the ledger row
    mark: Mark = ""
    reason: str = ""  # why there is no number: "te weinig respondenten", "niet gevraagd"


class Column(Frozen):
    """A column of a table: its header, the spanning header above it, and its base."""

    header: str
    group: str = ""  # equal neighbours share one spanning header
    n: Printed | None = None


class Row(Frozen):
    """A row of a table: its header, its base, and one cell per column."""

    header: str
    n: Printed | None = None
    cells: tuple[Printed, ...]


class Table(Frozen):
    """A table with its caption, base and notes. `marked` says that the legend of the marks is needed."""

    kind: Literal["table"] = "table"
    id: str
    caption: str
    base: str = ""
    stub: str = ""  # header of the first column
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    marked: bool = False
    mark_words: str = ""  # what the marks compare: "de andere groepen", "de vorige meting"


class Figure(Frozen):
    """A figure: the path of its SVG (from results/<study>/), its alt text, and its numbers as a table."""

    kind: Literal["figure"] = "figure"
    id: str
    caption: str
    base: str = ""
    svg: str
    alt: str
    notes: tuple[str, ...] = ()
    data: Table


class Prose(Frozen):
    """Markdown (pandoc's, as Quarto reads it). Bound numbers are spans: [84%]{.getal #2-0012}."""

    kind: Literal["prose"] = "prose"
    markdown: str


Block = Annotated[Prose | Table | Figure, Field(discriminator="kind")]


class Chapter(Frozen):
    """A chapter in reading order. `number` is None for an unnumbered part; appendices have letters."""

    id: str
    number: str | None
    title: str
    language: str
    source: str  # path of the template, for messages
    blocks: tuple[Block, ...]
