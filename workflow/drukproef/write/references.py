"""Names in a template in, references to cells out: `item.category.banner.level[wave]`.

A reference prints nothing by itself. Filters print it (`| pct`), comparisons make claims of it (`a < b`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Protocol

from drukproef.study import Codebook, Item, Variable
from drukproef.tabulate.cube import Cell, CellKey, Comparison


class Lookup(Protocol):
    """What a reference needs to know: cells, codebooks, and where to report what doesn't exist."""

    def cell(self, key: CellKey) -> Cell: ...
    def compare(self, left: CellKey, right: CellKey) -> Comparison | None: ...
    def codebook(self, population: str) -> Codebook: ...
    def waves(self, population: str) -> tuple[int, ...]: ...
    def unknown(self, kind: str, name: str, known: Iterable[str]) -> Broken: ...


class Broken:
    """Stands for a name that doesn't exist: the problem is on record, and rendering goes on to find the others."""

    def __getattr__(self, name: str) -> Broken:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, key: object) -> Broken:
        return self

    def __call__(self, *args: object, **kwargs: object) -> Broken:
        return self

    def __str__(self) -> str:
        return ""

    def _itself(self, other: object) -> Broken:
        return self

    __lt__ = __gt__ = __le__ = __ge__ = __sub__ = __rsub__ = _itself
    __eq__ = __ne__ = _itself  # type: ignore[assignment]
    __hash__ = object.__hash__


class ItemReference:
    """An item: `item.category` is a cell over all respondents in the current edition."""

    def __init__(self, lookup: Lookup, population: str, item: Item, wave: int) -> None:
        self._lookup, self._population, self._item, self._wave = lookup, population, item, wave

    def __getattr__(self, name: str) -> CellReference | Broken:
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self._item.shown_ids:
            return self._lookup.unknown(f"category or net of '{self._item.id}'", name, self._item.shown_ids)
        key = CellKey(self._population, self._wave, self._item.id, name, "totaal", "totaal")
        return CellReference(self._lookup, key)

    @property
    def _any_cell(self) -> CellReference:
        """A cell with the base of the whole item."""
        return CellReference(
            self._lookup,
            CellKey(self._population, self._wave, self._item.id, self._item.shown_ids[0], "totaal", "totaal"),
        )

    def __str__(self) -> str:
        return ""


class CellReference:
    """A cell: `.banner.level` narrows it to a group, `[wave]` moves it to another wave."""

    def __init__(self, lookup: Lookup, key: CellKey) -> None:
        self._lookup, self._key = lookup, key

    def __getattr__(self, name: str) -> BannerReference | Broken:
        if name.startswith("_"):
            raise AttributeError(name)
        banners = {v.id: v for v in self._lookup.codebook(self._key.population).banners}
        if name not in banners:
            return self._lookup.unknown("banner", name, banners)
        return BannerReference(self, banners[name])

    def __getitem__(self, wave: Any) -> CellReference | Broken:
        waves = self._lookup.waves(self._key.population)
        if wave not in waves:
            return self._lookup.unknown("wave", str(wave), map(str, waves))
        return CellReference(self._lookup, replace(self._key, wave=wave))

    def __lt__(self, other: CellReference) -> Claimed | Broken:
        return _claimed(self, "<", other)

    def __gt__(self, other: CellReference) -> Claimed | Broken:
        return _claimed(self, ">", other)

    def __le__(self, other: CellReference) -> Claimed | Broken:
        return _claimed(self, "<=", other)

    def __ge__(self, other: CellReference) -> Claimed | Broken:
        return _claimed(self, ">=", other)

    def __eq__(self, other: object) -> Claimed | Broken:  # type: ignore[override]
        return _claimed(self, "==", other)

    def __sub__(self, other: CellReference) -> Claimed | Broken:
        return _claimed(self, "-", other)

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _item(self) -> Item:
        return self._lookup.codebook(self._key.population).item(self._key.item)

    @property
    def _group(self) -> list[CellReference]:
        """The same cell for all items of the question block that were asked in this wave."""
        items = self._lookup.codebook(self._key.population).items
        return [
            CellReference(self._lookup, replace(self._key, item=i.id))
            for i in items
            if i.group == self._item.group and self._key.wave in i.waves and self._key.category in i.shown_ids
        ]

    @property
    def _levels(self) -> list[CellReference]:
        """The same cell for all levels of its banner."""
        banner = self._lookup.codebook(self._key.population).variable(self._key.banner)
        return [CellReference(self._lookup, replace(self._key, level=c.id)) for c in banner.categories]

    def __str__(self) -> str:
        return ""


class BannerReference:
    """A banner within a cell: `.level` is the cell of that group."""

    def __init__(self, cell: CellReference, banner: Variable) -> None:
        self._cell, self._banner = cell, banner

    def __getattr__(self, name: str) -> CellReference | Broken:
        if name.startswith("_"):
            raise AttributeError(name)
        levels = [c.id for c in self._banner.categories]
        if name not in levels:
            return self._cell._lookup.unknown(f"level of '{self._banner.id}'", name, levels)
        key = replace(self._cell._key, banner=self._banner.id, level=name)
        return CellReference(self._cell._lookup, key)

    @property
    def _levels(self) -> list[CellReference]:
        """The cells of all groups, in codebook order."""
        key = replace(self._cell._key, banner=self._banner.id)
        return CellReference(self._cell._lookup, key)._levels

    def __str__(self) -> str:
        return ""


class Claimed:
    """A comparison that an author writes down: two cells and what is said of them."""

    def __init__(self, left: CellReference, operator: str, right: CellReference) -> None:
        self.left, self.operator, self.right = left, operator, right
        self.lookup = left._lookup

    def __str__(self) -> str:
        return ""


def _claimed(left: CellReference, operator: str, right: object) -> Claimed | Broken:
    if isinstance(right, Broken):
        return right
    if not isinstance(right, CellReference):
        return left._lookup.unknown("cell to compare with", repr(right), ["another cell"])
    return Claimed(left, operator, right)
