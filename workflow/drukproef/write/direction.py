"""Words of comparison in, the direction that they assert out: "minder vaak" says lower, "gestegen" says higher."""

from __future__ import annotations

import re
from typing import Literal

_STEMS = {
    "higher": (
        "hoger meer vaker groter beter sterker positiever meest vaakst hoogst grootst best gestegen steeg stijg stijgt "
        "stijging toegenomen toename toe groei groeit gegroeid positiefst langer bekender bekendst vooral opener"
    ).split(),
    "lower": (
        "lager minder kleiner slechter zwakker minst laagst kleinst gedaald daal daalt daalde daling afgenomen "
        "afname af zeldzamer kritischer negatiever korter onbekender"
    ).split(),
    "same": (
        "gelijk gelijke stabiel even evenveel hetzelfde dezelfde onveranderd ongeveer vergelijkbaar "
        "geen niet nauwelijks net"
    ).split(),
}
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
COMPARISON_WORDS = frozenset(
    word
    for words in _STEMS.values()
    for word in words
    if word not in {"even", "geen", "niet", "net", "toe", "af", "best", "ongeveer", "nauwelijks", "langer"}
) | {"alle", "allemaal", "veel", "verschilt", "verschillen", "verschil"}

Asserted = Literal["higher", "lower", "same", "unclear"]


def asserted(words: str) -> Asserted:
    """What words of comparison assert; the first that is known decides, and a denial makes it "same".

    >>> asserted("minder vrij"), asserted("vaker"), asserted("niet vaker"), asserted("anders")
    ('lower', 'higher', 'same', 'unclear')
    """
    found = [w.lower() for w in _WORD.findall(words)]
    if {"niet", "geen"} & set(found):
        return "same"
    for word in found:
        for direction in ("lower", "higher", "same"):
            if _inflected(word, _STEMS[direction]):
                return direction  # type: ignore[return-value]
    return "unclear"


def comparison_words(text: str) -> list[tuple[int, str]]:
    """The words of comparison in a text, with their positions."""
    return [
        (m.start(), m.group())
        for m in _WORD.finditer(text)
        if _inflected(m.group().lower(), COMPARISON_WORDS)
    ]


def _inflected(word: str, stems: object) -> bool:
    """Whether a word is a stem, or a stem with the Dutch ending -e."""
    return word in stems or (word.endswith("e") and word[:-1] in stems)  # type: ignore[operator]
