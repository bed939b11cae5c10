"""The words for shares in each language, with the percentages that they may stand for; docs/words.md explains them."""

from __future__ import annotations

from dataclasses import dataclass

Range = tuple[float, float]
"""Both ends included."""


@dataclass(frozen=True)
class Vocabulary:
    """The words of one language, in lower case."""

    counts: dict[str, int]  # number words of "x in y"
    of: str  # the pattern of what stands between those two words
    fractions: dict[str, float]  # and their percentages
    spoken: tuple[str, ...]  # the fractions that are offered
    ten: str  # "{word} op de tien"
    one: str  # "een op de {word}"
    modifiers: dict[str, Range]  # deviation from the fraction in percentage points
    offered: tuple[str, ...]  # the modifiers that are offered
    shares: dict[str, Range]  # lowest and highest percentage
    same: dict[str, str]  # other ways to write a word


_ABOUT: Range = (-3.4, 3.4)
_EXACT: Range = (-2.4, 2.4)

DUTCH = Vocabulary(
    counts={
        "een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10,
        "twintig": 20,
    },
    of="(?:op|van) (?:de )?",
    fractions={
        "een tiende": 10.0,
        "een vijfde": 20.0,
        "een kwart": 25.0,
        "een derde": 100 / 3,
        "de helft": 50.0,
        "twee derde": 200 / 3,
        "driekwart": 75.0,
        "drie kwart": 75.0,
    },
    spoken=("een vijfde", "een kwart", "een derde", "de helft", "twee derde", "driekwart"),
    ten="{word} op de tien",
    one="een op de {word}",
    modifiers={
        "": _EXACT,
        "bijna": (-5.0, -0.5),
        "iets minder dan": (-5.0, -0.5),
        "minder dan": (-12.0, -0.5),
        "ongeveer": _ABOUT,
        "circa": _ABOUT,
        "ruim": (0.5, 6.0),
        "iets meer dan": (0.5, 5.0),
        "meer dan": (0.5, 12.0),
    },
    offered=("", "ruim", "bijna"),
    shares={
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
    },
    same={"één": "een"},
)  # fmt: skip
ENGLISH = Vocabulary(
    counts={
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "twenty": 20,
    },
    of="(?:in|out of) (?:every )?",
    fractions={
        "a tenth": 10.0,
        "a fifth": 20.0,
        "a quarter": 25.0,
        "a third": 100 / 3,
        "half": 50.0,
        "two thirds": 200 / 3,
        "three quarters": 75.0,
        "one tenth": 10.0,
        "one fifth": 20.0,
        "one quarter": 25.0,
        "one third": 100 / 3,
        "one half": 50.0,
        "two fifths": 40.0,
        "three fifths": 60.0,
        "four fifths": 80.0,
    },
    spoken=("a fifth", "a quarter", "a third", "half", "two thirds", "three quarters"),
    ten="{word} in ten",
    one="one in {word}",
    modifiers={
        "": _EXACT,
        "almost": (-5.0, -0.5),
        "nearly": (-5.0, -0.5),
        "just under": (-5.0, -0.5),
        "slightly fewer than": (-5.0, -0.5),
        "slightly less than": (-5.0, -0.5),
        "fewer than": (-12.0, -0.5),
        "less than": (-12.0, -0.5),
        "under": (-12.0, -0.5),
        "about": _ABOUT,
        "around": _ABOUT,
        "roughly": _ABOUT,
        "just over": (0.5, 5.0),
        "slightly more than": (0.5, 5.0),
        "more than": (0.5, 12.0),
        "over": (0.5, 12.0),
        "well over": (4.0, 12.0),
    },
    offered=("", "just over", "almost", "more than"),
    shares={
        "a small majority": (50.5, 61.0),
        "a narrow majority": (50.5, 56.0),
        "a majority": (50.5, 90.0),
        "the majority": (50.5, 90.0),
        "a clear majority": (65.0, 90.0),
        "a large majority": (65.0, 90.0),
        "a vast majority": (77.0, 98.0),
        "the vast majority": (77.0, 98.0),
        "an overwhelming majority": (77.0, 98.0),
        "most": (50.5, 99.0),
        "a large share": (60.0, 95.0),
        "a large proportion": (60.0, 95.0),
        "a minority": (10.0, 49.5),
        "a small minority": (1.0, 15.0),
        "a small share": (1.0, 15.0),
        "a small proportion": (1.0, 15.0),
        "few": (1.0, 15.0),
        "virtually all": (92.0, 100.0),
        "almost all": (92.0, 99.5),
        "nearly all": (92.0, 99.5),
        "virtually everyone": (92.0, 100.0),
        "almost everyone": (92.0, 99.5),
        "almost no one": (0.5, 4.0),
        "hardly anyone": (0.0, 6.0),
        "hardly any": (0.0, 6.0),
        "virtually no one": (0.0, 5.0),
    },
    same={"-": " "},
)  # fmt: skip


def vocabulary_of(language: str) -> Vocabulary:
    """The words of a language, 'nl' or 'en'."""
    return {"nl": DUTCH, "en": ENGLISH}[language]
