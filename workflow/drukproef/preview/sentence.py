"""A line of a template in, the place in a page where its sentence ends out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

BLOCKS = ("p", "li", "h2", "h3", "h4", "h5")
ENOUGH = 0.6
"""The share of a line's words that a block must hold, in their order, to be its sentence. A line may just have changed."""
_EXPRESSION = re.compile(r"\{\{(.*?)\}\}|\{%.*?%\}|\{##.*?##\}|\{[#.][^}]*\}", re.DOTALL)
_PHRASE = re.compile(r"""\b(?:says|words|adverb)\(\s*(?:"([^"]*)"|'([^']*)')""")
_APART = {"notepop", "noteref", "permalink"}


@dataclass(frozen=True)
class Word:
    """A word of a page, with the text that it stands in: that of an element, or the tail behind it."""

    folded: str  # empty for a number or a sign
    element: Any
    is_tail: bool
    end: int  # offset in the text

    @property
    def ends_sentence(self) -> bool:
        """Whether a full stop follows."""
        text = (self.element.tail if self.is_tail else self.element.text) or ""
        return text[: self.end].rstrip(")’”\"'")[-1:] in {".", "?", "!"}


def own_words(line: str) -> list[str]:
    """The words that a line prints itself, and those of its claims.

    >>> own_words("{{ claim(a < b) | says('Minder vaak') }} zien *zij* dit ({{ a | pct }}, @tbl-x).")
    ['minder', 'vaak', 'zien', 'zij', 'dit']
    """
    text = _EXPRESSION.sub(
        lambda match: " ".join(phrase for pair in _PHRASE.findall(match[1] or "") for phrase in pair), line
    )
    return _folded_words(re.sub(r"@[\w-]+|\^\[[^\]]*\]", " ", text))


def find_sentence(article: Any, line: str) -> Word | None:
    """The last word of the sentence that a line makes; None when no block of the page is like it."""
    wanted = own_words(line)
    best, best_share = None, ENOUGH
    for block in article.iter(*BLOCKS):
        words = list(words_of(block))
        if len(wanted) > 2 and len(set(wanted) & {w.folded for w in words}) >= ENOUGH * len(set(wanted)):
            share, last = _likeness(wanted, words)
            if share >= best_share:
                best, best_share = _end_of_sentence(words, last), share + 1e-9
    return best


def _likeness(wanted: list[str], words: list[Word]) -> tuple[float, int]:
    """The share of words that are found in order, and where the last one stands."""
    matcher = SequenceMatcher(None, wanted, [w.folded for w in words], autojunk=False)
    runs = [run for run in matcher.get_matching_blocks() if run.size]
    return sum(run.size for run in runs) / len(wanted), runs[-1].b + runs[-1].size - 1


def _end_of_sentence(words: list[Word], at: int) -> Word:
    return next((word for word in words[at:] if word.ends_sentence), words[-1])


def words_of(element: Any) -> Iterator[Word]:
    """The words of an element in reading order, without those of its footnotes."""
    yield from _words_in(element, is_tail=False)
    for child in element:
        if isinstance(child.tag, str) and not _APART & set((child.get("class") or "").split()):
            yield from words_of(child)
        yield from _words_in(child, is_tail=True)


def _words_in(element: Any, is_tail: bool) -> Iterator[Word]:
    text = (element.tail if is_tail else element.text) or ""
    for match in re.finditer(r"\S+", text):
        for folded in _folded_words(match[0]) or [""]:
            yield Word(folded, element, is_tail, match.end())


def _folded_words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.replace("’", "'").lower())
