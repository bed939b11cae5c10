"""templates/theme/messages-<language>.yaml in, the fixed words of a report out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

from pydantic import Field

from drukproef.study.frozen import Frozen
from drukproef.study.yamlfile import load_model
from drukproef.theme.brand import THEME


class Messages(Frozen):
    """Fixed words. Texts with {braces} are filled with str.format."""

    # numbered things: as a caption starts, and as a sentence refers to them
    table: str
    figure: str
    table_ref: str
    figure_ref: str
    section_ref: str
    chapter_ref: str
    appendix_ref: str
    appendix: str
    summary_prefix: str  # what stands for the chapter number in an unnumbered part: "S"
    # tables and figures
    base: str
    n: str  # header of a column with bases
    stub: str  # header of the first column where the table gives none
    of: str  # "CSV van tabel 2.1"
    csv_header: Annotated[tuple[str, ...], Field(min_length=8, max_length=8)]
    legend_higher: str  # significantly higher, as the legend starts
    legend_lower: str
    legend_than: str  # "than {what}"
    mark_higher: str  # read out after a marked number
    mark_lower: str
    data_of_figure: str
    download_csv: str
    download_svg: str
    permalink: str  # "link to {what}"
    note: str
    notes: str
    back_to_text: str  # "back to note {number} in the text"
    # navigation
    language_name: str  # in the language itself
    other_languages: str
    skip: str
    contents: str
    tables: str
    figures: str
    in_this_chapter: str
    previous: str
    next: str
    home: str
    download_pdf: str
    on_one_page: str
    by_chapter: str
    # files that belong to the report
    files: str
    file_report: str
    file_archive: str
    file_word: str
    file_book: str
    file_data: str
    file_columns: str
    file_codebook: str  # "codebook of {population}"
    page: str
    # search: what is said of the results is filled in by the page itself, with {words}, {count} and {shown}
    search: str
    search_words: str
    search_close: str
    search_none: str
    search_one: str
    search_many: str
    search_first: str
    # cover and colophon
    commissioned_by: str
    made_by: str
    date: str
    notice: str
    colophon: str
    licence: str
    how_made: str
    how_made_text: str
    version: str
    months: Annotated[tuple[str, ...], Field(min_length=12, max_length=12)]
    date_format: str  # "{day} {month} {year}"

    def written_date(self, date: dt.date) -> str:
        """A date in words, such as '30 september 2024'."""
        return self.date_format.format(day=date.day, month=self.months[date.month - 1], year=date.year)


def load_messages(root: Path, language: str) -> Messages:
    """The fixed words in a language; DrukproefError when the catalogue is missing or incomplete."""
    name = f"messages-{language}.yaml"
    return load_model(Messages, root / THEME / name, f"{THEME}/{name}")
