"""A question of a codebook: its answers, missing codes, base, nets and derivation, as frozen models."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from drukproef.study.frozen import Frozen
from drukproef.study.statistics import CELL_IDS, MEAN, OF_ANSWERS, STATISTICS, Asked

NOT_ASKED, DONT_KNOW, REFUSED, NO_ANSWER = -1, -2, -3, -4
"""Codes of missing answers in `responses`: category codes are never negative."""

MissingKind = Literal["dont_know", "refused", "no_answer", "not_asked"]
MISSING_CODES: dict[str, int] = {
    "not_asked": NOT_ASKED,
    "dont_know": DONT_KNOW,
    "refused": REFUSED,
    "no_answer": NO_ANSWER,
}
Id = Field(pattern=r"^[a-z][a-z0-9_]*$")


class Category(Frozen):
    """One answer: its code in the data file, its id in plans and templates, its label in the report."""

    code: int = Field(ge=0)
    id: str = Id
    label: str
    short: str | None = None
    waves: tuple[int, ...] | None = None  # only offered in these waves; None: in all


class MissingCode(Frozen):
    """A code in the data file that is not an answer, and why not."""

    code: int
    kind: MissingKind
    label: str


class Net(Frozen):
    """Categories taken together, such as the top two of a scale."""

    id: str = Id
    label: str
    categories: tuple[str, ...]


class Scale(Frozen):
    """Categories, missing codes and nets that several items share."""

    categories: tuple[Category, ...]
    missing: tuple[MissingCode, ...] = ()
    nets: tuple[Net, ...] = ()
    kind: Literal["likert", "frequency", "nominal", "ordinal", "multiple"] = "nominal"
    share_of_answers: bool = False


class AnyOf(Frozen):
    """1 when at least one of `items` is in `categories`; 0 when none is and one was answered; else missing."""

    items: tuple[str, ...]
    categories: tuple[str, ...]


class Recode(Frozen):
    """Levels made from the levels of another variable: {new level: [old levels]}."""

    source: str
    levels: dict[str, tuple[str, ...]]


class Cross(Frozen):
    """A level for each combination of levels of several variables, such as man_gemeente of [geslacht, bestuurslaag].

    Categories may be left out: then every combination gets one, in order. With fewer of them, the others are no level.
    """

    crossed: tuple[str, ...] = Field(min_length=2)

    @property
    def source(self) -> str:
        """The ids of its variables with spaces between, as DDI has them."""
        return " ".join(self.crossed)


class Item(Frozen):
    """A question, or a variable derived from other columns, with the categories of its answers.

    A numeric item has no categories: its answers are amounts, from `minimum` to `maximum`.
    """

    id: str = Id
    column: str | None = None  # name in the data file; None: the id
    label: str
    question: str = ""
    scale: str | None = None
    categories: tuple[Category, ...] = ()
    missing: tuple[MissingCode, ...] = ()
    nets: tuple[Net, ...] = ()
    kind: Literal["likert", "frequency", "nominal", "ordinal", "multiple", "numeric"] = "nominal"
    waves: tuple[int, ...]
    base: dict[str, tuple[str, ...]] = {}  # {variable: allowed levels}, all must hold; empty: everyone
    base_label: str = ""
    group: str | None = None  # items of one question block; they can be compared with each other
    dont_know: Literal["excluded", "in_base", "not_offered"] = "not_offered"
    derive: AnyOf | Recode | Cross | None = None
    score: bool = False  # whether the mean of the codes is tabulated too, as the category MEAN
    share_of_answers: bool = (
        False  # multiple: also its share of all answers given to the block, as OF_ANSWERS
    )
    decimals: int = Field(default=1, ge=0, le=6)  # of printed means and quantiles; totals are whole
    unit: str = ""  # numeric: what the amounts count, such as "uur per week"
    minimum: float = 0  # numeric: the lowest valid amount; not below 0, where the missing codes are
    maximum: float | None = None  # numeric: the highest valid amount
    statistics: tuple[Asked, ...] = ("mean", "median")  # numeric: what is tabulated

    @property
    def data_column(self) -> str:
        """The name of the column in the data file."""
        return self.column or self.id

    def category(self, category_id: str) -> Category:
        """The category with this id; KeyError when there is none."""
        return {c.id: c for c in self.categories}[category_id]

    def codes_of(self, shown: str) -> tuple[int, ...]:
        """The codes behind a category or net id; KeyError when it is neither."""
        nets = {n.id: n for n in self.nets}
        if shown in nets:
            return tuple(self.category(c).code for c in nets[shown].categories)
        return (self.category(shown).code,)

    def label_of(self, shown: str, language: str = "nl") -> str:
        """The label of a category, net or statistic id. `language`: of the words for statistics."""
        if shown in self.statistic_ids:
            return STATISTICS[shown].label(language)
        nets = {n.id: n.label for n in self.nets}
        return nets.get(shown) or self.category(shown).label

    @property
    def is_numeric(self) -> bool:
        """Whether the answers are amounts."""
        return self.kind == "numeric"

    @property
    def answer_ids(self) -> tuple[str, ...]:
        """The categories, then the nets."""
        return tuple(c.id for c in self.categories) + tuple(n.id for n in self.nets)

    @property
    def statistic_ids(self) -> tuple[str, ...]:
        """The statistics in the cube beside the shares of the answers."""
        if self.is_numeric:
            return tuple(CELL_IDS[asked] for asked in self.statistics)
        return (MEAN,) * self.score + (OF_ANSWERS,) * self.share_of_answers

    @property
    def shown_ids(self) -> tuple[str, ...]:
        """All that can be shown: categories, nets, statistics."""
        return self.answer_ids + self.statistic_ids


class Variable(Item):
    """A background variable: a stratum, a banner, or both. Its shares can be shown like those of an item."""

    banner: bool = False
    sensitive: bool = False
