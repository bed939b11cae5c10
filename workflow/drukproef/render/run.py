"""Document models and figures in, the report in results/<study>/report/ out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from drukproef.errors import DrukproefError
from drukproef.files import write_bytes, write_text
from drukproef.render.chapters import read_chapters
from drukproef.render.html.editions import other_editions
from drukproef.render.outline import Outline, Part, make_outline
from drukproef.render.pdf import proof_pdf, report_pdf
from drukproef.render.pdfarchive import archive_name, archive_pdf
from drukproef.render.publish import built, swapped_in
from drukproef.render.quarto.cells import refuse_unsupported
from drukproef.render.quarto.jupyter import with_cells_run
from drukproef.render.references import check_references
from drukproef.render.site import chapter_pages, missing_figures, write_element_files, write_site, write_style
from drukproef.render.theme import Theme, load_theme
from drukproef.study.load import Study


def _silent(message: str) -> None:
    """Progress that nobody asked for."""


def render(study: Study, progress: Callable[[str], None], alone: bool = False) -> None:
    """Make the HTML and the PDF of the whole report in results/<study>/report/; `publish` hands them out.

    Pages link the report's other languages, unless it is made `alone`.
    DrukproefError lists undefined references, missing figures, unknown constructs or orphan digits; the last
    good report then stays as it was.
    """
    theme, outline = _prepared(study, progress)
    _check_figures(study, outline.parts)
    with swapped_in(built(study)) as aside:
        progress(f"render: HTML, {len(outline.parts)} chapters")
        editions = () if alone else other_editions(study)
        write_site(study, outline, theme, aside / "html", editions)
        progress("render: PDF")
        pdf = report_pdf(study, outline, theme)
        write_bytes(aside / f"{study.id}.pdf", pdf)
        write_bytes(aside / archive_name(study), archive_pdf(study, pdf))
    progress(
        f"render: results/{study.text_id}/report/ is ready; `drukproef publish {study.argument}` puts it in reports/"
    )


def render_chapter(
    study: Study, chapter_id: str, progress: Callable[[str], None] = _silent
) -> tuple[Path, Path]:
    """Make the page and the PDF of one chapter in reports/<study>/proof/; returns their paths.

    All chapters are read, so that its numbers and references are those of the whole report.
    """
    theme, outline = _prepared(study, progress)
    part = outline.part(chapter_id)
    _check_figures(study, (part,))
    (page,) = chapter_pages(study, outline, theme, (part,), site="../html/")
    pdf = proof_pdf(study, outline, theme, part)
    folder = study.text_reports / "proof"
    folder.mkdir(parents=True, exist_ok=True)
    write_style(theme, folder)
    write_element_files(study, part, theme, folder)
    write_text(folder / part.file, page)
    write_bytes(folder / f"{part.id}.pdf", pdf)
    return folder / part.file, folder / f"{part.id}.pdf"


def _prepared(study: Study, progress: Callable[[str], None]) -> tuple[Theme, Outline]:
    theme = load_theme(study.root, study.settings.language)
    chapters = [with_cells_run(chapter, study, progress) for chapter in read_chapters(study)]
    for chapter in chapters:
        refuse_unsupported(chapter, study.root)
    outline = make_outline(chapters, theme.words)
    check_references(outline, study.root)
    return theme, outline


def _check_figures(study: Study, parts: tuple[Part, ...]) -> None:
    if problems := missing_figures(study, parts):
        raise DrukproefError(problems)
