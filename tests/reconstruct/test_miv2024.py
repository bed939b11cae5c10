"""The real study: every printed share that is in no conflict comes back, by a computation of its own."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pyreadstat
import pytest
from drukproef.reconstruct.run import reconstruct
from drukproef.study import Study, load_study
from drukproef.study.item import AnyOf, Recode

POPULATION = "politieke_ambtsdragers"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(Path.cwd() / "data" / "miv2024", root / "data" / "miv2024")
    study = load_study("miv2024", root)
    reconstruct(study, POPULATION, progress=lambda line: None)
    return study


@pytest.fixture(scope="module")
def waves(study: Study) -> dict[int, pd.DataFrame]:
    return {wave: _wave(study, wave) for wave in study.population(POPULATION).files}


def _wave(study: Study, wave: int) -> pd.DataFrame:
    codebook = study.codebooks[POPULATION]
    data = pyreadstat.read_sav(str(study.root / study.population(POPULATION).files[wave]))[0]
    for variable in codebook.variables:
        if isinstance(variable.derive, Recode):
            codes = {
                codebook.variable(variable.derive.source).category(old).code: variable.category(new).code
                for new, olds in variable.derive.levels.items()
                for old in olds
            }
            data[variable.id] = data[variable.derive.source].map(codes)
        elif isinstance(variable.derive, AnyOf):
            deeds = data[[i for i in variable.derive.items if i in data]]
            data[variable.id] = np.where(deeds.notna().any(axis=1), (deeds >= 2).any(axis=1), np.nan)
    totals = pd.read_csv(study.data / study.population(POPULATION).weighting.targets).query(f"wave == {wave}")
    names = {c.code: c.id for c in codebook.variable("stratum").categories}
    stratum = data["stratum"].map(names)
    data["weight"] = stratum.map(totals.set_index("stratum")["population"] / stratum.value_counts())
    return data


def _printed(study: Study) -> list[dict[str, str]]:
    items = {q.id for q in study.codebooks[POPULATION].tabulated}
    with (study.data / "published" / f"{POPULATION}.csv").open(encoding="utf-8") as file:
        return [r for r in csv.DictReader(file) if r["item"] in items and r["stat"] == "pct" and r["value"]]


def _given_up(study: Study) -> set[tuple[str, ...]]:
    with (study.results / "reconstruct" / "conflicts.csv").open(encoding="utf-8") as file:
        return {_key(r) for r in csv.DictReader(file) if r["role"] == "given_up"}


def _key(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[c] for c in ("wave", "item", "category", "level", "element", "line"))


def _rounded(study: Study, data: pd.DataFrame, row: dict[str, str]) -> int:
    codebook = study.codebooks[POPULATION]
    item = codebook.item(row["item"])
    known = data[data[item.id].notna()]
    if row["banner"] != "totaal":
        known = known[known[row["banner"]] == codebook.variable(row["banner"]).category(row["level"]).code]
    inside = known[item.id].isin(item.codes_of(row["category"]))
    return int(np.floor(100 * known["weight"][inside].sum() / known["weight"].sum() + 0.5))


def test_every_printed_share_that_was_not_given_up_comes_back(
    study: Study, waves: dict[int, pd.DataFrame]
) -> None:
    given_up, printed = _given_up(study), _printed(study)
    off = {_key(r) for r in printed if _rounded(study, waves[int(r["wave"])], r) != int(r["value"])}
    assert off <= given_up
    assert len(off) <= 15 and len(printed) > 650


def test_the_files_have_the_published_size(waves: dict[int, pd.DataFrame]) -> None:
    assert {w: len(d) for w, d in waves.items()} == {2016: 4423, 2020: 3033, 2022: 3033, 2024: 1082}


def test_the_bases_that_are_printed_per_level_come_back(waves: dict[int, pd.DataFrame]) -> None:
    data = waves[2024]
    assert data.loc[data["aandacht_corruptie"].notna(), "getuige"].value_counts().to_dict() == {
        1: 587,
        0: 349,
    }
    known = data[data["vrij_dilemma_bespreken"].notna()]
    assert known["orientatie"].value_counts().to_dict() == {1: 737, 2: 53}
    policy = data[data["bekend_gedragscode"].notna()]
    assert policy["functie"].value_counts()[[1, 2, 3, 6, 9]].tolist() == [66, 207, 396, 95, 114]


def test_the_share_of_witnesses_in_the_prose_is_a_conflict(study: Study) -> None:
    assert ("2024", "getuige", "ja", "totaal", "tekst/1", "692") in _given_up(study)


def test_the_printed_totals_were_weighted_to_who_was_invited(study: Study) -> None:
    with (study.results / "reconstruct" / "weighting.csv").open(encoding="utf-8") as file:
        given_up = {r["candidate"]: int(r["given_up"]) for r in csv.DictReader(file)}
    assert min(given_up, key=lambda name: given_up[name]) == "uitgenodigd"
    assert given_up["uitgenodigd"] * 2 < given_up["alle_ambtsdragers"]
