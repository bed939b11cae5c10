"""Waves of a panel in the cube against R survey: the schools of apistrat in two years (numbers.R, `panel`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from drukproef.errors import DrukproefError
from drukproef.study import Codebook, Study, StudySettings
from drukproef.tabulate.cube import Cube
from drukproef.tabulate.run import tabulate
from drukproef.weight.run import weight

from .test_numbers import FOUND, LEVELS, SIZES, Row, answers, same, sample

YEARS = {2022: "api99", 2024: "api00"}
PARTS = {"complete": (slice(0, 200), slice(0, 200)), "partial": (slice(0, 160), slice(40, 200))}


def codebook() -> Codebook:
    def question(name: str, *levels: str, **more: Any) -> Row:
        codes = [{"code": i, "id": v, "label": v} for i, v in enumerate(levels)]
        return {"id": name, "label": name, "waves": list(YEARS), "categories": codes, **more}

    variables = [question(name, *LEVELS[name], banner=True) for name in ("stype", "poor", "class")]
    items = [question("api", kind="numeric", maximum=1000), question("hoog", "nee", "ja")]
    columns = {"population": "scholen", "wave_column": "wave", "respondent_column": "cds"}
    return Codebook.model_validate({**columns, "variables": variables, "items": items})


def study_of(root: Path, part: str, panel: bool = True, name: str = "{cds}") -> Study:
    """The first and second wave are `PARTS` of the schools; `name`: how each is called in its wave."""
    rows: list[Row] = []
    for (wave, column), which in zip(YEARS.items(), PARTS[part], strict=True):
        for school in sample("apistrat")[which]:
            more = {"api": float(school[column]), "hoog": int(int(school[column]) > 650)}
            known = {key: answers(school)[key] for key in ("stype", "poor", "class")}
            rows.append({"wave": wave, "respondent": name.format(wave=wave, **school), **known, **more})
    people = {"label": "scholen", "codebook": "c.yaml", "strata": "stype", "panel": panel}
    people |= {"files": {wave: f"{wave}.csv" for wave in YEARS}, "weighting": {"targets": "targets.csv"}}
    texts = {"id": "klein", "title": "k", "client": "n", "author": "d", "licence": "CC0", "chapters": ()}
    settings = {**texts, "edition": 2024, "published": "2024-09-30", "rules": {"minimum_base": 1}}
    settings["populations"] = {"scholen": people}
    study = Study(root, StudySettings.model_validate(settings), {"scholen": codebook()}, (), {})
    study.data.mkdir(parents=True)
    lines = [f"{wave},{level},{n},r,d\n" for wave in YEARS for level, n in SIZES.items()]
    (study.data / "targets.csv").write_text("wave,stratum,population,source,date\n" + "".join(lines))
    (study.results / "responses").mkdir(parents=True)
    columns = {key: pa.array([row[key] for row in rows]) for key in rows[0]}
    pq.write_table(pa.table(columns), study.results / "responses" / "scholen.parquet")
    weight(study, "scholen")
    return study


def cube_of(study: Study) -> Cube:
    tabulate(study, "scholen")
    return Cube.load(study, "scholen")


@pytest.mark.parametrize("part", PARTS)
def test_the_change_in_a_panel_has_the_covariance(tmp_path: Path, part: str) -> None:
    cube = cube_of(study_of(tmp_path, part))
    rows = [row for row in FOUND["rows"] if row["design"] == "panel" and row["kind"] == part]
    assert len(rows) == 10
    for row in rows:
        category = {"api": "gemiddelde", "hoog": "ja"}[row["item"]]
        cell = cube.cell(2024, row["item"], category, row["banner"], row["level"])
        for name in ("difference", "se", "df"):
            same(getattr(cell, f"previous_{name}"), row[name])
        same(cell.previous_p, row["p"], 1e-7)
        before = cube.cell(2022, row["item"], category, row["banner"], row["level"])
        found = cube.compare(cell.key, before.key)
        assert (found.difference, found.se, found.p) == pytest.approx(
            (cell.previous_difference, cell.previous_se, cell.previous_p), rel=1e-12
        )


def test_each_wave_by_itself_is_as_without_a_panel(tmp_path: Path) -> None:
    apart, panel = (cube_of(study_of(tmp_path / str(p), "partial", panel=p)) for p in (False, True))
    for category in ("nee", "ja"):
        one, two = (cube.cell(2024, "hoog", category, "poor", "arm") for cube in (apart, panel))
        for name in ("estimate", "se", "ci_low", "ci_high", "deff", "rest_difference", "rest_p"):
            assert getattr(one, name) == pytest.approx(getattr(two, name), rel=1e-9)
        assert one.previous_se is not None and two.previous_se is not None
        assert two.previous_se < one.previous_se


def test_common_respondents_by_chance_give_no_covariance() -> None:
    """Two samples of 4 out of 8, apart from each other, have 2 in common on average: 1 - 4 x 4 / (2 x 8) = 0."""
    from drukproef.survey import Design
    from drukproef.tabulate.panel import _factor, common
    from drukproef.tabulate.sample import Sample, members_of

    def wave(*names: str) -> Sample:
        return Sample(Design([2.0] * 4, fpc=8), members_of(4, []), np.array(names))

    first = wave("a", "b", "c", "d")
    for names, factor in (("abcd", 1.0), ("abce", (1 - 16 / 24) / 0.5), ("abef", 0.0), ("aefg", 0.0)):
        second = wave(*names)
        both = common(first, second)
        assert _factor(first, second, both) == pytest.approx([factor] * len(both.left))


def test_who_moves_to_another_stratum_counts_in_full() -> None:
    from drukproef.survey import Design
    from drukproef.tabulate.panel import _factor, common
    from drukproef.tabulate.sample import Sample, members_of

    def wave(strata: list[str]) -> Sample:
        return Sample(Design([2.0] * 4, strata, fpc=[4.0] * 4), members_of(4, []), np.array(list("abcd")))

    first, second = wave(["h", "h", "k", "k"]), wave(["h", "k", "h", "k"])
    # a and d stay: 1 of 2 and 2 out of 4 in common, as many as by chance
    assert _factor(first, second, common(first, second)) == pytest.approx([0, 1, 1, 0])


def test_a_panel_in_which_nobody_returns_is_refused(tmp_path: Path) -> None:
    study = study_of(tmp_path, "complete", name="{wave}-{cds}")
    with pytest.raises(DrukproefError) as error:
        tabulate(study, "scholen")
    assert "data/klein/study.yaml, population scholen, panel: no respondent is in two waves" in str(
        error.value
    )
