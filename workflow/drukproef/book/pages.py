"""Codebooks and cells in, the pages of the table book out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from drukproef.book.cells import BookCell, Key, read_cells
from drukproef.book.letters import Beaten, read_beaten
from drukproef.book.page import Base, Block, Column, Figure, Page, Row
from drukproef.book.texts import base_text, capitalised, group_label, item_notes
from drukproef.book.words import Words
from drukproef.study import Item, Study
from drukproef.survey.letters import letter
from drukproef.tabulate.cell import TOTAL, Status
from drukproef.wording.forms import form_of

SHEET_NAME = 31
"""The most characters that a spreadsheet allows in the name of a sheet."""


@dataclass(frozen=True)
class Place:
    """What a column stands for."""

    wave: int
    banner: str = TOTAL
    level: str = TOTAL


class PageMaker:
    """Makes the pages of one population."""

    def __init__(self, study: Study, population: str, words: Words) -> None:
        self._study, self._population, self._words = study, population, words
        self._codebook = study.codebooks[population]
        self.cells = read_cells(study, population)
        self._by_key = {cell.key: cell for cell in self.cells}
        self._beaten = read_beaten(study, population)
        self._letters = {
            (banner.id, level.id): letter(i)
            for banner in self._codebook.banners
            for i, level in enumerate(banner.categories)
        }

    def pages(self, first: int) -> Iterator[Page]:
        """A page per item and banner variable, numbered from `first`."""
        for number, item in enumerate(self._codebook.tabulated, first):
            yield self._page(f"{number:03d}", item)

    def _page(self, number: str, item: Item) -> Page:
        study, words = self._study, self._words
        newest_first = sorted(item.waves or (study.settings.edition,), reverse=True)
        return Page(
            number=number,
            sheet=f"{number} {item.id}"[:SHEET_NAME],
            population=self._population,
            group=group_label(self._codebook, item, words),
            label=capitalised(item.label),
            question=item.question or item.label,
            base=base_text(study, self._population, item, words),
            waves=tuple(sorted(item.waves)),
            blocks=tuple(self._by_group(item, wave) for wave in newest_first),
            trend=self._by_wave(item),
            notes=item_notes(study, item, words),
        )

    def _by_group(self, item: Item, wave: int) -> Block:
        places, columns = [Place(wave)], [Column("", self._words.total)]
        for banner in self._codebook.banners:
            for level in banner.categories:
                places.append(Place(wave, banner.id, level.id))
                header = capitalised(level.short or level.label)
                columns.append(Column(capitalised(banner.label), header, self._letters[banner.id, level.id]))
        caption = self._words.by_group.format(label=capitalised(item.label), wave=wave)
        return self._block(item, caption, self._words.wave.format(wave=wave), columns, places)

    def _by_wave(self, item: Item) -> Block:
        waves = sorted(self._study.population(self._population).files)
        columns = [Column(self._words.waves, str(wave)) for wave in waves]
        caption = self._words.by_wave.format(label=capitalised(item.label))
        return self._block(item, caption, self._words.waves, columns, [Place(wave) for wave in waves])

    def _block(
        self, item: Item, caption: str, title: str, columns: list[Column], places: list[Place]
    ) -> Block:
        rows = tuple(self._row(item, shown, places) for shown in item.shown_ids)
        is_trend = columns[0].group == self._words.waves
        return Block(
            caption, title, is_trend, tuple(columns), tuple(self._base(item, p) for p in places), rows
        )

    def _row(self, item: Item, shown: str, places: list[Place]) -> Row:
        settings = self._study.settings
        form, label = form_of(item, shown, settings.rules), item.label_of(shown, settings.language)
        header = f"{label} ({form.unit})" if form.unit else label
        is_net = shown in {net.id for net in item.nets}
        return Row(header, is_net, form, tuple(self._figure(item, shown, p) for p in places))

    def _figure(self, item: Item, shown: str, place: Place) -> Figure:
        cell = self._cell(item, shown, place)
        if cell is None:
            return Figure(Status.NOT_ASKED)
        if cell.estimate is None:
            return Figure(cell.status, n_category=cell.n_category)
        letters = _letters_of(cell, self._beaten, self._letters)
        return Figure(
            cell.status, cell.estimate, rest=cell.rest_mark, letters=letters, previous=cell.previous_mark
        )

    def _base(self, item: Item, place: Place) -> Base:
        """The base of a column, which its categories (or statistics) share; of one that is shown, if any."""
        cells = [self._cell(item, shown, place) for shown in item.answer_ids or item.shown_ids]
        known = sorted((c for c in cells if c is not None), key=lambda cell: cell.n is None)
        return Base(known[0].status, known[0].n, known[0].n_weighted) if known else Base(Status.NOT_ASKED)

    def _cell(self, item: Item, shown: str, place: Place) -> BookCell | None:
        return self._by_key.get(Key(place.wave, item.id, shown, place.banner, place.level))


def _letters_of(cell: BookCell, beaten: Beaten, letters: dict[tuple[str, str], str]) -> tuple[str, ...]:
    found = (letters[cell.banner, level] for level in beaten.get(cell.key, ()))
    return tuple(sorted(found, key=lambda text: (len(text), text)))
