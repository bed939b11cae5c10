"""The finished HTML of a chapter in, every digit that nothing vouches for out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import html

from drukproef.errors import Problem
from drukproef.render.outline import Part
from drukproef.study.load import Study

BOUND = {"getal", "bewering"}
DECLARED = {"vast"}
STRUCTURAL = {"number", "reference", "noteref"}
PLANNED = {"caption", "base", "remark", "legend", "title"}
"""Texts of the plan: they may hold the years of waves, and labels of the codebook."""
UNSEEN_TAGS = {"script", "style", "nav"}
_WORD = re.compile(r"\S*\d\S*")


@dataclass(frozen=True)
class Declared:
    """What may stand in captions, headers and notes: the years of the waves, and whole labels."""

    years: frozenset[str]
    labels: frozenset[str] = field(default_factory=frozenset)

    def covers(self, text: str) -> bool:
        """Whether each digit of a planned text is declared."""
        text = " ".join(text.split())
        if text in self.labels:
            return True
        return not any(c.isdigit() for c in re.sub(r"\d+", self._without_year, text))

    def _without_year(self, match: re.Match[str]) -> str:
        return "" if match[0] in self.years else match[0]


def declared_by(study: Study) -> Declared:
    """The years of all waves, and every text of the codebooks."""
    waves = {str(wave) for p in study.settings.populations.values() for wave in p.files}
    labels = {text for book in study.codebooks.values() for text in _texts(book.model_dump())}
    return Declared(frozenset(waves), frozenset(labels))


def orphan_digits(page: str, declared: Declared) -> list[str]:
    """The pieces of text within <main> whose digits are neither bound, structural nor declared."""
    document = html.document_fromstring(page)
    pieces: list[str] = []
    for main in document.iter("main"):
        pieces += _orphans(main, declared, planned=False)
    return list(dict.fromkeys(pieces))


def digit_problems(page: str, part: Part, declared: Declared) -> list[Problem]:
    """A problem per orphan."""
    return [
        Problem(
            f"{part.chapter.source}, chapter {part.id}",
            f"orphan digit: '{piece}'",
            "a number that is bound to its computation, or declared",
            "print it from the data, or declare it with its source: {{ lit('...', source='...') }}",
        )
        for piece in orphan_digits(page, declared)
    ]


def _orphans(element: Any, declared: Declared, planned: bool) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in UNSEEN_TAGS:
        return
    classes = set((element.get("class") or "").split())
    if classes & (BOUND | DECLARED | STRUCTURAL):
        return
    planned = planned or bool(classes & PLANNED) or element.tag in {"th", "figcaption", "caption"}
    yield from _unaccounted(element.text, declared, planned)
    for child in element:
        yield from _orphans(child, declared, planned)
        yield from _unaccounted(child.tail, declared, planned)


def _unaccounted(text: str | None, declared: Declared, planned: bool) -> Iterator[str]:
    if not text or not any(c.isdigit() for c in text):
        return
    if planned and declared.covers(text):
        return
    for match in _WORD.finditer(text):
        yield " ".join(text[max(0, match.start() - 40) : match.end() + 40].split())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
