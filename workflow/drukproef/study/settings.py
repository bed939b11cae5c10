"""study.yaml: who made the report for whom, which populations and waves, and the rules of publication."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from drukproef.study.frozen import Frozen
from drukproef.study.weighting import Weighting

Language = Literal["nl", "en"]


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
    psu: str | None = (
        None  # id of the variable whose levels are the clusters that were drawn; None: respondents were
    )
    panel: bool = False  # respondents (or clusters) with the same id in two waves are the same
    weighting: Weighting
    reconstruction: Reconstruction | None = None

    @property
    def reconstruction_files(self) -> tuple[str, ...]:
        """The files under data/<study>/ that `reconstruct` reads; none when the microdata are given."""
        if self.reconstruction is None:
            return ()
        known = self.reconstruction
        return (self.codebook, known.published, known.design, *known.candidates.values())


Dimension = Literal["levels", "categories", "nested", "linked"]
DIMENSIONS: tuple[Dimension, ...] = ("levels", "categories", "nested", "linked")


class Disclosure(Frozen):
    """What must stay secret about respondents. Without this block only the minimum base is guarded."""

    protection: int = Field(default=1, ge=1)  # at least this + 1 whole numbers that a hidden count could be
    minimum_cell: int = Field(default=1, ge=1)  # respondents that a category must have to be shown
    zero_cells: Literal["show", "hide"] = "show"  # whether 0 respondents is fewer than minimum_cell
    dominance: float | None = Field(default=None, gt=0, le=1)  # the most of a base that one may weigh
    group_disclosure: Literal["off", "sensitive", "all"] = "off"  # hide levels in which all answer the same
    sensitive: tuple[str, ...] = ()  # items, beside the variables that the codebook calls sensitive
    protect: tuple[Dimension, ...] = DIMENSIONS  # the sums that an intruder is thought to make
    exempt_banners: tuple[str, ...] = ()  # public: never hidden for the sake of another cell
    exempt_items: tuple[str, ...] = ()


class Publication(Frozen):
    """What an estimate must reach to be precise enough; what is left out is not asked. See `drukproef.survey.Limits`."""

    effective_base: float | None = Field(default=None, ge=1)  # n / design effect, at most n
    interval_width: float | None = Field(
        default=None, gt=0, le=1
    )  # of a share, as a share: from here too wide
    relative_width: float | None = Field(
        default=None, gt=0
    )  # that width over the share: the most it may be ...
    narrow_width: float = Field(default=0.05, ge=0, le=1)  # ... where the interval is wider than this
    degrees_of_freedom: int | None = Field(default=None, ge=1)
    coefficient_of_variation: float | None = Field(
        default=None, gt=0
    )  # se / estimate, of means: the most it may be


class Rules(Frozen):
    """The rules of publication."""

    alpha: float = Field(default=0.05, gt=0, lt=1)
    confidence: float = Field(default=0.95, gt=0, lt=1)
    interval: Literal["logit", "wald", "beta", "likelihood"] = "logit"
    # Over a family: all tests of one kind over the levels of one banner, for one item, category and wave (or two waves).
    adjustment: Literal["none", "holm", "bh", "bonferroni"] = "none"
    minimum_base: int = Field(default=30, ge=1)
    # As a share: smaller differences are neither marked nor claimed.
    minimum_difference: float = Field(default=0, ge=0, lt=1)
    small_base: Literal["hide", "count"] = "hide"
    decimals: int = Field(default=0, ge=0, le=3)
    disclosure: Disclosure | None = None
    publication: Publication | None = None


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
    language: Language = "nl"  # of the definition; of an edition in another language: that one
    languages: tuple[Language, ...] = ()  # of the editions, the main one first; left out: only `language`
    published: dt.date  # also the build's clock
    licence: str
    notice: str = ""  # printed on the title page and in every export
    reconstructed: bool = False
    populations: dict[str, Population]
    rules: Rules = Rules()
    trend_breaks: tuple[TrendBreak, ...] = ()
    facts: str | None = None  # YAML of declared facts with their sources
    chapters: tuple[str, ...]  # ids of plan files, in reading order

    @model_validator(mode="before")
    @classmethod
    def _one_edition_at_least(cls, raw: Any) -> Any:
        return {"languages": [raw.get("language", "nl")], **raw} if isinstance(raw, dict) else raw

    @field_validator("languages")
    @classmethod
    def _main_language_first(
        cls, languages: tuple[Language, ...], info: ValidationInfo
    ) -> tuple[Language, ...]:
        main = info.data.get("language", languages[:1])
        if languages[:1] != (main,) or len(set(languages)) < len(languages):
            raise ValueError(f"each language once, the main one first: [{main}, ...]")
        return languages

    @property
    def is_translated(self) -> bool:
        """Whether these are the words of an edition in another language than the main one."""
        return self.language in self.languages[1:]
