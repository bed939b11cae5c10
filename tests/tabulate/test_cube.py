"""Cells and comparisons by name, and the words when there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from drukproef.errors import DrukproefError
from drukproef.study import Study
from drukproef.tabulate.cube import CellKey, Cube, NotComparable, UnknownCell

ROWS = [
    (wave, 1 + i % 2, 1 + i % 3 % 2, i % 5 % 2, i % 2 if wave == 2024 else -1)
    for wave in (2022, 2024)
    for i in range(30)
]
FIGURES = {(wave, stratum): 60 for wave in (2022, 2024) for stratum in ("a", "b")}


@pytest.fixture
def cube(made: Callable[..., Cube]) -> Cube:
    return made(ROWS, FIGURES)


def test_a_comparison_is_found_in_both_orders(cube: Cube) -> None:
    man, woman = (cube.cell(2024, "v1", "ja", "geslacht", level).key for level in ("man", "vrouw"))
    one, other = cube.compare(man, woman), cube.compare(woman, man)
    assert (one.left, one.right, other.left, other.right) == (man, woman, woman, man)
    assert one.difference == -other.difference
    assert one.statistic == -other.statistic
    assert (one.se, one.df, one.p) == (other.se, other.df, other.p)


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("waves", {"wave": 2022}),
        ("items", {"item": "v2"}),
        ("categories", {"category": "nee"}),
        ("levels", {"level": "man"}),
        ("total", {"banner": "totaal", "level": "totaal"}),
    ],
)
def test_each_kind_is_the_difference_of_its_cells(cube: Cube, kind: str, change: dict[str, Any]) -> None:
    key = CellKey("leden", 2024, "v1", "ja", "geslacht", "vrouw")
    other = replace(key, **change)
    found = cube.compare(key, other)
    assert found.kind == kind
    assert found.difference == pytest.approx(cube.get(key).estimate - cube.get(other).estimate, abs=1e-15)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"item": "v11"}, "unknown item 'v11'; did you mean 'v1'?"),
        ({"category": "jaa"}, "unknown category 'jaa'; did you mean 'ja'?"),
        ({"wave": 2023}, "unknown wave '2023'"),
        ({"level": "mannen"}, "unknown level 'mannen'; did you mean 'man'?"),
        ({"level": "ja"}, "unknown level 'ja'"),
        ({"population": "griffiers"}, "this is the cube of 'leden'"),
        ({"banner": "totaal"}, "this item has no such category"),
    ],
)
def test_an_unknown_cell_says_which_part_is_unknown(cube: Cube, change: dict[str, Any], words: str) -> None:
    key = replace(CellKey("leden", 2024, "v1", "ja", "geslacht", "vrouw"), **change)
    with pytest.raises(UnknownCell) as error:
        cube.get(key)
    assert words in str(error.value)


def test_cells_that_are_not_compared_say_why(cube: Cube) -> None:
    key = CellKey("leden", 2024, "v1", "ja", "geslacht", "vrouw")
    for other, words in [
        (replace(key, wave=2022, item="v1", category="nee"), "they differ in wave and category"),
        (key, "they are the same cell"),
        (replace(key, level="anders"), "nobody answered in leden/2024/v1/ja/geslacht=anders"),
    ]:
        with pytest.raises(NotComparable) as error:
            cube.compare(key, other)
        assert words in str(error.value)


def test_a_missing_cube_says_which_command_makes_it(cube: Cube, weighted: Callable[..., Study]) -> None:
    study = weighted(ROWS, FIGURES)
    (study.results / "comparisons" / "leden.parquet").unlink()
    with pytest.raises(DrukproefError, match="run: drukproef tabulate klein leden"):
        Cube.load(study, "leden")
