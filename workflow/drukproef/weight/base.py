"""The data file of a wave in, the design weight of each respondent out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from drukproef.clean.read import read_data
from drukproef.errors import DrukproefError, fail
from drukproef.study import Study
from drukproef.study.check import unknown
from drukproef.survey.arrays import Floats
from drukproef.weight.table import levels_of, numbers_of


def design_weights(
    study: Study, population: str, wave: int, column: str | None, respondents: Sequence[str]
) -> Floats:
    """The column of the wave's data file, in the order of `respondents`; all 1 without a column.

    Raises DrukproefError when there is no such column, or a respondent of the responses isn't there once or has no
    positive weight.
    """
    if column is None:
        return np.ones(len(respondents))
    file, key = study.population(population).files[wave], study.codebooks[population].respondent_column
    data = read_data(study.root / file, file)
    missing = [name for name in (column, key) if name not in data]
    if missing:
        raise DrukproefError(unknown("column", name, data.columns, file) for name in missing)
    ids = [str(i) for i in levels_of(data, [key])]
    weights = dict(zip(ids, numbers_of(data, column).tolist(), strict=True))
    counts = Counter(ids)
    lost = [r for r in respondents if counts[r.strip()] != 1]
    if lost:
        found = f"{len(lost)} respondents are not there exactly once: {', '.join(lost[:5])}"
        raise fail(
            f"{file}, column '{key}'", found, "each respondent of the responses, once", "run: drukproef clean"
        )
    found_weights = np.array([weights[r.strip()] for r in respondents], dtype=np.float64)
    bad = np.flatnonzero(~(np.isfinite(found_weights) & (found_weights > 0)))
    if len(bad):
        shown = ", ".join(f"{respondents[i]} has {found_weights[i]:g}" for i in bad[:5])
        raise fail(
            f"{file}, column '{column}'",
            f"{len(bad)} of {len(respondents)} weights are not positive numbers: respondent {shown}",
            "a positive number for each respondent of the responses",
            "repair the weights, or leave these respondents out in the cleaning",
        )
    return found_weights
