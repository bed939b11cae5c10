"""The respondents of one wave as frozen values: answers, strata, and the design when weights differ within strata."""

from __future__ import annotations

from dataclasses import dataclass

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
    amounts: dict[str, Floats]  # of numeric items; below 0 there is none
    design: Design | None = None
