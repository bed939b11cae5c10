"""The words of the template language: filters that print cells, and functions that make claims and declare facts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from drukproef.tabulate.cube import Cell
from drukproef.wording.formats import number, percent_value, rounded
from drukproef.wording.phrases import parse, suggestions
from drukproef.write.claims import Verdict, extreme, filter_words, judge
from drukproef.write.direction import asserted
from drukproef.write.ledger import LedgerRow
from drukproef.write.page import Markdown, Page
from drukproef.write.references import Broken, CellReference, Claimed, ItemReference
from drukproef.write.values import Value

_OPPOSITE = {"higher": "lower", "lower": "higher", "same": "same"}


class Claim:
    """One or more comparisons that a sentence rests on. It must end in `says` or `adverb`."""

    def __init__(self, verdicts: list[Verdict], asserting: str) -> None:
        self.verdicts, self.asserting = verdicts, asserting

    def __str__(self) -> str:
        return ""


class Bindings:
    """Filters and functions of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.language = page.study.settings.language
        self.decimals = page.study.settings.rules.decimals

    def filters(self) -> dict[str, Callable[..., Any]]:
        """The filters by name."""
        names = ("pct", "percent", "n", "points", "words", "says", "adverb", "label")
        return {name: getattr(self, name) for name in names}

    def functions(self) -> dict[str, Callable[..., Any]]:
        """The functions by name."""
        names = ("claim", "most", "least", "count", "ratio", "fact", "lit", "wave", "caveat")
        return {name: getattr(self, name) for name in names}

    # --- numbers -----------------------------------------------------------------------------------------

    def pct(self, thing: Any) -> Markdown:
        """84%"""
        return self._share(thing, "%")

    def percent(self, thing: Any) -> Markdown:
        """84 procent"""
        return self._share(thing, " procent" if self.language == "nl" else " percent")

    def n(self, thing: Any) -> Markdown:
        """947: the respondents behind a share, or the exact number of a value"""
        if isinstance(thing, Value):
            return self._value(thing, number(rounded(thing.exact), self.language))
        cell = self._cell(thing)
        if cell is None:
            return Markdown()
        text = number(cell.n, self.language)
        return self._number(text, self._enter(cell, "base", text, cell.n))

    def points(self, difference: Any) -> Markdown:
        """3 procentpunten: a difference of exact shares, rounded once"""
        if not isinstance(difference, Claimed):
            self._not_a("difference of two cells", difference, "(a - b) | points")
            return Markdown()
        verdict = judge(difference, self.page.study.settings.rules.alpha)
        for cell in (verdict.left, verdict.right):
            if cell.estimate is None:
                return self._hidden(cell)
        exact = abs(verdict.difference)
        value = percent_value(exact, self.decimals)
        word = "procentpunt" if value == 1 else "procentpunten"
        text = f"{number(value, self.language)} {word}"
        row = self.page.ledger.add(
            self.page.place, "difference", text, exact, cell=_pair(verdict), base=verdict.left.n, p=verdict.p
        )
        return self._number(text, row)

    def words(self, thing: Any, phrase: str | None = None) -> Markdown:
        """ruim acht op de tien: in words by the rule, or the author's words if they fit"""
        found = self._share_and_cell(thing)
        if found is None:
            return Markdown()
        exact, cell = found
        percentage = float(percent_value(exact, self.decimals))
        if phrase is None:
            fitting = suggestions(percentage)
            if not fitting:
                self.page.problem(f"no phrase for {percentage:g} percent", "a value with a phrase", "write | percent")
                return Markdown()
            phrase = fitting[0]
        elif not self._phrase_fits(phrase, percentage):
            return Markdown()
        return self._number(phrase, self._enter(cell, "words", phrase, exact), "bewering")

    def label(self, thing: Any) -> Markdown:
        """the category's or item's label, safe as markdown"""
        if isinstance(thing, ItemReference):
            return Markdown(escaped(thing._item.label))
        if isinstance(thing, CellReference):
            item = self.page.codebook(thing._key.population).item(thing._key.item)
            return Markdown(escaped(item.label_of(thing._key.category)))
        self._not_a("item or cell", thing, "item | label")
        return Markdown()

    # --- claims ------------------------------------------------------------------------------------------

    def claim(self, *comparisons: Any) -> Claim | Broken:
        """All comparisons must hold: claim(a < b, c < d)"""
        if any(isinstance(c, Broken) for c in comparisons):
            return Broken()
        if not comparisons or not all(isinstance(c, Claimed) for c in comparisons):
            return self.page.problem("a claim without comparisons", "claim(a < b)", "compare two cells with <, > or ==")
        operators = {c.operator for c in comparisons}
        if len(operators) > 1 or "-" in operators:
            return self.page.problem("a claim that mixes directions", "one of <, > and ==", "make two claims of it")
        for comparison in comparisons:
            self._note_trend_break(comparison)
        verdicts = [judge(c, self.page.study.settings.rules.alpha) for c in comparisons]
        return Claim(verdicts, verdicts[0].claimed)

    def most(self, *named: Any, among: Any = (), category: str | None = None) -> Claim | Broken:
        """The named cells come first: the weakest is significantly above the strongest other"""
        return self._extreme(named, among, highest=True)

    def least(self, *named: Any, among: Any = (), category: str | None = None) -> Claim | Broken:
        """The named cells come last: the strongest is significantly below the weakest other"""
        return self._extreme(named, among, highest=False)

    def says(self, claim: Any, phrase: str) -> Markdown:
        """The author's words, printed only if the data support them"""
        if isinstance(claim, Claimed):
            claim = self.claim(claim)
        if isinstance(claim, Broken):
            return Markdown()
        if not isinstance(claim, Claim):
            self._not_a("claim", claim, "claim(a < b) | says('minder vaak')")
            return Markdown()
        direction = asserted(phrase)
        if direction not in {claim.asserting, "unclear"}:
            self.page.problem(
                f"the words '{phrase}' say {direction}, the comparison says {claim.asserting}",
                "words and comparison in the same direction",
                "turn the comparison round, or change the words",
            )
        for verdict in claim.verdicts:
            if not verdict.holds:
                self._broken_claim(verdict, phrase)
        return self._claim_text(phrase, claim)

    def adverb(
        self, claim: Any, higher: str = "meer", lower: str = "minder", same: str = "even"
    ) -> Markdown:
        """meer, minder or even: whatever the data say"""
        if isinstance(claim, Claimed):
            claim = self.claim(claim)
        if isinstance(claim, Broken):
            return Markdown()
        found = {v.found for v in claim.verdicts}
        if len(found) > 1 or "untested" in found:
            for verdict in claim.verdicts:
                self.page.problem(
                    f"no single word fits: {verdict.in_words()}", "comparisons with the same outcome", "split the sentence"
                )
            return Markdown()
        phrase = {"higher": higher, "lower": lower, "same": same}[found.pop()]
        return self._claim_text(phrase, claim)

    def caveat(self, item: Any) -> Markdown:
        """The caveat of an item's trend break, as a footnote"""
        if isinstance(item, Broken):
            return Markdown()
        for trend_break in self.page.study.settings.trend_breaks:
            if isinstance(item, ItemReference) and item._item.id in trend_break.items:
                self.page.caveats.update(trend_break.items)
                return Markdown(f"^[{_with_years(self, trend_break.caveat)}]")
        self._not_a("item with a trend break in study.yaml", item, "caveat(item)")
        return Markdown()

    # --- values and literals -----------------------------------------------------------------------------

    def count(self, thing: Any) -> Value | Broken:
        """The respondents in a category, unweighted, as a value to print with | n or to divide"""
        cell = self._cell(thing)
        if cell is None:
            return Broken()
        if cell.n_category is None:
            self._hidden(cell)
            return Broken()
        return Value(cell.n_category, "count", f"count of {cell.key.path}", cell)

    def ratio(self, part: Any, whole: Any) -> Value | Broken:
        """part / whole, to print with | pct"""
        if not isinstance(part, Value) or not isinstance(whole, Value):
            if not isinstance(part, Broken) and not isinstance(whole, Broken):
                self.page.problem("a ratio of things without a value", "ratio(count(a), fact('b'))")
            return Broken()
        return Value(part.exact / whole.exact, "ratio", f"{part.source} / {whole.source}", part.cell)

    def fact(self, fact_id: str) -> Value | Markdown | Broken:
        """A declared fact: a number becomes a value, a text is printed as it is"""
        facts = self.page.study.facts
        if fact_id not in facts:
            return self.page.unknown("fact", fact_id, facts)
        declared = facts[fact_id]
        if isinstance(declared.value, str):
            self.page.ledger.add(self.page.place, "fact", declared.value, float("nan"), source=declared.source)
            return Markdown(f"[{escaped(declared.value)}]{{.vast}}")
        exact = declared.value / 100 if declared.unit == "procent" else float(declared.value)
        return Value(exact, "fact", declared.source, None)

    def lit(self, text: str, source: str = "") -> Markdown:
        """A literal with digits, and the source that vouches for it: lit('artikel 15', source='Gemeentewet')"""
        if not source.strip():
            self.page.problem(f"the literal {text!r} has no source", "lit('...', source='...')", "say where it comes from")
        self.page.ledger.add(self.page.place, "fact", text, float("nan"), source=source)
        return Markdown(f"[{escaped(text)}]{{.vast}}")

    def wave(self, year: int) -> Markdown:
        """A wave's year: wave(2022) fails when the study has no such wave"""
        waves = self.page.waves(self.page.population)
        if year not in waves:
            self.page.unknown("wave", str(year), map(str, waves))
            return Markdown()
        return Markdown(f"[{year}]{{.vast}}")

    def row_behind(self, printed: Markdown) -> LedgerRow | None:
        """The ledger row of a number that a filter just printed."""
        match = re.search(r'data-cel="([^"]+)"', printed)
        if match is None:
            return None
        return next((r for r in self.page.ledger.rows if r.id == match[1]), None)

    # --- within ------------------------------------------------------------------------------------------

    def _extreme(self, named: tuple[Any, ...], among: Any, highest: bool) -> Claim | Broken:
        cells = [c for c in named if isinstance(c, CellReference)]
        others = [c for c in among if isinstance(c, CellReference)]
        keys = {c._key for c in cells}
        others = [c for c in others if c._key not in keys]
        if not cells or not others:
            return self.page.problem("nothing to rank", "most(a, b, among=[a, b, c, d])", "name the cells to rank")
        return self.claim(*extreme(cells, others, highest))

    def _share(self, thing: Any, unit: str) -> Markdown:
        if isinstance(thing, Value):
            text = f"{number(percent_value(thing.exact, self.decimals), self.language)}{unit}"
            return self._value(thing, text)
        cell = self._cell(thing)
        if cell is None:
            return Markdown()
        if cell.estimate is None:
            return self._hidden(cell)
        text = f"{number(percent_value(cell.estimate, self.decimals), self.language)}{unit}"
        return self._number(text, self._enter(cell, "share", text, cell.estimate))

    def _share_and_cell(self, thing: Any) -> tuple[float, Cell] | None:
        cell = self._cell(thing)
        if cell is None:
            return None
        if cell.estimate is None:
            self._hidden(cell)
            return None
        return cell.estimate, cell

    def _cell(self, thing: Any) -> Cell | None:
        if isinstance(thing, ItemReference):
            thing = thing._any_cell
        if isinstance(thing, CellReference):
            return self.page.find(thing._key)
        if not isinstance(thing, Broken):
            self._not_a("cell", thing, "item.category | pct")
        return None

    def _hidden(self, cell: Cell) -> Markdown:
        words = {"small_base": "its base is below the minimum", "protected": "it would give away a small group"}
        why = words.get(cell.status, "the question was not asked")
        self.page.problem(
            f"{cell.key.path} can't be printed: {why} (n = {cell.n})", "a cell that is shown",
            "leave the sentence out, or take a larger group",
        )  # fmt: skip
        return Markdown()

    def _value(self, value: Value, text: str) -> Markdown:
        row = self.page.ledger.add(
            self.page.place, value.kind, text, value.exact, source=value.source,
            cell=value.cell.key.path if value.cell else "", base=value.cell.n if value.cell else -1,
        )  # fmt: skip
        return self._number(text, row)

    def _enter(self, cell: Cell, kind: Any, text: str, value: float) -> str:
        words = filter_words(self.page.study, cell.key)
        return self.page.ledger.add_cell(self.page.place, kind, text, value, cell, words)

    def _number(self, text: str, row: str, style: str = "getal") -> Markdown:
        return Markdown(f"[{escaped(text)}]{{.{style} data-cel=\"{row}\"}}")

    def _claim_text(self, phrase: str, claim: Claim) -> Markdown:
        rows = [
            self.page.ledger.add(
                self.page.place, "claim", phrase, v.difference,
                cell=_pair(v), base=v.left.n, p=v.p, method=f"difference of two shares, {v.found}",
            )
            for v in claim.verdicts
        ]  # fmt: skip
        return self._number(phrase, rows[0], "bewering")

    def _phrase_fits(self, phrase: str, percentage: float) -> bool:
        rule = parse(phrase)
        offered = ", ".join(repr(s) for s in suggestions(percentage))
        if rule is None:
            self.page.problem(f"the phrase '{phrase}' has no rule", "a phrase of docs/words.md", f"fits: {offered}")
            return False
        if not rule.fits(percentage):
            self.page.problem(
                f"'{phrase}' does not fit {percentage:g} percent",
                f"{rule.low:.0f} to {rule.high:.0f} percent",
                f"fits: {offered}",
            )
            return False
        return True

    def _broken_claim(self, verdict: Verdict, phrase: str) -> None:
        found = {"same": "no significant difference", "untested": "not tested"}.get(verdict.found, verdict.found)
        sentence = self._source_line()
        self.page.problem(
            f"the data do not support '{phrase}': claimed {verdict.claimed}, found {found}: {verdict.in_words()}"
            f"\n  sentence: {sentence}",
            f"a difference that is significant at {self.page.study.settings.rules.alpha:g}"
            if verdict.claimed != "same"
            else "no significant difference",
            {"same": "say that they don't differ, or drop the sentence", "untested": "drop the sentence"}.get(
                verdict.found, f"say {verdict.found}"
            ),
        )

    def _source_line(self) -> str:
        path = self.page.study.templates / self.page.plan.template
        lines = path.read_text(encoding="utf-8").splitlines()
        line = self.page.line
        return lines[line - 1].strip() if 0 < line <= len(lines) else ""

    def _note_trend_break(self, comparison: Claimed) -> None:
        left, right = comparison.left._key, comparison.right._key
        for trend_break in self.page.study.settings.trend_breaks:
            if left.item in trend_break.items and (left.wave < trend_break.from_wave) != (
                right.wave < trend_break.from_wave
            ):
                self.page.crossed.setdefault(left.item, self.page.line)

    def _not_a(self, expected: str, thing: Any, example: str) -> None:
        if not isinstance(thing, Broken):
            self.page.problem(f"{thing!r} is not a {expected}", example)


def _pair(verdict: Verdict) -> str:
    return f"{verdict.left.key.path} | {verdict.right.key.path}"


def _with_years(bindings: Bindings, text: str) -> str:
    """A text of study.yaml with its years marked as declared."""
    waves = {str(w) for w in bindings.page.waves(bindings.page.population)}
    return " ".join(f"[{word}]{{.vast}}" if word.strip(".,") in waves else escaped(word) for word in text.split())


def escaped(text: str) -> str:
    """Text that pandoc reads as text: no markup, no template, no raw HTML.

    >>> escaped("<b>*5*</b> [x]")
    '\\\\<b\\\\>\\\\*5\\\\*\\\\</b\\\\> \\\\[x\\\\]'
    """
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#|~^@$!\"'" and c not in "'" else c for c in text)
