"""A chapter's plan and the cube in; for each figure an SVG and a JSON with its numbers out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from drukproef.draw.alt import alt_text
from drukproef.draw.bars import draw_bars
from drukproef.draw.breaks import break_notes
from drukproef.draw.canvas import Canvas
from drukproef.draw.dots import draw_dots
from drukproef.draw.drawn import DrawnFigure
from drukproef.draw.kinds import bases_per_cell, varying
from drukproef.draw.look import Look, load_look
from drukproef.draw.reader import Cells, Reader
from drukproef.draw.rows import Row, read_rows
from drukproef.draw.stacked import draw_stacked
from drukproef.draw.svg import finished_svg
from drukproef.draw.trend import draw_trend
from drukproef.errors import DrukproefError, Problem
from drukproef.files import write_text
from drukproef.study.load import Study
from drukproef.study.plan import ChapterPlan, FigurePlan
from drukproef.tabulate.cube import Cube

DRAW: dict[str, Callable[[Sequence[Row], Reader, Look], Canvas]] = {
    "likert": draw_stacked,
    "bars": draw_bars,
    "grouped": draw_bars,
    "dots": draw_dots,
    "trend": draw_trend,
}


@dataclass(frozen=True)
class Drawing:
    """A figure: its SVG, and what is known of it."""

    svg: str
    figure: DrawnFigure


def draw(study: Study, chapter_id: str) -> None:
    """Write results/<study>/figures/<chapter>/<id>.svg and <id>.json for each figure of a chapter.

    Raises one DrukproefError with the problems of all figures; what can be drawn is then not written either.
    """
    chapter = study.plan(chapter_id)
    figures = chapter.figures
    folder = study.text_results / "figures" / chapter_id
    folder.mkdir(parents=True, exist_ok=True)  # also without figures: the chapter reads this folder
    if not figures:
        return
    populations = {f.id: study.population_of(chapter, f) for f in figures}
    cubes = {p: Cube.load(study, p) for p in sorted(set(populations.values()))}
    for drawing in drawings_of(study, chapter, {f: cubes[p] for f, p in populations.items()}):
        _write(study, drawing)


def drawings_of(study: Study, chapter: ChapterPlan, cubes: Mapping[str, Cells]) -> list[Drawing]:
    """Draw all figures of a chapter; `cubes` has the cube of each figure. Collects the problems of all."""
    look = load_look(study.root)
    drawings: list[Drawing] = []
    problems: list[Problem] = []
    for plan in chapter.figures:
        try:
            drawings.append(drawing_of(plan, study, chapter.id, cubes[plan.id], look))
        except DrukproefError as error:
            problems.extend(error.problems)
    if problems:
        raise DrukproefError(problems)
    return drawings


def drawing_of(plan: FigurePlan, study: Study, chapter_id: str, cube: Cells, look: Look) -> Drawing:
    """Draw one figure; DrukproefError when its plan can't be drawn or no cell of it may be shown."""
    place = f"data/{study.id}/plan/{chapter_id}.yaml, figure {plan.id}"
    reader = Reader(plan, study, cube, place)
    rows = read_rows(reader)
    canvas = DRAW[plan.kind](rows, reader, look)
    alt = alt_text(rows, reader)
    figure = DrawnFigure(
        id=plan.id,
        title=plan.title,
        population=reader.population,
        kind=plan.kind,
        svg=f"figures/{chapter_id}/{plan.id}.svg",
        alt_template=alt.template,
        alt_numbers=tuple(alt.numbers),
        base=plan.base,
        columns=_columns(rows, reader),
        series=tuple(row.drawn(bases_per_cell(reader)) for row in rows),
        numbers=tuple(canvas.numbers),
        notes=plan.notes + interval_notes(rows, reader) + break_notes(reader),
    )
    return Drawing(finished_svg(canvas.svg(), figure.alt, look, canvas.characters), figure)


def _columns(rows: Sequence[Row], reader: Reader) -> tuple[str, ...]:
    """What the values of every row are called; the question, when the rows are its answers."""
    if "shown" in varying(reader):
        return (reader.item.label,)
    return tuple(v.label for v in rows[0].values)


def interval_notes(rows: Sequence[Row], reader: Reader) -> tuple[str, ...]:
    """What the whiskers are, when there are any."""
    drawn = any(v.interval for row in rows for v in row.values)
    return (reader.words.intervals,) if drawn else ()


def _write(study: Study, drawing: Drawing) -> None:
    path = study.text_results / drawing.figure.svg
    write_text(path, drawing.svg)
    write_text(path.with_suffix(".json"), drawing.figure.model_dump_json(indent=1) + "\n")
