"""A comparison that the prose makes in, a verdict with both values, bases and p out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from drukproef.study import Rules, Study
from drukproef.study.statistics import is_tested
from drukproef.tabulate.cube import Cell, CellKey, Comparison
from drukproef.wording.forms import Form, form_of
from drukproef.write.references import CellReference, Claimed

Direction = Literal["higher", "lower", "same", "untested"]
MEANING = {"<": "lower", ">": "higher", "==": "same", "<=": "not higher", ">=": "not lower", "-": "different"}
_HOLDS = {"not higher": {"lower", "same"}, "not lower": {"higher", "same"}, "different": {"higher", "lower"}}


@dataclass(frozen=True)
class Verdict:
    """What the data say about two cells, and whether the claim agrees."""

    left: Cell
    right: Cell
    claimed: str
    found: Direction
    p: float
    forms: tuple[Form, Form]  # of both values, as messages print them
    reason: str = ""

    @property
    def difference(self) -> float:
        """Left minus right, exact; NaN when one of them is hidden."""
        if self.left.estimate is None or self.right.estimate is None:
            return float("nan")
        return self.left.estimate - self.right.estimate

    @property
    def holds(self) -> bool:
        """Whether the data support what was claimed."""
        return self.found in _HOLDS.get(self.claimed, {self.claimed})

    def in_words(self, language: str = "nl") -> str:
        """Both values with their bases, and p."""
        p = "not tested" if self.found == "untested" else f"p = {self.p:.3g}"
        left, right = (
            _value(cell, form, language)
            for cell, form in zip((self.left, self.right), self.forms, strict=True)
        )
        return f"{left} against {right}, {p}{self.reason and f' ({self.reason})'}"


def judge(claimed: Claimed) -> Verdict:
    """Test one comparison. The cube decides what is significant, and whether it is large enough to be said."""
    left, right = _cell(claimed.left), _cell(claimed.right)
    comparison = claimed.lookup.compare(left.key, right.key)
    direction, reason = _direction(left, right, comparison)
    p = float("nan") if comparison is None or comparison.p is None else comparison.p
    forms = _form(claimed.left), _form(claimed.right)
    return Verdict(left, right, MEANING[claimed.operator], direction, p, forms, reason)


def _direction(left: Cell, right: Cell, comparison: Comparison | None) -> tuple[Direction, str]:
    for cell in (left, right):
        if cell.status != "shown":
            return "untested", f"{cell.key.path} is {cell.status}, n = {cell.n}"
    if not is_tested(left.key.category):
        return "untested", "differences of medians, quartiles and totals are not tested"
    if comparison is None:
        return "untested", "these two cells are not compared in the cube"
    if not comparison.tested or comparison.p is None or comparison.difference is None:
        return "untested", "the base is too small or both shares are extreme"
    return comparison.mark or "same", ""


def _cell(reference: CellReference) -> Cell:
    return reference._lookup.cell(reference._key)


def _form(reference: CellReference) -> Form:
    """With a decimal more than in the text: messages are for people who look closer."""
    form = form_of(reference._item, reference._key.category, Rules())
    return replace(form, decimals=form.decimals + 1)


def _value(cell: Cell, form: Form, language: str) -> str:
    if cell.estimate is None:
        return f"[{cell.key.path}: {cell.status}]"
    return f"{form.text(cell.estimate, language)} (n = {cell.n}, {cell.key.path})"


def extreme(named: Sequence[CellReference], others: Sequence[CellReference], highest: bool) -> list[Claimed]:
    """The comparisons behind "most" or "least": the weakest that is named against the strongest other.

    Others that may not be shown don't count: a ranking can't rest on what is hidden.
    """
    sign = 1 if highest else -1

    def rank(reference: CellReference) -> float:
        estimate = _cell(reference).estimate
        return float("-inf") if estimate is None else sign * estimate

    strongest = max(others, key=rank)
    return [Claimed(min(named, key=rank), ">" if highest else "<", strongest)]


def filter_words(study: Study, key: CellKey) -> str:
    """The selection behind a cell, for the ledger: "meting 2024; geslacht = vrouwen; ..."."""
    codebook = study.codebooks[key.population]
    item = codebook.item(key.item)
    parts = [f"wave {key.wave}"]
    if key.banner != "totaal":
        variable = codebook.variable(key.banner)
        parts.append(f"{variable.label} = {variable.category(key.level).label}")
    parts += [f"{name} in ({', '.join(levels)})" for name, levels in item.base.items()]
    missing = "don't know in the base" if item.dont_know == "in_base" else "answered"
    return "; ".join([*parts, missing])
