"""A chapter's plan and the cube in; for each figure an SVG and a JSON with its numbers out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from drukproef.draw.alt import alt_text
from drukproef.draw.bars import Bars
from drukproef.draw.canvas import Canvas
from drukproef.draw.colours import Coding, coding_of
from drukproef.draw.dots import Dots
from drukproef.draw.drawn import DrawnFigure
from drukproef.draw.figure import draw_figure
from drukproef.draw.grid import draw_grid
from drukproef.draw.kinds import bases_per_cell, varying
from drukproef.draw.look import Look, load_look
from drukproef.draw.notes import notes_of
from drukproef.draw.painter import Painter
from drukproef.draw.panels import Panel, read_panels
from drukproef.draw.reader import Cells, Reader
from drukproef.draw.stacked import Stacked
from drukproef.draw.svg import check_characters, finished_svg
from drukproef.draw.trend import draw_trend
from drukproef.draw.trendgrid import draw_trend_grid
from drukproef.errors import DrukproefError, Problem, fail
from drukproef.files import write_text
from drukproef.study.load import Study
from drukproef.study.plan import ChapterPlan, FigurePlan
from drukproef.study.yamlfile import line_of, read_yaml
from drukproef.tabulate.cube import Cube
from drukproef.wording.units import with_unit

PAINTERS: dict[str, Callable[[Sequence[Panel], Coding, Look], Painter]] = {
    "likert": Stacked,
    "bars": Bars,
    "grouped": Bars,
    "dots": Dots,
}
TALLEST = 21.5  # cm: what fits a page with its caption, base and notes


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
    reader = Reader(plan, study, cube, place_of(plan, study, chapter_id))
    panels = read_panels(reader)
    coding = coding_of(reader, panels[0].reader, look)
    canvas = _canvas(panels, coding, look)
    check_characters(canvas.characters, look, reader.place)
    if canvas.height > TALLEST:
        raise fail(
            reader.place,
            f"a figure of {canvas.height:.0f} cm high",
            f"at most {TALLEST} cm, which fits on a page",
            "choose fewer items, levels or waves, or split the figure",
        )
    alt = alt_text(panels, reader)
    figure = DrawnFigure(
        id=plan.id,
        title=plan.title,
        population=reader.population,
        kind=plan.kind,
        svg=f"figures/{chapter_id}/{plan.id}.svg",
        alt_template=alt.template,
        alt_numbers=tuple(alt.numbers),
        base=plan.base,
        columns=_columns(panels[0]),
        series=tuple(r.drawn(bases_per_cell(p.reader), p.title) for p in panels for r in p.rows),
        numbers=tuple(canvas.numbers),
        colours=coding.meanings,
        notes=notes_of(panels, reader),
    )
    return Drawing(finished_svg(canvas.svg(), figure.alt, look, canvas.characters), figure)


def place_of(plan: FigurePlan, study: Study, chapter_id: str) -> str:
    """Where a figure is planned, with the line when the study was read from a file."""
    name = f"plan/{chapter_id}.yaml"
    shown = f"data/{study.id}/{name}"
    if not (study.data / name).is_file():
        return f"{shown}, figure {plan.id}"
    content = read_yaml(study.data / name, shown)
    index = [f.id for f in study.plan(chapter_id).figures].index(plan.id)
    return f"{shown}, line {line_of(content, ['figures', index])}, figure {plan.id}"


def _canvas(panels: Sequence[Panel], coding: Coding, look: Look) -> Canvas:
    one = len(panels) == 1
    if panels[0].reader.plan.kind == "trend":
        return draw_trend(panels[0], coding, look) if one else draw_trend_grid(panels, coding, look)
    painter = PAINTERS[panels[0].reader.plan.kind](panels, coding, look)
    return draw_figure(panels[0], painter, look) if one else draw_grid(panels, painter, look)


def _columns(panel: Panel) -> tuple[str, ...]:
    """What the values of every row are called, with their unit; the question, when the rows are its answers."""
    unit = panel.reader.form.unit
    if "shown" in varying(panel.reader):
        return (with_unit(panel.reader.item.label, unit),)
    return tuple(with_unit(v.label, unit) for v in panel.rows[0].values)


def _write(study: Study, drawing: Drawing) -> None:
    path = study.text_results / drawing.figure.svg
    write_text(path, drawing.svg)
    write_text(path.with_suffix(".json"), drawing.figure.model_dump_json(indent=1) + "\n")
