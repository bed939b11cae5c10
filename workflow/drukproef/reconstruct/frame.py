"""Columns of codes, for the respondents of a wave or for every combination of levels once."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from drukproef.study.codebook import Codebook
from drukproef.study.item import Item, Recode

MISSING = -1  # in a frame, whatever the reason: the answer is not a category
Codes = np.ndarray  # int64
Frame = dict[str, Codes]
DEPTH = "depth"  # how many blocks of the questionnaire a respondent reached


def recoded(codebook: Codebook, variable: str, unit: str) -> dict[int, int]:
    """{code of the unit: code of the variable}, for the unit itself and for what is recoded from it."""
    question = codebook.variable(variable)
    if variable == unit:
        return {c.code: c.code for c in question.categories}
    assert isinstance(question.derive, Recode)
    source = recoded(codebook, question.derive.source, unit)
    old = codebook.variable(question.derive.source)
    new = {
        old.category(level).code: question.category(name).code
        for name, levels in question.derive.levels.items()
        for level in levels
    }
    return {code: new.get(middle, MISSING) for code, middle in source.items()}


def follows_from(codebook: Codebook, variable: str, unit: str) -> bool:
    """Whether a variable is the unit, or is recoded from it."""
    question = codebook.variable(variable)
    if variable == unit:
        return True
    return isinstance(question.derive, Recode) and follows_from(codebook, question.derive.source, unit)


def with_recodes(frame: Frame, codebook: Codebook, unit: str) -> Frame:
    """The frame plus every variable that follows from the unit."""
    added = {
        v.id: recoded(codebook, v.id, unit) for v in codebook.variables if follows_from(codebook, v.id, unit)
    }
    return frame | {
        name: np.array([m[int(c)] for c in frame[unit]], dtype=np.int64) for name, m in added.items()
    }


def every_combination(
    codebook: Codebook, unit: str, unit_codes: Iterable[int], others: Sequence[str]
) -> Frame:
    """A frame with each combination of the unit's levels and the levels (or none) of other variables once."""
    levels = [[c.code for c in codebook.variable(v).categories] + [MISSING] for v in others]
    rows = np.array(list(itertools.product(sorted(unit_codes), *levels)), dtype=np.int64)
    frame = {name: rows[:, i] for i, name in enumerate((unit, *others))}
    return with_recodes(frame, codebook, unit)


def in_base(item: Item, frame: Mapping[str, Codes], codebook: Codebook) -> np.ndarray:
    """Who belongs to the base of a question, as far as the frame knows its variables."""
    size = len(next(iter(frame.values())))
    asked = np.ones(size, dtype=bool)
    for variable, levels in item.base.items():
        codes = [codebook.variable(variable).category(level).code for level in levels]
        asked &= np.isin(frame[variable], codes)
    return asked
