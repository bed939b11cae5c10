"""Input that can't be weighted: a message with the numbers, for everything that is wrong at once."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from drukproef.errors import DrukproefError
from drukproef.weight.methods import Margin, calibrate, normalise, poststratify, rake, trim
from drukproef.weight.methods.verify import verified

NAN, INF = math.nan, math.inf
FOUR = ["a", "a", "b", "b"]
GENDER = Margin("gender", ["m", "f", "m", "f"], {"m": 6, "f": 4})


def refused(run: Callable[[], Any]) -> list[str]:
    """What was found, one text per problem."""
    with pytest.raises(DrukproefError) as error:
        run()
    return [f"{p.place}: {p.found}" for p in error.value.problems]


def test_weights_that_are_no_weights_are_counted_and_placed() -> None:
    weights = [0, -2, NAN, INF, 1, -3, 0]
    assert refused(lambda: normalise(weights)) == [
        "design weights: 1 of 7 weights are missing: row 3",
        "design weights: 1 of 7 weights are infinite: row 4",
        "design weights: 2 of 7 weights are zero: rows 1, 7",
        "design weights: 2 of 7 weights are negative, the lowest -3: rows 2, 6",
    ]
    assert refused(lambda: normalise([])) == ["design weights: an array of shape (0,)"]


def test_all_weight_in_one_person() -> None:
    found = refused(lambda: rake([1e9, 1, 1, 1], [GENDER]))
    assert found == ["design weights: row 1 has 99.9999997% of all weight (1000000000)"]
    made = refused(lambda: poststratify([1, 1, 1], ["a", "b", "b"], {"a": 1e6, "b": 1}))
    assert made == ["weights (poststratify): row 1 has 99.9999% of all weight (1000000)"]
    assert normalise([5]).weights.tolist() == [1], "one respondent may have all weight"


def test_cells_and_targets_that_do_not_match() -> None:
    cells = ["a", "a", "c", None, "d", NAN, ""]
    targets = {"a": 10, "b": 5, "d": 0, "e": -1, "f": NAN}
    assert refused(lambda: poststratify(np.ones(7), cells, targets)) == [
        "variable 'cell': 3 respondents without a level: rows 4, 6, 7",
        "variable 'cell': no target for 'c', which has 1 respondents",
        "target of 'cell' = 'b': 'b' has a target of 5, but no respondents",
        "target of 'cell' = 'd': 'd' has a target of 0, but 1 respondents",
        "target of 'cell' = 'e': the target of 'e' is -1",
        "target of 'cell' = 'f': the target of 'f' is nan",
    ]


def test_a_problem_stands_where_the_target_stands() -> None:
    margin = Margin("age", FOUR, {"a": 1, "b": 2, "c": 3}, {"c": "pop.csv, line 4"})
    assert refused(lambda: poststratify(np.ones(4), margin)) == [
        "pop.csv, line 4: 'c' has a target of 3, but no respondents"
    ]


def test_margins_of_different_totals() -> None:
    age = Margin("age", FOUR, {"a": 5, "b": 6})
    found = ["margin 'age': the targets add up to 11, those of 'gender' to 10"]
    assert refused(lambda: rake(np.ones(4), [GENDER, age])) == found


def test_margins_that_are_none_or_twice_or_too_short() -> None:
    assert refused(lambda: rake(np.ones(4), [])) == ["raking: no margins"]
    assert refused(lambda: rake(np.ones(4), [GENDER, GENDER])) == [
        "margin 'gender': 2 margins for one variable"
    ]
    assert refused(lambda: rake(np.ones(3), [GENDER])) == ["variable 'gender': 4 levels for 3 respondents"]


def test_raking_that_does_not_converge_says_what_is_missed() -> None:
    """Nobody is both m and old, or f and young: the two margins are one."""
    age = Margin("age", ["young", "old", "young", "old"], {"young": 5, "old": 5})
    (found,) = refused(lambda: rake(np.ones(4), [GENDER, age], max_iterations=20))
    assert "after 20 rounds 'gender' = 'f' adds up to 5, 25% from 4" in found


def test_calibration_totals_that_contradict_each_other() -> None:
    columns = [[1, 1, 0], [1, 0, 1], [1, 1, 0]]
    found = refused(lambda: calibrate(np.ones(3), columns, [10, 6, 5], names=["all", "m", "f"]))
    assert len(found) == 1 and "but the other totals make it" in found[0]
    constant = refused(lambda: calibrate(np.ones(3), [[1, 2], [1, 2], [1, 2]], [10, 30]))
    assert len(constant) == 1 and "but the other totals make it" in constant[0]


def test_calibration_variables_that_are_no_numbers() -> None:
    assert refused(lambda: calibrate(np.ones(2), [[1, NAN], [1, 2]], [10, INF])) == [
        "calibration variables, column 2: 1 of 2 values are missing or infinite",
        "calibration variables, column 2: the total is inf",
    ]
    assert refused(lambda: calibrate(np.ones(2), [[1, 0], [1, 0]], [10, 3])) == [
        "calibration variables, column 2: 0 for every respondent, with a total of 3"
    ]
    assert refused(lambda: calibrate(np.ones(3), [[1], [1]], [10]))[0].endswith("and 3 respondents")
    assert refused(lambda: calibrate(np.ones(2), np.ones((2, 0)), [])) == ["calibration variables: none"]


def test_negative_weights_are_not_passed_on() -> None:
    found = refused(lambda: calibrate(np.ones(3), [[1, 0], [1, 1], [1, 10]], [30, 300]))
    assert len(found) == 1 and "1 of 3 weights are not positive numbers, the lowest -" in found[0]


def test_bounds_that_can_not_be_kept() -> None:
    columns = [[1, 0], [1, 0], [0, 1], [0, 1]]
    for options in ({"distance": "logit", "bounds": (0.5, 2)}, {"bounds": (0.5, 2)}):
        (found, *_) = refused(lambda options=options: calibrate(np.ones(4), columns, [2, 9], **options))
        assert "no weights within the bounds 0.5 and 2 found that meet all totals" in found
        assert "'column" not in found and "column 2" in found


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({"distance": "raking", "bounds": (0.5, 2)}, "bounds of 0.5 and 2, which raking would ignore"),
        ({"distance": "logit"}, "none, with logit"),
        ({"bounds": (1.1, 2)}, "1.1 and 2"),
        ({"distance": "logit", "bounds": (0.1, INF)}, "0.1 and inf"),
    ],
)
def test_bounds_that_make_no_sense(options: dict[str, Any], found: str) -> None:
    assert refused(lambda: calibrate(np.ones(2), [[1], [1]], [3], **options)) == [f"bounds: {found}"]


def test_limits_that_leave_no_room() -> None:
    assert refused(lambda: trim([1, 1, 10], 0, 2)) == [
        "trimming to 0 and 2: 3 weights within the limits add up to 0 at least and 6 at most; the total is 12"
    ]
    assert refused(lambda: trim([1, 2], 3, 2)) == ["trimming to 3 and 2: these limits"]


def test_trimming_when_nobody_is_within_the_limits() -> None:
    """R's trimWeights then changes the total without a word: it has no others to give to."""
    assert trim([1, 1, 9], 2, 6).weights.tolist() == [2.5, 2.5, 6]


def test_normalising_with_an_ignored_or_missing_population() -> None:
    assert "which n would ignore" in refused(lambda: normalise([1, 2], "n", 10))[0]
    assert "no population" in refused(lambda: normalise([1, 2], "population"))[0]
    assert "a population of -3" in refused(lambda: normalise([1, 2], "population", -3))[0]


def test_rules_for_collapsing_that_would_be_ignored() -> None:
    rules = {"a": ["x", "b"], "c": ["b"], "b": ["c"], "new": ["a"], "d": []}
    place = "collapse of 'cell'"
    targets = {"a": 1, "b": 2, "c": 3}
    assert refused(lambda: poststratify(np.ones(4), FOUR, targets, collapse=rules)) == [
        f"{place}: there is no target for 'x'",
        f"{place}: 'b' is merged 2 times",
        f"{place}: 'b' is merged, and others into it",
        f"{place}: 'c' is merged, and others into it",
        f"{place}: 'a' is merged, and others into it",
        f"{place}: 'a' alone becomes 'new', which is no level",
        f"{place}: nothing goes into 'd'",
    ]


def test_a_merged_level_needs_no_respondents_of_its_own() -> None:
    weighted = poststratify(np.ones(4), FOUR, {"a": 10, "b": 5, "c": 3}, collapse={"b": ["c"]})
    assert weighted.weights.tolist() == [5, 5, 4, 4]
    assert [(m.level, m.target) for m in weighted.margins] == [("a", 10), ("b", 8)]


def test_the_program_checks_itself() -> None:
    sound = poststratify([1, 2, 1, 3], FOUR, {"a": 6, "b": 8})
    forged = replace(sound, weights=np.array([3.0, 3.0, 2.0, 6.0]))
    assert refused(lambda: verified(forged)) == [
        "weights (poststratify), rows 1, 2: factors between 1.5 and 3, though they are in the same cells"
    ]
    missed = replace(sound.margins[0], achieved=6.1)
    assert refused(lambda: verified(replace(sound, margins=(missed,)))) == [
        "weights, 'cell' = 'a': they add up to 6.1, +1.67% from the target"
    ]


def test_design_weights_that_were_dropped_are_found() -> None:
    """Raked from ones instead of from the design weights: the margins are met, the ratios are gone."""
    design = [1.0, 4.0, 1.0, 1.0, 1.0, 3.0]
    margins = [
        Margin("gender", ["m", "m", "m", "f", "f", "f"], {"m": 6, "f": 4}),
        Margin("age", [1, 1, 2, 1, 2, 2], {1: 3, 2: 7}),
    ]
    dropped = rake(np.ones(6), margins)
    assert dropped.max_deviation < 1e-9
    (found, *_) = refused(lambda: verified(replace(dropped, design_weights=np.array(design))))
    assert "though they are in the same cells" in found


def test_trimmed_weights_are_checked_on_their_targets() -> None:
    """`keep: targets` promises them, so weights that miss them are refused; `keep: total` does not."""
    weighted = poststratify(np.ones(4), FOUR, {"a": 6, "b": 4})
    missed = replace(weighted, margins=(replace(weighted.margins[0], achieved=5.0), weighted.margins[1]))
    assert refused(lambda: verified(missed, ratios=False)) == [
        "weights, 'cell' = 'a': they add up to 5, -16.7% from the target"
    ]
    assert verified(missed, ratios=False, targets=False) is missed
