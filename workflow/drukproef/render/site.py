"""Chapters in, a folder of HTML pages out that works without a server: pages, style, fonts, figures, data."""

from __future__ import annotations

import shutil
from importlib.metadata import version
from pathlib import Path

from drukproef.errors import DrukproefError, Problem
from drukproef.files import write_text
from drukproef.render.digits import declared_by, digit_problems
from drukproef.render.document import Written, label_of, write_parts
from drukproef.render.glyphs import glyph_problems
from drukproef.render.outline import Outline, Part
from drukproef.render.tabledata import csv_text
from drukproef.render.theme import Theme
from drukproef.study.load import Study

SCREEN_CSS = ("screen.css", "content.css", "screen-content.css", "on-paper.css")


def write_site(study: Study, outline: Outline, theme: Theme, folder: Path) -> None:
    """Write the whole site into `folder`. DrukproefError lists orphan digits of all chapters."""
    pages = chapter_pages(study, outline, theme, outline.parts)
    folder.mkdir()
    write_text(folder / "index.html", _front_page(study, outline, theme))
    for part, page in zip(outline.parts, pages, strict=True):
        write_text(folder / part.file, page)
        write_element_files(study, part, theme, folder)
    write_style(theme, folder)


def chapter_pages(
    study: Study, outline: Outline, theme: Theme, parts: tuple[Part, ...], site: str = ""
) -> list[str]:
    """The checked pages of chapters, with links to all others; those lie in the folder `site`."""
    whole = write_parts(outline, outline.parts, theme, "screen", site)
    pages = {w.part.id: _chapter_page(study, outline, theme, w, site) for w in whole if w.part in parts}
    declared = declared_by(study)
    problems = [p for part in parts for p in digit_problems(pages[part.id], part, declared)]
    problems += [
        p for part in parts for p in glyph_problems(pages[part.id], theme.fonts[0], part.chapter.source)
    ]
    if problems:
        raise DrukproefError(problems)
    return [pages[part.id] for part in parts]


def write_style(theme: Theme, folder: Path) -> None:
    """Style sheet and fonts."""
    sheets = [theme.font_css("fonts"), theme.colour_css(with_dark=True), *map(theme.css, SCREEN_CSS)]
    write_text(folder / "style.css", "\n".join(sheets))
    (folder / "fonts").mkdir(exist_ok=True)
    for font in theme.fonts:
        shutil.copyfile(font, folder / "fonts" / font.name)
    shutil.copyfile(theme.fonts[0].parent / "LICENSE.md", folder / "fonts" / "LICENSE.md")


def write_element_files(study: Study, part: Part, theme: Theme, folder: Path) -> None:
    """The figures of a chapter, and the numbers of its tables and figures as CSV."""
    words, notice = theme.words, study.settings.notice
    for figure in part.figures:
        target = folder / figure.svg
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(study.results / figure.svg, target)
        title = f"{words.figure} {part.numbers[figure.id]}: {figure.caption}"
        data = figure.data if figure.data.base else figure.data.model_copy(update={"base": figure.base})
        write_text(folder / "data" / f"{figure.id}.csv", csv_text(data, title, notice, words))
    for table in part.tables:
        title = f"{words.table} {part.numbers[table.id]}: {table.caption}"
        write_text(folder / "data" / f"{table.id}.csv", csv_text(table, title, notice, words))


def missing_figures(study: Study, parts: tuple[Part, ...]) -> list[Problem]:
    """A problem per figure whose image is not there."""
    return [
        Problem(
            f"results/{study.id}/{figure.svg}",
            f"the image of {figure.id} does not exist",
            "an SVG file",
            f"run: drukproef draw {study.id} {part.id}",
        )
        for part in parts
        for figure in part.figures
        if not (study.results / figure.svg).is_file()
    ]


def _front_page(study: Study, outline: Outline, theme: Theme) -> str:
    return _filled("index.html.j2", study, outline, theme)


def _chapter_page(study: Study, outline: Outline, theme: Theme, written: Written, site: str) -> str:
    at = outline.parts.index(written.part)
    return _filled(
        "chapter.html.j2",
        study,
        outline,
        theme,
        written=written,
        current=written.part,
        site=site,
        before=outline.parts[at - 1] if at else None,
        after=outline.parts[at + 1] if at + 1 < len(outline.parts) else None,
    )


def _filled(name: str, study: Study, outline: Outline, theme: Theme, **more: object) -> str:
    values: dict[str, object] = {
        "current": None,
        "written": None,
        "before": None,
        "after": None,
        "site": "",
        **more,
    }
    template = theme.environment.get_template(name)
    return template.render(
        settings=study.settings,
        outline=outline,
        words=theme.words,
        version=version("drukproef"),
        pdf=f"../{study.id}.pdf",
        date=theme.words.written_date(study.settings.published),
        label_of=lambda part: label_of(part, theme),
        **values,
    )
