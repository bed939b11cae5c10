"""Document models and figures in, results/<study>/word/<study>.docx out, the same bytes each time."""

from __future__ import annotations

import calendar
import json
import os
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypandoc

from drukproef.errors import DrukproefError, Problem, fail
from drukproef.files import write_bytes
from drukproef.render.chapters import read_chapters
from drukproef.render.document import label_of
from drukproef.render.outline import Outline, Part, make_outline
from drukproef.render.pandoc import Node
from drukproef.render.quarto.cells import refuse_unsupported
from drukproef.render.quarto.jupyter import with_cells_run
from drukproef.render.references import check_references
from drukproef.render.site import missing_figures
from drukproef.render.theme import Theme, load_theme
from drukproef.render.word import nodes as make
from drukproef.render.word.elements import WordElements
from drukproef.render.word.finish import dangling_links, finished
from drukproef.render.word.front import front_matter, metadata
from drukproef.render.word.prose import ProseWriter, numbered
from drukproef.render.word.raster import png_of
from drukproef.render.word.reference import reference_docx
from drukproef.study.load import Study
from drukproef.write.document import Figure

API_VERSION = [1, 23, 1]  # of pandoc's syntax tree, 3.x


def word(study: Study, progress: Callable[[str], None]) -> Path:
    """Make the Word file of the whole report and return its path; the last good one stays when this fails.

    DrukproefError lists undefined references, missing figures and constructs that reports don't use.
    """
    theme = load_theme(study.root, study.settings.language)
    chapters = [with_cells_run(chapter, study, progress) for chapter in read_chapters(study)]
    for chapter in chapters:
        refuse_unsupported(chapter, study.root)
    outline = make_outline(chapters, theme.words)
    check_references(outline, study.root)
    if problems := missing_figures(study, outline.parts):
        raise DrukproefError(problems)
    progress(f"word: {len(outline.parts)} chapters")
    path = study.text_results / "word" / f"{study.id}.docx"
    write_bytes(path, word_file(study, outline, theme))
    progress(f"word: results/{study.text_id}/word/{study.id}.docx is ready")
    return path


def word_file(study: Study, outline: Outline, theme: Theme) -> bytes:
    """The bytes of the Word file."""
    with tempfile.TemporaryDirectory(prefix="drukproef-") as folder:
        aside = Path(folder)
        pictures = _Pictures(study, theme, aside)
        tree = _tree(study, outline, theme, pictures)
        made = _call_pandoc(tree, reference_docx(study.settings, theme), aside, study)
    content = finished(made, study.settings, theme)
    if problems := dangling_links(content, f"results/{study.text_id}/word/{study.id}.docx"):
        raise DrukproefError(problems)
    return content


class _Pictures:
    """Draws the figures as PNG into a folder; called with a figure, it gives the name of its file there."""

    def __init__(self, study: Study, theme: Theme, folder: Path) -> None:
        self.study, self.theme, self.folder = study, theme, folder

    def __call__(self, figure: Figure) -> str:
        name = f"{figure.id}.png"
        place = f"results/{self.study.text_id}/{figure.svg}"
        (self.folder / name).write_bytes(png_of(self.study.text_results / figure.svg, self.theme, place))
        return name


def _tree(study: Study, outline: Outline, theme: Theme, picture: Callable[[Figure], str]) -> dict[str, Any]:
    problems: list[Problem] = []
    blocks = front_matter(study.settings, outline, theme)
    for part in outline.parts:
        blocks += _chapter(part, outline, theme, picture, problems)
    if problems:
        raise DrukproefError(problems)
    return {"pandoc-api-version": API_VERSION, "meta": metadata(study.settings, theme), "blocks": blocks}


def _chapter(
    part: Part, outline: Outline, theme: Theme, picture: Callable[[Figure], str], problems: list[Problem]
) -> list[Node]:
    writer = ProseWriter(part, outline, theme.words, WordElements(part, theme.words, picture), problems)
    title = make.heading(1, part.anchor, *numbered(label_of(part, theme)), make.text(part.chapter.title))
    return [title, *writer.chapter()]


def _call_pandoc(tree: dict[str, Any], reference: bytes, folder: Path, study: Study) -> bytes:
    (folder / "reference.docx").write_bytes(reference)
    (folder / "report.json").write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
    command = [pypandoc.get_pandoc_path(), "--from=json", "--to=docx", "--reference-doc=reference.docx",
               "--fail-if-warnings", "--output=report.docx", "report.json"]  # fmt: skip
    moment = str(calendar.timegm(study.settings.published.timetuple()))
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, "SOURCE_DATE_EPOCH": moment}, capture_output=True, check=False
    )
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip()
        raise fail(f"the Word file of {study.id}", f"pandoc: {said}", "a file without complaints from pandoc")
    return (folder / "report.docx").read_bytes()
