"""What is hidden to keep a secret, in tables that can be worked out with a pencil."""

from __future__ import annotations

from typing import Any

import pytest
from drukproef.disclosure import Attack, Fact, Figure, Interval, Table, recoverable, suppress
from hypothesis import given
from hypothesis import strategies as st

from .conftest import crosstab, levels, names, places


def test_the_total_gives_a_hidden_level_back() -> None:
    """12 + 7 = 19: with 'provincies' hidden, the total minus the rest gives it back."""
    table = levels(provincies=7, gemeenten=12)
    hidden = places(table, "provincies")
    assert recoverable(table, hidden) == {"provincies"}
    after = suppress(table, hidden)
    assert names(table, after) == {"provincies", "gemeenten"}
    assert recoverable(table, after) == set()
    assert Attack(table, after).interval(0) == Interval(0, 19)


def test_the_smallest_other_level_is_hidden_as_well() -> None:
    table = levels(provincies=7, gemeenten=60, waterschappen=40)
    assert names(table, suppress(table, places(table, "provincies"))) == {"provincies", "waterschappen"}


def test_two_hidden_levels_hide_each_other() -> None:
    table = levels(provincies=7, waterschappen=8, gemeenten=60)
    hidden = places(table, "provincies", "waterschappen")
    assert suppress(table, hidden) == hidden


def test_nothing_hidden_asks_for_nothing() -> None:
    assert suppress(levels(provincies=7, gemeenten=12), frozenset()) == frozenset()


def test_more_protection_hides_more() -> None:
    """1 and 1 hidden: each is 0, 1 or 2. Who wants four numbers to be possible must hide another level."""
    table = levels(a=1, b=1, c=5, d=9)
    hidden = places(table, "a", "b")
    assert suppress(table, hidden, protection=2) == hidden
    assert names(table, suppress(table, hidden, protection=3)) == {"a", "b", "c"}


def test_a_row_gives_a_hidden_category_back() -> None:
    """Of 20 men, 2 said 'maybe' and 11 'yes'; 20 - 11 - 7 = 2. And so does the column: 5 - 3 = 2."""
    table = crosstab(
        {"man": {"ja": 11, "nee": 7, "misschien": 2}, "vrouw": {"ja": 9, "nee": 8, "misschien": 3}}
    )
    hidden = places(table, "man/misschien")
    assert recoverable(table, hidden) == {"man/misschien"}
    after = suppress(table, hidden)
    assert names(table, after) == {"man/misschien", "vrouw/misschien", "man/nee", "vrouw/nee"}
    assert Attack(table, after).interval(min(hidden)) == Interval(0, 5)


def test_a_net_gives_a_hidden_category_back() -> None:
    """Agree and fully agree are hidden, but the net says 6, and fully agree is also in 'certain' with 'not at all'."""
    counts = {"man": {"niet": 4, "eens": 5, "helemaal": 1}, "vrouw": {"niet": 30, "eens": 41, "helemaal": 22}}
    nets = {"zeker": ("niet", "helemaal")}
    table = crosstab(counts, nets=nets)
    hidden = places(table, "man/eens", "man/helemaal", "vrouw/eens", "vrouw/helemaal")
    assert recoverable(table, hidden) >= {"man/eens", "man/helemaal"}
    after = suppress(table, hidden)
    assert recoverable(table, after) == set()
    assert "man/zeker" in names(table, after)


NESTED: dict[str, dict[str, int]] = {
    "cdk": {"ja": 3, "nee": 1},
    "statenlid": {"ja": 40, "nee": 50},
    "burgemeester": {"ja": 20, "nee": 30},
    "raadslid": {"ja": 200, "nee": 150},
}


def test_nested_banners_give_each_other_away() -> None:
    """Provincie minus Statenleden is the commissioners, although two functions are hidden in their own banner."""
    nests = {"provincie": ("cdk", "statenlid"), "gemeente": ("burgemeester", "raadslid")}
    table = crosstab(NESTED, nests=nests)
    hidden = places(table, "cdk", "burgemeester")
    assert recoverable(table, hidden) >= {"cdk/ja", "cdk/nee"}
    after = suppress(table, hidden)
    assert recoverable(table, after) == set()
    assert not after >= places(table, "totaal")


def test_two_ways_of_nesting() -> None:
    """voorzitter = cdk + burgemeester: with provincie and statenlid hidden, that too leads to the commissioners."""
    nests = {
        "provincie": ("cdk", "statenlid"),
        "gemeente": ("burgemeester", "raadslid"),
        "voorzitter": ("cdk", "burgemeester"),
        "volksvertegenwoordiger": ("statenlid", "raadslid"),
    }
    table = crosstab(NESTED, nests=nests)
    hidden = places(table, "cdk", "statenlid")
    assert recoverable(table, hidden) >= {"cdk/ja"}
    assert recoverable(table, suppress(table, hidden)) == set()


def test_waves_that_are_added_up_are_one_more_total() -> None:
    """3 in 2022 and 5 in 2024 are 8 together: linked tables are sums over the same cells."""
    cells = [
        Figure("2022", (0,), 3, 40),
        Figure("2024", (1,), 5, 40),
        Figure("samen", (0, 1), 8, 80, price=90),
    ]
    table = Table("waves", 2, 80, tuple(cells))
    assert recoverable(table, frozenset({0})) == {"2022"}
    assert names(table, suppress(table, frozenset({0}))) == {"2022", "2024"}


def test_respondents_of_unknown_level_hide_a_level_as_long_as_nothing_tells_their_answers() -> None:
    """7 + 12 of 25: six are of unknown level, so 'provincies' is anything from 0 to 13."""
    figures = (
        Figure("provincies", (0,), 7, 25),
        Figure("gemeenten", (1,), 12, 25),
        Figure("totaal", (0, 1, 2), 25, 25),
    )
    table = Table("levels", 3, 25, figures)
    assert Attack(table, frozenset({0})).interval(0) == Interval(0, 13)
    compared = Fact("gemeenten against the rest", (0, 1), 19, when=(1,))
    table = Table("levels", 3, 25, figures, (compared,))
    assert recoverable(table, frozenset({0})) == {"provincies"}
    assert recoverable(table, frozenset({0, 1})) == set()


def test_public_figures_are_never_hidden() -> None:
    """With the smaller level exempt, the larger one has to go."""
    public, larger = Figure("b", (1,), 12, 49, price=None), Figure("c", (2,), 30, 49)
    table = Table(
        "levels", 3, 49, (Figure("a", (0,), 7, 49), public, larger, Figure("t", (0, 1, 2), 49, 49, price=99))
    )
    assert names(table, suppress(table, frozenset({0}))) == {"a", "c"}


def test_what_bases_alone_give_away_asks_for_nothing() -> None:
    """A net of all categories is the base: hiding shares can't help, so nothing is hidden for it."""
    table = Table("all", 2, 9, (Figure("net", (0, 1), 9, 10),), (Fact("base", (0, 1), 9),))
    assert suppress(table, frozenset({0})) == frozenset({0})


def test_numbers_are_whole() -> None:
    """Of a, b and c any two are at most 1 together: halves would make 1.5, but respondents make 1; twice that, 2 not 3."""
    sums = [(0, 1, 3), (1, 2, 4), (0, 2, 5), (6, 7, 9), (7, 8, 10), (6, 8, 11)]
    known = tuple(Fact("pair", cells, 1) for cells in sums)
    table = Table("odd", 12, 9, (Figure("all", (0, 1, 2, 6, 7, 8), 1, 9),), known)
    assert Attack(table, frozenset({0})).interval(0) == Interval(0, 2)


counts = st.integers(0, 6)


@st.composite
def tables(draw: Any) -> tuple[Table, frozenset[int]]:
    """A random table with a net and a nest, and random hidden figures: levels, or single cells."""
    n_levels, n_answers = draw(st.integers(2, 4)), draw(st.integers(2, 4))
    answers = "pqrs"[:n_answers]
    rows = {f"l{i}": {a: draw(counts) for a in answers} for i in range(n_levels)}
    nets = {"net": tuple(answers[:2])} if n_answers > 2 else {}
    nests = {"nest": ("l0", "l1")} if n_levels > 2 else {}
    table = crosstab(rows, nets=nets, nests=nests)
    if draw(st.booleans()):
        return table, places(table, *draw(st.sets(st.sampled_from(sorted(rows)), min_size=1)))
    candidates = [i for i, f in enumerate(table.figures) if f.secret]
    return table, frozenset(
        draw(st.sets(st.sampled_from(candidates), max_size=3))
    ) if candidates else frozenset()


@given(tables())
def test_after_suppression_nothing_is_recovered(drawn: tuple[Table, frozenset[int]]) -> None:
    """Except what follows from the bases alone, which stays so when everything is hidden."""
    table, hidden = drawn
    after = suppress(table, hidden)
    assert after >= hidden
    assert recoverable(table, after) <= recoverable(table, table.can_be_hidden)


@given(tables())
def test_the_true_count_is_always_in_the_interval(drawn: tuple[Table, frozenset[int]]) -> None:
    table, hidden = drawn
    attack = Attack(table, hidden)
    for i in hidden:
        interval = attack.interval(i)
        assert interval.low <= table.figures[i].count <= interval.high


@pytest.mark.slow
@given(tables())
def test_the_same_table_gives_the_same_answer(drawn: tuple[Table, frozenset[int]]) -> None:
    table, hidden = drawn
    assert suppress(table, hidden) == suppress(table, hidden)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_the_attack_finds_what_trying_all_tables_finds(size: int) -> None:
    """Two levels by two answers with the first cell hidden: every table with the same sums, by brute force."""
    table = crosstab({"a": {"p": size, "q": 3}, "b": {"p": 2, "q": 1}})
    hidden = places(table, "a", "b")
    same = [p for p in range(10) if size - 1 <= p <= size + 2]
    interval = Attack(table, hidden).interval(min(places(table, "a/p")))
    assert interval == Interval(min(same), max(same))
