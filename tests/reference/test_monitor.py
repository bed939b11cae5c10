"""The cube of the reconstructed monitor against numbers from R survey (monitor.R, monitor.json)."""

from __future__ import annotations

import json
import math
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from drukproef.clean.run import clean
from drukproef.reconcile.run import findings_of, summary
from drukproef.reconstruct.run import reconstruct
from drukproef.study import Item, Study, load_study
from drukproef.survey import Design, mean, rao_scott
from drukproef.tabulate.cube import Cube
from drukproef.tabulate.run import tabulate
from drukproef.weight.run import weight

from tests.rscript import made_by_r, needs_r

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
POPULATION = "politieke_ambtsdragers"


@pytest.fixture(scope="module")
def monitor(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """The shipped study up to its cube, in a folder of its own."""
    root = tmp_path_factory.mktemp("monitor")
    shutil.copytree(ROOT / "data", root / "data")
    study = load_study("miv2024", root)
    reconstruct(study, POPULATION, lambda message: None)
    for stage in (clean, weight, tabulate):
        stage(study, POPULATION)
    return study


def plan(study: Study) -> dict:
    """Which shares R computes: of each item its first net, or else its first category, in every banner."""
    codebook, edition = study.codebooks[POPULATION], study.settings.edition
    shown = {i.id: (i.nets[0].id if i.nets else i.categories[0].id) for i in codebook.items}
    asked = [i for i in codebook.items if edition in i.waves]
    return {
        "wave": edition,
        "minimum": study.settings.rules.minimum_base,
        "items": [
            {
                "id": i.id,
                "category": shown[i.id],
                "codes": [c.code for c in i.categories],
                "shown": list(i.codes_of(shown[i.id])),
                "previous": max((wave for wave in i.waves if wave < edition), default=None),
                "partner": partner_of(i, asked, shown),
            }
            for i in asked
        ],
        "banners": [{"id": b.id, "codes": [c.code for c in b.categories]} for b in codebook.banners],
    }


def partner_of(item: Item, asked: list[Item], shown: dict[str, str]) -> dict | None:
    """The next item of the same block of which the same category or net is shown."""
    later = asked[asked.index(item) + 1 :]
    for other in later:
        if item.group and other.group == item.group and shown[other.id] == shown[item.id]:
            codes, hits = [c.code for c in other.categories], list(other.codes_of(shown[other.id]))
            return {"id": other.id, "codes": codes, "shown": hits}
    return None


def run_r(study: Study, folder: Path) -> Any:
    """What R makes of the responses and weights."""
    answers = pd.read_parquet(study.results / "responses" / f"{POPULATION}.parquet")
    weights = pd.read_parquet(study.results / "weights" / f"{POPULATION}.parquet")
    answers["weight"], answers["population"], answers["stratum_id"] = (
        weights["weight"],
        weights["population"],
        weights["stratum"],
    )
    csv, wanted = folder / "responses.csv", folder / "plan.json"
    answers.to_csv(csv, index=False)
    wanted.write_text(json.dumps(plan(study)))
    return made_by_r(HERE / "monitor.R", folder, csv, wanted)


@pytest.mark.slow
def test_every_level_of_the_monitor_equals_r(monitor):
    """Shares, errors, design effects and intervals to 1e-9, p values to 1e-7; degrees of freedom exactly."""
    reference = json.loads((HERE / "monitor.json").read_text())
    cube, codebook = Cube.load(monitor, POPULATION), monitor.codebooks[POPULATION]
    done = Counter[str]()
    for row in reference["rows"]:
        levels = {c.code: c.id for c in codebook.variable(row["banner"]).categories}
        cell = cube.cell(reference["wave"], row["item"], row["category"], row["banner"], levels[row["code"]])
        if cell.estimate is None:
            continue  # hidden, to protect a small group
        done["cells"] += 1
        assert cell.n == row["n"]
        for name in ("estimate", "se", "deff", "ci_low", "ci_high"):
            assert name not in row or same(getattr(cell, name), row[name]), (name, row)
        if "p" in row and cell.rest_p is not None:
            done["rest"] += 1
            assert same(cell.rest_difference, row["difference"]), row
            assert same(cell.rest_p, row["p"], 1e-7) and cell.rest_df == row["df"], row
        if "previous_p" in row and cell.previous_p is not None:
            done["waves"] += 1
            assert cell.previous_wave == row["previous_wave"]
            assert same(cell.previous_difference, row["previous_difference"]), row
            assert same(cell.previous_p, row["previous_p"], 1e-7), row
            assert cell.previous_df == row["previous_df"], row
        if "next_p" in row:
            pair = cube.compare(cell.key, replace(cell.key, level=levels[row["next_code"]]))
            if pair.tested:
                done["pairs"] += 1
                assert same(pair.difference, row["next_difference"]), row
                assert same(pair.p, row["next_p"], 1e-7) and pair.df == row["next_df"], row
    assert done["cells"] > 900 and done["rest"] > 800 and done["waves"] > 300 and done["pairs"] > 500, done


@pytest.mark.slow
def test_items_categories_totals_means_and_tables_of_the_monitor_equal_r(monitor):
    """Differences and means with their errors to 1e-9; Rao and Scott's F to 1e-9, its p to 1e-7."""
    reference = json.loads((HERE / "monitor.json").read_text())
    cube, codebook = Cube.load(monitor, POPULATION), monitor.codebooks[POPULATION]
    banner, wave = codebook.banners[0], reference["wave"]
    levels = {c.code: c.id for c in banner.categories}
    answers = pd.read_parquet(monitor.results / "responses" / f"{POPULATION}.parquet")
    weights = pd.read_parquet(monitor.results / "weights" / f"{POPULATION}.parquet")
    answers, weights = answers[answers["wave"] == wave], weights[weights["wave"] == wave]
    design = Design(weights["weight"], weights["stratum"], fpc=weights["population"])
    done = Counter[str]()
    for row in reference["others"]:
        item = codebook.item(row["item"])
        codes, base = answers[item.id].to_numpy(), answers[item.id].to_numpy() >= 0
        if row["kind"] == "mean":
            found = mean(design, codes.astype(float), base)
            assert same(found.estimate, row["estimate"]) and same(found.se, row["se"]), row
        elif row["kind"] == "rao_scott":
            known = base & answers[banner.id].isin(list(levels)).to_numpy()
            test = rao_scott(design, codes, answers[banner.id].to_numpy(), known)
            assert same(test.statistic, row["estimate"]) and same(test.p, row["se"], 1e-7), row
        else:
            shown = item.nets[0].id if item.nets else item.categories[0].id
            cell = cube.cell(wave, item.id, shown).key
            sides = {
                "categories": (replace(cell, category=item.categories[0].id), replace(cell, category=item.categories[1].id)),
                "items": (cell, replace(cell, item=row["other"])),
                "total": (cell, replace(cell, banner=banner.id, level=levels.get(row["other"], ""))),
            }  # fmt: skip
            pair = cube.compare(*sides[row["kind"]])
            if pair.difference is None:
                continue  # a side is hidden
            assert same(pair.difference, row["estimate"]), row
            assert pair.se is None or same(pair.se, row["se"]), row
        done[row["kind"]] += 1
    assert min(done.values()) > 20 and len(done) == 5, done


def same(ours: float | None, r: float, tolerance: float = 1e-9) -> bool:
    return ours is not None and math.isclose(ours, r, rel_tol=tolerance, abs_tol=1e-12)


@pytest.mark.slow
def test_the_readme_gives_the_published_check_as_it_is(monitor):
    counts = Counter[str](f.outcome for f in findings_of(monitor, POPULATION, "2"))
    assert counts["deviating"] == 0
    assert summary(counts) in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.slow
@needs_r
def test_r_still_gives_these_numbers(monitor, tmp_path):
    again, reference = run_r(monitor, tmp_path), json.loads((HERE / "monitor.json").read_text())
    for part in ("rows", "others"):
        assert len(again[part]) == len(reference[part])
        for new, old in zip(again[part], reference[part], strict=True):
            assert new.keys() == old.keys()
            numbers = [key for key in old if isinstance(old[key], float)]
            assert all(math.isclose(new[k], old[k], rel_tol=1e-9, abs_tol=1e-12) for k in numbers)
