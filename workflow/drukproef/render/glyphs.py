"""Characters that the report's font can't print: a machine would borrow them from a font of its own."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from drukproef.errors import Problem


def missing_characters(text: str, font_file: Path) -> str:
    """The characters of `text` that the font lacks, each once, sorted. Spaces and controls don't count."""
    with TTFont(font_file, lazy=True) as font:
        known = font.getBestCmap()
    return "".join(sorted(c for c in set(text) if ord(c) not in known and not _is_blank(c)))


def glyph_problems(text: str, font_file: Path, place: str) -> list[Problem]:
    """A problem per character without a glyph."""
    return [
        Problem(
            place,
            f"the character {c!r} ({unicodedata.name(c, 'without a name')}) is not in the report's font",
            f"a character that {font_file.name} has",
            "replace it; else every machine would print it in another way",
        )
        for c in missing_characters(text, font_file)
    ]


def _is_blank(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in {"Cc", "Cf", "Zs"}
