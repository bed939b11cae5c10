"""Chapters in, a tagged PDF/UA-1 out: the whole report, or the proof of one chapter.

Each chapter is laid out by itself, several at the same time, and so are the pages before them; `join` puts them
together. A chapter begins on a new page, so that nothing in it depends on what stands before it.
"""

from __future__ import annotations

import math
import re
from importlib.metadata import version

from drukproef.errors import fail
from drukproef.render.document import Written, label_of, write_parts
from drukproef.render.outline import Outline, Part
from drukproef.render.pdfcheck import check_pdf
from drukproef.render.pdfexpected import expect
from drukproef.render.pdfjoin import DIGITS, ELSEWHERE, destinations, join
from drukproef.render.pdflayout import Sheet, lay_out, lay_out_all, without_garbage_collection
from drukproef.render.pdflines import compounds_in
from drukproef.render.pdftags import mend_tags
from drukproef.render.theme import Theme
from drukproef.study.load import Study

PRINT_CSS = ("print.css", "content.css", "print-content.css")
FOLIO = f'@page {{ @bottom-right {{ content: "{DIGITS}"; }} }}\n@page cover {{ @bottom-right {{ content: none; }} }}\n'
"""In place of a page number, which `join` knows."""
LINES = 45
"""About how many entries of the contents fit on a page."""
_LINK = re.compile(r'href="#([^"]+)"')
_ID = re.compile(r'\bid="([^"]+)"')


@without_garbage_collection()
def report_pdf(study: Study, outline: Outline, theme: Theme, processes: int | None = None) -> bytes:
    """The whole report with cover, colophon and contents, checked against its chapters.

    `processes` is how many chapters are laid out at the same time; the bytes are always the same.
    """
    chapters = write_parts(outline, outline.parts, theme, "print")
    title = pdf_title(study, theme)
    texts = [_html(study, theme, (chapter,), title, scope="chapter") for chapter in chapters]
    place = f"{study.id}.pdf"
    laid_out = lay_out_all([_sheet(study, theme, text, place, FOLIO) for text in texts], processes)
    front = _front(study, theme, chapters, title, laid_out)
    pdf = mend_tags(join([front, *laid_out]), theme.words, compounds_in("".join(texts)))
    check_pdf(pdf, expect(outline, chapters, theme, title, study.settings.language, proof=False), place)
    return pdf


@without_garbage_collection()
def proof_pdf(study: Study, outline: Outline, theme: Theme, part: Part) -> bytes:
    """One chapter, with the numbers that it has in the whole."""
    chapters = write_parts(outline, (part,), theme, "print")
    title, place = pdf_title(study, theme, part), f"{part.id}.pdf"
    html = _html(study, theme, chapters, title, scope="proof")
    pdf = mend_tags(lay_out(_sheet(study, theme, html, place)), theme.words, compounds_in(html))
    check_pdf(pdf, expect(outline, chapters, theme, title, study.settings.language, proof=True), place)
    return pdf


def pdf_title(study: Study, theme: Theme, proof_of: Part | None = None) -> str:
    """The title in the metadata: of the report, and of the chapter when it is a proof."""
    if proof_of is None:
        return study.settings.title
    label = label_of(proof_of, theme)
    chapter = f"{label}\u00a0 {proof_of.chapter.title}" if label else proof_of.chapter.title
    return f"{study.settings.title}: {chapter}"


def _front(
    study: Study, theme: Theme, chapters: tuple[Written, ...], title: str, laid_out: list[bytes]
) -> bytes:
    """Cover, colophon and contents. How many pages these are shifts the page numbers in the contents."""
    found = [destinations(pdf) for pdf in laid_out]
    entries = sum(1 + len(c.part.sections) + len(c.part.tables) + len(c.part.figures) for c in chapters)
    before = 2 + math.ceil(entries / LINES)  # a guess that saves a second layout
    for _ in range(3):
        pages: dict[str, int] = {}
        start = before
        for count, places in found:
            pages |= {id: start + page + 1 for id, page in places.items()}
            start += count
        html = _html(study, theme, chapters, title, scope="front", pages=pages)
        front = lay_out(_sheet(study, theme, html, f"{study.id}.pdf", FOLIO))
        if (length := destinations(front)[0]) == before:
            return front
        before = length
    raise fail(
        f"{study.id}.pdf", "the contents change in length with their page numbers", "contents that settle"
    )


def _html(
    study: Study,
    theme: Theme,
    chapters: tuple[Written, ...],
    title: str,
    scope: str,
    pages: dict[str, int] | None = None,
) -> str:
    html = theme.fill(
        "report.html.j2",
        settings=study.settings,
        chapters=chapters,
        parts=tuple(chapter.part for chapter in chapters),
        scope=scope,
        pages=pages or {},
        title_of_pdf=title,
        words=theme.words,
        version=version("drukproef"),
        date=theme.words.written_date(study.settings.published),
        label_of=lambda part: label_of(part, theme),
    )
    own = set(_ID.findall(html))
    return _LINK.sub(lambda m: m[0] if m[1] in own else f'href="{ELSEWHERE}{m[1]}"', html)


def _sheet(study: Study, theme: Theme, html: str, place: str, more_css: str = "") -> Sheet:
    sheets = [theme.font_css("."), theme.colour_css(with_dark=False), *map(theme.css, PRINT_CSS), more_css]
    return Sheet(
        html=html,
        base=study.text_results.as_uri() + "/",
        css="\n".join(sheets),
        css_base=theme.fonts[0].parent.as_uri() + "/",
        place=place,
    )
