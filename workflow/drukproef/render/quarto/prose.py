"""A chapter's prose in, the same prose as Quarto needs it out: ids and numbers of headings, references, notes.

The author's markdown stays as it is otherwise: Quarto reads the same language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drukproef.errors import fail
from drukproef.render.outline import Heading, Outline, Part, Target
from drukproef.render.quarto.blocks import flat
from drukproef.render.references import find_target

_HEADING = re.compile(r"^(?P<marks>#{2,6})[ \t]+(?P<text>.*?)(?:[ \t]+\{[^{}\n]*\})?[ \t]*#*$", re.MULTILINE)
_NOTE = re.compile(r"\[\^(?P<label>[^\]\s]+)\]")
_ONLY = r"\[(?P<before>[^\[\]@;]*?)-?@(?P<alone>[A-Za-z][\w-]*\w)(?P<after>[^\[\]@;]*)\](?![({])"
_BARE = r"(?<![\w\\\-])-?@(?P<cited>[A-Za-z][\w-]*\w)"
_REFERENCE = re.compile(f"{_ONLY}|{_BARE}")


class QuartoProse:
    """Rewrites the prose of one chapter, piece by piece in reading order."""

    def __init__(self, part: Part, outline: Outline, files: dict[str, str]) -> None:
        self.part, self.outline, self.files = part, outline, files
        self._headings: Iterator[Heading] = iter(part.headings)

    def rewritten(self, markdown: str) -> str:
        """A piece of prose, for Quarto."""
        markdown = _HEADING.sub(self._heading, markdown)
        markdown = _NOTE.sub(lambda m: f"[^{self.part.id}-{m['label']}]", markdown)
        return _REFERENCE.sub(self._reference, markdown)

    def finish(self) -> None:
        """After the last piece: DrukproefError when a heading was not recognised."""
        if (left := next(self._headings, None)) is not None:
            raise self._unknown_heading(left.text)

    def _heading(self, match: re.Match[str]) -> str:
        """The heading with the id that references mean, and without a number when the report gives it none."""
        heading = next(self._headings, None)
        if heading is None or heading.level != len(match["marks"]):
            raise self._unknown_heading(match["text"])
        unnumbered = "" if heading.number else " .unnumbered"
        return f"{match['marks']} {match['text']} {{#{heading.id}{unnumbered}}}"

    def _unknown_heading(self, text: str) -> Exception:
        return fail(
            f"{self.part.chapter.source}, heading '{text}'",
            "it can't be told apart from text or lies within another block",
            "headings that start a line with '## ' or more",
            "write it so",
        )

    def _reference(self, match: re.Match[str]) -> str:
        """Quarto has no words for a section without a number: its title is a plain link."""
        target = find_target(self.outline, match["alone"] or match["cited"])
        if target is None or target.number:
            return match[0]
        if match["alone"]:
            return f"{match['before']}{self._link(target)}{match['after']}"
        return self._link(target)

    def _link(self, target: Target) -> str:
        file = "" if target.part == self.part.id else self.files[target.part]
        return f"[{flat(target.title)}]({file}#{target.id})"
