"""Words of comparison in, the direction that they assert out: "minder vaak" says lower, "increased" says higher."""

from __future__ import annotations

import re
from typing import Literal

from drukproef.write.comparing import Comparing, Direction, comparing_in

_WORD = re.compile(r"[^\W\d_]+(?:['’]t\b)?", re.UNICODE)
_OPPOSITE: dict[Direction, Direction] = {"higher": "lower", "lower": "higher", "same": "same"}

Asserted = Literal["higher", "lower", "same", "unclear"]


def asserted(words: str, language: str = "nl") -> Asserted:
    """What words of comparison assert; the first that is known decides, and a denial makes it "same".

    >>> asserted("minder vrij"), asserted("vaker"), asserted("niet vaker"), asserted("anders")
    ('lower', 'higher', 'same', 'unclear')
    >>> asserted("less free", "en"), asserted("more critical", "en"), asserted("at least as many", "en")
    ('lower', 'lower', 'same')
    """
    known = comparing_in(language)
    found = [m.group().lower().replace("’", "'") for m in _WORD.finditer(words)]
    if known.denials & set(found):
        return "same"
    for pattern, direction in known.set_phrases:
        if re.search(pattern, words, re.IGNORECASE):
            return direction
    for i, word in enumerate(found):
        for direction, stems in known.stems.items():
            if _inflected(word, stems, known):
                turned = known.turning & set(found[i + 1 : i + 2])
                return _OPPOSITE[direction] if turned else direction
    return "unclear"


def comparison_words(text: str, language: str = "nl") -> list[tuple[int, str]]:
    """The words of comparison in a text, with their positions."""
    known = comparing_in(language)
    listed = known.known
    text = re.sub(known.idioms, lambda m: " " * len(m.group()), text, flags=re.IGNORECASE)
    return [
        (m.start(), m.group()) for m in _WORD.finditer(text) if _inflected(m.group().lower(), listed, known)
    ]


def _inflected(word: str, stems: frozenset[str], known: Comparing) -> bool:
    """Whether a word is a stem, or a stem with the ending of an adjective."""
    if word in stems:
        return True
    return bool(known.ending) and word.endswith(known.ending) and word[: -len(known.ending)] in stems
