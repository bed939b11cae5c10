"""Chapters in, a tagged PDF/UA-1 out: the whole report, or the proof of one chapter."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version

from weasyprint import CSS, HTML
from weasyprint.text import ffi
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from drukproef.errors import DrukproefError, Problem, fail
from drukproef.render.document import label_of, write_parts
from drukproef.render.outline import Outline, Part
from drukproef.render.pdftags import mend_tags
from drukproef.render.theme import Theme
from drukproef.study.load import Study

PRINT_CSS = ("print.css", "content.css", "print-content.css")


def report_pdf(study: Study, outline: Outline, theme: Theme) -> bytes:
    """The whole report with cover, colophon and contents."""
    return _pdf(study, theme, _html(study, outline, theme, outline.parts, proof=False))


def proof_pdf(study: Study, outline: Outline, theme: Theme, part: Part) -> bytes:
    """One chapter, with the numbers that it has in the whole."""
    return _pdf(study, theme, _html(study, outline, theme, (part,), proof=True))


def _html(study: Study, outline: Outline, theme: Theme, parts: tuple[Part, ...], proof: bool) -> str:
    return theme.environment.get_template("report.html.j2").render(
        settings=study.settings,
        chapters=write_parts(outline, parts, theme, "print"),
        parts=parts,
        proof=proof,
        words=theme.words,
        version=version("drukproef"),
        date=theme.words.written_date(study.settings.published),
        label_of=lambda part: label_of(part, theme),
    )


def require_subsetter() -> None:
    """WeasyPrint can embed fonts without HarfBuzz's subsetter, but then with other bytes."""
    if ffi.harfbuzz_subset is None:
        raise fail(
            "this computer",
            "the library libharfbuzz-subset is missing",
            "it, so that the PDF has the same bytes everywhere",
            "run: scripts/system-packages.sh",
        )


def _pdf(study: Study, theme: Theme, html: str) -> bytes:
    require_subsetter()
    fonts = FontConfiguration()
    sheets = [theme.font_css("."), theme.colour_css(with_dark=False), *map(theme.css, PRINT_CSS)]
    fetcher = URLFetcher(allowed_protocols=("file", "data"))
    base = theme.fonts[0].parent.as_uri() + "/"
    with complaints_are_problems(f"reports/{study.id}/{study.id}.pdf"), without_garbage_collection():
        css = CSS(string="\n".join(sheets), base_url=base, font_config=fonts, url_fetcher=fetcher)
        document = HTML(string=html, base_url=study.results.as_uri() + "/", url_fetcher=fetcher)
        content = document.write_pdf(stylesheets=[css], font_config=fonts, pdf_variant="pdf/ua-1")
    return mend_tags(content)


@contextmanager
def complaints_are_problems(place: str) -> Iterator[None]:
    """WeasyPrint logs a missing image or a lost font and goes on; here that is an error."""
    heard: list[str] = []
    handler = _Listener(heard)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
    if heard:
        expected = "a PDF without complaints from WeasyPrint"
        raise DrukproefError([Problem(place, complaint, expected) for complaint in dict.fromkeys(heard)])


class _Listener(logging.Handler):
    def __init__(self, heard: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Laying out a report makes millions of objects and no garbage worth looking for: a sixth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
