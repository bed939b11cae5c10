"""Margins in, calibration variables out: a column of zeros and ones per level, with its total."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from drukproef.survey.arrays import Floats
from drukproef.weight.methods.margin import Margin


def dummies(margins: Sequence[Margin]) -> tuple[Floats, Floats, list[str]]:
    """Columns, totals and names for `calibrate`. The columns of a margin add up to one, so they depend on
    those of the next margin; `calibrate` knows what to do with that.

    >>> dummies([Margin("age", [1, 2, 2], {1: 3, 2: 7})])[0].tolist()
    [[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]]
    """
    columns = [m.codes[:, None] == np.arange(len(m.used)) for m in margins]
    totals = [float(m.targets[level]) for m in margins for level in m.used]
    names = [f"'{m.variable}' = '{level}'" for m in margins for level in m.used]
    return np.column_stack(columns).astype(np.float64), np.array(totals), names
