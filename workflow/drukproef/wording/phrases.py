"""A percentage in, Dutch words out: which phrases fit a value, and which phrase says it best.

The ranges follow how published Dutch reports use these words (602 pairs of phrase and value); where reports
differ, the narrower use is taken. The value is the percentage as printed, since a reader holds the words
against the printed number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TENS = {"twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9}
_COUNTS = {"een": 1, **_TENS, "tien": 10, "twintig": 20}
_FRACTIONS = {
    "een tiende": 10.0,
    "een vijfde": 20.0,
    "een kwart": 25.0,
    "een derde": 100 / 3,
    "de helft": 50.0,
    "twee derde": 200 / 3,
    "driekwart": 75.0,
    "drie kwart": 75.0,
}
_MODIFIERS = {  # deviation from the fraction in percentage points, both ends included
    "": (-2.4, 2.4),
    "bijna": (-5.0, -0.5),
    "iets minder dan": (-5.0, -0.5),
    "minder dan": (-12.0, -0.5),
    "ongeveer": (-3.4, 3.4),
    "circa": (-3.4, 3.4),
    "ruim": (0.5, 6.0),
    "iets meer dan": (0.5, 5.0),
    "meer dan": (0.5, 12.0),
}
_SHARES = {  # lowest and highest percentage
    "een kleine meerderheid": (50.5, 61.0),
    "een meerderheid": (50.5, 90.0),
    "de meerderheid": (50.5, 90.0),
    "een ruime meerderheid": (65.0, 90.0),
    "een overgrote meerderheid": (77.0, 98.0),
    "de overgrote meerderheid": (77.0, 98.0),
    "de meeste": (50.5, 99.0),
    "het merendeel": (55.0, 90.0),
    "een groot deel": (60.0, 95.0),
    "een minderheid": (10.0, 49.5),
    "een klein deel": (1.0, 15.0),
    "vrijwel alle": (92.0, 100.0),
    "bijna alle": (92.0, 99.5),
    "vrijwel iedereen": (92.0, 100.0),
    "bijna niemand": (0.5, 4.0),
    "vrijwel niemand": (0.0, 5.0),
    "nauwelijks": (0.0, 6.0),
}
_OFFERED = ("", "ruim", "bijna")


@dataclass(frozen=True)
class Phrase:
    """A phrase with the percentages that it may stand for."""

    text: str
    low: float
    high: float

    def fits(self, percentage: float) -> bool:
        """Whether a printed percentage lies within the phrase's range."""
        return self.low <= percentage <= self.high


def parse(phrase: str) -> Phrase | None:
    """The range of a phrase, or None when it is not in the rule.

    >>> parse("ruim de helft").fits(56), parse("Negen op de tien").fits(84)
    (True, False)
    """
    plain = _plain(phrase)
    if plain in _SHARES:
        return Phrase(phrase, *_SHARES[plain])
    for modifier in sorted(_MODIFIERS, key=len, reverse=True):
        if modifier and not plain.startswith(modifier + " "):
            continue
        fraction = _fraction(plain[len(modifier) :].strip())
        if fraction is not None:
            low, high = _MODIFIERS[modifier]
            return Phrase(phrase, fraction + low, fraction + high)
    return None


def suggestions(percentage: float, limit: int = 4) -> list[str]:
    """Phrases that fit a printed percentage, the closest first.

    >>> suggestions(33)[0], suggestions(84)[0], suggestions(90)[0]
    ('een derde', 'ruim acht op de tien', 'negen op de tien')
    """
    fitting = []
    for rank, (text, value) in enumerate(_spoken_fractions()):
        for modifier in _OFFERED:
            low, high = _MODIFIERS[modifier]
            if low <= percentage - value <= high:
                distance = abs(percentage - value) + (1.0 if modifier else 0.0)
                fitting.append((round(distance, 6), rank, f"{modifier} {text}".strip()))
    return [text for _, _, text in sorted(fitting)[:limit]]


def _spoken_fractions() -> list[tuple[str, float]]:
    tens = [(f"{word} op de tien", n * 10.0) for word, n in _TENS.items() if n != 5]
    ones = [(f"een op de {word}", 100.0 / n) for word, n in _COUNTS.items() if n in {6, 7, 8, 10, 20}]
    return [(t, v) for t, v in _FRACTIONS.items() if t not in {"drie kwart", "een tiende"}] + tens + ones


def _fraction(text: str) -> float | None:
    if text in _FRACTIONS:
        return _FRACTIONS[text]
    match = re.fullmatch(r"(\w+) (?:op|van) (?:de )?(\w+)", text)
    if match is None or match[1] not in _COUNTS or match[2] not in _COUNTS:
        return None
    return 100.0 * _COUNTS[match[1]] / _COUNTS[match[2]]


def _plain(phrase: str) -> str:
    return " ".join(phrase.lower().replace("één", "een").split())
