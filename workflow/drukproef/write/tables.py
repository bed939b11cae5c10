"""A table's plan and the cube in, the table of the document model out; each printed number enters the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from drukproef.errors import fail
from drukproef.study import ChapterPlan, Item, Study, TablePlan
from drukproef.tabulate.cube import TOTAL, Cell, CellKey, Cube, Mark
from drukproef.wording.formats import number
from drukproef.wording.forms import form_of
from drukproef.wording.units import row_headers, scale_notes
from drukproef.write.claims import filter_words
from drukproef.write.document import Column, Printed, Row, Table
from drukproef.write.ledger import Ledger
from drukproef.write.words import Words, words_of


@dataclass(frozen=True)
class _Place:
    """What a column stands for; None: whatever the table's plan says."""

    banner: str = TOTAL
    level: str = TOTAL
    wave: int = 0
    category: str = ""


class TableMaker:
    """Makes the tables of one chapter."""

    def __init__(self, study: Study, chapter: ChapterPlan, cubes: dict[str, Cube], ledger: Ledger) -> None:
        self.study, self.chapter, self.cubes, self.ledger = study, chapter, cubes, ledger
        self.language = study.settings.language
        self.words = words_of(self.language)

    def table(self, plan: TablePlan) -> Table:
        """The table with all its numbers."""
        population = self.study.population_of(self.chapter, plan)
        items = [self.study.item(population, name) for name in plan.items]
        places = self._places(plan, population, items[0])
        items = self._sorted(plan, population, items, places)
        shown = list(dict.fromkeys(place.category for place in places))
        columns = tuple(self._column(plan, population, items, p, j) for j, p in enumerate(places, 1))
        headers = row_headers(items, shown)
        rows = tuple(
            self._row(plan, population, item, header, places, i)
            for i, (item, header) in enumerate(zip(items, headers, strict=True), 1)
        )
        return Table(
            id=plan.id, caption=plan.title, base=plan.base, stub="", columns=columns, rows=rows,
            notes=plan.notes + scale_notes(items, shown, self.language),
            marked=any(c.mark for r in rows for c in r.cells), mark_words=_mark_words(plan, places, self.words),
        )  # fmt: skip

    def _places(self, plan: TablePlan, population: str, first: Item) -> list[_Place]:
        places = [_Place(wave=self.study.settings.edition, category=plan.shown[0] if plan.shown else "")]
        for dimension in plan.columns:
            places = [q for p in places for q in self._split(p, dimension, plan, population, first)]
        return places

    def _split(
        self, place: _Place, dimension: str, plan: TablePlan, population: str, first: Item
    ) -> Iterable[_Place]:
        if dimension == "waves":
            return [replace(place, wave=w) for w in plan.waves or (self.study.settings.edition,)]
        if dimension == "categories":
            return [replace(place, category=c) for c in plan.shown or [c.id for c in first.categories]]
        assert plan.banner is not None
        variable = self.study.codebooks[population].variable(plan.banner)
        levels = plan.levels or [c.id for c in variable.categories]
        total = [replace(place, banner=TOTAL, level=TOTAL)] if plan.total else []
        return total + [replace(place, banner=plan.banner, level=level) for level in levels]

    def _sorted(
        self, plan: TablePlan, population: str, items: list[Item], places: list[_Place]
    ) -> list[Item]:
        """Items by the estimate in the last column for the total, then as planned."""
        if plan.sort == "none":
            return items
        wave = max(p.wave for p in places)

        def estimate(item: Item) -> float:
            cell = self._cell(population, item, _Place(wave=wave, category=places[0].category))
            return cell.estimate if cell.estimate is not None else -1.0

        return sorted(items, key=estimate, reverse=plan.sort == "descending")

    def _column(
        self, plan: TablePlan, population: str, items: list[Item], place: _Place, number_in_row: int
    ) -> Column:
        names = {d: self._name(d, population, items[0], place) for d in plan.columns}
        header = names[plan.columns[-1]]
        group = names[plan.columns[0]] if len(plan.columns) > 1 else ""
        base = None
        if plan.n == "column":
            cells = [self._cell(population, item, place) for item in items]
            base = self._base(
                self._same_base(plan, cells, "row"), f"{plan.id}, header, column {number_in_row}"
            )
        return Column(header=header, group=group, n=base)

    def _same_base(self, plan: TablePlan, cells: list[Cell], by: Literal["row", "column"]) -> Cell:
        """Any of the cells of a column (or row), if they have the same base; else it can't show one."""
        bases = sorted({c.n for c in cells})
        if len(bases) > 1:
            place = f"data/{self.study.id}/plan/{self.chapter.id}.yaml, {plan.id}"
            found = f"the bases of {cells[0].key.level} differ by {by}, from {bases[0]} to {bases[-1]}"
            if by == "column":
                raise fail(place, found, "one base per row", "write 'n: none', or make two tables of it")
            raise fail(place, found, "one base per column", "write 'n: row'")
        return cells[0]

    def _name(self, dimension: str, population: str, first: Item, place: _Place) -> str:
        if dimension == "waves":
            return str(place.wave)
        if dimension == "categories":
            return capitalised(first.label_of(place.category, self.language))
        if place.level == TOTAL:
            return self.words.total
        category = self.study.codebooks[population].variable(place.banner).category(place.level)
        return capitalised(category.short or category.label)

    def _row(
        self, plan: TablePlan, population: str, item: Item, header: str, places: list[_Place], row: int
    ) -> Row:
        base = None
        if plan.n == "row":
            wave = max(p.wave for p in places)
            shown = dict.fromkeys(place.category for place in places)
            cells_of_row = [self._cell(population, item, _Place(wave=wave, category=c)) for c in shown]
            base = self._base(self._same_base(plan, cells_of_row, "column"), f"{plan.id}, row {row}")
        cells = tuple(
            self._printed(plan, self._cell(population, item, p), f"{plan.id}, row {row}, column {j}")
            for j, p in enumerate(places, 1)
        )
        return Row(header=header, n=base, cells=cells)

    def _cell(self, population: str, item: Item, place: _Place) -> Cell:
        category = place.category or item.shown_ids[0]
        return self.cubes[population].get(
            CellKey(population, place.wave, item.id, category, place.banner, place.level)
        )

    def _base(self, cell: Cell, place: str) -> Printed:
        text = number(cell.n, self.language)
        words = filter_words(self.study, cell.key)
        return Printed(text=text, ledger=self.ledger.add_cell(place, "base", text, cell.n, cell, words))

    def _printed(self, plan: TablePlan, cell: Cell, place: str) -> Printed:
        if cell.estimate is None:
            return Printed(text="–", reason=self.words.reasons[cell.status])
        item = self.study.item(cell.key.population, cell.key.item)
        form = form_of(item, cell.key.category, self.study.settings.rules)
        text = form.text(cell.estimate, self.language)
        words = filter_words(self.study, cell.key)
        row = self.ledger.add_estimate(place, text, cell.estimate, cell, words)
        return Printed(text=text, ledger=row, mark=_mark(plan, cell))


def _mark(plan: TablePlan, cell: Cell) -> Mark:
    """The mark of a cell. One against a wave that the table doesn't show would tell a reader nothing."""
    if plan.marks == "rest":
        return cell.rest_mark
    if plan.marks == "previous" and cell.previous_wave in (plan.waves or ()):
        return cell.previous_mark
    return ""


def _mark_words(plan: TablePlan, places: list[_Place], words: Words) -> str:
    """What the marks of a table compare with."""
    if plan.marks == "previous":
        return words.previous_wave
    levels = {p.level for p in places} - {TOTAL}
    return words.other_group if len(levels) == 2 else words.other_groups


def capitalised(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]
