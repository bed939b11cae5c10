"""HTML for paper in, a PDF by WeasyPrint out; several at the same time on several processors."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text import ffi
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from drukproef.errors import DrukproefError, Problem, fail

WORTHWHILE = 400_000
"""Characters of HTML from which starting processes takes less time than it saves."""

RESCUES = ("break-inside: avoid;", "orphans: 1; widows: 1;")
"""WeasyPrint 70 may lose a footnote when it takes lines back for the sake of widows and orphans; these prevent it."""
_FONT_FACE = re.compile(rb"@font-face\s*{[^}]*}")
_LOST_NOTE = re.compile(r"No anchor #(note-[\w-]+) for internal URI reference")


@dataclass(frozen=True)
class Sheet:
    """A document to lay out. Plain texts, so that it can go to another process."""

    html: str
    base: str  # address of the folder of the images, with a slash at the end
    css: str
    css_base: str  # address of the folder of the fonts
    place: str  # for messages


def lay_out(sheet: Sheet) -> bytes:
    """The document as PDF/UA-1 with WeasyPrint's own tags; DrukproefError when it complains."""
    require_subsetter()
    lost: Counter[str] = Counter()
    while True:
        with listening() as heard, without_garbage_collection():
            pdf = _made(sheet, _rescue(lost))
        notes = [match[1] for complaint in heard if (match := _LOST_NOTE.match(complaint))]
        lost.update(notes)
        if not heard:
            return pdf
        if len(notes) < len(heard) or max(lost.values()) > len(RESCUES):
            raise _problems(sheet.place, heard)


def _made(sheet: Sheet, more_css: str) -> bytes:
    fonts = FontConfiguration()
    fetcher = _Files(allowed_protocols=("file", "data"))
    css = CSS(string=sheet.css + more_css, base_url=sheet.css_base, font_config=fonts, url_fetcher=fetcher)
    document = HTML(string=sheet.html, base_url=sheet.base, url_fetcher=fetcher)
    return bytes(document.write_pdf(stylesheets=[css], font_config=fonts, pdf_variant="pdf/ua-1"))


class _Files(URLFetcher):  # type: ignore[misc]
    """Figures without the fonts that they bring along: the page has these fonts, once for all figures."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        """What WeasyPrint asks for."""
        found = super().fetch(url, headers)
        if found.content_type != "image/svg+xml":
            return found
        return URLFetcherResponse(url, _FONT_FACE.sub(b"", found.read()), found.headers)


def _rescue(lost: Counter[str]) -> str:
    """Rules for the paragraphs whose footnotes were lost, the second one when the first did not help."""
    return "".join(f"p:has(#{note}) {{ {RESCUES[times - 1]} }}\n" for note, times in sorted(lost.items()))


def lay_out_all(sheets: Sequence[Sheet], processes: int | None = None) -> list[bytes]:
    """All documents, in their order. The number of processes changes the time, not a byte."""
    if processes is None:
        is_large = sum(len(sheet.html) for sheet in sheets) > WORTHWHILE
        processes = min(len(sheets), os.cpu_count() or 1) if is_large else 1
    if processes < 2:
        done = [_tried(sheet) for sheet in sheets]
    else:
        # Not forked: a fork would copy the threads of other libraries halfway through their work.
        with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn")) as pool:
            largest_first = sorted(range(len(sheets)), key=lambda i: -len(sheets[i].html))
            started = {i: pool.submit(_tried, sheets[i]) for i in largest_first}
            done = [started[i].result() for i in range(len(sheets))]
    problems = [problem for _, found in done for problem in found]
    if problems:
        raise DrukproefError(problems)
    return [content for content, _ in done]


def _tried(sheet: Sheet) -> tuple[bytes, tuple[Problem, ...]]:
    """Problems as a value: those of all documents are told at once, from whatever process they come."""
    try:
        return lay_out(sheet), ()
    except DrukproefError as error:
        return b"", error.problems


def require_subsetter() -> None:
    """WeasyPrint can embed fonts without HarfBuzz's subsetter, but then with other bytes."""
    if ffi.harfbuzz_subset is None:
        raise fail(
            "this computer",
            "the library libharfbuzz-subset is missing",
            "it, so that the PDF has the same bytes everywhere",
            "run: scripts/system-packages.sh",
        )


@contextmanager
def listening() -> Iterator[list[str]]:
    """WeasyPrint logs a missing image or a lost font and goes on; this gathers what it says."""
    heard: list[str] = []
    handler = _Listener(heard)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield heard
    finally:
        logger.removeHandler(handler)


def _problems(place: str, heard: list[str]) -> DrukproefError:
    expected = "a PDF without complaints from WeasyPrint"
    return DrukproefError([Problem(place, complaint, expected) for complaint in dict.fromkeys(heard)])


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
