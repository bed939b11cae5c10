"""Every share and test against R survey: the numbers of tests/reference, from the same respondents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from drukproef.crosstab import crosstab

HERE = Path(__file__).parents[1] / "reference"
TABULATED = json.loads((HERE / "survey.json").read_text(encoding="utf-8"))
ENGINE = json.loads((HERE / "survey_engine.json").read_text(encoding="utf-8"))["rows"]
FLAT = 1e-12  # R leaves this much of a standard error that is zero
COLUMNS = {
    "survey": (["q1", "q2", "q3"], ["gender", "type"], "stratum"),
    "apistrat": (["sch_wide", "comp_imp"], ["awards", "stype"], "stype"),
}
LEVELS = {
    "gender": ["g1", "g2"],
    "type": ["t1", "t2", "t3"],
    "awards": ["c1", "c2"],
    "stype": ["e", "h", "m"],
}
WEIGHTED = {
    "clus1_post": ({"poststrata": "stype"}, "stype,population\nE,4421\nH,755\nM,1018\n"),
    "clus1_rake": (
        {},
        "variable,level,population\nstype,E,4421\nstype,H,755\nstype,M,1018\nsch_wide,0,1072\nsch_wide,1,5122\n",
    ),
    "strat_post": ({"poststrata": "awards"}, "awards,population\n0,2027\n1,4167\n"),
}


def design_of(study: str) -> pd.DataFrame:
    """The respondents with weight and population of their stratum, as `drukproef weight` makes them."""
    people = pd.read_csv(HERE / "data" / study / "respondents.csv")
    sizes = pd.read_csv(HERE / "data" / study / "population.csv")
    stratum = "stype" if study == "apistrat" else "stratum"
    codes = {"e": 1, "h": 2, "m": 3} | {f"s{i}": i for i in range(1, 6)}
    sizes[stratum] = sizes["stratum"].map(codes)
    merged = people.merge(sizes[["wave", stratum, "population"]].drop_duplicates(), on=["wave", stratum])
    n = merged.groupby(["wave", stratum])["population"].transform("size")
    return merged.assign(weight=merged["population"] / n)


def table_of(study: str, **options: Any) -> dict[tuple[Any, ...], list[pd.Series]]:
    """Rows by wave, item, category, banner, level, with the names that the reference has."""
    items, by, stratum = COLUMNS[study]
    frame = crosstab(
        design_of(study), items, by, "weight", strata=stratum, fpc="population", wave="wave",
        nets={"top": [4, 5]} if study == "survey" else {}, missing=[-1, -2, -3, -4], **options,
    )  # fmt: skip
    found: dict[tuple[Any, ...], list[pd.Series]] = {}
    for _, row in frame.iterrows():
        category = row["category"] if row["category"] == "top" else f"c{row['category']}"
        banner, level = row["by"], row["level"]
        where = ("totaal", "totaal") if banner == "total" else (banner, LEVELS[banner][int(level) - 1])
        found.setdefault((int(row["wave"]), row["item"], category, *where), []).append(row)
    return found


def key_of(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["wave"], row["item"], row["category"], row["banner"], row["level"]


def same(ours: float, theirs: float, relative: float = 1e-9) -> None:
    assert ours == pytest.approx(theirs, rel=relative, abs=1e-13)


@pytest.mark.parametrize("study", ["survey", "apistrat"])
@pytest.mark.parametrize(("ci", "name"), [("logit", "xlogit"), ("wald", "mean"), ("beta", "beta")])
def test_shares_errors_and_intervals(study: str, ci: str, name: str) -> None:
    found = table_of(study, ci=ci)
    rows = [row for row in TABULATED["shares"] if row["study"] == study]
    compared = 0
    for row in rows:
        if key_of(row) not in found:
            assert row["estimate"] == 0  # a category that nobody chose in either wave
            continue
        (ours,) = found[key_of(row)]
        assert ours["n"] == row["n"]
        same(ours["estimate"], row["estimate"])
        same(ours["se"], row["se"] if row["se"] > FLAT else 0)
        if "logit_low" in row:
            same(ours["deff"], row["deff"])
            same(ours["ci_low"], max(row[f"{name}_low"], 0), 1e-7)
            same(ours["ci_high"], min(row[f"{name}_high"], 1), 1e-7)
        compared += 1
    assert compared > 15


@pytest.mark.parametrize(("test", "kind"), [("rest", "rest"), ("pairs", "levels"), ("wave", "waves")])
@pytest.mark.parametrize("study", ["survey", "apistrat"])
def test_differences(study: str, test: str, kind: str) -> None:
    rows = [row for row in TABULATED["tests"] if row["study"] == study and row["kind"] == kind]
    found = table_of(study, tests=[test]) if rows else {}
    for row in rows:
        sign = 1
        if kind == "waves":  # ours: a wave minus the one before
            row, sign = {**row, "wave": row["wave_right"]}, -1
        candidates = found.get(key_of(row), [])
        if kind == "levels":
            candidates = [
                ours
                for ours in candidates
                if LEVELS[row["banner"]][int(ours["versus"]) - 1] == row["level_right"]
            ]
        assert len(candidates) == 1
        ours = candidates[0]
        same(sign * ours["difference"], row["difference"])
        same(ours["se_difference"], row["se"] if row["se"] > FLAT else 0)
        assert ours["df"] == row["df"]
        if row["se"] > FLAT:
            same(ours["p"], row["p"], 1e-7)
    assert rows or (study, kind) == ("apistrat", "waves")


LONELY = {"clus1_certainty": "certainty", "clus1_adjust": "centre"}


@pytest.mark.parametrize(
    "name", ["stratified", "clus1", "clus1_replace", "clus1_post", "clus1_rake", "strat_post", *LONELY]
)
def test_clusters_and_population_totals(name: str, tmp_path: Path) -> None:
    options: dict[str, Any] = {"fpc": None if name == "clus1_replace" else "fpc"}
    options |= {"psu": "dnum"} if name.startswith("clus1") else {"strata": "stype"}
    if name in LONELY:
        options = {"psu": "dnum", "strata": "region", "lonely": LONELY[name]}
    if name in WEIGHTED:
        extra, text = WEIGHTED[name]
        path = tmp_path / "population.csv"
        path.write_text(text, encoding="utf-8")
        options |= {**extra, "targets" if extra else "rake": path}
    file = HERE / f"survey_engine_api{'clus1' if name.startswith('clus1') else 'strat'}.csv"
    schools = pd.read_csv(file)
    if name in LONELY:
        regions = ["lone", "north", "south"]
        schools["region"] = np.select([schools.dnum == 61, schools.dnum < 400], regions[:2], regions[2])
    table = crosstab(schools, ["comp_imp", "sch_wide"], weight="pw", **options)
    rows = [r for r in ENGINE if r["design"] == name and r["kind"] == "share" and r["domain"] == "all"]
    assert rows
    for row in rows:
        ours = table[(table["item"] == row["y"]) & (table["category"] == "1")].iloc[0]
        same(ours["estimate"], row["estimate"])
        same(ours["se"], row["se"] if row["se"] > FLAT else 0)
        if row["se"] > FLAT:  # otherwise the totals decide the share
            same(ours["deff"], row["deff"])
            same(ours["ci_low"], row["xlogit"][0])
            same(ours["ci_high"], row["xlogit"][1])


REPLICATES: dict[str, tuple[str, str]] = {  # kind, file
    "jk1": ("JK1", "apiclus1"), "bootstrap": ("bootstrap", "apiclus1"), "jkn": ("JKn", "scd"), "brr": ("BRR", "scd"),
    "fay": ("Fay:0.3", "scd"),
}  # fmt: skip


@pytest.mark.parametrize("name", REPLICATES)
def test_replicate_weights(name: str) -> None:
    kind, file = REPLICATES[name]
    data, again, scales = (
        pd.read_csv(HERE / f"survey_engine_{part}.csv") for part in (file, name, f"{name}_scales")
    )
    data = pd.concat([data, again.add_prefix("rw_")], axis=1)
    one = float(scales["scale"][0])
    given = {"jkn": scales["rscales"].tolist(), "bootstrap": one, "jk1": one}  # jk1: with a finite population
    found = [row for row in ENGINE if row["design"] == name and row["domain"] == "all"]
    rows = [row for row in found if row["kind"] in ("mean", "total") and row["y"] in data]
    assert rows
    for row in rows:
        weight = "pw" if file == "apiclus1" else "w"
        options: dict[str, Any] = {row["kind"]: [row["y"]], "replicate_scale": given.get(name)}
        table = crosstab(data, weight=weight, replicates=["rw_*"], replicate_kind=kind, **options)
        same(table["estimate"][0], row["estimate"])
        same(table["se"][0], row["se"])
        if row["kind"] == "mean":
            same(table["ci_low"][0], row["wald"][0])


def test_tests_and_shares_follow_from_replicate_weights() -> None:
    """One replicate for each of four clusters, by hand: the error of a share is that of the four shares without one."""
    data = pd.DataFrame({"q": [1, 0, 1, 1, 0, 1, 0, 0], "sex": ["m", "w"] * 4, "w": 1.0})
    clusters = [0, 0, 1, 1, 2, 2, 3, 3]
    for left_out in range(4):
        data[f"rw{left_out}"] = [0.0 if cluster == left_out else 4 / 3 for cluster in clusters]
    table = crosstab(data, ["q"], ["sex"], "w", replicates=["rw*"], replicate_kind="JK1", tests=["rest"])
    one = table[(table["category"] == "1") & (table["level"] == "total")].iloc[0]
    shares = [3 / 6, 2 / 6, 3 / 6, 4 / 6]
    same(one["estimate"], 0.5)
    same(one["se"], (3 / 4 * sum((share - sum(shares) / 4) ** 2 for share in shares)) ** 0.5)
    men = table[(table["category"] == "1") & (table["level"] == "m")].iloc[0]
    gaps = [1 / 3 - 2 / 3, 1 / 3 - 1 / 3, 2 / 3 - 1 / 3, 2 / 3 - 2 / 3]
    same(men["se_difference"], (3 / 4 * sum((gap - sum(gaps) / 4) ** 2 for gap in gaps)) ** 0.5)
