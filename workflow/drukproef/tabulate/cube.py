"""cube/ and comparisons/ in, cells and comparisons by name out; all later stages read them here."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from drukproef.errors import fail
from drukproef.study import Rules, Study
from drukproef.tabulate.cell import TOTAL, Cell, CellKey, Comparison, Kind, Mark, Status
from drukproef.tabulate.lookup import NOWHERE, Ids, KeyTable, RowIndex
from drukproef.tabulate.reading import cell_of, comparison_of
from drukproef.tabulate.sets import sets_of_items
from drukproef.tabulate.unknown import NotComparable, UnknownCell, why_not_compared, why_unknown

__all__ = [
    "TOTAL",
    "Cell",
    "CellKey",
    "Comparison",
    "Cube",
    "Kind",
    "Mark",
    "NotComparable",
    "Status",
    "UnknownCell",
]

KEY = ("wave", "item", "category", "banner", "level")


class Cube:
    """All cells and comparisons of a population, looked up by name. Nothing in it changes."""

    def __init__(
        self,
        population: str,
        rules: Rules,
        cells: pa.Table,
        comparisons: pa.Table,
        set_of: Mapping[str, str] | None = None,
    ) -> None:
        self.population = population
        self._set_of = set_of or {}  # item: its set of weights, when that is not the main one
        self._rules = rules
        self._cells = cells.combine_chunks()
        self._comparisons = comparisons.combine_chunks()
        self._values = {name: self._cells[name].unique().to_pylist() for name in KEY}
        self._keys = KeyTable(list(self._values.values()))
        self._cell_rows = RowIndex(self._keys.ids_of([_array(self._cells, name) for name in KEY]))
        left, right = self._rows_of_side("left"), self._rows_of_side("right")
        self._pair_rows = RowIndex(left * len(self._cell_rows) + right)

    @classmethod
    def load(cls, study: Study, population: str) -> Cube:
        """Read what `tabulate` wrote; DrukproefError when it has not run."""
        cells, comparisons = (_read(study, part, population) for part in ("cube", "comparisons"))
        set_of = sets_of_items(study, population)
        return cls(population, study.settings.rules, cells, comparisons, set_of)

    def cell(self, wave: int, item: str, category: str, banner: str = TOTAL, level: str = TOTAL) -> Cell:
        """The cell; UnknownCell when the cube has no such wave, item, category, banner or level."""
        return self.get(CellKey(self.population, wave, item, category, banner, level))

    def get(self, key: CellKey) -> Cell:
        """The cell with this key; UnknownCell when there is none."""
        return cell_of(key, self._cells, self._row_of(key))

    def compare(self, left: CellKey, right: CellKey) -> Comparison:
        """Left minus right, in whichever order the pair is stored; NotComparable when it is not stored.

        Pairs that are stored differ in one thing: the level (or level against total) of a banner, the wave,
        the item (within a group, same category), or the category.
        """
        row_left, row_right = self._row_of(left), self._row_of(right)
        for flipped, (first, second) in enumerate(((row_left, row_right), (row_right, row_left))):
            row = self._pair_rows.row_of(first * len(self._cell_rows) + second)
            if row != NOWHERE:
                return comparison_of(left, right, self._comparisons, row, bool(flipped), self._rules)
        sets = self._set_of.get(left.item, ""), self._set_of.get(right.item, "")
        raise NotComparable(why_not_compared(self.get(left), self.get(right), sets))

    def _row_of(self, key: CellKey) -> int:
        parts = (key.wave, key.item, key.category, key.banner, key.level)
        row = self._cell_rows.row_of(self._keys.id_of(parts))
        if row == NOWHERE or key.population != self.population:
            raise UnknownCell(why_unknown(key, self.population, self._values))
        return row

    def _rows_of_side(self, side: str) -> Ids:
        table = self._comparisons
        level = _array(table, f"level_{side}")
        is_total = pc.match_substring_regex(level, f"^{TOTAL}$")  # `equal` to a string would load pandas
        banner = pc.if_else(is_total, level, _array(table, "banner"))
        names = (f"wave_{side}", f"item_{side}", f"category_{side}")
        return self._cell_rows.rows_of(self._keys.ids_of([*(_array(table, n) for n in names), banner, level]))


def _read(study: Study, part: str, population: str) -> pa.Table:
    path = study.results / part / f"{population}.parquet"
    if path.is_file():
        with pq.ParquetFile(path) as file:  # `read_table` would load pandas
            return file.read()
    shown = f"results/{study.id}/{part}/{population}.parquet"
    raise fail(
        shown, "the file does not exist", "the cube", f"run: drukproef tabulate {study.id} {population}"
    )


def _array(table: pa.Table, name: str) -> pa.Array:
    """A column as one array; also when the table has no rows."""
    chunks = table[name].combine_chunks()
    return chunks.combine_chunks() if isinstance(chunks, pa.ChunkedArray) else chunks
