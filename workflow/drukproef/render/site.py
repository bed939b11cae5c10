"""Chapters in, a folder of HTML pages out that works without a server: pages, search, style, fonts, figures, data."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lxml import etree

from drukproef.errors import DrukproefError, Problem
from drukproef.files import write_text
from drukproef.render.digits import declared_by, digit_problems
from drukproef.render.document import Written, label_of, write_parts
from drukproef.render.glyphs import glyph_problems
from drukproef.render.html.editions import Edition
from drukproef.render.html.files import write_element_files, write_script, write_style
from drukproef.render.html.pages import FRONT, SINGLE, Pages, name_problems
from drukproef.render.html.search import INDEX, Indexed, index_script, indexed
from drukproef.render.outline import Outline, Part
from drukproef.render.theme import Theme
from drukproef.study.load import Study

__all__ = ["chapter_pages", "missing_figures", "write_element_files", "write_site", "write_style"]


def write_site(
    study: Study, outline: Outline, theme: Theme, folder: Path, editions: tuple[Edition, ...] = ()
) -> None:
    """Write the whole site into `folder`, with links to its other `editions`. DrukproefError lists orphan digits."""
    if problems := name_problems(outline.parts):
        raise DrukproefError(problems)
    pages = Pages(study, outline, theme, editions=editions)
    written = write_parts(outline, outline.parts, theme, "screen")
    chapters = checked_pages(pages, written)
    folder.mkdir()
    for part in outline.parts:
        write_text(folder / part.file, chapters[part.id])
        write_element_files(study, part, theme, folder)
    write_text(folder / FRONT, pages.front())
    write_text(folder / SINGLE, pages.single(written))
    write_text(folder / INDEX, index_script(index_of(outline.parts, chapters, theme)))
    write_script(theme, folder)
    write_style(theme, folder)


def chapter_pages(
    study: Study, outline: Outline, theme: Theme, parts: tuple[Part, ...], site: str = ""
) -> list[str]:
    """The checked pages of chapters, with links to all others; those lie in the folder `site`."""
    written = write_parts(outline, outline.parts, theme, "screen", site, only=parts)
    pages = checked_pages(Pages(study, outline, theme, site), written)
    return [pages[part.id] for part in parts]


def checked_pages(pages: Pages, written: Iterable[Written]) -> dict[str, str]:
    """The page of each chapter by its id; DrukproefError lists digits that nothing vouches for, and lost letters."""
    declared, font = declared_by(pages.study), pages.theme.fonts[0]
    made: dict[str, str] = {}
    problems: list[Problem] = []
    for chapter in written:
        part = chapter.part
        made[part.id] = page = pages.chapter(chapter)
        problems += digit_problems(page, part, declared)
        problems += glyph_problems(page, font, part.chapter.source)
    if problems:
        raise DrukproefError(problems)
    return made


def index_of(parts: Iterable[Part], pages: dict[str, str], theme: Theme) -> list[Indexed]:
    """What the search finds in chapters, in reading order."""
    return [
        indexed(part.file, f"{label_of(part, theme)} {part.chapter.title}".strip(), pages[part.id])
        for part in parts
    ]


def missing_figures(study: Study, parts: tuple[Part, ...]) -> list[Problem]:
    """A problem per figure whose image is not there, or is no drawing."""
    return [
        Problem(
            f"results/{study.text_id}/{figure.svg}",
            f"the image of {figure.id} {wrong}",
            "an SVG file",
            f"run: drukproef draw {study.argument} {part.id}",
        )
        for part in parts
        for figure in part.figures
        if (wrong := _wrong_with(study.text_results / figure.svg))
    ]


def _wrong_with(image: Path) -> str:
    if not image.is_file():
        return "does not exist"
    try:
        root = etree.parse(image).getroot()
    except etree.XMLSyntaxError as error:
        return f"can't be drawn: {error.msg}"
    return "" if etree.QName(root).localname == "svg" else f"can't be drawn: its root is '{root.tag}'"
