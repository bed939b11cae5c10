"""Cross-references: those that point nowhere are problems; the others become words with a number."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

from drukproef.errors import DrukproefError, Problem
from drukproef.render.outline import Outline, Part, Target, cited_ids
from drukproef.theme.messages import Messages

ABBREVIATIONS = {
    "art.",
    "bijv.",
    "blz.",
    "ca.",
    "cf.",
    "evt.",
    "excl.",
    "incl.",
    "nr.",
    "p.",
    "resp.",
    "vgl.",
    "zgn.",
}


def check_references(outline: Outline, root: Path) -> None:
    """DrukproefError with every reference of every chapter that points nowhere."""
    problems = [p for part in outline.parts for p in _undefined(part, outline, root)]
    if problems:
        raise DrukproefError(problems)


def find_target(outline: Outline, cited: str) -> Target | None:
    """The target of '@tbl-x', or of '@Tbl-x' at the start of a sentence."""
    return outline.targets.get(cited) or outline.targets.get(cited[:1].lower() + cited[1:])


def reference_text(target: Target, messages: Messages, capital: bool) -> tuple[str, str]:
    """The word and the number of a reference: ('tabel', '2.1'). Without a number the title stands for it."""
    word = target.words(messages)
    word = word[:1].upper() + word[1:] if capital else word
    return (word, target.number) if target.number else ("", target.title)


def starts_sentence(before: str) -> bool:
    """Whether a word that follows this text starts a sentence: it comes first, or after a full stop.

    >>> [starts_sentence(before) for before in ("", "Dat is zo. ", "zie bijv. ", "zie ")]
    [True, True, False, False]
    """
    words = before.split()
    if not words:
        return True
    last = words[-1].strip("()[]\"'“”‘’")
    return last[-1:] in {".", "?", "!"} and "." not in last[:-1] and last.lower() not in ABBREVIATIONS


def _undefined(part: Part, outline: Outline, root: Path) -> Iterator[Problem]:
    for cited in dict.fromkeys(cited_ids(part.blocks)):
        if find_target(outline, cited) is None:
            yield _problem(part, cited, outline, root)


def _problem(part: Part, cited: str, outline: Outline, root: Path) -> Problem:
    known = sorted(t for t in outline.targets if t[:4] in {"tbl-", "fig-", "sec-"})
    close = difflib.get_close_matches(cited, known, n=3, cutoff=0.5)
    line = _line_of(root / part.chapter.source, cited)
    return Problem(
        f"{part.chapter.source}, line {line}" if line else part.chapter.source,
        f"'@{cited}' points to nothing in the report",
        f"the id of a table, figure or section, such as {', '.join(close or known[:3]) or '@tbl-…'}",
        f"did you mean '@{close[0]}'?" if close else "mend the id, or add the element to the plan",
    )


def _line_of(template: Path, cited: str) -> int | None:
    """The line of the template where the reference stands, if its text is there."""
    if not template.is_file():
        return None
    pattern = re.compile(rf"@{re.escape(cited)}(?![\w-])")
    lines = template.read_text(encoding="utf-8").splitlines()
    return next((n for n, line in enumerate(lines, 1) if pattern.search(line)), None)
