"""A mean, quantile or total (or a difference of these) in, how it is said out: 3,8 or 3,8 uur."""

from __future__ import annotations

from typing import Any

from drukproef.wording.formats import number
from drukproef.wording.forms import Form
from drukproef.write.claims import Verdict
from drukproef.write.page import Markdown
from drukproef.write.printing import Printer
from drukproef.write.references import BannerReference, CellReference, Claimed


class Amounts:
    """The filters that print what is no share."""

    names = ("amount", "amounts", "with_unit")

    def __init__(self, printer: Printer) -> None:
        self.printer, self.page = printer, printer.page

    def amount(self, thing: Any) -> Markdown:
        """3,8: a mean, quantile or total, or a significant difference of two means, without its sign"""
        return self._printed(thing, with_unit=False)

    def with_unit(self, thing: Any) -> Markdown:
        """3,8 uur: the same with the item's unit"""
        return self._printed(thing, with_unit=True)

    def amounts(self, banner: Any) -> Markdown:
        """3,8, 4,1 en 2,9: all levels of a banner, in codebook order"""
        if not isinstance(banner, BannerReference):
            self.printer.not_a("banner", banner, "item.gemiddelde.banner | amounts")
            return Markdown()
        return self.printer.enumerated([self.amount(cell) for cell in banner._levels])

    def _printed(self, thing: Any, with_unit: bool) -> Markdown:
        if isinstance(thing, Claimed) and thing.operator == "-":
            return self._difference(thing, with_unit)
        if not isinstance(thing, CellReference):
            self.printer.not_a("mean, quantile or total", thing, "item.gemiddelde | amount")
            return Markdown()
        found = self.printer.shown(thing)
        if found is None:
            return Markdown()
        cell, estimate = found
        text = self._text(estimate, self.printer.form(cell), with_unit, cell.key.path)
        return (
            Markdown()
            if text is None
            else self.printer.span(text, self.printer.enter_estimate(cell, text, estimate))
        )

    def _difference(self, claimed: Claimed, with_unit: bool) -> Markdown:
        verdict = self.printer.significant(claimed, "leave the difference out")
        if verdict is None:
            return Markdown()
        text = self._text(
            abs(verdict.difference), self.printer.form(verdict.left), with_unit, _paths(verdict)
        )
        return Markdown() if text is None else self.printer.difference(verdict, text)

    def _text(self, exact: float, form: Form, with_unit: bool, path: str) -> str | None:
        """The printed amount; None, with the problem on record, of a share, or of an amount without a unit."""
        if form.is_share:
            self.page.problem(
                f"{path} is a share, not an amount", "a mean, quantile or total", "write | pct or | percent"
            )
            return None
        if with_unit and not form.unit:
            step = "write | amount, or give the item a unit in the codebook"
            self.page.problem(f"{path} has no unit", "an item with a unit", step)
            return None
        text = number(form.value(exact), self.printer.language)
        return f"{text} {form.unit}" if with_unit else text


def _paths(verdict: Verdict) -> str:
    return f"{verdict.left.key.path} - {verdict.right.key.path}"
