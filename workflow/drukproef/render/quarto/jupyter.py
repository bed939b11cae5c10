"""A chapter with python cells in, the same chapter with their output as prose out: run through Jupyter, as Quarto does.

What a cell prints is prose like any other: its constructs and digits are checked afterwards, so a number that a cell
computes must say where it comes from, as [12]{.vast} does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from drukproef.errors import DrukproefError, Problem
from drukproef.render.quarto.cells import template_lines
from drukproef.render.quarto.kernel import run_cells
from drukproef.render.quarto.outputs import markdown_of
from drukproef.study.load import Study
from drukproef.write.document import Block, Chapter, Prose

OPTIONS = {
    "label": None,
    "echo": {"false"},
    "eval": {"true", "false"},
    "include": {"true", "false"},
    "output": {"asis"},
}
"""The options that both renderers know, with their values; None: any."""
CELL = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[ \t]*\{python\}[ \t]*\n(?P<code>.*?)^(?P=fence)[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_OPTION = re.compile(r"^#\|[ \t]*(?P<name>[\w-]+)[ \t]*:[ \t]*(?P<value>.*?)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class Cell:
    """A cell with its options and its line in the template (0: unknown)."""

    code: str
    options: dict[str, str]
    place: str

    @property
    def is_run(self) -> bool:
        """Whether its code runs."""
        return self.options.get("eval") != "false"

    @property
    def is_shown(self) -> bool:
        """Whether its output is part of the text."""
        return self.is_run and self.options.get("include") != "false"


def with_cells_run(chapter: Chapter, study: Study, progress: Callable[[str], None]) -> Chapter:
    """The chapter with the output of its python cells in their place; unchanged when it has none.

    The cells of a chapter share one kernel and run in reading order, in the project's folder. DrukproefError names
    the cell that fails, hangs, has an option or an output that reports don't use; or Jupyter, when it is missing.
    """
    cells = list(cells_of(chapter, study))
    if not cells:
        return chapter
    if problems := [problem for cell in cells for problem in _option_problems(cell)]:
        raise DrukproefError(problems)
    progress(f"render: {len(cells)} python cell{'s' if len(cells) > 1 else ''} of chapter {chapter.id}")
    outputs = iter(
        _shown(cells, run_cells([(c.code if c.is_run else "", c.place) for c in cells], study.root))
    )
    return chapter.model_copy(update={"blocks": tuple(_replaced(b, outputs) for b in chapter.blocks)})


def cells_of(chapter: Chapter, study: Study) -> Iterator[Cell]:
    """The python cells of a chapter, in reading order."""
    lines = template_lines(study.root / chapter.source)
    starts = [
        n
        for n, line in enumerate(lines, 1)
        if re.match(r"[ \t]*(?:`{3,}|~{3,})[ \t]*\{python\}[ \t]*$", line)
    ]
    matches = [m for b in chapter.blocks if isinstance(b, Prose) for m in CELL.finditer(b.markdown)]
    for i, match in enumerate(matches):
        known = len(starts) == len(matches)  # a loop in the template makes more cells than it has lines
        place = f"{chapter.source}, line {starts[i]}" if known else f"{chapter.source}, python cell {i + 1}"
        yield Cell(match["code"], {m["name"]: m["value"] for m in _OPTION.finditer(match["code"])}, place)


def _option_problems(cell: Cell) -> Iterator[Problem]:
    for name, value in cell.options.items():
        known = OPTIONS.get(name, set())
        if known is not None and value not in known:
            usable = ", ".join(f"{k}: {'/'.join(sorted(v)) if v else '...'}" for k, v in OPTIONS.items())
            found = f"python cell with '#| {name}: {value}', which the embedded renderer can't do"
            yield Problem(cell.place, found, usable, "leave it out, or render with Quarto")


def _shown(cells: list[Cell], outputs: list[list[Any]]) -> list[str]:
    """The output of each cell as markdown; DrukproefError with all outputs that are not."""
    problems: list[Problem] = []
    texts = []
    for cell, made in zip(cells, outputs, strict=True):
        as_is = cell.options.get("output") == "asis"
        texts.append(markdown_of(made, cell.place, as_is, problems) if cell.is_shown else "")
    if problems:
        raise DrukproefError(problems)
    return texts


def _replaced(block: Block, outputs: Iterator[str]) -> Block:
    if not isinstance(block, Prose):
        return block
    return Prose(markdown=CELL.sub(lambda _: next(outputs), block.markdown))
