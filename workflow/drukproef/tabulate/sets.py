"""A study in, which items have weights of their own out."""

from __future__ import annotations

from drukproef.study import Study


def sets_of_items(study: Study, population: str) -> dict[str, str]:
    """Item id -> the set of weights that it belongs to; no entry for the main weights."""
    codebook, weighting = study.codebooks[population], study.population(population).weighting
    return {item: name for name, chosen in weighting.sets.items() for item in chosen.items_in(codebook)}
