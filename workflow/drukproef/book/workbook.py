"""Pages in, tabellenboek.xlsx out: data are never formulas or links, and the same pages give the same bytes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from xlsxwriter import Workbook

from drukproef.book.contents_sheet import ContentsSheet
from drukproef.book.item_sheet import ItemSheet
from drukproef.book.page import Page
from drukproef.book.styles import Styles
from drukproef.book.words import Words
from drukproef.study import Study
from drukproef.theme import load_brand, load_messages

SAFE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}


def write_workbook(study: Study, pages: tuple[Page, ...], words: Words, path: Path) -> None:
    """Write the whole workbook to `path`."""
    settings = study.settings
    brand, messages = load_brand(study.root), load_messages(study.root, settings.language)
    with Workbook(path, SAFE) as workbook:
        workbook.set_properties(_properties(study, words))
        workbook.set_size(2400, 1400)
        styles = Styles(workbook, brand)
        ContentsSheet(workbook, study, styles, words).write(pages, messages)
        footer = (f"{words.notice}: {settings.notice}",) if settings.notice else ()
        for place, page in enumerate(pages, 2):
            sheet = ItemSheet(workbook, page, styles, words, study)
            sheet.write(words.contents, footer, place)


def _properties(study: Study, words: Words) -> dict[str, str | dt.datetime]:
    """Document properties; the date is that of publication, since the clock would change the bytes."""
    settings = study.settings
    return {
        "title": f"{words.table_book}: {settings.title}",
        "subject": settings.subtitle,
        "author": settings.author,
        "company": settings.client,
        "comments": settings.notice,
        "created": dt.datetime.combine(settings.published, dt.time()),
    }
