"""The responses and weights of one wave in, the design effect of each share of its items out."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from drukproef.errors import DrukproefError
from drukproef.study import Item, Study
from drukproef.survey import Design
from drukproef.survey.exact import total
from drukproef.weight.effects import Effects, effects_of_items
from drukproef.weight.methods import sample_design
from drukproef.weight.part import Part
from drukproef.weight.wave import WaveWeights


def effects_of(study: Study, population: str, part: Part, wave: WaveWeights, responses: pa.Table) -> Effects:
    """The effect on each share of everyone; summarised over bases from the minimum base up.

    None when the design has no variance, as with a single respondent in a stratum: `tabulate` says so.
    """
    taken = responses.take(wave.rows)
    items = [
        item for item in _items(study, population, part) if item.answer_ids and item.id in taken.column_names
    ]
    answers = {item.id: np.asarray(taken[item.id]).astype(np.int64) for item in items}
    psu = study.population(population).psu
    try:
        design = _design(wave, None if psu is None else np.asarray(taken[psu]), part)
    except DrukproefError:
        return Effects()
    outcome = wave.outcome
    people = outcome.margins[0].total / total(outcome.weighted.weights)
    scale = None if design.fpc is None else people
    return effects_of_items(design, answers, items, study.settings.rules.minimum_base, scale)


def _items(study: Study, population: str, part: Part) -> list[Item]:
    """The items that are tabulated with these weights."""
    codebook, sets = study.codebooks[population], study.population(population).weighting.sets
    if part.name:
        return [codebook.item(name) for name in sets[part.name].items_in(codebook)]
    elsewhere = {name for chosen in sets.values() for name in chosen.items_in(codebook)}
    return [item for item in codebook.items if item.id not in elsewhere]


def _design(wave: WaveWeights, psu: np.ndarray | None, part: Part) -> Design:
    """As `tabulate` has it. Population sizes count people, so they say nothing of the clusters that were drawn."""
    sizes = np.array([wave.population.get(int(code), np.inf) for code in wave.stratum])
    fpc = sizes if psu is None and np.isfinite(sizes).any() else None
    return sample_design(
        wave.outcome.weighted, wave.stratum, psu, fpc, calibrated=wave.recipe.keeps_targets, name=part.name
    )
