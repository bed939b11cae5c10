"""The designs that R read too (tests/reference/survey_engine.R), built here from the same files."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from drukproef.survey import Design, Replicates, calibrate, poststratify, rake
from numpy.typing import NDArray

REFERENCE = Path(__file__).parent.parent / "reference"
STYPE = {"E": 4421, "H": 755, "M": 1018}
WIDE = {0.0: 1072, 1.0: 5122}
AWARDS = {0.0: 2027, 1.0: 4167}
TOTALS = [6194, 755, 1018, 3914069]

Columns = dict[str, NDArray[np.float64]]


def read(name: str) -> Columns:
    """A reference file by column; texts stay texts, empty fields become NaN."""
    with (REFERENCE / f"survey_engine_{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {column: _column([row[column] for row in rows]) for column in rows[0]}


def _column(texts: list[str]) -> NDArray[np.float64]:
    try:
        return np.array([float(text) if text else np.nan for text in texts])
    except ValueError:
        return np.array(texts)


@pytest.fixture(scope="session")
def data() -> dict[str, Columns]:
    """The files, with the columns that R adds."""
    found = {name: read(name) for name in ("apisrs", "apistrat", "apiclus1", "apiclus2", "scd")}
    for name, columns in found.items():
        if name != "scd":
            columns["sizes"] = np.where(columns["stype"] == "H", 50, columns["fpc"])
            columns["poor"] = (columns["meals"] > 45).astype(float)
            names = ["lone", "north", "south"]
            columns["region"] = np.select([columns["dnum"] == 61, columns["dnum"] < 400], names[:2], names[2])
    return found


@pytest.fixture(scope="session")
def designs(data: dict[str, Columns]) -> dict[str, tuple[Design, Columns]]:
    """Each design with its data, by the name it has in survey_engine.json."""
    made = {**_plain(data), **_calibrated(data), **_replicated(data)}
    source = {
        "srs": "apisrs",
        "str": "apistrat",
        "clus2": "apiclus2",
        "jkn": "scd",
        "brr": "scd",
        "fay": "scd",
    }
    return {
        name: (design, data[source.get(name, source.get(name[:3], "apiclus1"))])
        for name, design in made.items()
    }


def _plain(data: dict[str, Columns]) -> dict[str, Design]:
    srs, stratified, clus1, clus2 = (data[name] for name in ("apisrs", "apistrat", "apiclus1", "apiclus2"))
    lonely = {"strata": clus1["region"], "psu": clus1["dnum"]}
    return {
        "srs": Design(srs["pw"], fpc=srs["fpc"]),
        "stratified": Design(stratified["pw"], strata=stratified["stype"], fpc=stratified["fpc"]),
        "strat_replace": Design(stratified["pw"], strata=stratified["stype"]),
        "strat_certain": Design(stratified["pw"], strata=stratified["stype"], fpc=stratified["sizes"]),
        "clus1": Design(clus1["pw"], psu=clus1["dnum"], fpc=clus1["fpc"]),
        "clus1_replace": Design(clus1["pw"], psu=clus1["dnum"]),
        "clus1_certainty": Design(clus1["pw"], **lonely, lonely="certainty"),
        "clus1_adjust": Design(clus1["pw"], **lonely, lonely="centre"),
        "clus2": Design(clus2["pw"], psu=clus2["dnum"], fpc=clus2["fpc"]),
    }


def _calibrated(data: dict[str, Columns]) -> dict[str, Design]:
    plain, stratified, clus1 = _plain(data), data["apistrat"], data["apiclus1"]
    types = clus1["stype"]
    auxiliary = np.stack([np.ones(len(types)), types == "H", types == "M", clus1["api99"]], axis=1)
    linear = calibrate(plain["clus1"], auxiliary, TOTALS)
    return {
        "clus1_post": poststratify(plain["clus1"], types, STYPE),
        "strat_post": poststratify(plain["stratified"], stratified["awards"], AWARDS),
        "clus1_rake": rake(plain["clus1"], [(types, STYPE), (clus1["sch_wide"], WIDE)]),
        "strat_rake": rake(
            plain["stratified"], [(stratified["stype"], STYPE), (stratified["awards"], AWARDS)]
        ),
        "clus1_cal": linear,
        "clus1_calrake": calibrate(plain["clus1"], auxiliary, TOTALS, "raking"),
        "clus1_steps": poststratify(linear, clus1["awards"], AWARDS),
    }


def _replicated(data: dict[str, Columns]) -> dict[str, Design]:
    kinds = {"jk1": "JK1", "jk1_mse": "JK1", "bootstrap": "other", "jkn": "JKn", "brr": "BRR", "fay": "Fay"}
    made = {}
    for name, kind in kinds.items():
        file = name.removesuffix("_mse")
        again, scales = read(file), read(f"{file}_scales")
        rscales = scales["rscales"] if kind == "JKn" else None
        rho = 0.3 if kind == "Fay" else None
        source = data["apiclus1"]["pw"] if file in ("jk1", "bootstrap") else data["scd"]["w"]
        scale = float(scales["scale"][0]) if file in ("jk1", "bootstrap") else None
        replicates = Replicates.of(
            kind,
            np.stack(list(again.values()), axis=1),
            scale=scale,
            rscales=rscales,
            rho=rho,
            mse=name != file,
        )
        made[name] = Design(source, replicates=replicates)
    return made
