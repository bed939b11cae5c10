"""A cell or value in, the span that is printed out, entered in the ledger with its place."""

from __future__ import annotations

from typing import Any

from drukproef.tabulate.cube import Cell
from drukproef.wording.forms import Form, form_of
from drukproef.write.claims import Verdict, filter_words, judge
from drukproef.write.ledger import Kind
from drukproef.write.page import Markdown, Page
from drukproef.write.references import Broken, CellReference, Claimed, ItemReference
from drukproef.write.values import Value
from drukproef.write.words import words_of

_SPECIAL = frozenset('\\`*_{}[]<>#|~^@$!"')
_WHY_HIDDEN = {
    "small_base": "its base is below the minimum",
    "protected": "it would give away a small group",
    "imprecise": "it is too imprecise (study.yaml, rules, publication)",
}


class Printer:
    """What all bindings of a page share: finding the cell, printing the span, telling what is wrong."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.language = page.language
        self.words = words_of(self.language)
        self.decimals = page.study.settings.rules.decimals
        self.alpha = page.study.settings.rules.alpha

    def span(self, text: str, rows: list[str] | str, style: str = "getal") -> Markdown:
        """The printed text with the ids of its ledger rows."""
        ids = rows if isinstance(rows, str) else " ".join(rows)
        return Markdown(f'[{escaped(text)}]{{.{style} data-cel="{ids}"}}')

    def enter(self, cell: Cell, kind: Kind, text: str, value: float) -> str:
        """Enter a number of a cell in the ledger."""
        words = filter_words(self.page.study, cell.key)
        return self.page.ledger.add_cell(self.page.place, kind, text, value, cell, words)

    def enter_estimate(self, cell: Cell, text: str, value: float) -> str:
        """Enter the estimate of a cell in the ledger."""
        words = filter_words(self.page.study, cell.key)
        return self.page.ledger.add_estimate(self.page.place, text, value, cell, words)

    def form(self, cell: Cell) -> Form:
        """How the estimate of a cell is printed."""
        item = self.page.study.item(cell.key.population, cell.key.item)
        return form_of(item, cell.key.category, self.page.study.settings.rules)

    def value(self, value: Value, text: str) -> Markdown:
        """Print a value that is not a share of a cell."""
        row = self.page.ledger.add(
            self.page.place, value.kind, text, value.exact, source=value.source,
            cell=value.cell.key.path if value.cell else "", base=value.cell.n if value.cell else -1,
        )  # fmt: skip
        return self.span(text, row)

    def cell(self, thing: Any) -> Cell | None:
        """The cell that is meant; None, with the problem on record, when there is none."""
        if isinstance(thing, ItemReference):
            thing = thing._any_cell
        if isinstance(thing, CellReference):
            return self.page.find(thing._key)
        self.not_a("cell", thing, "item.category | pct")
        return None

    def shown(self, thing: Any) -> tuple[Cell, float] | None:
        """The cell and its estimate; None, with the problem on record, when it may not be printed."""
        cell = self.cell(thing)
        if cell is None:
            return None
        if cell.estimate is None:
            self.hidden(cell)
            return None
        return cell, cell.estimate

    def shown_share(self, thing: Any) -> tuple[Cell, float] | None:
        """The same for what must be a share."""
        found = self.shown(thing)
        if found is not None and not self.form(found[0]).is_share:
            kind, path = found[0].statistic.kind, found[0].key.path
            self.page.problem(f"{path} is a {kind}, not a share", "a share", "write | amount or | with_unit")
            return None
        return found

    def significant(self, claimed: Claimed, next_step: str) -> Verdict | None:
        """The verdict on a difference that may be printed; None, with the problem on record, when it may not."""
        verdict = judge(claimed)
        for cell in (verdict.left, verdict.right):
            if cell.estimate is None:
                self.hidden(cell)
                return None
        if not verdict.holds:
            self.page.problem(
                f"a difference in points that is no difference: {verdict.in_words(self.language)}",
                f"a difference that is significant at {self.alpha:g}",
                next_step,
            )
        return verdict

    def difference(self, verdict: Verdict, text: str) -> Markdown:
        """Print a difference."""
        cells = f"{verdict.left.key.path} | {verdict.right.key.path}"
        exact = abs(verdict.difference)
        return self.span(
            text, self.page.ledger.add(self.page.place, "difference", text, exact, cell=cells, p=verdict.p)
        )

    def enumerated(self, texts: list[Markdown]) -> Markdown:
        """Several numbers: a, b and c."""
        *first, last = texts
        return Markdown(f"{', '.join(first)} {self.words.and_} {last}")

    def hidden(self, cell: Cell) -> Markdown:
        """Tell why a cell can't be printed."""
        why = _WHY_HIDDEN.get(cell.status, "the question was not asked")
        self.page.problem(
            f"{cell.key.path} can't be printed: {why} (n = {cell.n})",
            "a cell that is shown",
            "leave the sentence out, or take a larger group",
        )
        return Markdown()

    def not_a(self, expected: str, thing: Any, example: str) -> None:
        """Tell that something else was expected; silent about what is on record already."""
        if not isinstance(thing, Broken):
            self.page.problem(f"{thing!r} is not a {expected}", example)


def escaped(text: str) -> str:
    """Text that pandoc reads as text: no markup, no template, no raw HTML.

    >>> print(escaped("<b>*5*</b> [x]"))
    \\<b\\>\\*5\\*\\</b\\> \\[x\\]
    """
    return "".join(f"\\{c}" if c in _SPECIAL else c for c in text)
