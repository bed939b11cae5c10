"""What the cube holds beside the shares of answers: the id of each statistic, what it is, and its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["share", "mean", "quantile", "total"]
Asked = Literal["mean", "median", "p25", "p75", "total"]


@dataclass(frozen=True)
class Statistic:
    """A statistic: what it is, its labels, and how it was made, for the ledger. `p`: of a quantile."""

    kind: Kind
    nl: str
    en: str
    method: str
    p: float | None = None

    def label(self, language: str) -> str:
        """Its name in a table, in 'nl' or 'en'."""
        return self.en if language == "en" else self.nl


MEAN, MEDIAN, P25, P75, SUM = "gemiddelde", "mediaan", "p25", "p75", "som"
OF_ANSWERS = "aandeel_antwoorden"
STATISTICS: dict[str, Statistic] = {
    MEAN: Statistic("mean", "gemiddelde", "mean", "weighted mean, Taylor linearisation"),
    MEDIAN: Statistic("quantile", "mediaan", "median", "weighted median, Woodruff interval", 0.5),
    P25: Statistic("quantile", "eerste kwartiel", "first quartile", "weighted quantile, Woodruff interval", 0.25),
    P75: Statistic("quantile", "derde kwartiel", "third quartile", "weighted quantile, Woodruff interval", 0.75),
    SUM: Statistic("total", "geschat totaal", "estimated total", "weighted total, Taylor linearisation"),
    OF_ANSWERS: Statistic(
        "share", "aandeel van de antwoorden", "share of answers", "ratio of weighted totals, Taylor linearisation"
    ),
}  # fmt: skip
"""By the id that a statistic has in the place of a category; no category or net may have one of these."""

CELL_IDS: dict[Asked, str] = {"mean": MEAN, "median": MEDIAN, "p25": P25, "p75": P75, "total": SUM}
"""The id in the cube of each statistic that a numeric item may ask for."""

_SHARE = Statistic("share", "aandeel", "share", "weighted share, Taylor linearisation")


def statistic_of(shown: str) -> Statistic:
    """What a category, net or statistic of the cube is; all that has no entry of its own is a share.

    >>> statistic_of("mediaan").kind, statistic_of("eens").kind
    ('quantile', 'share')
    """
    return STATISTICS.get(shown, _SHARE)


def is_share(shown: str) -> bool:
    """Whether this is a share, from 0 to 1, which is printed as a percentage."""
    return statistic_of(shown).kind == "share"


def is_tested(shown: str) -> bool:
    """Whether differences are tested: of shares and means. R survey has no default test for the others."""
    return statistic_of(shown).kind in ("share", "mean")
