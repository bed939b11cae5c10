"""A template's own text in, digits and words that no computation stands behind out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment

from drukproef.write.direction import comparison_words
from drukproef.write.words import words_of

_STRUCTURE = re.compile(
    r"\{[^{}\n]*\}"  # attributes: {#sec-2-1 .kader}
    r"|@(?:tbl|fig|sec)-[\w-]+"  # cross-references
    r"|\[\^[\w-]+\]:?"  # footnote marks
    r"|\]\([^)\n]*\)"  # targets of links
    r"|^\s*\d+\.(?=\s)",  # numbers of a list
    re.MULTILINE,
)


@dataclass(frozen=True)
class Unbound:
    """A digit or word in the prose that no binding stands behind."""

    line: int
    kind: str  # "digit", "comparison" or "quantity"
    text: str
    sentence: str


def unbound(source: str, environment: Environment, language: str = "nl") -> Iterator[Unbound]:
    """Everything in the template's own text that states a result without computing it."""
    lines = source.splitlines()
    for line, text in _own_text(source, environment):
        for offset, kind, found in _finds(_STRUCTURE.sub(lambda m: " " * len(m.group()), text), language):
            at = line + text.count("\n", 0, offset)
            yield Unbound(at, kind, found, lines[at - 1].strip() if at <= len(lines) else "")


def _own_text(source: str, environment: Environment) -> Iterator[tuple[int, str]]:
    for line, token, value in environment.lex(source):
        if token == "data":
            yield line, value


def _finds(text: str, language: str) -> Iterator[tuple[int, str, str]]:
    for match in re.finditer(r"\S*\d\S*", text):
        yield match.start(), "digit", match.group()
    for start, word in comparison_words(text, language):
        yield start, "comparison", word
    for match in re.finditer(rf"\b(?:{words_of(language).quantity})\b", text, re.IGNORECASE):
        yield match.start(), "quantity", match.group()
