"""What a page needs beside it: style, fonts, scripts, figures, and the numbers of tables and figures as CSV."""

from __future__ import annotations

import shutil
from pathlib import Path

from drukproef.files import write_text
from drukproef.render.outline import Part
from drukproef.render.tabledata import csv_text
from drukproef.render.theme import Theme
from drukproef.study.load import Study

SCREEN_CSS = ("screen.css", "search.css", "content.css", "screen-content.css", "on-paper.css")
SEARCH = "search.js"


def write_style(theme: Theme, folder: Path) -> None:
    """Style sheet and fonts."""
    write_text(folder / "style.css", style_of(theme))
    (folder / "fonts").mkdir(exist_ok=True)
    for font in theme.fonts:
        shutil.copyfile(font, folder / "fonts" / font.name)
    shutil.copyfile(theme.fonts[0].parent / "LICENSE.md", folder / "fonts" / "LICENSE.md")


def style_of(theme: Theme) -> str:
    """The style sheet of all pages."""
    sheets = [theme.font_css("fonts"), theme.colour_css(with_dark=True), *map(theme.css, SCREEN_CSS)]
    return "\n".join(sheets)


def write_script(theme: Theme, folder: Path) -> None:
    """The script of the search."""
    write_text(folder / SEARCH, theme.text(f"js/{SEARCH}"))


def write_element_files(study: Study, part: Part, theme: Theme, folder: Path) -> None:
    """The figures of a chapter, and the numbers of its tables and figures as CSV."""
    words, notice = theme.words, study.settings.notice
    for figure in part.figures:
        target = folder / figure.svg
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(study.text_results / figure.svg, target)
        title = f"{words.figure} {part.numbers[figure.id]}: {figure.caption}"
        data = figure.data if figure.data.base else figure.data.model_copy(update={"base": figure.base})
        write_text(folder / "data" / f"{figure.id}.csv", csv_text(data, title, notice, words))
    for table in part.tables:
        title = f"{words.table} {part.numbers[table.id]}: {table.caption}"
        write_text(folder / "data" / f"{table.id}.csv", csv_text(table, title, notice, words))
