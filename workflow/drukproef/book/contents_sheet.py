"""All pages in, the first sheet out: title, notice, legend, notes, and a list with a link to every sheet."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from drukproef.book.page import Page
from drukproef.book.styles import COUNT, TEXT, Styles
from drukproef.book.texts import details, general_notes, legend
from drukproef.book.words import Words
from drukproef.study import Study
from drukproef.theme import Messages

WIDTHS = (36, 30, 60, 24, 15)
A4 = 9


class ContentsSheet:
    """Writes the first sheet, from top to bottom."""

    def __init__(self, workbook: Workbook, study: Study, styles: Styles, words: Words) -> None:
        self._study, self._styles, self._words = study, styles, words
        self._sheet: Worksheet = workbook.add_worksheet(words.contents)
        self._row = 0

    def write(self, pages: tuple[Page, ...], messages: Messages) -> None:
        """Write the sheet."""
        settings, words, styles = self._study.settings, self._words, self._styles
        self._sheet.write_string(0, 0, f"{words.table_book}: {settings.title}", styles.title())
        self._sheet.set_row(0, 24)
        self._row = 1
        if settings.subtitle:
            self._line(settings.subtitle)
        self._pairs(details(self._study, messages, words))
        if settings.notice:
            self._paragraph(f"{words.notice}: {settings.notice}", is_notice=True)
        self._heading(words.legend)
        self._pairs(legend(words))
        self._heading(words.notes)
        for note in general_notes(self._study, words):
            self._paragraph(note)
        self._heading(words.contents_title)
        self._list(pages)
        self._set_up()

    def _line(self, text: str) -> None:
        self._sheet.write_string(self._row, 0, text, self._styles.plain())
        self._row += 1

    def _pairs(self, pairs: Iterable[tuple[str, str]]) -> None:
        for left, right in pairs:
            self._sheet.write_string(self._row, 0, left, self._styles.muted())
            self._sheet.write_string(self._row, 1, right, self._styles.plain())
            self._row += 1

    def _paragraph(self, text: str, is_notice: bool = False) -> None:
        form = self._styles.notice() if is_notice else self._styles.wrapped()
        last = len(WIDTHS) - 1
        self._sheet.merge_range(self._row, 0, self._row, last, "", form)
        self._sheet.write_string(self._row, 0, text, form)
        lines = len(textwrap.wrap(text, int(sum(WIDTHS) * (0.9 if is_notice else 1)))) or 1
        self._sheet.set_row(self._row, 15.5 * lines)
        self._row += 1

    def _heading(self, text: str) -> None:
        self._sheet.write_string(self._row + 1, 0, text, self._styles.heading())
        self._row += 2

    def _list(self, pages: tuple[Page, ...]) -> None:
        """The list as an Excel table: it can be filtered, and has a name and a description."""
        words, populations = self._words, self._study.settings.populations
        named = len(populations) > 1
        headers = [words.table, words.block, words.subject, words.waves, words.n]
        headers += [words.population] if named else []
        first = self._row
        for page in pages:
            self._row += 1
            self._entry(page, populations[page.population].label if named else "")
        self._sheet.add_table(
            first, 0, max(self._row, first + 1), len(headers) - 1,
            {
                "name": words.contents_title,
                "title": words.contents_title,
                "description": words.contents_description,
                "style": "Table Style Light 1",
                "columns": [{"header": h, "header_format": self._styles.head()} for h in headers],
            },
        )  # fmt: skip

    def _entry(self, page: Page, population: str) -> None:
        sheet, row, plain = self._sheet, self._row, self._styles.wrapped()
        tip = self._words.go_to.format(number=page.number)
        sheet.write_url(row, 0, f"internal:'{page.sheet}'!A1", self._styles.link(), page.sheet, tip)
        sheet.write_string(row, 1, page.group, plain)
        sheet.write_string(row, 2, page.label, plain)
        sheet.write_string(row, 3, ", ".join(str(wave) for wave in page.waves), plain)
        n = page.blocks[0].bases[0].n
        if n is not None:
            sheet.write_number(row, 4, n, self._styles.of(align="right", num_format=COUNT))
        if population:
            sheet.write_string(row, 5, population, self._styles.of(num_format=TEXT))

    def _set_up(self) -> None:
        sheet = self._sheet
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        if len(self._study.settings.populations) > 1:
            sheet.set_column(len(WIDTHS), len(WIDTHS), 24)
        sheet.set_tab_color(self._styles.colours.primary)
        sheet.ignore_errors({"number_stored_as_text": "A1:E1048576"})
        sheet.hide_gridlines(2)
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P / &N")
        sheet.freeze_panes(1, 0)
