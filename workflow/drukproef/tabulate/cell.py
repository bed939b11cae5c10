"""What the cube holds, as frozen values: the key of a cell, the cell, and a comparison of two cells."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from drukproef.study.statistics import Statistic, statistic_of

TOTAL = "totaal"
"""The banner and the level of all respondents together."""

Mark = Literal["", "higher", "lower"]
Kind = Literal["levels", "total", "waves", "items", "categories"]


class Status(StrEnum):
    """Whether a cell may be shown, and if not, why."""

    SHOWN = "shown"
    SMALL_BASE = "small_base"  # 0 < n < the minimum base
    PROTECTED = "protected"  # large enough, but with it a hidden level could be worked out from the total
    IMPRECISE = "imprecise"  # the base is large enough, but the estimate is not precise enough to publish
    EMPTY = "empty"  # asked, but nobody answered
    NOT_ASKED = "not_asked"  # nobody was asked


@dataclass(frozen=True)
class CellKey:
    """The name of a cell; `category` is the id of a category or of a net."""

    population: str
    wave: int
    item: str
    category: str
    banner: str = TOTAL
    level: str = TOTAL

    @property
    def path(self) -> str:
        """The key as one text.

        >>> CellKey("raadsleden", 2024, "v1", "eens", "geslacht", "vrouw").path
        'raadsleden/2024/v1/eens/geslacht=vrouw'
        >>> CellKey("raadsleden", 2024, "v1", "eens").path
        'raadsleden/2024/v1/eens'
        """
        path = f"{self.population}/{self.wave}/{self.item}/{self.category}"
        return path if self.level == TOTAL else f"{path}/{self.banner}={self.level}"


@dataclass(frozen=True)
class Cell:
    """One share (from 0 to 1) or other statistic with its precision and tests, unrounded; None where there is no figure.

    `rest_*`: this level minus all other respondents with a known level. `previous_*`: this wave minus
    `previous_wave`, the last one before it in which the item was asked.
    """

    key: CellKey
    status: Status
    is_net: bool
    n: int  # respondents in the base, unweighted
    n_category: int | None  # of these, in the category
    n_weighted: float | None  # sum of weights in the base
    estimate: float | None
    se: float | None
    ci_low: float | None
    ci_high: float | None
    deff: float | None
    n_eff: float | None
    rest_difference: float | None
    rest_se: float | None
    rest_df: float | None
    rest_p: float | None
    rest_mark: Mark
    previous_wave: int | None
    previous_difference: float | None
    previous_se: float | None
    previous_df: float | None
    previous_p: float | None
    previous_mark: Mark

    @property
    def statistic(self) -> Statistic:
        """What the estimate is: a share, a mean, a quantile or a total."""
        return statistic_of(self.key.category)

    @property
    def is_shown(self) -> bool:
        """Whether the estimate may be printed."""
        return self.status is Status.SHOWN


@dataclass(frozen=True)
class Comparison:
    """Left minus right, tested. When a share is hidden all figures are None; when untested, `p` is."""

    kind: Kind
    left: CellKey
    right: CellKey
    difference: float | None
    se: float | None
    df: float | None
    statistic: float | None
    p: float | None
    tested: bool
    mark: Mark  # "higher": left is significantly higher than right
