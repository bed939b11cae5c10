"""Words of comparison in, the direction that they assert out: "minder vaak" says lower, "gestegen" says higher."""

from __future__ import annotations

import re
from typing import Literal


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_STEMS = {
    "higher": _words(
        "hoger hoogst meer meest vaker vaakst groter grootst beter best sterker sterkst positiever positiefst gunstiger "
        "gestegen steeg stegen stijg stijgt stijgen stijging toegenomen toename toenam toe groei groeit groeide groeiden "
        "gegroeid verdubbeld verdubbelde verdubbeling bekender bekendst opener ruimer vrijer vrijst bovenaan"
    ),
    "lower": _words(
        "lager laagst minder minst kleiner kleinst slechter slechtst zwakker negatiever ongunstiger milder "
        "gedaald daal daalt dalen daalde daalden daling gezakt zakt zakte zakten afgenomen afname afnam af krimpt "
        "gekrompen gehalveerd halvering zeldzamer kritischer onbekender schaarser onderaan"
    ),
    "same": _words(
        "gelijk gelijke stabiel even evenveel hetzelfde dezelfde onveranderd ongeveer vergelijkbaar nauwelijks net"
    ),
}
_DENIALS = frozenset({"niet", "geen", "noch"})
_TOO_COMMON = _words("even net toe af best ongeveer nauwelijks gelijke")
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
COMPARISON_WORDS = (frozenset().union(*_STEMS.values()) - _TOO_COMMON) | _words(
    "alle allemaal verschilt verschillen verschil"
)

Asserted = Literal["higher", "lower", "same", "unclear"]


def asserted(words: str) -> Asserted:
    """What words of comparison assert; the first that is known decides, and a denial makes it "same".

    >>> asserted("minder vrij"), asserted("vaker"), asserted("niet vaker"), asserted("anders")
    ('lower', 'higher', 'same', 'unclear')
    """
    found = [w.lower() for w in _WORD.findall(words)]
    if _DENIALS & set(found):
        return "same"
    for word in found:
        for direction, stems in _STEMS.items():
            if _inflected(word, stems):
                return direction  # type: ignore[return-value]
    return "unclear"


def comparison_words(text: str) -> list[tuple[int, str]]:
    """The words of comparison in a text, with their positions."""
    return [
        (m.start(), m.group())
        for m in _WORD.finditer(text)
        if _inflected(m.group().lower(), COMPARISON_WORDS)
    ]


def _inflected(word: str, stems: frozenset[str]) -> bool:
    """Whether a word is a stem, or a stem with the Dutch ending -e."""
    return word in stems or (word.endswith("e") and word[:-1] in stems)
