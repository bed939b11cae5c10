"""A chapter in HTML in, a whole page out: with header, navigation and search."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version

from drukproef.errors import Problem
from drukproef.render.document import Written, label_of
from drukproef.render.html.downloads import PLACE
from drukproef.render.html.editions import Edition
from drukproef.render.html.onepage import on_one_page
from drukproef.render.outline import Outline, Part
from drukproef.render.theme import Theme
from drukproef.study.load import Study

FRONT = "index.html"
SINGLE = "rapport.html"
"""The whole report on one page."""


@dataclass(frozen=True)
class Pages:
    """Fills the templates. `site` is the folder of the other pages, seen from the page that is made.

    Each page links the same page in `editions`.
    """

    study: Study
    outline: Outline
    theme: Theme
    site: str = ""
    editions: tuple[Edition, ...] = ()

    def front(self) -> str:
        """Cover, contents, colophon, and the place for the list of files."""
        return self._filled("index.html.j2", "front", FRONT, files=PLACE)

    def chapter(self, written: Written) -> str:
        """One chapter, with the way to those before and after it."""
        parts, at = self.outline.parts, self.outline.parts.index(written.part)
        before = parts[at - 1] if at else None
        after = parts[at + 1] if at + 1 < len(parts) else None
        more = {"written": written, "current": written.part, "before": before, "after": after}
        return self._filled("chapter.html.j2", "chapter", written.part.file, **more)

    def single(self, written: tuple[Written, ...]) -> str:
        """All chapters on one page."""
        files = [part.file for part in self.outline.parts]
        chapters = [on_one_page(w, files) for w in written]
        return self._filled("single.html.j2", "single", SINGLE, chapters=chapters)

    def _filled(self, name: str, kind: str, file: str, **more: object) -> str:
        settings, words = self.study.settings, self.theme.words
        return self.theme.fill(
            name,
            kind=kind,
            file=file,
            editions=self.editions,
            settings=settings,
            outline=self.outline,
            words=words,
            version=version("drukproef"),
            site=self.site,
            front=FRONT,
            single=SINGLE,
            pdf=f"../{self.study.id}.pdf",
            date=words.written_date(settings.published),
            label_of=lambda part: label_of(part, self.theme),
            **{"current": None, **more},
        )


def name_problems(parts: tuple[Part, ...]) -> list[Problem]:
    """A problem per chapter whose page would replace another page of the site."""
    return [
        Problem(
            part.chapter.source, f"the chapter's id is '{part.id}'", f"an id other than {part.id}",
            f"rename it: {part.file} is a page of the site itself",
        )
        for part in parts
        if part.file in {FRONT, SINGLE}
    ]  # fmt: skip
