"""A page in, a sheet out: title, question and base; frozen headers; a block per wave; signs below each number."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import groupby

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from drukproef.book.page import Base, Block, Column, Figure, Page, Row
from drukproef.book.styles import COUNT, TEXT, Styles
from drukproef.book.texts import base_line, legend
from drukproef.book.words import PREVIOUS_SIGNS, REST_SIGNS, SYMBOLS, Words
from drukproef.study import Study
from drukproef.tabulate.cell import Status
from drukproef.wording.formats import rounded

TITLE, QUESTION, BASE, GROUPS, HEADERS, LETTERS, BODY = range(7)
"""Rows of a sheet; those above BODY stay in view."""
LABEL_WIDTH = 40
A3 = 8


class ItemSheet:
    """Writes one page on a sheet of its own."""

    def __init__(self, workbook: Workbook, page: Page, styles: Styles, words: Words, study: Study) -> None:
        self._workbook, self._page, self._styles = workbook, page, styles
        self._words = words
        self._language = study.settings.language
        self._columns = (*page.blocks[0].columns, *page.trend.columns)
        self._sheet: Worksheet = workbook.add_worksheet(page.sheet)

    def write(self, contents: str, footer: tuple[str, ...], place: int) -> None:
        """Write the sheet, which is number `place` of the workbook; `contents` is the sheet to go back to."""
        self._write_head(contents)
        self._write_column_headers()
        row, start = BODY, 1
        for block in self._page.blocks:
            with_trend = (block, self._page.trend) if row == BODY else (block,)
            row = self._write_blocks(with_trend, row, start) + 1
        self._name_regions(row - 2, place)
        self._write_footer(footer, row)
        self._set_up_screen()
        self._set_up_paper()

    def _write_head(self, contents: str) -> None:
        page, words, sheet = self._page, self._words, self._sheet
        sheet.write_string(TITLE, 0, f"{page.number} {page.label}", self._styles.title())
        sheet.write_string(QUESTION, 0, f"{words.question}: {page.question}", self._styles.plain())
        sheet.write_string(BASE, 0, base_line(page, words, self._language), self._styles.muted())
        sheet.write_url(GROUPS, 0, f"internal:'{contents}'!A1", self._styles.link(), words.back)

    def _write_column_headers(self) -> None:
        sheet, styles, words = self._sheet, self._styles, self._words
        sheet.write_string(HEADERS, 0, words.answer, styles.head())
        sheet.write_string(LETTERS, 0, words.letter, styles.head(bold=False, bottom=1))
        for first, last, group in _spans(self._columns):
            form = styles.head(align="center", bottom=1, left=1, left_color=styles.colours.rule)
            if group and last > first:
                self._sheet.merge_range(GROUPS, first, GROUPS, last, "", form)
            sheet.write_string(GROUPS, first, group, form if group else styles.head())
        for j, column in enumerate(self._columns, 1):
            sheet.write_string(HEADERS, j, column.header, styles.head(align="right"))
            sheet.write_string(LETTERS, j, column.letter, styles.head(align="right", bottom=1))
            sheet.set_column(j, j, _width(column))
        sheet.ignore_errors({"number_stored_as_text": xl_range_abs(HEADERS, 1, HEADERS, len(self._columns))})

    def _write_blocks(self, blocks: tuple[Block, ...], row: int, start: int) -> int:
        """Write blocks with the same rows side by side; returns the row below them."""
        bases = [base for block in blocks for base in block.bases]
        shade = self._styles.of(bold=True, bg_color=self._styles.colours.surface, top=1, num_format=TEXT)
        self._sheet.write_string(row, 0, blocks[0].title, shade)
        for j in range(1, len(self._columns) + 1):
            self._sheet.write_blank(row, j, None, shade)
        self._write_bases(row + 1, start, bases)
        row += 3
        for i, line in enumerate(blocks[0].rows):
            figures = tuple(figure for block in blocks for figure in block.rows[i].figures)
            self._write_row(row, start, Row(line.header, line.is_net, line.form, figures))
            row += 2
        return row

    def _write_bases(self, row: int, start: int, bases: list[Base]) -> None:
        muted = self._styles.muted()
        self._sheet.write_string(row, 0, self._words.n, muted)
        self._sheet.write_string(row + 1, 0, self._words.n_weighted, muted)
        for j, base in enumerate(bases, start):
            self._write_base(row, j, base.n, base.status)
            weighted = None if base.n_weighted is None else float(rounded(base.n_weighted))
            self._write_base(row + 1, j, weighted, base.status)

    def _write_base(self, row: int, column: int, n: float | None, status: Status) -> None:
        colour = self._styles.colours.muted
        if n is None:
            form = self._styles.of(align="right", font_color=colour, num_format=TEXT)
            self._sheet.write_string(row, column, SYMBOLS.get(status, ""), form)
        else:
            form = self._styles.of(align="right", font_color=colour, num_format=COUNT)
            self._sheet.write_number(row, column, n, form)

    def _write_row(self, row: int, start: int, line: Row) -> None:
        styles, border = self._styles, {"top": 1, "top_color": self._styles.colours.rule}
        label = styles.of(italic=line.is_net, text_wrap=True, num_format=TEXT, **border)
        small = styles.of(font_size=8, font_color=styles.colours.muted, num_format=TEXT, indent=1)
        self._sheet.write_string(row, 0, line.header, label)
        self._sheet.write_string(row + 1, 0, self._words.differences, small)
        for j, figure in enumerate(line.figures, start):
            self._write_figure(row, j, figure, line)

    def _write_figure(self, row: int, column: int, figure: Figure, line: Row) -> None:
        mark = figure.rest or figure.previous
        look = {"italic": line.is_net, "top": 1, "top_color": self._styles.colours.rule}
        if figure.estimate is None:
            form = self._styles.marked("", num_format=TEXT, **look)
            self._sheet.write_string(row, column, hidden_text(figure, self._words), form)
            return
        # The rounded value: programs differ in how they show a float that stands for a half.
        value = line.form.value(figure.estimate)
        shown = float(value / 100 if line.form.is_share else value)
        form = self._styles.marked(mark, num_format=self._styles.number(line.form), **look)
        self._sheet.write_number(row, column, shown, form)
        if signs := signs_text(figure):
            small = self._styles.marked(mark, num_format=TEXT, font_size=8)
            self._sheet.write_string(row + 1, column, signs, small)

    def _name_regions(self, last_row: int, place: int) -> None:
        """Names by which people jump to the table, and by which screen readers find its headers."""
        page, last_column = self._page, len(self._columns)
        first, last = xl_rowcol_to_cell(HEADERS, 0), xl_rowcol_to_cell(last_row, last_column)
        region = xl_range_abs(HEADERS, 0, last_row, last_column)
        self._workbook.define_name(f"{self._words.table}_{page.number}", f"='{page.sheet}'!{region}")
        corner = xl_rowcol_to_cell(HEADERS, 0, row_abs=True, col_abs=True)
        name = f"TitleRegion1.{first}.{last}.{place}"
        self._workbook.define_name(name, f"='{page.sheet}'!{corner}")

    def _write_footer(self, footer: tuple[str, ...], row: int) -> None:
        signs = tuple(f"{sign}  {meaning}" for sign, meaning in legend(self._words))
        for i, text in enumerate((*self._page.notes, *signs, *footer), row + 1):
            self._sheet.write_string(i, 0, text, self._styles.muted())

    def _set_up_screen(self) -> None:
        sheet, columns = self._sheet, self._columns
        sheet.set_column(0, 0, LABEL_WIDTH)
        sheet.set_row(TITLE, 22)
        widths = [_width(column) for column in columns]
        spans = [(group, sum(widths[first - 1 : last])) for first, last, group in _spans(columns)]
        sheet.set_row(GROUPS, 15 * max(_lines(group, width) for group, width in spans))
        headers = zip(columns, widths, strict=True)
        sheet.set_row(HEADERS, 15 * max(_lines(column.header, width) for column, width in headers))
        sheet.freeze_panes(BODY, 1)
        sheet.hide_gridlines(2)

    def _set_up_paper(self) -> None:
        sheet = self._sheet
        sheet.set_landscape()
        sheet.set_paper(A3)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(TITLE, LETTERS)
        sheet.repeat_columns(0)
        sheet.set_footer("&L&A&R&P / &N")


def hidden_text(figure: Figure, words: Words) -> str:
    """What stands in the place of an estimate that is not shown: a symbol, or a count."""
    if figure.n_category is not None and figure.status is Status.SMALL_BASE:
        return words.count.format(n=figure.n_category)
    return SYMBOLS[figure.status]


def signs_text(figure: Figure) -> str:
    """All signs of a number: against the rest, against other levels, against the previous wave."""
    parts = (REST_SIGNS[figure.rest], " ".join(figure.letters), PREVIOUS_SIGNS[figure.previous])
    return " ".join(part for part in parts if part)


def _spans(columns: tuple[Column, ...]) -> Iterator[tuple[int, int, str]]:
    """Neighbours of one banner: (first column of the sheet, last column, label)."""
    first = 1
    for group, members in groupby(columns, key=lambda column: column.group):
        last = first + len(list(members)) - 1
        yield first, last, group
        first = last + 1


def _width(column: Column) -> float:
    """A width in characters in which no word of the header is broken."""
    longest = max((len(word) for word in column.header.split()), default=0)
    return min(max(longest + 1.0, 9.0), 24.0)


def _lines(text: str, width: float) -> int:
    return max(len(textwrap.wrap(text, max(int(width) - 1, 5))), 1)
