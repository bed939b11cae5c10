"""A study and a population in, every input of the reconstruction read and checked out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from drukproef.errors import DrukproefError, Problem, fail
from drukproef.reconstruct.cache import Cache
from drukproef.reconstruct.claims import Claim, claims_of
from drukproef.reconstruct.design import Design, load_design
from drukproef.reconstruct.population import Weights, read_weights
from drukproef.reconstruct.published import PrintedCell, read_published
from drukproef.study import Study
from drukproef.study.settings import Reconstruction


@dataclass(frozen=True)
class Task:
    """All inputs of a reconstruction, read and checked."""

    study: Study
    population: str
    design: Design
    cells: tuple[PrintedCell, ...]
    claims: tuple[Claim, ...]
    weights: Weights  # to the targets of study.yaml
    candidates: dict[str, Weights]
    cache: Cache


def read_task(study: Study, population: str) -> Task:
    settings, codebook = study.population(population), study.codebooks[population]
    found = settings.reconstruction
    shown = f"data/{study.id}"
    if found is None:
        raise fail(
            f"{shown}/study.yaml, population {population}",
            "no 'reconstruction'",
            "the printed figures",
            "add it",
        )
    design = load_design(study.data / found.design, f"{shown}/{found.design}")
    problems = list(_file_problems(study, population, design))
    cells, weights, candidates = [], Weights(), dict[str, Weights]()
    try:
        cells = read_published(study.data / found.published, f"{shown}/{found.published}", codebook, design)
    except DrukproefError as error:
        problems += error.problems
    for name, file in _target_files(settings.weighting.targets, found).items():
        try:
            read = read_weights(study.data / file, f"{shown}/{file}", codebook, design, settings.strata)
        except DrukproefError as error:
            problems += error.problems
            continue
        weights = read if file == settings.weighting.targets else weights
        candidates |= {name: read} if name else {}
    if problems:
        raise DrukproefError(problems)
    cache = Cache(study.results / "reconstruct" / "cache")
    claims = tuple(claims_of(cells, codebook, design))
    return Task(study, population, design, tuple(cells), claims, weights, candidates, cache)


def _target_files(targets: str, found: Reconstruction) -> dict[str, str]:
    """{candidate: file}; the targets themselves under an empty name when they are no candidate."""
    return found.candidates | ({} if targets in found.candidates.values() else {"": targets})


def _file_problems(study: Study, population: str, design: Design) -> Iterator[Problem]:
    for year in sorted(set(design.respondents) - set(study.population(population).files)):
        place = f"data/{study.id}/study.yaml, population {population}"
        yield Problem(place, f"no file for wave {year} of the design", f"a line '{year}: <file>' under files")
