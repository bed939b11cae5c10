"""Banners of two variables: their levels add up to those of each variable, and an intruder knows it."""

from __future__ import annotations

import random
from itertools import product
from typing import Any

import numpy as np
import pytest
from drukproef.clean.derive import derived
from drukproef.disclosure import control
from drukproef.disclosure.control import Control, Why
from drukproef.disclosure.counts import CODE, EVERYONE, Counts, Reason, Wave
from drukproef.disclosure.families import families_of
from drukproef.disclosure.overlap import completed
from drukproef.errors import DrukproefError
from drukproef.study import Codebook
from drukproef.study.settings import Disclosure
from scipy.optimize import Bounds, LinearConstraint, milp

MINIMUM = 5
BOTH, ALL = [("geslacht", "laag")], [("geslacht", "laag"), ("geslacht", "leeftijd"), ("laag", "leeftijd")]
LEVELS = {"geslacht": ("man", "vrouw"), "laag": ("rijk", "stad"), "leeftijd": ("jong", "oud")}
Person = tuple[
    int, int, int, int
]  # place of gender, layer and age (2: unknown), and whether the answer is yes


def codebook(crossed: list[tuple[str, str]], *banners: str) -> Codebook:
    shared = {"label": "x", "waves": (2024,)}
    levels = {
        name: [{"code": i, "id": one, "label": one} for i, one in enumerate(ids)]
        for name, ids in LEVELS.items()
    }
    plain = [{"id": name, "categories": found, "banner": name in banners} for name, found in levels.items()]
    pairs = [{"id": "_".join(p), "banner": True, "derive": {"crossed": p}} for p in crossed]
    answers = [{"code": i, "id": name, "label": name} for i, name in enumerate(("nee", "ja"))]
    return Codebook.model_validate(
        {
            "population": "leden",
            "wave_column": "meting",
            "respondent_column": "nr",
            "variables": [shared | v for v in (*plain, *pairs)],
            "items": [shared | {"id": "v1", "categories": answers}],
        }
    )


def columns_of(people: list[Person], book: Codebook) -> dict[str, np.ndarray]:
    table = np.array(people)
    columns = {name: np.where(table[:, i] == 2, -4, table[:, i]) for i, name in enumerate(LEVELS)}
    columns["v1"] = table[:, 3]
    crossed = {v.id: derived(v, columns, book) for v in book.variables if v.derive is not None}
    return columns | crossed


def domains_of(book: Codebook) -> list[tuple[str, str]]:
    return [EVERYONE, *((b.id, c.id) for b in book.banners for c in b.categories)]


def inside(people: list[Person], book: Codebook) -> np.ndarray:
    """Who is in each domain."""
    columns = columns_of(people, book)
    levels = [columns[b.id] == c.code for b in book.banners for c in b.categories]
    return np.array([np.ones(len(people), dtype=bool), *levels])


def wave_of(people: list[Person], book: Codebook) -> Wave:
    """Counts of v1, with what has fewer than MINIMUM respondents hidden."""
    columns, members = columns_of(people, book), inside(people, book)
    hits = np.array([[np.sum(m & (columns["v1"] == code)) for code in (0, 1)] for m in members])
    n, domains = members.sum(axis=1), domains_of(book)
    small = ((n > 0) & (n < MINIMUM)) * CODE[Reason.SMALL_BASE]
    names = [[f"{level}/{answer}" for answer in ("nee", "ja")] for _, level in domains]
    counts = Counts(
        book.item("v1"), domains, names, n, hits, np.ones(2, dtype=bool), np.zeros(len(n)),
        np.repeat(small[:, None], 2, axis=1).astype(np.int8),
    )  # fmt: skip
    return Wave("leden/2024", 2024, len(people), families_of(book, columns, nested=True), [counts])


def hidden(wave: Wave, why: Why) -> set[str]:
    names = wave.items[0].names
    return {names[d][s] for d, s in zip(*np.nonzero(why[2024, "v1"]), strict=True)}


def groups(*sizes: tuple[int, int, int, int]) -> list[Person]:
    """(gender, layer, those who say no, those who say yes)."""
    return [
        (gender, layer, 0, answer)
        for gender, layer, no, yes in sizes
        for answer, number in ((0, no), (1, yes))
        for _ in range(number)
    ]


# Three women of the state, of whom two say yes; the 12 women minus the 9 of the cities are those three.
THREE = groups((0, 0, 10, 12), (1, 0, 1, 2), (0, 1, 8, 9), (1, 1, 5, 4))


def test_a_hidden_combination_is_not_its_parent_minus_the_others() -> None:
    wave = wave_of(THREE, codebook(BOTH, "geslacht", "laag"))
    found = hidden(wave, Control(Disclosure(), [wave]).why)
    assert {"vrouw_rijk/nee", "vrouw_rijk/ja"} <= found
    for level in ("vrouw_stad", "man_rijk", "man_stad"):
        assert {f"{level}/nee", f"{level}/ja"} & found, (
            f"{level} is shown, so that a sum gives vrouw_rijk back"
        )
    assert not {"/nee", "/ja"} & found, "the total is hidden last"


@pytest.mark.parametrize("also", ["vrouw_stad", "man_rijk", ""])
def test_the_proof_finds_what_is_left_open(also: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With suppression off, or with only one more level hidden: the other parent still gives the three away."""
    monkeypatch.setattr(control, "suppress", lambda table, hidden, protection: hidden)
    wave = wave_of(THREE, codebook(BOTH, "geslacht", "laag"))
    guard = Control(Disclosure(), [wave])
    why = {key: reasons.copy() for key, reasons in guard.why.items()}
    for place, (_, level) in enumerate(wave.items[0].domains):
        if level == also:
            why[2024, "v1"][place] = CODE[Reason.COMPLEMENT]
    with pytest.raises(DrukproefError) as error:
        guard.prove(why)
    assert "vrouw_rijk/ja: can be worked out: 2 of 3 respondents, from " in str(error.value)


def test_without_nested_sums_each_banner_stands_alone() -> None:
    wave = wave_of(THREE, codebook(BOTH, "geslacht", "laag"))
    alone = [f.name for f in families_of(codebook(BOTH, "geslacht", "laag"), {}, nested=False)]
    assert alone == ["geslacht", "laag", "geslacht_laag"]
    assert [f.name for f in wave.families] == ["geslacht", "laag", "geslacht and laag"]


def test_combinations_that_the_answers_contradict_tie_nothing() -> None:
    book = codebook(BOTH, "geslacht", "laag")
    columns = columns_of(THREE, book)
    columns["geslacht_laag"][0] = -1
    assert [f.name for f in families_of(book, columns, nested=True)][-1] == "geslacht_laag"


def test_combinations_that_are_no_level_are_unknown() -> None:
    """A combination that is left out of the codebook belongs to its parents all the same."""
    book = codebook(BOTH, "geslacht", "laag").model_dump(exclude_defaults=True)
    crossed = book["variables"][-1]
    crossed["categories"] = tuple(c for c in crossed["categories"] if c["id"] != "man_stad")
    made = Codebook.model_validate(book)
    family = families_of(made, columns_of(THREE, made), nested=True)[-1]
    assert family.levels["geslacht_laag", "vrouw_rijk"] == ((1, 0),)
    assert set(family.atoms) - set(family.known(made.variable("geslacht_laag"))) == {
        (0, 1), (0, 2), (1, 2), (2, 0), (2, 1), (2, 2),
    }  # fmt: skip


def test_a_ring_of_combinations_gets_the_table_of_all() -> None:
    """Three tables of two variables can give a cell away that no two of them do: as one table they can't hide it."""
    assert completed([("a", "b"), ("b", "c"), ("c", "d")])[3:] == [("c",), ("b",)]
    assert ("a", "b", "c") in completed([("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")])
    assert completed([("a",), ("b",)]) == [("a",), ("b",)]


KINDS: list[Person] = list(product(range(3), range(3), range(3), range(2)))


def attacked(wave: Wave, why: np.ndarray, book: Codebook) -> dict[str, tuple[int, int]]:
    """By another solver, over all that a respondent can be: what each hidden cell can still be."""
    counts, members, yes = wave.items[0], inside(KINDS, book), np.array(KINDS)[:, 3]
    rows, values, targets = [], [], {}
    for d, member in enumerate(members):
        rows.append(member.astype(float))
        values.append(counts.n[d])
        for answer in (0, 1):
            target = (member & (yes == answer)).astype(float)
            if why[d, answer]:
                targets[counts.names[d][answer]] = target
            elif counts.n[d]:
                rows.append(target)
                values.append(counts.hits[d, answer])
    for banner, domains in counts.banners.items():
        for answer in (0, 1):
            if not all(why[d, answer] for d in domains if counts.n[d]):
                known = members[domains].any(axis=0) & (yes == answer)
                rows.append(known.astype(float))
                values.append(counts.hits[domains, answer].sum())
        assert banner
    sums = LinearConstraint(np.array(rows), values, values)
    return {name: bounds(target, sums) for name, target in targets.items()}


def bounds(target: np.ndarray, sums: LinearConstraint) -> tuple[int, int]:
    whole: dict[str, Any] = {"integrality": np.ones(len(target)), "bounds": Bounds(0, np.inf)}
    low, high = (milp(sign * target, constraints=sums, **whole) for sign in (1, -1))
    assert low.success and high.success
    return round(low.fun), round(-high.fun)


@pytest.mark.parametrize("crossed", [BOTH, ALL[:2], ALL], ids=["one", "two", "ring"])
@pytest.mark.parametrize("seed", range(4))
def test_the_intervals_are_those_of_another_solver(crossed: list[tuple[str, str]], seed: int) -> None:
    rng = random.Random(seed)
    people = [tuple(rng.choices((0, 1, 2), (6, 3, 1), k=3)) + (rng.randrange(2),) for _ in range(45)]
    book = codebook(crossed, *("geslacht", "laag", "leeftijd")[: 3 - seed % 2])
    wave = wave_of(people, book)  # type: ignore[arg-type]
    guard = Control(Disclosure(), [wave])
    report = guard.prove(guard.why).report
    expected = attacked(wave, guard.why[2024, "v1"], book)
    assert expected, "nothing is hidden"
    assert {c.name: (c.interval.low, c.interval.high) for c in report.cells} == expected
