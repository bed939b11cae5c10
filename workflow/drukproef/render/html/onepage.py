"""A chapter as written for a page of its own in, the same chapter as a part of the whole report out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup

from drukproef.render.document import Written

_HEADING = re.compile(r"<(/?)h([1-5])(?=[ >])")


def on_one_page(written: Written, files: Iterable[str]) -> Written:
    """The chapter with headings one level lower and with links to other chapters that stay on the page."""
    pages = tuple(files)
    notes = tuple((note_id, within(note, pages)) for note_id, note in written.notes)
    return replace(written, text=lowered(within(written.text, pages)), notes=notes)


def within(text: Markup, files: Iterable[str]) -> Markup:
    """Links to a place in a chapter, as links to the same place on this page.

    >>> within(Markup('<a href="2.html#sec-vrij">'), ["2.html"])
    Markup('<a href="#sec-vrij">')
    """
    names = "|".join(re.escape(file) for file in files)
    return Markup(re.sub(rf'href="(?:{names})#', 'href="#', text))


def lowered(text: Markup) -> Markup:
    """Headings one level lower: the title of the report comes above those of the chapters.

    >>> lowered(Markup("<h2 id='x'>Vrij</h2>"))
    Markup("<h3 id='x'>Vrij</h3>")
    """
    return Markup(_HEADING.sub(lambda match: f"<{match[1]}h{int(match[2]) + 1}", text))
