"""The proof: what it reports, and that it fails when a hidden cell can be worked out after all."""

from __future__ import annotations

import subprocess
import sys

import pytest
from drukproef.disclosure import Fact, Figure, Interval, Outcome, Table, audit, prove, suppress
from drukproef.disclosure.evidence import evidence
from drukproef.errors import DrukproefError

from .conftest import crosstab, levels, places


def test_the_report_has_every_hidden_figure_and_the_narrowest() -> None:
    table = levels(provincies=7, gemeenten=12, waterschappen=30)
    report = prove([(table, places(table, "provincies", "gemeenten"))])
    assert [(c.name, c.base, c.interval) for c in report.cells] == [
        ("provincies", 49, Interval(0, 19)),
        ("gemeenten", 49, Interval(0, 19)),
    ]
    assert report.narrowest is not None and report.narrowest.name == "provincies"
    assert (report.n_solved, report.given_away) == (4, ())


def test_a_cell_that_is_shown_again_breaks_the_proof() -> None:
    table = levels(provincies=7, gemeenten=12, waterschappen=30)
    hidden = suppress(table, places(table, "provincies"))
    prove([(table, hidden)])
    with pytest.raises(DrukproefError) as error:
        prove([(table, hidden - places(table, "gemeenten"))])
    (problem,) = error.value.problems
    assert problem.place == "hidden cell provincies"
    assert problem.found == "can be worked out: 7 of 49 respondents, from gemeenten, waterschappen, totaal"
    assert problem.expected == "at least 2 numbers that it could be"
    assert problem.next_step


def test_every_hidden_cell_of_a_suppressed_table_is_needed_for_some_proof() -> None:
    """Show any one of the cells that were hidden as well, and something is given away."""
    counts = {"man": {"ja": 11, "nee": 7, "misschien": 2}, "vrouw": {"ja": 9, "nee": 8, "misschien": 3}}
    table = crosstab(counts)
    first = places(table, "man/misschien")
    hidden = suppress(table, first)
    for extra in hidden - first:
        with pytest.raises(DrukproefError):
            prove([(table, hidden - {extra})])


def test_too_narrow_is_given_away_as_well() -> None:
    """1 and 1 hidden: 0, 1 or 2. That is not enough for a policy that asks for four numbers."""
    table = levels(a=1, b=1, c=5, d=9)
    hidden = places(table, "a", "b")
    assert {c.outcome for c in audit([(table, hidden)], protection=2).cells} == {Outcome.SAFE}
    assert {c.outcome for c in audit([(table, hidden)], protection=3).cells} == {Outcome.GIVEN_AWAY}


def test_nobody_and_everybody_are_certain_but_no_secret() -> None:
    """All 4 say 'nee', as the rows and columns tell: that is a secret only for a policy that guards groups."""
    table = crosstab(
        {"cdk": {"ja": 0, "nee": 4}, "statenlid": {"ja": 0, "nee": 30}, "raadslid": {"ja": 5, "nee": 60}}
    )
    report = audit([(table, places(table, "cdk", "statenlid"))])
    assert {c.outcome for c in report.cells} == {Outcome.CERTAIN}
    assert report.narrowest is None


def test_what_follows_from_bases_is_by_design() -> None:
    table = Table("all", 2, 9, (Figure("net", (0, 1), 9, 10),), (Fact("base", (0, 1), 9),))
    report = prove([(table, frozenset({0}))])
    assert (report.cells[0].outcome, report.cells[0].needed) == (Outcome.BY_DESIGN, 0)


def test_evidence_has_nothing_that_is_not_needed() -> None:
    """a follows from a + b and b; c and its sums have nothing to do with it."""
    figures = [Figure("a", (0,), 2, 20), Figure("b", (1,), 3, 20), Figure("c", (2,), 4, 20)]
    figures += [
        Figure("ab", (0, 1), 5, 20),
        Figure("bc", (1, 2), 7, 20),
        Figure("abcd", (0, 1, 2, 3), 20, 20),
    ]
    table = Table("sums", 4, 20, tuple(figures))
    assert len(evidence(table, frozenset({0}), 0)) == 2
    assert set(evidence(table, frozenset({0, 1}), 0)) == {"c", "ab", "bc"}


def test_nothing_hidden_is_nothing_to_prove() -> None:
    report = prove([(levels(a=5, b=9), frozenset())])
    assert (report.cells, report.n_solved, report.narrowest) == ((), 0, None)


def test_the_solver_says_nothing_of_itself_on_the_screen() -> None:
    """In a process of its own: HiGHS prints its licence once per process, from C."""
    program = (
        "import highspy; from drukproef.highs import QuietHighs; h = QuietHighs(); "
        "h.passModel(highspy.HighsLp()); h.run()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert (done.stdout, done.stderr) == ("", "")
