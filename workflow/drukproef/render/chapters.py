"""results/<study>/chapters/<chapter>.json in, the document models in reading order out."""

from __future__ import annotations

from pydantic import ValidationError

from drukproef.errors import DrukproefError, Problem, fail
from drukproef.study.load import Study
from drukproef.write.document import Chapter


def read_chapters(study: Study) -> tuple[Chapter, ...]:
    """All chapters of the study; DrukproefError lists every one that is missing or unreadable."""
    problems: list[Problem] = []
    chapters: list[Chapter] = []
    for chapter_id in study.settings.chapters:
        try:
            chapters.append(_read_chapter(study, chapter_id))
        except DrukproefError as error:
            problems.extend(error.problems)
    if problems:
        raise DrukproefError(problems)
    return tuple(chapters)


def _read_chapter(study: Study, chapter_id: str) -> Chapter:
    path = study.text_results / "chapters" / f"{chapter_id}.json"
    shown = f"results/{study.text_id}/chapters/{chapter_id}.json"
    if not path.is_file():
        raise fail(shown, "the file does not exist", "a chapter", f"run: drukproef write {study.argument}")
    try:
        return Chapter.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise fail(
            shown, str(error), "a chapter as write/document.py has it", "run the stage write again"
        ) from error
