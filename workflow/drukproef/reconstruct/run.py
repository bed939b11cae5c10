"""A study and a population in; a data file per wave, `conflicts.csv` and `weighting.csv` out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from drukproef.files import write_text
from drukproef.reconstruct.background import Background, background
from drukproef.reconstruct.conflicts import Conflict, Solved, conflicts_csv, conflicts_of
from drukproef.reconstruct.population import Weights
from drukproef.reconstruct.question import Question
from drukproef.reconstruct.response import response_program
from drukproef.reconstruct.sav import write_sav
from drukproef.reconstruct.task import Task, read_task
from drukproef.reconstruct.wave import Wave, answers, free_question
from drukproef.reconstruct.weighting import verdict, weighting_csv
from drukproef.study import Study

Progress = Callable[[str], None]


def _to_stderr(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def reconstruct(study: Study, population: str, progress: Progress = _to_stderr) -> None:
    """Make the data files of a population; DrukproefError lists all that is wrong with the inputs."""
    task = read_task(study, population)
    folder = study.results / "reconstruct"
    conflicts: list[Conflict] = []
    for year in sorted(task.design.respondents):
        wave, made = _wave(task, year, task.weights)
        frame, questions = answers(wave, made, task.cache)
        file = study.root / study.population(population).files[year]
        write_sav(file, wave, frame, made.missing, study.settings.notice, study.settings.published)
        found = list(_conflicts(task, wave, made, questions))
        conflicts += found
        n = len(frame[task.design.unit])
        progress(f"reconstruct {population} {year}: {n} respondents, {len(found)} conflicts")
    write_text(folder / "conflicts.csv", conflicts_csv(conflicts, population))
    write_text(folder / "weighting.csv", _weighting(task))
    progress(
        f"reconstruct {population}: {len(task.candidates)} candidates for the target population compared"
    )


def _wave(task: Task, year: int, weights: Weights) -> tuple[Wave, Background]:
    strata = task.study.population(task.population).strata
    claims = tuple(c for c in task.claims if c.wave == year)
    codebook = task.study.codebooks[task.population]
    wave = Wave(
        year,
        codebook,
        task.design,
        claims,
        weights[year],
        strata,
        f"{task.study.id} {task.population} {year}",
    )
    made = background(codebook, task.design, year, claims, weights[year], strata, task.cache, wave.seed)
    return wave, made


def _conflicts(
    task: Task, wave: Wave, made: Background, questions: dict[str, Question]
) -> Iterator[Conflict]:
    response = response_program(task.cells, wave.codebook, task.design, wave.year)
    if response is not None:
        program, claims = response
        solved = Solved(tuple((c,) for c in claims), program, task.cache.fewest_given_up(program))
        yield from conflicts_of(solved, None, task.cache)
    for step in made.steps:
        yield from conflicts_of(Solved(step.claims, step.program, step.solution.given_up), None, task.cache)
    for item in wave.items:
        asked = questions[item.id]
        claims_by_row = tuple((c,) for c in asked.claims)
        free = free_question(wave, item, made.frame, wave.weights).program
        fixed = Solved(claims_by_row, asked.program, task.cache.solution(asked.program).given_up)
        yield from conflicts_of(Solved(claims_by_row, free, frozenset()), fixed, task.cache)


def _weighting(task: Task) -> str:
    """The fewest cells that each candidate must give up, whatever the background."""
    verdicts = []
    for name, weights in task.candidates.items():
        solved: list[Solved] = []
        for year in sorted(task.design.respondents):
            wave, made = _wave(task, year, weights)
            solved += [Solved(s.claims, s.program, s.solution.given_up) for s in made.steps]
            for item in wave.items:
                asked = free_question(wave, item, made.frame, wave.weights)
                claims = tuple((c,) for c in asked.claims)
                solved.append(Solved(claims, asked.program, task.cache.fewest_given_up(asked.program)))
        verdicts.append(verdict(name, solved))
    return weighting_csv(verdicts)
