"""A thing in, how it is said out: percentages, bases, differences and words."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from drukproef.wording.formats import number, percent_value, rounded, spelled
from drukproef.wording.phrases import parse, suggestions
from drukproef.write.page import Markdown
from drukproef.write.printing import Printer, escaped
from drukproef.write.references import BannerReference, CellReference, Claimed, ItemReference
from drukproef.write.values import Value


class Numbers:
    """The filters that print numbers and words."""

    names = ("pct", "pcts", "percent", "n", "spelled", "points", "words", "label")

    def __init__(self, printer: Printer) -> None:
        self.printer, self.page = printer, printer.page

    def pct(self, thing: Any) -> Markdown:
        """84%"""
        return self._share(thing, "%")

    def percent(self, thing: Any) -> Markdown:
        """84 procent"""
        return self._share(thing, f" {self.printer.words.percent}")

    def pcts(self, banner: Any) -> Markdown:
        """97%, 95% en 87%: all levels of a banner, in codebook order"""
        if not isinstance(banner, BannerReference):
            self.printer.not_a("banner", banner, "item.category.banner | pcts")
            return Markdown()
        return self.printer.enumerated([self.pct(cell) for cell in banner._levels])

    def n(self, thing: Any) -> Markdown:
        """947: the respondents behind a share, or the exact number of a value"""
        return self._count(thing, number)

    def spelled(self, thing: Any) -> Markdown:
        """twaalf: the same, in words when it is small"""
        return self._count(thing, spelled)

    def _count(self, thing: Any, say: Callable[[Decimal, str], str]) -> Markdown:
        if isinstance(thing, Value):
            return self.printer.value(thing, say(rounded(thing.exact), self.printer.language))
        cell = self.printer.cell(thing)
        if cell is None:
            return Markdown()
        text = say(Decimal(cell.n), self.printer.language)
        return self.printer.span(text, self.printer.enter(cell, "base", text, cell.n))

    def points(self, difference: Any) -> Markdown:
        """3 procentpunten: a significant difference of exact shares, rounded once, without its sign"""
        if not isinstance(difference, Claimed) or difference.operator != "-":
            self.printer.not_a("difference of two cells", difference, "(a - b) | points")
            return Markdown()
        verdict = self.printer.significant(difference, "leave the points out")
        if verdict is None:
            return Markdown()
        if not self.printer.form(verdict.left).is_share:
            found = f"points of a {verdict.left.statistic.kind}"
            self.page.problem(found, "a difference of shares", "write (a - b) | amount or | with_unit")
            return Markdown()
        value, words = percent_value(abs(verdict.difference), self.printer.decimals), self.printer.words
        text = f"{number(value, self.printer.language)} {words.point if value == 1 else words.points}"
        return self.printer.difference(verdict, text)

    def words(self, thing: Any, phrase: str | None = None) -> Markdown:
        """ruim acht op de tien: in words by the rule, or the author's words if they fit"""
        if isinstance(thing, Value):
            text = self._fitting(thing.exact, phrase)
            return Markdown() if text is None else self.printer.value(thing, text)
        found = self.printer.shown_share(thing)
        if found is None:
            return Markdown()
        cell, share = found
        text = self._fitting(share, phrase)
        if text is None:
            return Markdown()
        return self.printer.span(text, self.printer.enter(cell, "words", text, share), "bewering")

    def label(self, thing: Any) -> Markdown:
        """the category's or item's label, safe as markdown"""
        if isinstance(thing, ItemReference):
            return Markdown(escaped(thing._item.label))
        if isinstance(thing, CellReference):
            return Markdown(escaped(self._label(thing)))
        self.printer.not_a("item or cell", thing, "item | label")
        return Markdown()

    def _label(self, thing: CellReference) -> str:
        return thing._item.label_of(thing._key.category, self.printer.language)

    def _share(self, thing: Any, unit: str) -> Markdown:
        if isinstance(thing, Value):
            return self.printer.value(thing, self._percentage(thing.exact, unit))
        found = self.printer.shown_share(thing)
        if found is None:
            return Markdown()
        cell, share = found
        text = self._percentage(share, unit)
        return self.printer.span(text, self.printer.enter_estimate(cell, text, share))

    def _percentage(self, share: float, unit: str) -> str:
        return f"{number(percent_value(share, self.printer.decimals), self.printer.language)}{unit}"

    def _fitting(self, share: float, phrase: str | None) -> str | None:
        """The author's phrase if it fits the printed percentage, or the best one; None when there is none."""
        percentage = float(percent_value(share, self.printer.decimals))
        fitting = suggestions(percentage, self.printer.language)
        if phrase is None and fitting:
            return fitting[0]
        rule = parse(phrase, self.printer.language) if phrase is not None else None
        offered = f"fits: {', '.join(map(repr, fitting))}" if fitting else "write | percent"
        if phrase is None:
            self.page.problem(f"no phrase for {percentage:g} percent", "a value with a phrase", offered)
        elif rule is None:
            self.page.problem(f"the phrase '{phrase}' has no rule", "a phrase of docs/words.md", offered)
        elif not rule.fits(percentage):
            expected = f"{rule.low:.0f} to {rule.high:.0f} percent"
            self.page.problem(f"'{phrase}' does not fit {percentage:g} percent", expected, offered)
        else:
            return phrase
        return None
