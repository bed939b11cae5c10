"""Exact values in, printed text out: the one place where rounding, comma and percent sign live."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def _exact(value: float) -> Decimal:
    """The decimal that a float stands for, without the noise behind its twelfth decimal."""
    return Decimal(f"{float(value):.12f}")


def rounded(value: float, decimals: int = 0) -> Decimal:
    """`value` rounded half away from zero, once.

    Sums of weights differ from the exact value in their last bits, so what lies within 1e-12 of a half is the half.

    >>> rounded(2.5), rounded(-2.5), rounded(0.5)
    (Decimal('3'), Decimal('-3'), Decimal('1'))
    """
    return _exact(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def percent_value(share: float, decimals: int = 0) -> Decimal:
    """A share from 0 to 1 as a rounded percentage.

    >>> percent_value(0.845)
    Decimal('85')
    """
    return (_exact(share) * 100).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def number(value: Decimal | int | float, language: str = "nl") -> str:
    """A number with thousands separators in the language of the report.

    >>> number(1082), number(Decimal("12.5")), number(1082, "en")
    ('1.082', '12,5', '1,082')
    """
    text = f"{value:,}"
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))


_SPELLED = {
    "nl": (
        "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
        "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig",
    ),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
}  # fmt: skip


def spelled(value: Decimal, language: str = "nl") -> str:
    """A whole number as running text has it: in words up to twenty in Dutch and ten in English, else in digits.

    >>> spelled(Decimal(12)), spelled(Decimal(12), "en"), spelled(Decimal(1082))
    ('twaalf', '12', '1.082')
    """
    words = _SPELLED[language]
    return words[int(value)] if 0 <= value < len(words) else number(value, language)


def pct(share: float, decimals: int = 0, language: str = "nl") -> str:
    """A share as it stands in tables.

    >>> pct(0.845)
    '85%'
    """
    return f"{number(percent_value(share, decimals), language)}%"
