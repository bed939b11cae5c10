"""Document models in, the pages of the preview out: only the pages that changed are written again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from drukproef.errors import DrukproefError
from drukproef.files import write_text
from drukproef.preview.sandbox import Sandbox
from drukproef.preview.stamps import Stamp, files_below, stamp_of
from drukproef.render.document import Written, write_parts
from drukproef.render.html.files import write_element_files, write_script, write_style
from drukproef.render.html.pages import FRONT, SINGLE, Pages
from drukproef.render.html.search import INDEX, Indexed, index_script
from drukproef.render.outline import Outline, Part, make_outline
from drukproef.render.references import check_references
from drukproef.render.site import checked_pages, index_of, missing_figures
from drukproef.render.theme import Theme, load_theme
from drukproef.theme.brand import THEME
from drukproef.write.document import Chapter


@dataclass
class Site:
    """Keeps what was made last, to tell what must be made again."""

    _theme: tuple[Stamp, Theme] | None = None
    _surroundings: Any = None  # what every page shows of the others: titles, numbers, places
    _made: dict[str, tuple[Chapter, Stamp]] = field(default_factory=dict)  # with its figures
    _written: dict[str, Written] = field(default_factory=dict)
    _indexed: dict[str, Indexed] = field(default_factory=dict)

    def update(self, study: Sandbox, chapters: dict[str, Chapter]) -> None:
        """Write the pages of the chapters that there are; DrukproefError when one can't be made."""
        theme = self._themed(study)
        present = [chapters[i] for i in study.settings.chapters if i in chapters]
        outline = make_outline(present, theme.words)
        if len(present) == len(study.settings.chapters):
            check_references(outline, study.root)
        changed = self._changed(study, outline)
        if problems := missing_figures(study, changed):
            raise DrukproefError(problems)
        self._write(study, outline, theme, changed)
        self._made = {part.id: _state(study, part) for part in outline.parts}
        self._surroundings = _surroundings(study, outline)

    def _themed(self, study: Sandbox) -> Theme:
        """The theme as it is now. Another one means that every page is made again."""
        stamp = stamp_of(files_below(study.root / THEME))
        if self._theme is None or self._theme[0] != stamp:
            theme = load_theme(study.root, study.settings.language)
            write_style(theme, study.site)
            write_script(theme, study.site)
            self._theme, self._made = (stamp, theme), {}
        return self._theme[1]

    def _changed(self, study: Sandbox, outline: Outline) -> tuple[Part, ...]:
        if _surroundings(study, outline) != self._surroundings:
            return outline.parts
        return tuple(part for part in outline.parts if _state(study, part) != self._made.get(part.id))

    def _write(self, study: Sandbox, outline: Outline, theme: Theme, changed: tuple[Part, ...]) -> None:
        pages = Pages(study, outline, theme)
        written = {w.part.id: w for w in write_parts(outline, outline.parts, theme, "screen", only=changed)}
        made = checked_pages(pages, written.values())
        for part in changed:
            write_text(study.site / part.file, made[part.id])
            write_element_files(study, part, theme, study.site)
        self._written |= written
        self._indexed |= {
            part.id: index for part, index in zip(changed, index_of(changed, made, theme), strict=True)
        }
        ids = [part.id for part in outline.parts]
        write_text(study.site / FRONT, pages.front())
        write_text(study.site / SINGLE, pages.single(tuple(self._written[i] for i in ids)))
        write_text(study.site / INDEX, index_script(self._indexed[i] for i in ids))


def _surroundings(study: Sandbox, outline: Outline) -> Any:
    parts = [(part.id, part.chapter.title, part.sections) for part in outline.parts]
    return study.settings, outline.targets, parts


def _state(study: Sandbox, part: Part) -> tuple[Chapter, Stamp]:
    return part.chapter, stamp_of(study.text_results / figure.svg for figure in part.figures)
