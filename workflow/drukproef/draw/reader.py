"""One place of a planned figure in, its value out: exact estimate and printed text, or the reason for a gap."""

from __future__ import annotations

from typing import Protocol

from drukproef.draw.drawn import Number
from drukproef.draw.value import Place, Value
from drukproef.draw.words import Dimension, words_of
from drukproef.study.item import Item
from drukproef.study.load import Study
from drukproef.study.plan import FigurePlan
from drukproef.study.statistics import statistic_of
from drukproef.tabulate.cell import TOTAL, Cell, CellKey, Status
from drukproef.wording.formats import number
from drukproef.wording.forms import Form, form_of
from drukproef.wording.units import scale_notes


class Cells(Protocol):
    """What a figure needs of a cube."""

    population: str

    def get(self, key: CellKey) -> Cell:
        """The cell with this key."""


class Reader:
    """Reads the values of one planned figure from the cube, and knows the labels of all that it shows."""

    def __init__(self, plan: FigurePlan, study: Study, cube: Cells, place: str) -> None:
        self.plan = plan
        self.study = study
        self.cube = cube
        self.place = place  # for messages
        self.population = cube.population
        self.codebook = study.codebooks[self.population]
        self.item = self.codebook.item(plan.items[0])  # the one whose scale the figure has
        self.language = study.settings.language
        self.words = words_of(self.language)
        self.waves = plan.waves or (study.settings.edition,)
        self.levels = self._levels()
        self.shown = plan.shown or _offered(self.item, self.waves)

    @property
    def form(self) -> Form:
        """How the values of the figure are printed; the checks of the study see to it that they have one form."""
        return form_of(self.item, self.shown[0], self.study.settings.rules)

    @property
    def unit_notes(self) -> tuple[str, ...]:
        """What the statistics of the figure are in; nothing of shares."""
        return scale_notes([self.codebook.item(i) for i in self.plan.items], self.shown, self.language)

    def values_of(self, dimension: Dimension) -> tuple[str | int, ...]:
        """All that a dimension has in this figure, in the order of the plan."""
        parts: dict[Dimension, tuple[str | int, ...]] = {
            "item": self.plan.items,
            "shown": self.shown,
            "level": self.levels,
            "wave": self.waves,
        }
        return parts[dimension]

    def label(self, dimension: Dimension, place: Place) -> str:
        """The label of a place's item, category, level or wave."""
        if dimension == "item":
            return self.codebook.item(place.item).label
        if dimension == "shown":
            return short_label(self.codebook.item(place.item), place.shown, self.language)
        if dimension == "wave":
            return str(place.wave)
        if self.plan.banner is None or place.level == TOTAL:
            return self.words.total
        return self.codebook.variable(self.plan.banner).category(place.level).label

    def value(self, place: Place, label: str) -> Value:
        """The value of a place, under a label; without estimate and number when the cell may not be shown."""
        key = self._key(place)
        if place.shown not in _answers(self.codebook.item(place.item), place.wave):
            return Value(key, label, reason=self.words.not_asked)
        cell = self.cube.get(key)
        if not cell.is_shown or cell.estimate is None:
            return Value(key, label, reason=self._reason(cell.status))
        text = self.form.text(cell.estimate, self.language)
        estimate = Number(key=key, statistic=statistic_of(place.shown).kind, text=text)
        n = Number(key=key, statistic="n", text=number(cell.n, self.language))
        return Value(key, label, cell.estimate, estimate, n, cell.n, interval=self._interval(cell))

    def _key(self, place: Place) -> CellKey:
        banner = TOTAL if self.plan.banner is None or place.level == TOTAL else self.plan.banner
        return CellKey(self.population, place.wave, place.item, place.shown, banner, place.level)

    def _interval(self, cell: Cell) -> tuple[float, float] | None:
        """The bounds of a shown cell, when the figure shows them and the cell has them."""
        if not self.plan.intervals or cell.ci_low is None or cell.ci_high is None:
            return None
        return max(cell.ci_low, 0.0), min(cell.ci_high, 1.0) if self.form.is_share else cell.ci_high

    def _reason(self, status: Status) -> str:
        """Why a cell has no number, in words."""
        words = self.words
        other = {
            Status.NOT_ASKED: words.not_asked,
            Status.PROTECTED: words.protected,
            Status.IMPRECISE: words.imprecise,
        }
        return other.get(status, words.too_few)

    def _levels(self) -> tuple[str, ...]:
        """The levels of the banner, the total first when it is asked for; only the total without a banner."""
        if self.plan.banner is None:
            return (TOTAL,)
        known = tuple(c.id for c in self.codebook.variable(self.plan.banner).categories)
        return ((TOTAL,) if self.plan.total else ()) + (self.plan.levels or known)


def short_label(item: Item, shown: str, language: str = "nl") -> str:
    """The label of a category, net or statistic, as it stands where there is little room."""
    short = {c.id: c.short for c in item.categories}.get(shown)
    return short or item.label_of(shown, language)


def _answers(item: Item, wave: int) -> tuple[str, ...]:
    """The categories that were offered in a wave, the nets of them, and the statistics of the item."""
    offered = _offered(item, (wave,))
    statistics = item.statistic_ids if wave in item.waves else ()
    return (*offered, *(net.id for net in item.nets if set(net.categories) & set(offered)), *statistics)


def _offered(item: Item, waves: tuple[int, ...]) -> tuple[str, ...]:
    """The categories that were offered in one of the waves."""
    return tuple(c.id for c in item.categories if c.waves is None or set(waves) & set(c.waves))
