"""Comparisons of cells in, words that the data support out; what they don't support is a problem with both values."""

from __future__ import annotations

from typing import Any

from drukproef.write.claims import Verdict, extreme, judge
from drukproef.write.direction import asserted
from drukproef.write.page import Markdown
from drukproef.write.printing import Printer, escaped
from drukproef.write.references import BannerReference, Broken, CellReference, Claimed, ItemReference

_WORDS_OF = {  # what the words may assert, for each thing that a comparison claims
    "lower": {"lower", "unclear"},
    "higher": {"higher", "unclear"},
    "same": {"same", "unclear"},
    "not higher": {"same", "unclear"},
    "not lower": {"same", "unclear"},
}
_EXPECTED = {
    "lower": "a difference that is significant",
    "higher": "a difference that is significant",
    "same": "no significant difference",
    "not higher": "no significant rise",
    "not lower": "no significant fall",
}
_FOUND = {"same": "no significant difference", "untested": "not tested"}
_STEPS = {"same": "say that they don't differ, or drop the sentence", "untested": "drop the sentence"}


class Claim:
    """One or more comparisons that a sentence rests on. `says` or `adverb` puts it in words."""

    def __init__(self, verdicts: list[Verdict]) -> None:
        self.verdicts, self.claimed = verdicts, verdicts[0].claimed

    def __str__(self) -> str:
        return ""


class Claims:
    """The functions that make claims and the filters that say them."""

    functions = ("claim", "most", "least", "alike", "caveat")
    filters = ("says", "adverb")

    def __init__(self, printer: Printer) -> None:
        self.printer, self.page = printer, printer.page

    def claim(self, *comparisons: Any) -> Claim | Broken:
        """All comparisons must hold: claim(a < b, c < d)"""
        if any(isinstance(c, Broken) for c in comparisons):
            return Broken()
        if not comparisons or not all(isinstance(c, Claimed) for c in comparisons):
            expected = "compare two cells with <, >, ==, <= or >="
            return self.page.problem("a claim without comparisons", "claim(a < b)", expected)
        if len({c.operator for c in comparisons}) > 1 or comparisons[0].operator == "-":
            step = "make two claims of it"
            return self.page.problem("a claim that mixes directions", "one of <, >, ==, <= and >=", step)
        for comparison in comparisons:
            self._note_trend_break(comparison)
        return Claim([judge(c) for c in comparisons])

    def most(self, *named: Any, among: Any = ()) -> Claim | Broken:
        """The named cells come first: the weakest is significantly above the strongest other"""
        return self._extreme(named, among, highest=True)

    def least(self, *named: Any, among: Any = ()) -> Claim | Broken:
        """The named cells come last: the strongest is significantly below the weakest other"""
        return self._extreme(named, among, highest=False)

    def alike(self, *banners: Any) -> Claim | Broken:
        """No two groups of a banner differ significantly: alike(item.category.banner)"""
        pairs: list[Claimed] = []
        for banner in banners:
            if not isinstance(banner, BannerReference):
                self.printer.not_a("banner", banner, "alike(item.category.banner)")
                return Broken()
            cells = [
                c for c in banner._levels if (found := self.page.find(c._key)) is not None and found.is_shown
            ]
            pairs += [Claimed(a, "==", b) for i, a in enumerate(cells) for b in cells[i + 1 :]]
        return self.claim(*pairs)

    def says(self, claim: Any, phrase: str) -> Markdown:
        """The author's words, printed only if the data support them"""
        claim = self.claim(claim) if isinstance(claim, Claimed) else claim
        if not isinstance(claim, Claim):
            self.printer.not_a("claim", claim, "claim(a < b) | says('minder vaak')")
            return Markdown()
        self._check_direction(phrase, claim.claimed)
        for verdict in claim.verdicts:
            if not verdict.holds:
                self._broken(verdict, phrase)
        return self._said(phrase, claim)

    def adverb(self, claim: Any, higher: str = "", lower: str = "", same: str = "") -> Markdown:
        """meer, minder or even: whatever the data say"""
        words = self.printer.words
        higher, lower, same = higher or words.more, lower or words.less, same or words.equally
        claim = self.claim(claim) if isinstance(claim, Claimed) else claim
        if not isinstance(claim, Claim):
            self.printer.not_a("claim", claim, "claim(a < b) | adverb")
            return Markdown()
        for phrase, direction in ((higher, "higher"), (lower, "lower"), (same, "same")):
            self._check_direction(phrase, direction)
        found = {v.found for v in claim.verdicts}
        if len(found) == 1 and "untested" not in found:
            return self._said({"higher": higher, "lower": lower, "same": same}[found.pop()], claim)
        for verdict in claim.verdicts:
            said, step = verdict.in_words(self.printer.language), "split the sentence"
            self.page.problem(f"no single word fits: {said}", "comparisons with one outcome", step)
        return Markdown()

    def caveat(self, item: Any) -> Markdown:
        """The caveat of an item's trend break, as a footnote"""
        for trend_break in self.page.study.settings.trend_breaks:
            if isinstance(item, ItemReference) and item._item.id in trend_break.items:
                self.page.caveats.update(trend_break.items)
                return Markdown(f"^[{self._with_years(trend_break.caveat)}]")
        self.printer.not_a("item with a trend break in study.yaml", item, "caveat(item)")
        return Markdown()

    def _extreme(self, named: tuple[Any, ...], among: Any, highest: bool) -> Claim | Broken:
        cells = [c for c in named if isinstance(c, CellReference)]
        if not cells:
            return self.page.problem("nothing to rank", "most(a, b)", "name the cells that come first")
        rivals = [c for c in among if isinstance(c, CellReference)] or _rivals(cells)
        others = [c for c in rivals if c._key not in {named._key for named in cells}]
        if not others:
            step = "name them: most(a, b, among=[a, b, c, d])"
            return self.page.problem("nothing to rank against", "other items of the group, or levels", step)
        return self.claim(*extreme(cells, others, highest))

    def _check_direction(self, phrase: str, claimed: str) -> None:
        direction = asserted(phrase, self.printer.language)
        if direction not in _WORDS_OF[claimed]:
            self.page.problem(
                f"the words '{phrase}' say {direction}, the comparison says {claimed}",
                "words and comparison in the same direction",
                "turn the comparison round, or change the words",
            )

    def _said(self, phrase: str, claim: Claim) -> Markdown:
        rows = [self._enter(phrase, verdict) for verdict in claim.verdicts]
        return self.printer.span(phrase, rows, "bewering")

    def _enter(self, phrase: str, verdict: Verdict) -> str:
        cells = f"{verdict.left.key.path} | {verdict.right.key.path}"
        method = f"difference of two {verdict.left.statistic.kind}s: {verdict.found}"
        return self.page.ledger.add(
            self.page.place, "claim", phrase, verdict.difference,
            base=verdict.left.n, p=verdict.p, cell=cells, method=method,
        )  # fmt: skip

    def _broken(self, verdict: Verdict, phrase: str) -> None:
        found, said = _FOUND.get(verdict.found, verdict.found), verdict.in_words(self.printer.language)
        self.page.problem(
            f"the data do not support '{phrase}': claimed {verdict.claimed}, found {found}: {said}"
            f"\n  sentence: {self.page.source_line}",
            f"{_EXPECTED[verdict.claimed]} at {self.printer.alpha:g}",
            _STEPS.get(verdict.found, f"say {verdict.found}"),
        )

    def _note_trend_break(self, comparison: Claimed) -> None:
        left, right = comparison.left._key, comparison.right._key
        for trend_break in self.page.study.settings.trend_breaks:
            crosses = (left.wave < trend_break.from_wave) != (right.wave < trend_break.from_wave)
            if left.item in trend_break.items and crosses:
                self.page.crossed.setdefault(left.item, self.page.line)

    def _with_years(self, text: str) -> str:
        """A text of study.yaml with the years of waves marked as declared."""
        waves = {str(w) for w in self.page.waves(self.page.population)}
        words = [f"[{w}]{{.vast}}" if w.strip(".,") in waves else escaped(w) for w in text.split()]
        return " ".join(words)


def _rivals(cells: list[CellReference]) -> list[CellReference]:
    """Whom named cells compete with: the other levels when they are groups of one item, else the items of the group."""
    one_item = len({c._key.item for c in cells}) == 1
    return cells[0]._levels if one_item and cells[0]._key.banner != "totaal" else cells[0]._group
