"""The files of the chapters in, their document models out: only what changed is drawn and written again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from drukproef.draw.run import drawings_of
from drukproef.errors import Problem, fail
from drukproef.files import write_text
from drukproef.preview.attempt import problems_of
from drukproef.preview.sandbox import Sandbox, written
from drukproef.preview.stamps import Stamp, files_below, newest, stamp_of
from drukproef.tabulate.cube import Cube
from drukproef.theme.brand import THEME
from drukproef.write.document import Chapter
from drukproef.write.run import write


@dataclass
class Chapters:
    """Keeps the cubes, the last good version of every chapter, and what is wrong with the newest one."""

    good: dict[str, Chapter] = field(default_factory=dict)
    problems: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    _cubes: dict[str, tuple[Stamp, Cube]] = field(default_factory=dict)
    _drawn: dict[str, Stamp] = field(default_factory=dict)
    _written: dict[str, Stamp] = field(default_factory=dict)

    def update(self, study: Sandbox) -> Iterator[str]:
        """Draw and write again what changed since the last time; yields the chapters that were tried."""
        for chapter_id in study.settings.chapters:
            drawing, writing = self._stamps(study, chapter_id)
            if writing != self._written.get(chapter_id):
                self._written[chapter_id] = writing
                self.problems[chapter_id] = problems_of(partial(self._make, study, chapter_id, drawing))
                yield chapter_id

    def _make(self, study: Sandbox, chapter_id: str, drawing: Stamp) -> None:
        cubes = {p: self._cube(study, p) for p in study.populations_of(chapter_id)}
        if drawing != self._drawn.get(chapter_id):
            _draw(study, chapter_id, cubes)
            self._drawn[chapter_id] = drawing
        write(study, chapter_id, cubes)
        self.good[chapter_id] = written(study, chapter_id)

    def _cube(self, study: Sandbox, population: str) -> Cube:
        stamp = stamp_of(study.cube_files(population))
        if len(stamp) < len(study.cube_files(population)):
            place = f"results/{study.id}/cube/{population}.parquet"
            raise fail(place, "the file does not exist", "the cube", "run: make report")
        if population not in self._cubes or self._cubes[population][0] != stamp:
            self._cubes[population] = stamp, Cube.load(study.plain, population)
        return self._cubes[population][1]

    def _stamps(self, study: Sandbox, chapter_id: str) -> tuple[Stamp, Stamp]:
        """What its figures, and what its text depends on."""
        cubes = [f for p in study.populations_of(chapter_id) for f in study.cube_files(p)]
        plan, settings = study.data / "plan" / f"{chapter_id}.yaml", study.data / "study.yaml"
        look = [study.root / THEME / "brand.yaml", *files_below(study.root / THEME / "fonts")]
        drawing = stamp_of([plan, settings, *look, *cubes])
        return drawing, drawing + stamp_of(study.root / file for file in study.text_files_of(chapter_id))


def outdated(study: Sandbox) -> Iterator[Problem]:
    """A problem per population whose answers or codebook changed after its cube was made."""
    for name, population in study.settings.populations.items():
        made = newest(study.cube_files(name)[:1])
        inputs = [study.data / population.codebook, study.data / population.weighting.targets]
        inputs += [study.root / file for file in population.files.values()]
        for path in inputs:
            if newest([path]) > made > 0:
                place = path.relative_to(study.root).as_posix()
                yield Problem(
                    place,
                    "the file changed after the cube was made",
                    "numbers of these data",
                    "run: make report",
                )


def _draw(study: Sandbox, chapter_id: str, cubes: dict[str, Cube]) -> None:
    plan = study.plan(chapter_id)
    by_figure = {figure.id: cubes[study.population_of(plan, figure)] for figure in plan.figures}
    for drawing in drawings_of(study, plan, by_figure):
        path = study.text_results / drawing.figure.svg
        write_text(path, drawing.svg)
        write_text(path.with_suffix(".json"), drawing.figure.model_dump_json(indent=1) + "\n")
