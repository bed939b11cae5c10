"""The stage `book`: cubes in, the table book and the open data in results/<study>/book/ out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from drukproef.book.cells import BookCell
from drukproef.book.csvw import csvw_text
from drukproef.book.cube_csv import cube_csv
from drukproef.book.ddi import codebook_xml
from drukproef.book.page import Page
from drukproef.book.pages import PageMaker
from drukproef.book.web import FILES, book_html
from drukproef.book.words import Words, words_of
from drukproef.book.workbook import write_workbook
from drukproef.files import folder_replaced, write_bytes, write_text
from drukproef.study import Study
from drukproef.tabulate.cell import Status

DATA = "cube.csv"


def book(study: Study, progress: Callable[[str], None]) -> None:
    """Make the table book of all populations; the last good one stays when this fails.

    Raises DrukproefError when a population has no cube yet.
    """
    words = words_of(study.settings.language)
    if study.settings.rules.publication is None:
        words = words.without(Status.IMPRECISE)
    pages, cells = _read(study, words)
    with folder_replaced(study.text_results / "book") as aside:
        progress(f"book: Excel, {len(pages)} tables")
        write_workbook(study, pages, words, aside / FILES["excel"])
        progress("book: HTML")
        write_text(aside / "tabellenboek.html", book_html(study, pages, words))
        progress(f"book: open data, {len(cells)} cells")
        _write_open_data(study, cells, words, aside / "open-data")
    progress(f"book: results/{study.text_id}/book/ is ready")


def _read(study: Study, words: Words) -> tuple[tuple[Page, ...], list[BookCell]]:
    pages: list[Page] = []
    cells: list[BookCell] = []
    for population in study.settings.populations:
        maker = PageMaker(study, population, words)
        pages += maker.pages(len(pages) + 1)
        cells += maker.cells
    return tuple(pages), cells


def _write_open_data(study: Study, cells: list[BookCell], words: Words, folder: Path) -> None:
    write_text(folder / DATA, cube_csv(cells))
    write_text(folder / f"{DATA}-metadata.json", csvw_text(study, DATA, words))
    for population in study.settings.populations:
        write_bytes(folder / f"codebook-{population}.xml", codebook_xml(study, population, words))
