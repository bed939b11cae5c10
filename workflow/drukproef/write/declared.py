"""Counts, declared facts, literals and rules of the study in, values or declared text out."""

from __future__ import annotations

from typing import Any

from drukproef.write.page import Markdown
from drukproef.write.printing import Printer, escaped
from drukproef.write.references import Broken
from drukproef.write.values import Value


class Declared:
    """The functions for what is counted or declared, not estimated."""

    names = ("count", "base", "ratio", "fact", "lit", "wave", "rule", "plain")

    def __init__(self, printer: Printer) -> None:
        self.printer, self.page = printer, printer.page

    def count(self, thing: Any) -> Value | Broken:
        """The respondents in a category, unweighted: a value to print with | n, to add or to divide"""
        cell = self.printer.cell(thing)
        if cell is None:
            return Broken()
        if cell.n_category is None and cell.is_shown:
            found = f"{cell.key.path} is a {cell.statistic.kind}, which has no respondents of its own"
            return self.page.problem(found, "a category or net", "count its base: base(item)")
        if cell.n_category is None:
            self.printer.hidden(cell)
            return Broken()
        return Value(cell.n_category, "count", f"count of {cell.key.path}", cell)

    def base(self, thing: Any) -> Value | Broken:
        """The respondents in the base, unweighted, as a value"""
        cell = self.printer.cell(thing)
        return Broken() if cell is None else Value(cell.n, "count", f"base of {cell.key.path}", cell)

    def ratio(self, part: Any, whole: Any) -> Value | Broken:
        """part / whole, to print with | pct"""
        if not isinstance(part, Value) or not isinstance(whole, Value):
            if not isinstance(part, Broken) and not isinstance(whole, Broken):
                self.page.problem("a ratio of things without a value", "ratio(count(a), fact('b'))")
            return Broken()
        if whole.exact == 0:
            return self.page.problem(
                f"a ratio with nothing below the line: {whole.source}", "a value above zero"
            )
        return Value(part.exact / whole.exact, "ratio", f"({part.source}) / ({whole.source})", part.cell)

    def fact(self, fact_id: str) -> Value | Markdown | Broken:
        """A declared fact: a number becomes a value, a text is printed as it is"""
        facts = self.page.study.facts
        if fact_id not in facts:
            return self.page.unknown("fact", fact_id, facts)
        declared = facts[fact_id]
        if isinstance(declared.value, str):
            return self._declared_text(declared.value, declared.source)
        exact = declared.value / 100 if declared.unit == "procent" else float(declared.value)
        return Value(exact, "fact", declared.source, None)

    def lit(self, text: str, source: str = "") -> Markdown:
        """A literal with digits, and the source that vouches for it: lit('artikel 15', source='Gemeentewet')"""
        if not source.strip():
            step = "say where it comes from"
            self.page.problem(f"the literal {text!r} has no source", "lit('...', source='...')", step)
        return self._declared_text(text, source)

    def wave(self, year: int) -> Markdown | Broken:
        """A wave's year: wave(2022) fails when the study has no such wave"""
        waves = self.page.waves(self.page.population)
        if year not in waves:
            return self.page.unknown("wave", str(year), map(str, waves))
        return Markdown(f"[{year}]{{.vast}}")

    def rule(self, name: str) -> Value | Broken:
        """A rule of study.yaml as a value: rule('minimum_base') | n, rule('alpha') | pct, rule('effective_base') | n"""
        rules = self.page.study.settings.rules.model_dump()
        rules |= rules["publication"] or {}
        numbers = {k: float(v) for k, v in rules.items() if isinstance(v, int | float)}
        if name not in numbers:
            return self.page.unknown("rule", name, numbers)
        return Value(numbers[name], "fact", f"study.yaml, rules.{name}", None)

    def plain(self, text: str) -> Markdown:
        """Words that look like a result and are none: plain('elk jaar of vaker'); they are not listed as unbound"""
        if any(c.isdigit() for c in text):
            self.page.problem(
                f"plain words with digits: {text!r}", "words", "declare it with lit('...', source='...')"
            )
        return Markdown(escaped(text))

    def _declared_text(self, text: str, source: str) -> Markdown:
        self.page.ledger.add(self.page.place, "fact", text, float("nan"), source=source)
        return Markdown(f"[{escaped(text)}]{{.vast}}")
