"""Codebook of a population: its variables and items, with what they share filled in."""

from __future__ import annotations

from itertools import product

from pydantic import model_validator

from drukproef.study.frozen import Frozen
from drukproef.study.item import Item, Scale, Variable


class Codebook(Frozen):
    """All variables and items of one population, with scales filled in."""

    population: str
    wave_column: str
    respondent_column: str
    scales: dict[str, Scale] = {}
    groups: dict[str, str] = {}  # label of a question block; without one, its id is used
    variables: tuple[Variable, ...]
    items: tuple[Item, ...]

    @model_validator(mode="before")
    @classmethod
    def _fill_in_scales(cls, raw: dict) -> dict:  # type: ignore[type-arg]
        """Copy the shared scale into each question that names one; what the question itself says goes first."""
        scales = raw.get("scales") or {}
        filled = dict(raw)
        for part in ("variables", "items"):
            filled[part] = [_with_scale(q, scales) for q in raw.get(part) or []]
        known = {v["id"]: v for v in filled["variables"] if isinstance(v, dict) and "id" in v}
        filled["variables"] = [_with_combinations(v, known) for v in filled["variables"]]
        return filled

    def variable(self, variable_id: str) -> Variable:
        """The background variable with this id; KeyError when there is none."""
        return {v.id: v for v in self.variables}[variable_id]

    def item(self, item_id: str) -> Item:
        """The item or background variable with this id; KeyError when there is none."""
        return {i.id: i for i in self.questions}[item_id]

    @property
    def questions(self) -> tuple[Item, ...]:
        """All variables and items, variables first."""
        return (*self.variables, *self.items)

    @property
    def tabulated(self) -> tuple[Item, ...]:
        """All that gets cells in the cube: the items, then the banner variables."""
        return (*self.items, *self.banners)

    @property
    def banners(self) -> tuple[Variable, ...]:
        """The variables that tables may be broken down by."""
        return tuple(v for v in self.variables if v.banner)


def _with_scale(question: object, scales: dict) -> object:  # type: ignore[type-arg]
    if not isinstance(question, dict) or question.get("scale") not in scales:
        return question
    scale = scales[question["scale"]]
    parts = {k: scale[k] for k in ("categories", "missing", "nets", "kind", "share_of_answers") if k in scale}
    return {**parts, **question}


def _with_combinations(variable: object, known: dict) -> object:  # type: ignore[type-arg]
    """The categories of a crossed variable, when they are left out; what is wrong with it is for the checks."""
    derive = variable.get("derive") if isinstance(variable, dict) else None
    crossed = derive.get("crossed") if isinstance(derive, dict) else None
    if not isinstance(variable, dict) or not isinstance(crossed, (list, tuple)) or variable.get("categories"):
        return variable
    levels = [known.get(name, {}).get("categories") or () for name in crossed]
    combinations = [c for c in product(*levels) if all({"id", "label"} <= set(level) for level in c)]
    categories = [
        {"code": code, "id": "_".join(c["id"] for c in parts), "label": ", ".join(c["label"] for c in parts)}
        for code, parts in enumerate(combinations, 1)
    ]
    return {**variable, "categories": categories}
