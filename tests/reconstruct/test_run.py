"""Ten respondents, printed cells that fit or don't: the data file, the conflicts and the weighting."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
from drukproef.errors import DrukproefError
from drukproef.reconstruct.run import reconstruct
from drukproef.study import Study

Tiny = Callable[..., Study]
WEIGHT = {1: 2.0, 2: 1.0}  # four chairs stand for 8, six members for 6

# 2 of 4 chairs and 2 of 6 members agree: (2*2 + 2) / 14 = 43%
FITTING = """\
table-1,1,2024,free,agree,role,chair,pct,50,10,,1
table-1,1,2024,free,agree,role,member,pct,33,10,,1
table-2,1,2024,free,agree,totaal,totaal,pct,43,10,,2
"""
# 4 of 6 members would make (4 + 4) / 14 = 57% of all, but 43% is printed twice
CLASHING = """\
table-1,1,2024,free,agree,role,chair,pct,50,10,,1
table-1,1,2024,free,agree,role,member,pct,67,10,,1
table-2,1,2024,free,agree,totaal,totaal,pct,43,10,,2
table-3,1,2024,free,agree,totaal,totaal,pct,43,10,,3
"""


def made(study: Study) -> pd.DataFrame:
    reconstruct(study, "people", progress=lambda line: None)
    return read(study)


def read(study: Study, user_missing: bool = False) -> pd.DataFrame:
    path = study.results / "reconstruct" / "people-2024.sav"
    return pyreadstat.read_sav(str(path), user_missing=user_missing)[0]


def share(data: pd.DataFrame, column: str, code: int) -> float:
    known = data[data[column].notna()]
    weights = known["role"].map(WEIGHT)
    return float(100 * weights[known[column] == code].sum() / weights.sum())


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_weighted_tables_round_to_the_printed_ones(tiny: Tiny) -> None:
    data = made(tiny(FITTING))
    assert len(data) == 10 and data["id"].is_unique
    assert data["role"].value_counts().to_dict() == {1: 4, 2: 6}
    assert share(data, "free", 2) == pytest.approx(100 * 6 / 14)
    assert share(data[data["role"] == 1], "free", 2) == 50
    assert round(share(data[data["role"] == 2], "free", 2)) == 33


def test_without_conflict_the_list_is_empty(tiny: Tiny) -> None:
    study = tiny(FITTING)
    made(study)
    assert rows_of(study.results / "reconstruct" / "conflicts.csv") == []


def test_the_fewest_printed_cells_are_given_up_with_the_set_that_conflicts(tiny: Tiny) -> None:
    study = tiny(CLASHING)
    data = made(study)
    rows = rows_of(study.results / "reconstruct" / "conflicts.csv")
    assert {r["conflict_id"] for r in rows} == {"c01"}
    assert [(r["level"], r["printed"]) for r in rows if r["role"] == "given_up"] == [("member", "67")]
    others = {(r["level"], r["stat"], r["printed"]) for r in rows if r["role"] == "in_conflict_with"}
    assert {("chair", "pct", "50"), ("totaal", "pct", "43")} <= others
    assert round(share(data, "free", 2)) == 43 and share(data[data["role"] == 1], "free", 2) == 50


def test_a_share_that_the_base_rules_out_conflicts_with_its_n(tiny: Tiny) -> None:
    """Of 6 members, 3 is 50% and 4 is 67%: 60% is impossible, with 5 of them it is not."""
    rows = (
        "table-1,1,2024,free,agree,role,member,pct,60,6,,1\ntable-1,1,2024,basis,,role,member,base,6,,,1\n"
        "table-2,1,2024,free,agree,role,member,pct,60,6,,2\n"
    )
    study = tiny(rows)
    data = made(study)
    found = rows_of(study.results / "reconstruct" / "conflicts.csv")
    assert {(r["stat"], r["printed"]) for r in found} == {("pct", "60"), ("n", "6")}
    assert data[data["role"] == 2]["free"].notna().sum() in (5, 6)


def test_the_derived_variable_agrees_with_its_items(tiny: Tiny) -> None:
    rows = (
        "table-1,1,2024,basis,,witness,witness,base,4,,,1\n"
        "table-1,1,2024,free,agree,witness,witness,pct,50,4,,1\n"
        "table-2,1,2024,theft,seen,totaal,totaal,pct,21,9,,2\n"
        "table-3,1,2024,free,agree,totaal,totaal,pct,50,10,,3\n"
    )
    data = made(tiny(rows))
    deeds = data[["theft", "fraud"]]
    witness = (deeds == 2).any(axis=1)
    assert witness.sum() == 4
    assert round(share(data[witness], "free", 2)) == 50
    assert "witness" not in data.columns


def test_the_same_bytes_twice_with_and_without_cache(tiny: Tiny, tmp_path: Path) -> None:
    study = tiny(CLASHING)
    made(study)
    folder = study.results / "reconstruct"
    names = ["people-2024.sav", "conflicts.csv", "weighting.csv"]
    first = [(folder / n).read_bytes() for n in names]
    made(study)
    assert [(folder / n).read_bytes() for n in names] == first
    for path in (folder / "cache").iterdir():
        path.unlink()
    made(study)
    assert [(folder / n).read_bytes() for n in names] == first


def test_what_was_solved_is_not_solved_again(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    study = tiny(CLASHING)
    made(study)

    def never(*args: object, **options: object) -> None:
        raise AssertionError("solved again")

    for name in ("solve", "fewest_given_up", "smallest_conflict"):
        monkeypatch.setattr(f"drukproef.reconstruct.cache.{name}", never)
    made(study)


def test_each_candidate_population_is_counted(tiny: Tiny) -> None:
    """43% fits the weights; unweighted it would be 4 of 10."""
    study = tiny(FITTING)
    made(study)
    found = {r["candidate"]: r for r in rows_of(study.results / "reconstruct" / "weighting.csv")}
    assert found["invited"] == {"candidate": "invited", "cells": "3", "given_up": "0", "list": ""}
    assert found["unweighted"]["given_up"] == "1"
    assert "free" in found["unweighted"]["list"]


def test_bad_input_is_listed_at_once_with_its_line(tiny: Tiny) -> None:
    rows = (
        "t,1,2024,fre,agree,totaal,totaal,pct,50,,,1\n"
        "t,1,2024,free,agreed,totaal,totaal,pct,50,,,1\n"
        "t,1,2024,free,agree,role,members,pct,50,,,1\n"
        "t,1,2022,free,agree,totaal,totaal,pct,50,,,1\n"
    )
    study = tiny(rows, population_csv="wave,stratum,population\n2024,chair,8\n")
    with pytest.raises(DrukproefError) as error:
        reconstruct(study, "people", progress=lambda line: None)
    text = str(error.value)
    assert "published.csv, line 2: unknown item 'fre'" in text and "did you mean 'free'?" in text
    assert "line 3: unknown category or net 'agreed'" in text
    assert "line 4: unknown level 'members'" in text
    assert "line 5: wave 2022" in text
    assert "population.csv, wave 2024, stratum 'member': no population figure for 6 respondents" in text
    assert not (study.results / "reconstruct").exists()


def test_people_without_respondents_are_a_problem(tiny: Tiny) -> None:
    design = (
        "unit: role\nrespondents: {2024: {chair: 4, member: 0}}\n"
        "blocks: [{id: all, share: 1, groups: [culture, deeds]}]\n"
    )
    with pytest.raises(DrukproefError, match="stratum 'member': 6 people but no respondents"):
        reconstruct(tiny(FITTING, design_yaml=design), "people", progress=lambda line: None)


def test_an_unreadable_number_is_a_problem_of_its_row(tiny: Tiny) -> None:
    with pytest.raises(DrukproefError, match=r"published.csv, line 2: value is 'fifty'"):
        reconstruct(
            tiny("t,1,2024,free,agree,totaal,totaal,pct,fifty,,,1\n"), "people", progress=lambda line: None
        )
