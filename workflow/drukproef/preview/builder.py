"""The files of a study in, its preview out: pages of the last good version, and what is wrong with the newest."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from drukproef.errors import Problem
from drukproef.preview.attempt import problems_of
from drukproef.preview.chapters import Chapters, outdated
from drukproef.preview.pages import Site
from drukproef.preview.sandbox import Sandbox, load_again, sandbox_of, start_from_report
from drukproef.preview.stamps import Stamp, files_below, stamp_of
from drukproef.study import Study


@dataclass
class Builder:
    """Makes a study's pages again whenever it is told to look; nothing that is wrong stops it."""

    study: Sandbox
    chapters: Chapters = field(default_factory=Chapters)
    site: Site = field(default_factory=Site)
    problems: tuple[Problem, ...] = ()
    _definition: Stamp = ()

    @classmethod
    def of(cls, study: Study) -> Builder:
        """Start from what the last report said, when there is one."""
        builder = cls(sandbox_of(study))
        builder.chapters.good |= start_from_report(builder.study)
        builder._definition = stamp_of(files_below(builder.study.data))
        builder._pages()
        return builder

    def watched(self) -> Stamp:
        """All files that the preview depends on, as they are now."""
        root, study = self.study.root, self.study
        cubes = [file for p in study.settings.populations for file in study.cube_files(p)]
        data = [root / f for p in study.settings.populations.values() for f in p.files.values()]
        return stamp_of([*files_below(study.data, root / "templates"), *data, *cubes])

    def update(self) -> list[str]:
        """Make again what changed; returns the chapters that were tried."""
        definition = self._reload()
        tried = list(self.chapters.update(self.study))
        pages = self._pages()
        chapters = (self.chapters.problems.get(i, ()) for i in self.study.settings.chapters)
        self.problems = tuple(dict.fromkeys((*definition, *sum(chapters, ()), *outdated(self.study), *pages)))
        return tried

    def _pages(self) -> tuple[Problem, ...]:
        return problems_of(partial(self.site.update, self.study, self.chapters.good))

    def _reload(self) -> tuple[Problem, ...]:
        """Read the definition again when one of its files changed; while it is not sound, the last one counts."""
        stamp = stamp_of(files_below(self.study.data))
        return problems_of(partial(self._load, stamp)) if stamp != self._definition else ()

    def _load(self, stamp: Stamp) -> None:
        self.study = load_again(self.study)
        self._definition = stamp
