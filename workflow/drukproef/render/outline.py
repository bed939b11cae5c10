"""All chapters in; what each table, figure and section is numbered, and what every reference means, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from drukproef.errors import DrukproefError, Problem
from drukproef.render.pandoc import Node, nodes, parse, plain_text
from drukproef.theme.messages import Messages
from drukproef.write.document import Chapter, Figure, Table

Kind = Literal["table", "figure", "section", "chapter", "appendix"]


@dataclass(frozen=True)
class Heading:
    """A heading within a chapter. `number` is empty when it has none."""

    id: str
    level: int
    number: str
    text: str
    inlines: tuple[Node, ...]


@dataclass(frozen=True)
class Part:
    """A chapter with its syntax tree and numbers."""

    chapter: Chapter
    blocks: tuple[Node, ...]
    headings: tuple[Heading, ...]
    numbers: dict[str, str]  # of tables and figures

    @property
    def id(self) -> str:
        """The chapter's id."""
        return self.chapter.id

    @property
    def file(self) -> str:
        """The name of its page."""
        return f"{self.id}.html"

    @property
    def anchor(self) -> str:
        """The id of its title."""
        return f"sec-{self.id}"

    @property
    def is_appendix(self) -> bool:
        """Appendices have letters."""
        return bool(self.chapter.number and self.chapter.number.isalpha())

    @property
    def sections(self) -> tuple[Heading, ...]:
        """The headings that the contents list."""
        return tuple(h for h in self.headings if h.level == 2)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its tables, in reading order."""
        return tuple(b for b in self.chapter.blocks if isinstance(b, Table))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures, in reading order."""
        return tuple(b for b in self.chapter.blocks if isinstance(b, Figure))


@dataclass(frozen=True)
class Target:
    """What a cross-reference can point to."""

    id: str
    part: str  # id of the chapter that holds it
    kind: Kind
    number: str
    title: str

    def words(self, messages: Messages) -> str:
        """How a sentence names its kind: 'tabel'."""
        return str(getattr(messages, f"{self.kind}_ref"))


@dataclass(frozen=True)
class Outline:
    """The report's structure."""

    parts: tuple[Part, ...]
    targets: dict[str, Target]

    def part(self, chapter_id: str) -> Part:
        """The part with this id; KeyError when there is none."""
        return {p.id: p for p in self.parts}[chapter_id]


def make_outline(chapters: Iterable[Chapter], messages: Messages) -> Outline:
    """Parse and number all chapters; DrukproefError lists double ids and headings at a wrong level."""
    problems: list[Problem] = []
    parts = tuple(_part(chapter, messages, problems) for chapter in chapters)
    targets: dict[str, Target] = {}
    for part in parts:
        for target in _targets(part):
            if target.id in targets:
                problems.append(_double(target, part, targets[target.id]))
            targets[target.id] = target
    if problems:
        raise DrukproefError(problems)
    return Outline(parts, targets)


def _part(chapter: Chapter, messages: Messages, problems: list[Problem]) -> Part:
    blocks = parse(chapter)
    headings = tuple(_headings(chapter, blocks, problems))
    return Part(chapter, tuple(blocks), headings, _element_numbers(chapter, messages))


def _element_numbers(chapter: Chapter, messages: Messages) -> dict[str, str]:
    """'2.1' per table and per figure, each counted on its own; 'S.1' in a part without a number."""
    prefix = chapter.number or messages.summary_prefix
    found: dict[str, str] = {}
    for kind in (Table, Figure):
        elements = [b for b in chapter.blocks if isinstance(b, kind)]
        found |= {element.id: f"{prefix}.{count}" for count, element in enumerate(elements, 1)}
    return found


def _headings(chapter: Chapter, blocks: list[Node], problems: list[Problem]) -> Iterator[Heading]:
    count, before = 0, 1
    for node in nodes(blocks):
        if node["t"] != "Header":
            continue
        level, (name, classes, _), inlines = node["c"]
        problems.extend(_level_problems(chapter, level, before, plain_text(inlines)))
        before = level
        numbered = level == 2 and chapter.number is not None and "unnumbered" not in classes
        count += numbered
        yield Heading(
            id=heading_id(chapter.id, name),
            level=level,
            number=f"{chapter.number}.{count}" if numbered else "",
            text=plain_text(inlines),
            inlines=tuple(inlines),
        )


def heading_id(chapter_id: str, name: str) -> str:
    """A section's own id, or the one that pandoc made from its words, unique over the chapters."""
    return name if name.startswith("sec-") else f"sec-{chapter_id}-{name}"


def _level_problems(chapter: Chapter, level: int, before: int, text: str) -> Iterator[Problem]:
    place = f"{chapter.source}, heading '{text}'"
    if level == 1:
        yield Problem(
            place, "a heading of the first level", "'## ' or lower: the chapter's title is in its plan"
        )
    elif level > before + 1:
        yield Problem(place, f"level {level} follows level {before}", f"level {before + 1} first")


def _targets(part: Part) -> Iterator[Target]:
    chapter = part.chapter
    kind: Kind = "appendix" if part.is_appendix else "chapter"
    yield Target(part.anchor, part.id, kind, chapter.number or "", chapter.title)
    for heading in part.headings:
        yield Target(heading.id, part.id, "section", heading.number, heading.text)
    elements: tuple[Table | Figure, ...] = (*part.tables, *part.figures)
    for element in elements:
        yield Target(element.id, part.id, element.kind, part.numbers[element.id], element.caption)


def _double(target: Target, part: Part, earlier: Target) -> Problem:
    return Problem(
        part.chapter.source,
        f"the id '{target.id}' stands here and in chapter {earlier.part}",
        "ids that occur once in a report",
        "rename one of them",
    )


def cited_ids(tree: Any) -> Iterator[str]:
    """The ids that a tree refers to, as written in the template."""
    for node in nodes(tree):
        if node["t"] == "Cite":
            yield from (citation["citationId"] for citation in node["c"][0])
