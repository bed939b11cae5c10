"""The part of study.yaml on weights: recipes, per wave and per question block, that leave nothing out or ignored."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from drukproef.study.codebook import Codebook
from drukproef.study.frozen import Frozen


class Trim(Frozen):
    """Limits of weights, as multiples of the mean weight; what trimming frees goes to the others."""

    lower: float = Field(default=0, ge=0, lt=1)
    upper: float = Field(gt=1)
    # targets: met within the limits, or it is an error; total: only the size of the population is kept
    keep: Literal["targets", "total"] = "targets"


class Recipe(Frozen):
    """How respondents are weighted: a method, its population figures, and what is done to the weights."""

    method: Literal["poststratify", "rake", "linear", "logit"] = "poststratify"
    targets: str = ""  # poststratify: CSV under data/<study>/: wave, stratum, population, source, date
    margins: tuple[str, ...] = ()  # else: CSVs: wave, variable, level, population, source, date
    base_weight: str | None = None  # column of the data file with design weights; None: all 1
    bounds: tuple[float, float] | None = None  # logit, linear: lowest and highest factor, around 1
    trim: Trim | None = None
    # poststratify: {into: [from]}; else {variable: {into: [from]}}
    collapse: dict[str, tuple[str, ...] | dict[str, tuple[str, ...]]] = {}
    normalise: Literal["population", "n"] = "population"

    @model_validator(mode="after")
    def _nothing_missing_or_ignored(self) -> Self:
        if problems := self._problems():
            raise ValueError("; ".join(problems))
        return self

    def _problems(self) -> list[str]:
        cells, bounded = self.method == "poststratify", self.method in ("linear", "logit")
        low, high = self.bounds or (0, 2)
        rules = {
            f"{self.method} needs targets": cells and not self.targets,
            f"{self.method} needs margins": not cells and not self.margins,
            f"{self.method} would ignore targets: give margins": not cells and bool(self.targets),
            f"{self.method} would ignore margins: give targets, or choose rake": cells and bool(self.margins),
            f"{self.method} would ignore bounds: give trim, or choose logit": bool(self.bounds)
            and not bounded,
            "logit needs bounds, such as [0.3, 3]": self.method == "logit" and not self.bounds,
            f"bounds lie around 1, not {low:g} and {high:g}": not low < 1 < high,
            f"{self.method} would ignore trim: give bounds": self.trim is not None and bounded,
            "collapse is {into: [from]}": cells
            and not all(isinstance(c, tuple) for c in self.collapse.values()),
            "collapse is {variable: {into: [from]}}": not cells
            and not all(isinstance(c, dict) for c in self.collapse.values()),
        }
        return [message for message, broken in rules.items() if broken]

    @property
    def is_plain(self) -> bool:
        """Whether a weight is population / respondents of the stratum, so that it has no factor of its own."""
        plain = Recipe.model_construct(targets=self.targets)
        return bool(self.targets) and self.model_dump() == plain.model_dump()

    @property
    def keeps_targets(self) -> bool:
        """Whether the final weights meet the population figures: trimming may give them up."""
        return self.trim is None or self.trim.keep == "targets"


class WaveRecipes(Recipe):
    """A recipe for all waves, save those with one of their own; that stands alone and takes over nothing."""

    waves: dict[int, Recipe] = {}

    def _problems(self) -> list[str]:
        only_waves = self.waves and not self.targets and not self.margins
        return [] if only_waves else super()._problems()

    def recipe(self, wave: int) -> Recipe | None:
        """The recipe of a wave; None when there is none."""
        general = Recipe.model_construct(**{name: getattr(self, name) for name in Recipe.model_fields})
        return self.waves.get(wave) or (general if self.targets or self.margins else None)

    @property
    def files(self) -> tuple[str, ...]:
        """All files of population figures, as paths from data/<study>/."""
        recipes = (self, *self.waves.values())
        named = [file for r in recipes for file in (r.targets, *r.margins) if file]
        return tuple(dict.fromkeys(named))


class WeightSet(WaveRecipes):
    """Weights for question blocks: only for those who answered at least one item of it."""

    items: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()  # of the codebook

    def items_in(self, codebook: Codebook) -> tuple[str, ...]:
        """Its items: those that are named, and those of the named groups, in the order of the codebook."""
        return tuple(i.id for i in codebook.items if i.id in self.items or i.group in self.groups)


class Weighting(WaveRecipes):
    """The weights of a population: one set for everything, and more for question blocks that need their own."""

    sets: dict[str, WeightSet] = {}

    @property
    def files(self) -> tuple[str, ...]:
        """All files of population figures, those of the sets included."""
        named = [*super().files, *(file for one in self.sets.values() for file in one.files)]
        return tuple(dict.fromkeys(named))
