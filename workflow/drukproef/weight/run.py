"""The stage `weight`: responses and population figures in, a weight per respondent and diagnostics out."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from drukproef.errors import DrukproefError, Problem, fail
from drukproef.files import written_aside
from drukproef.study import Study
from drukproef.weight.diagnostics import as_csv, diagnostics
from drukproef.weight.figure import diagnostics_figure
from drukproef.weight.look import style_of
from drukproef.weight.part import Part, needed_columns, parts_of
from drukproef.weight.store import weights_table, write_table
from drukproef.weight.wave import WaveWeights
from drukproef.weight.waveeffects import effects_of
from drukproef.weight.waves import weigh_part


def weight(study: Study, population: str) -> None:
    """Write weights/<population>.parquet, and weight/<population>.csv and .svg with the diagnostics.

    Each further set of weights has files of its own: <population>-<set>. All files are written, or none.
    Raises DrukproefError with everything that is wrong between the respondents and the population figures.
    """
    responses = _responses(study, population)
    problems: list[Problem] = []
    made: list[tuple[Part, list[WaveWeights]]] = []
    for part in parts_of(study, population, responses):
        try:
            made.append((part, weigh_part(study, population, responses, part)))
        except DrukproefError as error:
            problems += [_named(p, part) for p in error.problems]
    if problems:
        raise DrukproefError(problems)
    with ExitStack() as stack:
        for part, waves in made:
            _write(study, population, part, waves, responses, stack)


def _named(problem: Problem, part: Part) -> Problem:
    """The problem, with the set of weights that it is about in its place."""
    name = f"weights '{part.name}'"
    known = not part.name or name in problem.place
    return problem if known else replace(problem, place=f"{problem.place} ({name})")


def _responses(study: Study, population: str) -> pa.Table:
    path = study.results / "responses" / f"{population}.parquet"
    shown = f"results/{study.id}/responses/{population}.parquet"
    if not path.is_file():
        step = f"run: drukproef clean {study.id} {population}"
        raise fail(shown, "the file does not exist", "the responses of the population", step)
    known = pq.read_schema(path).names
    strata = study.population(population).strata
    if strata not in known:
        raise fail(
            shown, f"no column '{strata}'", "a column for the strata variable", "clean the answers again"
        )
    questions = [q.id for q in study.codebooks[population].questions if q.id in known]
    columns = ["wave", "respondent", *questions, *needed_columns(study, population)]
    return pq.read_table(path, columns=list(dict.fromkeys(columns)))


def _write(
    study: Study, population: str, part: Part, waves: list[WaveWeights], responses: pa.Table, stack: ExitStack
) -> None:
    def aside(folder: str, suffix: str) -> Path:
        path = study.results / folder / f"{part.file(population)}{suffix}"
        return stack.enter_context(written_aside(path))

    write_table(weights_table(responses, waves, study.codebooks[population]), aside("weights", ".parquet"))
    effects = [effects_of(study, population, part, wave, responses) for wave in waves]
    rows = [row for w, e in zip(waves, effects, strict=True) for row in diagnostics(w.wave, w.outcome, e)]
    aside("weight", ".csv").write_text(as_csv(rows), encoding="utf-8", newline="\n")
    panels = [(str(w.wave), w.outcome, e) for w, e in zip(waves, effects, strict=True)]
    drawn = diagnostics_figure(panels, style_of(study.root), study.settings.language)
    aside("weight", ".svg").write_text(drawn, encoding="utf-8", newline="\n")
