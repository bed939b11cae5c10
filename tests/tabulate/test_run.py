"""The stage as a whole: statuses, what is hidden, waves, adjustment, refusals, the same bytes each time."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from drukproef.errors import DrukproefError
from drukproef.study import Study
from drukproef.tabulate.cube import CellKey, Cube, Status, UnknownCell
from drukproef.tabulate.run import tabulate

Made = Callable[..., Any]
PARTS = ("category", "item", "level", "wave")
LEVELS = ("man", "vrouw", "anders")
FIGURES = {(2022, "a"): 60, (2022, "b"): 90, (2024, "a"): 80, (2024, "b"): 100}
ROWS = [(2022, 1 + i % 2, 1 + i % 3 % 2, i % 5 % 2, -1) for i in range(30)] + [
    (2024, 1 + i % 2, 1 + i % 3 % 2, (i * i + i // 7) % 3, i % 2) for i in range(40)
]


def files(study: Study) -> list[bytes]:
    return [(study.results / part / "leden.parquet").read_bytes() for part in ("cube", "comparisons")]


def test_a_net_is_the_sum_of_its_categories(made: Made) -> None:
    cube: Cube = made(ROWS, FIGURES)
    for level in (("totaal", "totaal"), ("geslacht", "man"), ("geslacht", "vrouw")):
        yes, maybe, net = (cube.cell(2024, "v1", c, *level) for c in ("ja", "misschien", "niet_nee"))
        assert net.is_net and not yes.is_net
        assert net.n_category == yes.n_category + maybe.n_category
        assert net.estimate == pytest.approx(yes.estimate + maybe.estimate, abs=1e-15)


def test_an_item_that_was_not_asked_says_so(made: Made) -> None:
    cell = made(ROWS, FIGURES).cell(2022, "v2", "ja")
    assert (cell.status, cell.n, cell.n_category, cell.estimate) == (Status.NOT_ASKED, 0, None, None)


def test_a_category_that_was_not_offered_has_no_row(made: Made) -> None:
    cube: Cube = made(ROWS, FIGURES)
    with pytest.raises(UnknownCell, match="not in this wave"):
        cube.cell(2022, "v1", "misschien")
    assert cube.cell(2024, "v1", "misschien").previous_difference is None
    assert cube.cell(2024, "v1", "ja").previous_difference is not None


def test_a_level_that_was_not_asked_is_not_an_empty_one(made: Made) -> None:
    men = [(2024, 1 + i % 2, 1, i % 2, -1) for i in range(6)]
    women = [(2024, 1 + i % 2, 2, -4, 0) for i in range(6)]
    cube: Cube = made(men + women, {(2024, "a"): 80, (2024, "b"): 100})
    assert cube.cell(2024, "v1", "ja", "geslacht", "vrouw").status is Status.EMPTY
    assert cube.cell(2024, "v2", "ja", "geslacht", "man").status is Status.NOT_ASKED
    assert cube.cell(2024, "v2", "ja", "geslacht", "anders").status is Status.NOT_ASKED


@pytest.mark.parametrize(("small_base", "count"), [("hide", None), ("count", 2)])
def test_a_small_base_keeps_its_figures_to_itself(made: Made, small_base: str, count: int | None) -> None:
    """Six men, 34 women: with the men hidden, the women and the total together would give them away."""
    rows = [(2024, 1 + i % 2, 1 if i < 6 else 2, i % 3, i % 2) for i in range(40)]
    cube: Cube = made(rows, {(2024, "a"): 80, (2024, "b"): 100}, minimum_base=10, small_base=small_base)
    total, man, woman = (
        cube.cell(2024, "v1", "ja", *level) for level in ((), ("geslacht", "man"), ("geslacht", "vrouw"))
    )
    assert (man.status, man.n, man.n_category) == (Status.SMALL_BASE, 6, count)
    figures = ("estimate", "se", "ci_low", "ci_high", "deff", "n_eff", "rest_difference", "rest_p")
    assert {getattr(man, name) for name in figures} == {None}
    assert woman.status is (Status.PROTECTED if small_base == "hide" else Status.SHOWN)
    assert (woman.estimate is None) == (small_base == "hide")
    assert woman.rest_difference is None and woman.rest_mark == ""
    against_total = cube.compare(total.key, man.key)
    assert (against_total.tested, against_total.difference, against_total.p) == (False, None, None)


def test_marks_follow_alpha(made: Made) -> None:
    men = [(2024, 1 + i % 2, 1, int(i % 10 == 0), 0) for i in range(20)]
    women = [(2024, 1 + i % 2, 2, int(i % 10 != 0), 0) for i in range(20)]
    cube: Cube = made(men + women, {(2024, "a"): 800, (2024, "b"): 1000})
    man, woman = (cube.cell(2024, "v1", "ja", "geslacht", level) for level in ("man", "vrouw"))
    assert (man.rest_mark, woman.rest_mark) == ("lower", "higher")
    assert cube.compare(woman.key, man.key).mark == "higher"
    assert cube.compare(man.key, woman.key).mark == "lower"


def test_an_adjustment_counts_the_levels_of_a_banner(made: Made) -> None:
    rows = [(2024, 1 + i % 2, 1 + i % 3, (i * i) % 7 % 2, 0) for i in range(60)]
    figures = {(2024, "a"): 80, (2024, "b"): 100}
    plain: Cube = made(rows, figures)
    raw = [plain.cell(2024, "v1", "ja", "geslacht", level).rest_p for level in LEVELS]
    corrected: Cube = made(rows, figures, adjustment="bonferroni")
    found = [corrected.cell(2024, "v1", "ja", "geslacht", level).rest_p for level in LEVELS]
    assert found == pytest.approx([min(1, 3 * p) for p in raw])


def test_the_order_of_respondents_changes_no_bit(weighted: Made) -> None:
    study = weighted(ROWS, FIGURES)
    tabulate(study, "leden")
    first = files(study)
    study = weighted(random.Random(3).sample(ROWS, len(ROWS)), FIGURES)
    tabulate(study, "leden")
    assert files(study) == first


def test_larger_weights_leave_the_shares_as_they_are(made: Made) -> None:
    cube: Cube = made(ROWS, FIGURES)
    thousand: Cube = made(ROWS, {key: 1000 * n for key, n in FIGURES.items()})
    for category in ("nee", "ja", "niet_nee"):
        small, large = (c.cell(2024, "v1", category, "geslacht", "man") for c in (cube, thousand))
        assert large.estimate == pytest.approx(small.estimate, rel=1e-14)
        assert large.se > small.se  # less of the population was asked


def test_columns_and_types_are_those_of_the_contract(weighted: Made) -> None:
    study = weighted(ROWS, FIGURES)
    tabulate(study, "leden")
    comparisons = pq.read_schema(study.results / "comparisons" / "leden.parquet")
    assert comparisons.names == [
        *("kind", "category_left", "category_right", "item_left", "item_right", "banner"),
        *("level_left", "level_right", "wave_left", "wave_right"),
        *("difference", "se", "df", "statistic", "p", "tested"),
    ]
    cube = pq.read_schema(study.results / "cube" / "leden.parquet")
    assert cube.field("wave").type == pa.int16() and cube.field("estimate").type == pa.float64()
    assert not cube.metadata, "nothing but the data: no pandas, no dates"


def test_no_pair_is_stored_twice(weighted: Made) -> None:
    study = weighted(ROWS, FIGURES)
    tabulate(study, "leden")
    pairs = []
    for row in pq.read_table(study.results / "comparisons" / "leden.parquet").to_pylist():
        banner = "totaal" if row["level_left"] == row["level_right"] == "totaal" else row["banner"]
        sides = ([row[f"{part}_{side}"] for part in PARTS] for side in ("left", "right"))
        pairs.append((banner, frozenset(map(tuple, sides))))
    assert len(set(pairs)) == len(pairs) > 100


def refusal(study: Study) -> str:
    with pytest.raises(DrukproefError) as error:
        tabulate(study, "leden")
    return str(error.value)


def test_an_answer_outside_the_codebook_is_refused(weighted: Made) -> None:
    study = weighted([*ROWS, (2024, 1, 1, 9, 0)], FIGURES)
    assert "wave 2024, column 'v1': code 9, 1 times" in refusal(study)


def test_a_single_respondent_is_refused(weighted: Made) -> None:
    study = weighted(
        [(2024, 1, 1, 0, 0), (2024, 2, 1, 0, 0), (2024, 2, 2, 1, 1)], {(2024, "a"): 9, (2024, "b"): 9}
    )
    assert "wave 2024, stratum 'a': single respondent in this stratum" in refusal(study)


def test_a_single_respondent_who_is_the_whole_population_is_not(made: Made) -> None:
    cube: Cube = made(
        [(2024, 1, 1, 0, 0), (2024, 2, 1, 0, 0), (2024, 2, 2, 1, 1)], {(2024, "a"): 1, (2024, "b"): 9}
    )
    assert cube.get(CellKey("leden", 2024, "v1", "ja")).estimate == pytest.approx(0.45)


def test_weights_of_other_responses_are_refused(weighted: Made) -> None:
    study = weighted(ROWS, FIGURES)
    path = study.results / "weights" / "leden.parquet"
    table = pq.read_table(path)
    pq.write_table(table.slice(1), path)
    assert "its rows are not those of the responses" in refusal(study)
    doubled = table.set_column(3, "weight", pa.array(2 * np.asarray(table["weight"])))
    pq.write_table(doubled, path)
    assert "a weight is not population / respondents" in refusal(study)


@pytest.mark.parametrize("part", ["weights", "responses"])
def test_missing_files_say_which_command_makes_them(weighted: Made, part: str) -> None:
    study = weighted(ROWS, FIGURES)
    (study.results / part / "leden.parquet").unlink()
    assert "run: drukproef" in refusal(study)
