"""An original text and its translation in, the translation out; what is missing, or translates nothing, on record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from drukproef.errors import Problem
from drukproef.study.check import unknown
from drukproef.study.yamlfile import line_of

LANGUAGES = {"nl": "Dutch", "en": "English"}

Location = tuple[str | int, ...]
"""Where a text stands in the file: keys, from the top."""


class Translating:
    """Collects the problems of one translation file."""

    def __init__(self, language: str, content: Any, shown_path: str) -> None:
        self.language, self._content, self._shown = LANGUAGES[language], content, shown_path
        self._problems: dict[Location, Problem] = {}

    @property
    def problems(self) -> list[Problem]:
        """All problems, in the order in which they were found."""
        return list(self._problems.values())

    def text(self, location: Location, original: str, translated: str) -> str:
        """The translation of one text. Whatever the original says, the translation says; and nothing else."""
        key, parent = _dotted(location), _dotted(location[:-1])
        if original and not translated.strip():
            step = f"add '{location[-1]}: ...'" + (f" under {parent}" if parent else "")
            self._put(
                location,
                f"{key} has no translation: '{_short(original)}'",
                f"the same in {self.language}",
                step,
            )
        elif translated and not original:
            self._put(
                location,
                f"{key} translates nothing",
                "a text that the main language has",
                "remove it, or write the original",
            )
        return translated

    def texts(
        self, location: Location, original: tuple[str, ...], translated: tuple[str, ...]
    ) -> tuple[str, ...]:
        """The translations of a list, of equal length."""
        if len(original) != len(translated):
            found = f"{_dotted(location)} has {len(translated)} of {len(original)} texts"
            self._put(
                location,
                found,
                f"{len(original)} texts in {self.language}, in the same order",
                "add or remove some",
            )
        return translated

    def known(self, location: Location, kind: str, names: Iterable[str], known: Iterable[str]) -> None:
        """Put each name on record that the study doesn't have: a translation of what was renamed or removed."""
        known = list(known)
        for name in names:
            if name not in known:
                self._problems[(*location, name, "?")] = unknown(
                    kind, name, known, self._place((*location, name))
                )

    def _put(self, location: Location, found: str, expected: str, next_step: str) -> None:
        self._problems.setdefault(location, Problem(self._place(location), found, expected, next_step))

    def _place(self, location: Location) -> str:
        return f"{self._shown}, line {line_of(self._content, location)}"


def _dotted(location: Location) -> str:
    return ".".join(str(step) for step in location)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:57]}..."
