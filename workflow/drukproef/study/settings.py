"""study.yaml: who made the report for whom, which populations and waves, and the rules of publication."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from drukproef.study.frozen import Frozen


class Weighting(Frozen):
    """How a wave is weighted: to the totals per stratum in a file of population figures."""

    method: Literal["poststratify"] = "poststratify"
    targets: str  # CSV under data/<study>/: wave, stratum, population, source, date


class Reconstruction(Frozen):
    """For studies whose microdata are not public: what is known, and which target files are tried."""

    published: str  # CSV of printed cells
    design: str  # YAML: sizes per wave and function, break-off points
    candidates: dict[str, str] = {}  # name: CSV of population figures


class Population(Frozen):
    """A group that was surveyed: its codebook, its data file per wave, its strata."""

    label: str
    codebook: str
    files: dict[int, str]  # wave: path from the project's root
    strata: str  # id of the variable whose levels are the strata
    weighting: Weighting
    reconstruction: Reconstruction | None = None

    @property
    def reconstruction_files(self) -> tuple[str, ...]:
        """The files under data/<study>/ that `reconstruct` reads; none when the microdata are given."""
        if self.reconstruction is None:
            return ()
        known = self.reconstruction
        return (self.codebook, known.published, known.design, *known.candidates.values())


class Rules(Frozen):
    """The rules of publication."""

    alpha: float = Field(default=0.05, gt=0, lt=1)
    confidence: float = Field(default=0.95, gt=0, lt=1)
    interval: Literal["logit", "wald", "beta"] = "logit"
    adjustment: Literal["none", "holm", "bh", "bonferroni"] = "none"
    minimum_base: int = Field(default=30, ge=1)
    small_base: Literal["hide", "count"] = "hide"
    decimals: int = Field(default=0, ge=0, le=3)


class TrendBreak(Frozen):
    """An item whose question changed: a comparison over this wave needs its caveat."""

    items: tuple[str, ...]
    from_wave: int
    caveat: str


class StudySettings(Frozen):
    """Everything in study.yaml."""

    id: str
    title: str
    subtitle: str = ""
    edition: int
    client: str
    author: str
    language: Literal["nl", "en"] = "nl"
    published: dt.date  # also the build's clock
    licence: str
    notice: str = ""  # printed on the title page and in every export
    reconstructed: bool = False
    populations: dict[str, Population]
    rules: Rules = Rules()
    trend_breaks: tuple[TrendBreak, ...] = ()
    facts: str | None = None  # YAML of declared facts with their sources
    chapters: tuple[str, ...]  # ids of plan files, in reading order
