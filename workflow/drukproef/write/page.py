"""A chapter's template in, its markdown with bound numbers out, and every problem with file and line.

This is the language in which an author writes results; docs/authors.md explains it with examples.
"""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template, TemplateSyntaxError, Undefined, pass_context

from drukproef.errors import DrukproefError, Problem, fail
from drukproef.study import Codebook, Study
from drukproef.study.plan import ChapterPlan
from drukproef.tabulate.cube import Cell, CellKey, Comparison, Cube, NotComparable, UnknownCell
from drukproef.write.ledger import Ledger
from drukproef.write.references import Broken, ItemReference

_BOUND = re.compile(r"\[[^\]]*\]\{\.(?:getal|vast|bewering)[^}]*\}|⟦[^⟧]*⟧")


class Markdown(str):
    """Text that a binding made: its digits are accounted for."""


@dataclass
class Page:
    """What happens while one chapter is rendered: lookups, ledger, problems."""

    study: Study
    plan: ChapterPlan
    cubes: dict[str, Cube]
    ledger: Ledger
    problems: list[Problem] = field(default_factory=list)
    caveats: set[str] = field(default_factory=set)  # items whose trend break the text mentions
    crossed: dict[str, int] = field(default_factory=dict)  # items compared over their trend break: line
    grids: dict[str, Any] = field(default_factory=dict)  # tables that the template itself makes
    used: set[str] = field(default_factory=set)  # ids of the tables and figures in the text

    @property
    def template(self) -> str:
        """The name of the template, as messages show it."""
        return f"templates/{self.study.text_id}/{self.plan.template}"

    @property
    def language(self) -> str:
        """The language of the text."""
        return self.study.settings.language

    @property
    def population(self) -> str:
        """The chapter's main population: bare item names mean its items."""
        return self.study.populations_of(self.plan.id)[0]

    @property
    def place(self) -> str:
        """File and line of the expression that is being rendered."""
        return f"{self.template}, line {self.line}"

    @property
    def line(self) -> int:
        """The line in the template of the expression that is being rendered."""
        frame = sys._getframe(1)
        line = 0
        while frame is not None:
            template = frame.f_globals.get("__jinja_template__")
            if template is not None:
                line = _line_of(template, frame.f_lineno)
                if template.name == self.plan.template:
                    return line
            frame = frame.f_back  # type: ignore[assignment]
        return line

    @property
    def source_line(self) -> str:
        """The line of the template that is being rendered: with one sentence per line, the sentence."""
        lines = (self.study.text_templates / self.plan.template).read_text(encoding="utf-8").splitlines()
        return lines[self.line - 1].strip() if 0 < self.line <= len(lines) else ""

    def problem(self, found: str, expected: str, next_step: str = "") -> Broken:
        """Put a problem on record and go on."""
        entry = Problem(self.place, found, expected, next_step)
        if entry not in self.problems:
            self.problems.append(entry)
        return Broken()

    def unknown(self, kind: str, name: str, known: Iterable[str]) -> Broken:
        """Put an unknown name on record, with the nearest one that exists."""
        known = list(known)
        close = difflib.get_close_matches(name, known, n=1)
        step = f"did you mean '{close[0]}'?" if close else ""
        shown = ", ".join(known[:8]) + (", ..." if len(known) > 8 else "")
        return self.problem(f"unknown {kind} '{name}'", f"one of: {shown}", step)

    def cell(self, key: CellKey) -> Cell:
        """The cell with this key."""
        return self.cubes[key.population].get(key)

    def find(self, key: CellKey) -> Cell | None:
        """The cell with this key; None, with a problem on record, when the cube has no such cell."""
        try:
            return self.cell(key)
        except UnknownCell as error:
            self.problem(f"the cube has no cell {key.path}", str(error))
            return None

    def compare(self, left: CellKey, right: CellKey) -> Comparison | None:
        """The test between two cells; None when the cube holds none."""
        try:
            return self.cubes[left.population].compare(left, right)
        except NotComparable:
            return None

    def codebook(self, population: str) -> Codebook:
        """The codebook of a population."""
        return self.study.codebooks[population]

    def waves(self, population: str) -> tuple[int, ...]:
        """The waves of a population."""
        return tuple(sorted(self.study.population(population).files))


def environment(page: Page) -> Environment:
    """The Jinja environment of a chapter. Text is markdown, so nothing is HTML-escaped here."""
    folders = [page.study.text_templates, page.study.root / "templates" / "macros"]
    made = Environment(
        loader=FileSystemLoader([str(f) for f in folders]),
        undefined=_undefined(page),
        finalize=pass_context(
            lambda context, value: _finalized(page, value)
        ),  # with a context: never at compile time
        comment_start_string="{##",  # Jinja's own {# would swallow the {#sec-name} of headings
        comment_end_string="##}",
        keep_trailing_newline=True,
        trim_blocks=True,
        autoescape=False,
        optimized=False,  # a template runs once: that takes longer than it saves
    )
    return made


def render_template(page: Page, made: Environment) -> str:
    """The chapter as markdown. Problems of all kinds are in `page.problems` afterwards."""
    path = page.study.text_templates / page.plan.template
    if not path.is_file():
        raise fail(
            page.template, "the template does not exist", "a .qmd.j2 file", "make it, or mend the plan"
        )
    try:
        return made.get_template(page.plan.template).render()
    except TemplateSyntaxError as error:
        place = f"{page.template}, line {error.lineno}"
        raise fail(
            place, f"the template does not parse: {error.message}", "valid Jinja", "mend this line"
        ) from error
    except DrukproefError:
        raise
    except Exception as error:  # an author's mistake in an expression must not show a traceback
        raise fail(
            _failing_place(page, error), f"this expression fails: {error}", "an expression of docs/authors.md"
        ) from error


def item_names(page: Page) -> dict[str, Any]:
    """Every item of the chapter's main population by its id; those of the others as `population.item`."""
    names: dict[str, Any] = {name: _items(page, name) for name in page.cubes}
    return names | _items(page, page.population)


def _items(page: Page, population: str) -> dict[str, ItemReference]:
    codebook, wave = page.study.codebooks[population], page.study.settings.edition
    return {i.id: ItemReference(page, population, i, wave) for i in codebook.tabulated}


def _line_of(template: Template, code_line: int) -> int:
    """The template's line of a line of its code; Jinja reads all its lines again each time."""
    return next((line for line, code in _lines_of(template) if code <= code_line), 1)


@lru_cache(maxsize=4)
def _lines_of(template: Template) -> list[tuple[int, int]]:
    return template.debug_info[::-1]


def _failing_place(page: Page, error: Exception) -> str:
    line, trace = 0, error.__traceback__
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if template is not None and template.name == page.plan.template:
            line = _line_of(template, trace.tb_lineno)
        trace = trace.tb_next
    if not line:
        line = _line_in_rewritten_traceback(page, error)
    return f"{page.template}, line {line}"


def _line_in_rewritten_traceback(page: Page, error: Exception) -> int:
    trace, line = error.__traceback__, 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(page.plan.template):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _undefined(page: Page) -> type[Undefined]:
    class Unknown(Broken, Undefined):  # type: ignore[misc]
        """A name that the template uses and nobody defined: on record, and rendering goes on."""

        def __init__(self, hint: Any = None, obj: Any = None, name: Any = None, exc: Any = None) -> None:
            super().__init__(hint, obj, name)
            known = [i.id for i in page.study.codebooks[page.population].tabulated]
            page.unknown("item or name", str(name), known)

    return Unknown


def _finalized(page: Page, value: object) -> object:
    """What an expression prints. Digits that no binding made are orphans."""
    if isinstance(value, Markdown | Broken) or value is None:
        return value
    text = str(value)
    if re.search(r"\d", _BOUND.sub("", text)):
        page.problem(
            f"the expression prints {text!r}, digits that nothing computes",
            "a bound number",
            "print a cell with | pct, | percent or | n, or declare it with fact('...') or lit('...', source='...')",
        )
    return value
