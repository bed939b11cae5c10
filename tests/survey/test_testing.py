"""Families of tests: marks, letters, refusals and publication."""

from __future__ import annotations

import numpy as np
import pytest
from drukproef.survey import (
    Design,
    Estimate,
    Limits,
    Reason,
    Rules,
    Verdict,
    all_pairs,
    column_letters,
    crosstab,
    difference,
    levels_against_rest,
    mean,
    publication,
    share,
    waves_against_previous,
)  # fmt: skip
from drukproef.survey.crosstab import levels_of
from drukproef.survey.testing import parts_against_whole, run_tests, waves_against

GROUP = np.repeat(["a", "b", "c"], 40)
DESIGN = Design(np.ones(120))
ANSWERS = np.concatenate(
    [np.arange(40) < 10, np.arange(40) < 19, np.arange(40) < 33]
)  # 25, 47.5 and 82.5 percent


def groups(minimum: int = 40) -> dict[str, Estimate]:
    return {name: share(DESIGN, ANSWERS, name == GROUP) for name in "abc"}


def test_pairs_and_their_letters() -> None:
    rules = Rules(alpha=0.01, loose_alpha=0.05)
    pairs = all_pairs(groups(), rules)
    assert [pairs[pair].mark for pair in (("a", "b"), ("a", "c"), ("b", "c"))] == [0, -1, -1]
    assert 0.01 < (pairs["a", "b"].p or 0) < 0.05
    assert column_letters(["a", "b", "c"], pairs, rules) == {"a": "", "b": "a", "c": "A B"}


def test_a_minimum_difference_marks_nothing_below_it() -> None:
    rules = Rules(minimum_difference=0.4)
    pairs = all_pairs(groups(), rules)
    assert [tested.mark for tested in pairs.values()] == [0, -1, 0]
    assert (pairs["b", "c"].p or 1) < 0.05  # tested, and significant, but not marked
    assert column_letters(["a", "b", "c"], pairs, rules) == {"a": "", "b": "", "c": "A"}


def test_alpha_is_the_border() -> None:
    p = all_pairs(groups(), Rules())["a", "b"].p or 1
    marks = [all_pairs(groups(), Rules(alpha=alpha))["a", "b"].mark for alpha in (p * 0.99, p, p * 1.01)]
    assert marks == [0, 0, -1]


def test_one_respondent_is_never_tested_whatever_the_minimum() -> None:
    alone = share(DESIGN, ANSWERS, np.arange(120) == 0)
    assert Rules(minimum_base=1).refusal(alone) is None
    tested = run_tests([difference(alone, share(DESIGN, ANSWERS, GROUP == "b"))], Rules(minimum_base=1))
    assert tested[0].reason is Reason.SMALL_BASE


def test_adjustment_counts_only_the_tests_that_were_done() -> None:
    everyone = groups()
    everyone["one"] = share(DESIGN, ANSWERS, np.arange(120) == 0)
    pairs = all_pairs(everyone, Rules(adjustment="bonferroni"))
    assert pairs["a", "one"].reason is Reason.SMALL_BASE
    assert pairs["a", "one"].p is None and pairs["a", "one"].mark == 0
    assert pairs["a", "b"].p == pytest.approx(3 * (pairs["a", "b"].p_raw or 0))


def test_levels_against_the_rest_of_those_with_a_known_level() -> None:
    banner = levels_of(GROUP, {"a": "a", "b": "b"})
    table = crosstab(DESIGN, ANSWERS, {"yes": True}, banner)
    tested = levels_against_rest(table.row("yes"), table.rest("yes"), Rules())
    assert tested["a"].difference.difference == -tested["b"].difference.difference
    assert tested["a"].difference.right.n == 40  # c is no level of this banner


def test_a_part_against_the_whole() -> None:
    tested = parts_against_whole(groups(), share(DESIGN, ANSWERS), Rules())
    assert [each.mark for each in tested.values()] == [-1, 0, 1]


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        (Rules(minimum_base=41), Reason.SMALL_BASE),
        (Rules(publication=Limits(effective_base=50)), Reason.SMALL_EFFECTIVE_BASE),
        (Rules(minimum_df=100), Reason.FEW_DF),
    ],
)
def test_every_refusal_has_its_reason(rules: Rules, reason: Reason) -> None:
    tested = all_pairs(groups(), rules)["a", "c"]
    assert (tested.reason, tested.p, tested.p_raw, tested.mark) == (reason, None, None, 0)


def test_groups_that_all_give_one_answer_are_not_tested() -> None:
    same = share(DESIGN, np.ones(120), GROUP == "a"), share(DESIGN, np.ones(120), GROUP == "b")
    assert run_tests([difference(*same)], Rules())[0].reason is Reason.NO_VARIATION


def test_an_empty_level_is_not_tested() -> None:
    banner = {"a": GROUP == "a", "nobody": GROUP == "z"}
    table = crosstab(DESIGN, ANSWERS, {"yes": True}, banner)
    tested = all_pairs(table.row("yes"), Rules())["a", "nobody"]
    assert tested.reason is Reason.EMPTY


def test_waves() -> None:
    waves = {
        year: share(Design(np.ones(40)), ANSWERS[name == GROUP])
        for year, name in zip(("2020", "2022", "2024"), "abc", strict=True)
    }
    tested = waves_against_previous(waves, Rules())
    assert {pair: each.mark for pair, each in tested.items()} == {("2022", "2020"): 1, ("2024", "2022"): 1}
    assert tested["2022", "2020"].difference.df == 39 + 39 - 1
    first = waves_against(waves, "2020", Rules())
    assert list(first) == ["2022", "2024"]


def test_publication_of_shares() -> None:
    """Parker et al. (2017): effective base, width, relative width, degrees of freedom, complement."""
    yes = (np.arange(400) < 200).astype(float)
    assert publication(share(Design(np.ones(400)), yes)).verdict is Verdict.PUBLISH
    assert "effective base" in publication(share(Design(np.ones(20)), yes[190:210])).reasons[0]
    assert "points" in publication(share(Design(np.ones(36)), yes[182:218])).reasons[0]
    stratified = Design(np.ones(24), strata=np.arange(24) // 12)
    good = share(stratified, (np.arange(24) > 12).astype(float))
    assert good.n_eff > 30 and publication(good).reasons == ("effective base 24.0 is under 30",)
    rare = (np.arange(60) < 3).astype(float)
    assert "of the share" in publication(share(Design(np.ones(60)), rare)).reasons[0]
    common = publication(share(Design(np.ones(60)), 1 - rare))
    assert (common.verdict, common.reasons) == (Verdict.REVIEW, ("interval too wide for the complement",))
    clusters = Design(np.ones(400), psu=np.arange(400) % 8)
    assert publication(share(clusters, np.arange(400) % 3 == 0)).reasons == ("7 degrees of freedom, under 8",)


def test_publication_of_means() -> None:
    """By effective base, degrees of freedom, and the coefficient of variation."""
    design, number = Design(np.ones(40)), np.arange(40)
    assert publication(mean(design, number + 50.0)).verdict is Verdict.PUBLISH
    assert publication(mean(Design(np.ones(20)), number[:20] + 50.0)).reasons == (
        "effective base 20.0 is under 30",
    )
    spread_out = publication(mean(design, np.where(number < 3, 100.0, 1.0)))
    assert (spread_out.verdict, spread_out.reasons[0][:24]) == (Verdict.SUPPRESS, "coefficient of variation")
    doubtful = publication(mean(design, np.where(number < 10, 10.0, 1.0)))
    assert (doubtful.verdict, doubtful.reasons[0][-10:]) == (Verdict.REVIEW, "over 16.6%")
