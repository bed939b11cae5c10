"""A study and a chapter in, the chapter's PDF out, made in a process of its own that gets ready in advance.

Imports stand in the functions: the other process must start before this one has loaded anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from drukproef.errors import DrukproefError, Problem

if TYPE_CHECKING:
    from drukproef.render.outline import Outline
    from drukproef.render.theme import Theme
    from drukproef.study import Study

LaidOut = tuple[bytes, tuple[Problem, ...]]


@dataclass(frozen=True)
class Helper:
    """Another process that knows the study. `language` is empty for the main one."""

    study_id: str
    root: Path
    language: str
    processes: ProcessPoolExecutor

    def lay_out(self, chapter_id: str) -> Future[LaidOut]:
        """Start laying out a chapter that has just been written: its PDF, or what is wrong with it."""
        return self.processes.submit(_lay_out, self.study_id, self.root, self.language, chapter_id)


@contextmanager
def helper(study_id: str, root: Path, language: str) -> Iterator[Helper]:
    """Start the other process, and let it do all that doesn't depend on the text."""
    with ProcessPoolExecutor(1, get_context("spawn")) as processes:
        processes.submit(_get_ready, study_id, root, language)
        yield Helper(study_id, root, language, processes)


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


_known: dict[str, Study] = {}
"""In the other process: the study that it has read."""


def _get_ready(study_id: str, root: Path, language: str) -> None:
    import drukproef.render.pdf  # noqa: F401
    from drukproef.study import load_study

    _known[study_id] = load_study(study_id, root, language or None)
    read_outline(_known[study_id])  # what pandoc made of the other chapters is kept


def _lay_out(study_id: str, root: Path, language: str, chapter_id: str) -> LaidOut:
    from drukproef.render.pdf import proof_pdf

    try:
        if study_id not in _known:
            _get_ready(study_id, root, language)
        theme, outline = read_outline(_known[study_id])
        return proof_pdf(_known[study_id], outline, theme, outline.part(chapter_id)), ()
    except DrukproefError as error:
        return b"", error.problems
