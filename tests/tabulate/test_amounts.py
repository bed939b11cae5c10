"""Amounts of twelve respondents in the cube, by hand (see tests/numbers.py), and what a policy hides of them.

Against R, with intervals, tests and other designs: tests/reference/test_numbers.py.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from drukproef.study import Item
from drukproef.study.settings import Disclosure
from drukproef.survey import Design
from drukproef.tabulate.cell import Status
from drukproef.tabulate.cube import Cell, Cube, UnknownCell
from drukproef.tabulate.domains import Domains
from drukproef.tabulate.sample import Sample, members_of
from drukproef.tabulate.secrecy import Secrecy
from drukproef.tabulate.statuses import CODES

from tests.conftest import Project, new_project
from tests.numbers import CODEBOOK, add_numbers

from .conftest import codebook

STUDY = "data/tiny/study.yaml"


def cube_of(project: Project) -> Cube:
    for stage in ("clean", "weight", "tabulate"):
        assert project.run(stage, "tiny", "ambtsdragers") == (0, "")
    return Cube.load(project.study(), "ambtsdragers")


@pytest.fixture
def numbers(tmp_path: Path) -> Project:
    project = new_project(tmp_path / "project")
    add_numbers(project)
    return project


def estimates(cube: Cube, statistic: str, item: str = "uren") -> list[float | None]:
    return [
        cube.cell(2024, item, statistic, *place).estimate
        for place in ((), ("geslacht", "man"), ("geslacht", "vrouw"), ("laag", "provincie"))
    ]


def test_statistics_by_hand(numbers: Project) -> None:
    cube = cube_of(numbers)
    assert estimates(cube, "gemiddelde") == pytest.approx([1900 / 85, 22, 800 / 35, 20])
    assert estimates(cube, "mediaan") == [20, 20, 20, 12]
    assert estimates(cube, "p25") == [10, 10, 10, 8]
    assert estimates(cube, "p75") == [30, 30, 30, 40]
    assert estimates(cube, "som") == pytest.approx([1900, 1100, 800, 300])
    assert estimates(cube, "aandeel_antwoorden", "auto") == pytest.approx(
        [50 / 95, 40 / 75, 10 / 20, 10 / 15]
    )
    assert cube.cell(2024, "vrij", "gemiddelde").estimate == pytest.approx(2.7)


def test_a_mean_by_hand_with_its_error(numbers: Project) -> None:
    """Provinces: 8, 12 and 40 of a stratum of 4 out of 20, of which the fourth did not answer.

    Residuals around 20 are -12, -8, 20 and (no answer) 0: squares 608, their sum 0. Weight 5, base 15:
    variance = (1 - 4/20) * 4/3 * 608 * (5/15)^2.
    """
    cell = cube_of(numbers).cell(2024, "uren", "gemiddelde", "laag", "provincie")
    assert (cell.n, cell.n_category, cell.n_weighted, cell.is_net) == (3, None, 15, False)
    assert cell.se == pytest.approx((0.8 * 4 / 3 * 608 / 9) ** 0.5)


def test_the_median_of_a_base_that_is_too_small_is_hidden(numbers: Project) -> None:
    numbers.replace(STUDY, "minimum_base: 2", "minimum_base: 4")
    cube = cube_of(numbers)
    small = cube.cell(2024, "uren", "mediaan", "laag", "provincie")
    assert (small.status, small.estimate, small.se, small.ci_low) == (Status.SMALL_BASE, None, None, None)
    assert cube.cell(2024, "uren", "mediaan", "laag", "gemeente").status is Status.PROTECTED
    assert cube.cell(2024, "uren", "mediaan").is_shown


def test_an_item_has_what_it_asks_for(numbers: Project) -> None:
    cube = cube_of(numbers)
    assert cube.cell(2024, "reis", "mediaan").is_shown
    with pytest.raises(UnknownCell, match="no cell ambtsdragers/2024/reis/p25"):
        cube.cell(2024, "reis", "p25")
    assert cube.cell(2022, "reis", "gemiddelde").status is Status.NOT_ASKED
    assert cube.cell(2022, "auto", "aandeel_antwoorden").status is Status.NOT_ASKED


def test_differences_of_means_need_no_minimum_of_points(numbers: Project) -> None:
    """A minimum of 90 percentage points says nothing about hours."""
    numbers.replace(STUDY, "alpha: 0.2", "alpha: 0.2, minimum_difference: 0.9")
    numbers.replace(CODEBOOK, "minimum: 0", "minimum: 0.5")
    cell = cube_of(numbers).cell(2024, "uren", "gemiddelde")
    assert cell.previous_difference == pytest.approx(1900 / 85 - 6.3)
    assert cell.previous_mark == "higher"


def test_a_hidden_tick_hides_its_shares_of_answers(numbers: Project) -> None:
    """One woman of the municipalities came by car: with its share of all answers, she would be back."""
    policy = "alpha: 0.2, disclosure: {minimum_cell: 2, protect: [levels]}"
    numbers.replace(STUDY, "alpha: 0.2", policy)
    cube = cube_of(numbers)
    hidden = cube.cell(2024, "auto", "ja", "geslacht", "vrouw")
    assert (hidden.status, hidden.n_category) == (Status.PROTECTED, None)
    for item in ("auto", "fiets"):
        assert cube.cell(2024, item, "aandeel_antwoorden", "geslacht", "vrouw").status is Status.PROTECTED


# What a policy hides: two banners, one level of the first has a single respondent.
BOOK = codebook((2024,))
GENDER, STRATUM = BOOK.variable("geslacht"), BOOK.variable("stratum")
ITEM = Item(id="uren", label="uren", kind="numeric", waves=(2024,))


def secrecy(policy: dict[str, Any], gender: list[int], stratum: list[int], amounts: list[float]) -> list[str]:
    """The status of: total, man, vrouw, anders, a, b."""
    size = len(gender)
    places = [(np.array(gender) - 1, 3), (np.array(stratum) - 1, 2)]
    sample = Sample(Design(np.ones(size)), members_of(size, places))
    domains = Domains((GENDER, STRATUM))
    values = np.array(amounts, dtype=float)
    n = (sample.domains & ~np.isnan(values)[:, None]).sum(axis=0)
    status = np.where(n == 0, CODES[Status.EMPTY], CODES[Status.SHOWN])[:, None].astype(np.int8)
    found = Secrecy(Disclosure(**policy), domains, ITEM).of_amounts(status, sample, values)
    return [list(Status)[code].value for code in found[:, 0]]


ALTERNATING = [1, 2, 1, 2, 1, 2, 1, 2]


def test_a_level_that_is_the_rest_of_the_total_needs_another_one() -> None:
    """man 4, vrouw 3, anders 1: with anders hidden alone, total minus man minus vrouw is that one person's amount."""
    found = secrecy({"minimum_cell": 2}, [1, 1, 1, 1, 2, 2, 2, 3], ALTERNATING, [*range(1, 9)])
    assert found == ["shown", "shown", "protected", "protected", "shown", "shown"]


def test_unknown_levels_are_no_shield_when_the_rest_is_compared() -> None:
    """Two without a level: but man against the rest gives vrouw and anders together, and so anders."""
    found = secrecy({"minimum_cell": 2}, [1, 1, 1, 2, 2, 3, 0, 0], ALTERNATING, [*range(1, 9)])
    assert found == ["shown", "shown", "protected", "protected", "shown", "shown"]


def test_a_banner_with_the_same_people_gives_nothing_away_either() -> None:
    """Everybody of b is anders: showing b would show anders."""
    found = secrecy({"minimum_cell": 2}, [1, 1, 2, 2, 1, 2, 1, 3], [1] * 7 + [2], [*range(1, 9)])
    assert found == ["shown", "shown", "protected", "protected", "protected", "protected"]


def test_one_who_earns_most_of_the_total_is_hidden() -> None:
    found = secrecy({"dominance": 0.8}, [1, 1, 2, 2, 3, 3], ALTERNATING[:6], [30, 30, 20, 20, 19, 1])
    assert found == ["shown", "protected", "shown", "protected", "shown", "shown"]


def test_a_hidden_total_leaves_nothing_that_is_compared_with_its_rest() -> None:
    """A level, and the others of its banner, are together the total."""
    found = secrecy({"dominance": 0.8}, [1, 1, 2, 2, 3, 3], ALTERNATING[:6], [1, 2, 2, 1, 99, 1])
    assert found == ["protected"] * 6


def test_a_group_that_is_all_alike_is_hidden() -> None:
    amounts = [1, 2, 3, 4, 7, 7]
    assert (
        secrecy({"group_disclosure": "all"}, [1, 1, 2, 2, 3, 3], ALTERNATING[:6], amounts)[3] == "protected"
    )
    assert secrecy({}, [1, 1, 2, 2, 3, 3], ALTERNATING[:6], amounts) == ["shown"] * 6


def test_what_is_public_is_hidden_last() -> None:
    """man is public for this banner; so is vrouw, but there is nothing else to hide."""
    policy = {"minimum_cell": 2, "exempt_banners": ("geslacht",)}
    assert secrecy(policy, [1, 1, 1, 1, 2, 2, 2, 3], ALTERNATING, [*range(1, 9)])[:4] == ["shown"] * 4


def test_types(numbers: Project) -> None:
    cell: Cell = cube_of(numbers).cell(2024, "uren", "som")
    assert (cell.statistic.kind, cell.statistic.label("nl")) == ("total", "geschat totaal")
