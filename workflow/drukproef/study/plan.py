"""plan/<chapter>.yaml: the tables and figures of a chapter, in the order of the report."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from drukproef.study.frozen import Frozen


class Element(Frozen):
    """What tables and figures have in common."""

    id: str = Field(pattern=r"^(tbl|fig)-[a-z0-9-]+$")
    title: str
    population: str | None = None  # None: the only population of the study
    items: tuple[str, ...]
    show: str | tuple[str, ...] = "categories"  # "categories", or ids of categories or nets
    banner: str | None = None
    levels: tuple[str, ...] | None = None  # of the banner; None: all
    waves: tuple[int, ...] | None = None  # None: the edition only
    total: bool = False  # show the total beside the banner's levels
    sort: Literal["none", "descending", "ascending"] = "none"
    base: str = ""  # printed as "Basis: ..."
    notes: tuple[str, ...] = ()
    published: str | None = None  # "tabel-2.1/1": the printed element that this one stands for

    @property
    def shown(self) -> tuple[str, ...]:
        """The ids to show; empty when all categories are shown."""
        if self.show == "categories":
            return ()
        return (self.show,) if isinstance(self.show, str) else self.show


class TablePlan(Element):
    """A table. Rows are items; columns are levels, waves or categories, or two of these nested."""

    id: str = Field(pattern=r"^tbl-[a-z0-9-]+$")
    columns: tuple[Literal["levels", "waves", "categories"], ...]
    marks: Literal["rest", "previous", "none"] = "none"
    n: Literal["row", "column", "none"] = "row"


class FigurePlan(Element):
    """A figure: stacked Likert bars, single or grouped bars, dots on a line per row, or lines over the waves."""

    id: str = Field(pattern=r"^fig-[a-z0-9-]+$")
    kind: Literal["likert", "bars", "grouped", "dots", "trend"]
    centred: bool = False  # likert: the bars lie around the middle of the neutral answer
    intervals: bool = False  # bars, grouped, dots: a whisker from the lower to the upper bound
    panels: str | None = None  # a small figure for each of "items", of "waves", or of the levels of a banner

    @model_validator(mode="before")
    @classmethod
    def _panels_of_a_banner(cls, raw: Any) -> Any:
        """Panels by the levels of a banner are a breakdown by it."""
        if isinstance(raw, dict) and raw.get("panels") not in (None, "items", "waves"):
            return {"banner": raw["panels"], **raw}
        return raw

    @property
    def panels_by(self) -> Literal["item", "wave", "level"] | None:
        """What the panels differ in; None without panels."""
        if self.panels is None:
            return None
        return "item" if self.panels == "items" else "wave" if self.panels == "waves" else "level"

    @model_validator(mode="after")
    def _panels_can_be_made(self) -> FigurePlan:
        if self.panels_by == "level" and self.banner != self.panels:
            raise ValueError(f"one breakdown: panels are by '{self.panels}', the banner is '{self.banner}'")
        if self.panels_by == "wave" and self.kind == "trend":
            raise ValueError("a trend has its waves in every panel: panels by items or by a banner")
        values = {
            "item": self.items,
            "wave": self.waves or (),
            "level": (self.levels or ("", "")) + ("",) * self.total,
        }
        if self.panels_by and len(values[self.panels_by]) < 2:
            raise ValueError(f"panels by {self.panels} make one panel: name several, or leave out panels")
        return self

    @model_validator(mode="after")
    def _options_fit_the_kind(self) -> FigurePlan:
        if self.centred and self.kind != "likert":
            raise ValueError(f"'centred' is for kind 'likert', not for '{self.kind}'")
        if self.intervals and self.kind not in ("bars", "grouped", "dots"):
            raise ValueError(f"'intervals' is for kind 'bars', 'grouped' or 'dots', not for '{self.kind}'")
        return self


class ChapterPlan(Frozen):
    """A chapter: its number (None for a part without one), title, template, tables and figures."""

    id: str
    number: int | str | None = None  # 2 for a chapter, "A" for an appendix, None for the summary
    title: str = Field(min_length=1)
    template: str
    populations: tuple[str, ...] | None = (
        None  # those that it is about; None: all. Bare item names mean the first
    )
    tables: tuple[TablePlan, ...] = ()
    figures: tuple[FigurePlan, ...] = ()

    def table(self, element_id: str) -> TablePlan:
        """The table with this id; KeyError when there is none."""
        return {t.id: t for t in self.tables}[element_id]

    def figure(self, element_id: str) -> FigurePlan:
        """The figure with this id; KeyError when there is none."""
        return {f.id: f for f in self.figures}[element_id]
