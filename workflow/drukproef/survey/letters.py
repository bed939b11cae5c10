"""Tested pairs of columns in, the letters that SPSS users know out: a column names those that are lower."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from drukproef.survey.rules import Rules
from drukproef.survey.testing import Pair, Tested


def column_letters(columns: Sequence[str], pairs: Mapping[Pair, Tested], rules: Rules) -> dict[str, str]:
    """For each column the letters (A is the first) of the columns that are significantly lower.

    A capital: significant at `alpha`; a small letter: only at `loose_alpha`. As SPSS CTABLES, but a share of
    0 or 1 takes part as long as the difference has a variance. Differences under the minimum get no letter.

    >>> column_letters(["a", "b"], {}, Rules())
    {'a': '', 'b': ''}
    """
    found: dict[str, list[str]] = {column: [] for column in columns}
    for (left, right), tested in pairs.items():
        high, low = (left, right) if tested.difference.difference > 0 else (right, left)
        found[high].append(_letter(letter(list(columns).index(low)), tested, rules))
    return {column: " ".join(sorted(filter(None, names), key=_order)) for column, names in found.items()}


def letter(place: int) -> str:
    """The letter of a column: A to Z, then AA, AB, as in a spreadsheet.

    >>> letter(0), letter(25), letter(26), letter(701), letter(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    before, place = divmod(place, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + place)


def _letter(name: str, tested: Tested, rules: Rules) -> str:
    if rules.is_marked(tested.difference.difference, tested.p):
        return name
    loose = rules if rules.loose_alpha is None else replace(rules, alpha=rules.loose_alpha, loose_alpha=None)
    return name.lower() if loose.is_marked(tested.difference.difference, tested.p) else ""


def _order(name: str) -> tuple[int, str]:
    return len(name), name.upper()
