"""A chapter in, its code cells out: Quarto runs them, the embedded renderer does not, and says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drukproef.errors import DrukproefError, Problem
from drukproef.write.document import Chapter, Prose

_FENCED = re.compile(r"^[ \t]*(?:`{3,}|~{3,})[ \t]*\{(?P<language>[a-zA-Z][\w-]*)[^}\n]*\}", re.MULTILINE)
_INLINE = re.compile(r"(?<!`)`\{(?P<language>[a-zA-Z][\w-]*)\}[ \t]+[^`\n]+`")
_SHORTCODE = re.compile(r"\{\{<\s*(?P<name>[\w-]+)")


@dataclass(frozen=True)
class Construct:
    """Something that only Quarto can render: what it is called, and its line in the template (0: unknown)."""

    name: str
    line: int


def quarto_constructs(chapter: Chapter, root: Path) -> tuple[Construct, ...]:
    """The cells, inline expressions and shortcodes of a chapter, in reading order."""
    lines = template_lines(root / chapter.source)
    found: list[Construct] = []
    after = 0
    for written, name in _found(chapter):
        after = next((n for n in range(after + 1, len(lines) + 1) if written in lines[n - 1]), after)
        known = bool(after) and written in lines[after - 1]
        found.append(Construct(name, after if known else 0))
    return tuple(found)


def has_python(chapter: Chapter) -> bool:
    """Whether a chapter needs Jupyter."""
    return any(name.startswith("python") for _, name in _found(chapter))


def refuse_unsupported(chapter: Chapter, root: Path) -> None:
    """DrukproefError with every construct that the embedded renderer can't do, by name and line.

    Without this check pandoc would print the code of a cell as a sentence.
    """
    if problems := [_problem(chapter, construct) for construct in quarto_constructs(chapter, root)]:
        raise DrukproefError(problems)


def _found(chapter: Chapter) -> Iterator[tuple[str, str]]:
    """(text of its first line, name) of each construct."""
    for block in chapter.blocks:
        if isinstance(block, Prose):
            matches = [(m, f"{m['language']} cell") for m in _FENCED.finditer(block.markdown)]
            matches += [(m, f"{m['language']} expression") for m in _INLINE.finditer(block.markdown)]
            matches += [(m, f"shortcode '{m['name']}'") for m in _SHORTCODE.finditer(block.markdown)]
            yield from ((m[0].strip(), name) for m, name in sorted(matches, key=lambda pair: pair[0].start()))


def template_lines(template: Path) -> list[str]:
    """The lines of a template; none when it is not there."""
    return template.read_text(encoding="utf-8").splitlines() if template.is_file() else []


def _problem(chapter: Chapter, construct: Construct) -> Problem:
    where = f"{chapter.source}, line {construct.line}" if construct.line else chapter.source
    return Problem(
        where,
        f"{construct.name}: the embedded renderer does not run code",
        "text, tables and figures that are already made",
        "move the computation to the plan, or render with Quarto: drukproef render STUDY --with quarto",
    )
