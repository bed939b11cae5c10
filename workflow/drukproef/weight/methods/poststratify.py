"""Cells and their population totals in, weights out that add up to the total of each cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from numpy.typing import ArrayLike, NDArray

from drukproef.survey.exact import group_totals
from drukproef.weight.methods.collapse import Collapse, collapsed
from drukproef.weight.methods.design import checked
from drukproef.weight.methods.margin import Margin
from drukproef.weight.methods.result import Weighted, achieved
from drukproef.weight.methods.verify import verified


def poststratify(
    design_weights: ArrayLike,
    cells: Margin | NDArray[Any] | Sequence[Any],
    targets: Mapping[Any, float] | None = None,
    *,
    collapse: Collapse | None = None,
) -> Weighted:
    """Weight = design weight × target of the cell / sum of design weights in the cell.

    `design_weights` are positive, one per respondent (ones for cell weighting); `cells` the cell of each
    respondent, and `targets` what each cell adds up to (or both as a Margin). `collapse` {into: [from]} merges
    cells first. R: `postStratify`. Raises DrukproefError with all that doesn't fit, such as a target for a cell
    without respondents.

    >>> poststratify([1, 1, 3], ["a", "b", "b"], {"a": 10, "b": 8}).weights.tolist()
    [10.0, 2.0, 6.0]
    """
    margin = cells if isinstance(cells, Margin) else Margin("cell", cells, targets or {})
    if collapse:
        margin = collapsed(margin, collapse)
    design = checked(design_weights, [margin])
    codes = margin.codes
    sums = group_totals(design, codes, len(margin.used))
    ratios = [margin.targets[level] / before for level, before in zip(margin.used, sums, strict=True)]
    weights = design * [ratios[code] for code in codes.tolist()]
    rows = tuple(achieved([margin], design, weights))
    return verified(Weighted("poststratify", weights, design, codes, None, 1, True, rows))
