"""A percentage in, words out: which phrases of a language fit a value, and which phrase says it best.

The ranges follow how published Dutch reports use these words (602 pairs of phrase and value); where reports
differ, the narrower use is taken. The English words have the ranges of the Dutch ones that they translate. The
value is the percentage as printed, since a reader holds the words against the printed number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from drukproef.wording.vocabulary import Vocabulary, vocabulary_of


@dataclass(frozen=True)
class Phrase:
    """A phrase with the percentages that it may stand for."""

    text: str
    low: float
    high: float

    def fits(self, percentage: float) -> bool:
        """Whether a printed percentage lies within the phrase's range."""
        return self.low <= percentage <= self.high


def parse(phrase: str, language: str = "nl") -> Phrase | None:
    """The range of a phrase, or None when it is not in the rule.

    >>> parse("ruim de helft").fits(56), parse("Negen op de tien").fits(84), parse("Just over half", "en").fits(54)
    (True, False, True)
    """
    words = vocabulary_of(language)
    plain = _plain(phrase, words)
    if plain in words.shares:
        return Phrase(phrase, *words.shares[plain])
    for modifier in sorted(words.modifiers, key=len, reverse=True):
        if modifier and not plain.startswith(modifier + " "):
            continue
        fraction = _fraction(plain[len(modifier) :].strip(), words)
        if fraction is not None:
            low, high = words.modifiers[modifier]
            return Phrase(phrase, fraction + low, fraction + high)
    return None


def suggestions(percentage: float, language: str = "nl", limit: int = 4) -> list[str]:
    """Phrases that fit a printed percentage, the closest first.

    >>> suggestions(33)[0], suggestions(84)[0], suggestions(90)[0], suggestions(38, "en")[0]
    ('een derde', 'ruim acht op de tien', 'negen op de tien', 'four in ten')
    """
    words = vocabulary_of(language)
    fitting = []
    for rank, (text, value) in enumerate(_spoken_fractions(words)):
        for modifier in words.offered:
            low, high = words.modifiers[modifier]
            if low <= percentage - value <= high:
                distance = abs(percentage - value) + (1.0 if modifier else 0.0)
                fitting.append((round(distance, 6), rank, f"{modifier} {text}".strip()))
    return [text for _, _, text in sorted(fitting)[:limit]]


def _spoken_fractions(words: Vocabulary) -> list[tuple[str, float]]:
    tens = [(words.ten.format(word=w), n * 10.0) for w, n in words.counts.items() if 1 < n < 10 and n != 5]
    ones = [(words.one.format(word=w), 100.0 / n) for w, n in words.counts.items() if n in {6, 7, 8, 10, 20}]
    return [(text, words.fractions[text]) for text in words.spoken] + tens + ones


def _fraction(text: str, words: Vocabulary) -> float | None:
    if text in words.fractions:
        return words.fractions[text]
    match = re.fullmatch(rf"(\w+) {words.of}(\w+)", text)
    if match is None or match[1] not in words.counts or match[2] not in words.counts:
        return None
    return 100.0 * words.counts[match[1]] / words.counts[match[2]]


def _plain(phrase: str, words: Vocabulary) -> str:
    text = phrase.lower()
    for other, usual in words.same.items():
        text = text.replace(other, usual)
    return " ".join(text.split())
