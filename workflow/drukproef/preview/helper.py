"""A study and a chapter in, the chapter's PDF out, made in a process of its own that gets ready in advance.

Imports stand in the functions: the other process must start before this one has loaded anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING

from drukproef.errors import DrukproefError, Problem

if TYPE_CHECKING:
    from drukproef.render.outline import Outline
    from drukproef.render.theme import Theme
    from drukproef.study import Study

LaidOut = tuple[bytes, tuple[Problem, ...]]


@dataclass(frozen=True)
class Helper:
    """Another process, which loads what a PDF takes while this one writes the chapter."""

    processes: ProcessPoolExecutor

    def get_ready(self, study: Study, chapter_id: str) -> None:
        """Read the other chapters in advance: pandoc's work on them is kept."""
        self.processes.submit(_read_others, study, chapter_id)

    def lay_out(self, study: Study, chapter_id: str) -> Future[LaidOut]:
        """Start laying out a chapter that has just been written: its PDF, or what is wrong with it."""
        return self.processes.submit(_lay_out, study, chapter_id)


@contextmanager
def helper() -> Iterator[Helper]:
    """Start the other process."""
    with ProcessPoolExecutor(1, get_context("spawn")) as processes:
        processes.submit(_load)
        yield Helper(processes)


def read_outline(study: Study) -> tuple[Theme, Outline]:
    """The theme, and all chapters with their numbers; DrukproefError when a reference points nowhere."""
    from drukproef.render.chapters import read_chapters
    from drukproef.render.outline import make_outline
    from drukproef.render.references import check_references
    from drukproef.render.theme import load_theme

    theme = load_theme(study.root, study.settings.language)
    outline = make_outline(read_chapters(study), theme.words)
    check_references(outline, study.root)
    return theme, outline


def _load() -> None:
    import drukproef.render.pdf  # noqa: F401


def _read_others(study: Study, chapter_id: str) -> None:
    from drukproef.render.chapters import read_chapters
    from drukproef.render.pandoc import parse

    for chapter in read_chapters(study):
        if chapter.id != chapter_id:
            parse(chapter)


def _lay_out(study: Study, chapter_id: str) -> LaidOut:
    from drukproef.render.pdf import proof_pdf

    try:
        theme, outline = read_outline(study)
        return proof_pdf(study, outline, theme, outline.part(chapter_id)), ()
    except DrukproefError as error:
        return b"", error.problems
