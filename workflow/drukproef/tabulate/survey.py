"""The respondents of one wave as frozen values: answers, strata, and the design when weights differ within strata."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from drukproef.survey import Design
from drukproef.tabulate.strata import Classes, Floats, Ints, Strata


@dataclass(frozen=True)
class Wave:
    """The respondents of one wave: the strata, the place of each respondent's stratum, and the answers.

    `design` is None for plain weights (population / respondents of the stratum), for which counts say it all.
    Else it has all that the variance needs, and `strata` are classes of equal weight, used for counting only.
    """

    year: int
    strata: Strata | Classes
    stratum: Ints
    answers: dict[str, Ints]
    design: Design | None = None
    amounts: dict[str, Floats] = field(default_factory=dict)  # of numeric items; below 0 there is none
    names: NDArray[np.str_] | None = None  # of the clusters, in a panel: the same in every wave
