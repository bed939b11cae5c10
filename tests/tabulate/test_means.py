"""Means of codes (items with a score): equal to `drukproef.survey`, tested like shares, and hidden with their answers.

Weights that differ within strata, clusters: test_reference.py, against R.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from drukproef.study import Codebook, Study, StudySettings
from drukproef.study.check import problems_between
from drukproef.survey import Design, difference, levels_of, mean, means
from drukproef.tabulate.cube import CellKey, Cube, NotComparable, Status, UnknownCell
from drukproef.tabulate.run import tabulate
from drukproef.weight.run import weight

RNG = np.random.default_rng(8)
COLUMNS = ("wave", "laag", "geslacht", "v1", "v2", "v3")
ROWS = [
    (wave, 1 + i % 3 % 2, 1 + i % 2, int(RNG.choice((1, 2, 3, 4, 5, -2))), int(RNG.integers(1, 6)), int(RNG.integers(1, 4)))
    for wave in (2022, 2024)
    for i in range(50)
]  # fmt: skip
LIKERT = {"kind": "likert", "score": True, "group": "vragen"}


def categories(*names: str) -> list[dict[str, Any]]:
    return [{"code": code, "id": name, "label": name} for code, name in enumerate(names, 1)]


def codebook(**change: Any) -> Codebook:
    five, three = categories("een", "twee", "drie", "vier", "vijf"), categories("een", "twee", "drie")
    net = {"id": "hoog", "label": "hoog", "categories": ("vier", "vijf")}
    variables = [
        {"id": "laag", "categories": categories("raad", "college")},
        {"id": "geslacht", "categories": categories("man", "vrouw"), "banner": True},
    ]
    items = [
        {"id": "v1", "categories": five, "nets": [net], **LIKERT, **change},
        {"id": "v2", "categories": five, **LIKERT},
        {"id": "v3", "categories": three, **LIKERT},
    ]
    shared = {"label": "x", "waves": (2022, 2024)}
    columns = {"population": "leden", "wave_column": "meting", "respondent_column": "nr"}
    parts = {"variables": [shared | v for v in variables], "items": [shared | i for i in items]}
    return Codebook.model_validate({**columns, **parts})


def study_of(root: Path, book: Codebook, rows: list[Any] = ROWS, **rules: Any) -> Study:
    files = {wave: f"{wave}.csv" for wave in (2022, 2024)}
    population = {"label": "leden", "codebook": "c.yaml", "files": files, "strata": "laag"}
    texts = {"id": "klein", "title": "k", "client": "n", "author": "d", "licence": "CC0", "chapters": ()}
    settings = {**texts, "edition": 2024, "published": "2024-09-30", "rules": {"minimum_base": 1, **rules}}
    settings["populations"] = {"leden": population | {"weighting": {"targets": "t.csv"}}}
    study = Study(root, StudySettings.model_validate(settings), {"leden": book}, (), {})
    study.data.mkdir(parents=True)
    figures = [f"{w},{level},{n},r,d\n" for w in files for level, n in (("raad", 90), ("college", 45))]
    (study.data / "t.csv").write_text("wave,stratum,population,source,date\n" + "".join(figures))
    (study.data / "c.yaml").write_text("variables: []\nitems: []\n")
    columns = {name: pa.array([row[i] for row in rows], pa.int16()) for i, name in enumerate(COLUMNS)}
    columns["respondent"] = pa.array([f"r{i}" for i in range(len(rows))])
    (study.results / "responses").mkdir(parents=True)
    pq.write_table(pa.table(columns), study.results / "responses" / "leden.parquet")
    weight(study, "leden")
    return study


def cube_of(study: Study) -> Cube:
    tabulate(study, "leden")
    return Cube.load(study, "leden")


def key(wave: int = 2024, item: str = "v1", level: str = "totaal") -> CellKey:
    return CellKey("leden", wave, item, "gemiddelde", "totaal" if level == "totaal" else "geslacht", level)


def test_plain_weights_give_the_numbers_of_the_engine(tmp_path: Path) -> None:
    cube = cube_of(study_of(tmp_path, codebook()))
    designs, answers, gender = {}, {}, {}
    for wave in (2022, 2024):
        columns = dict(zip(COLUMNS, np.array([r for r in ROWS if r[0] == wave]).T, strict=True))
        strata, sizes = columns["laag"], np.array([90.0, 45.0])[columns["laag"] - 1]
        designs[wave] = Design(sizes / np.bincount(strata)[strata], strata, fpc=sizes)
        answers[wave] = {v: np.where(columns[v] < 0, np.nan, columns[v]) for v in ("v1", "v2")}
        gender[wave] = levels_of(columns["geslacht"], {"man": 1, "vrouw": 2})
    now = means(designs[2024], answers[2024]["v1"], gender[2024])
    for level, theirs in {"totaal": now.totals["mean"], **now.row("mean")}.items():
        cell, bounds = cube.get(key(level=level)), theirs.interval()
        ours = (cell.estimate, cell.se, cell.deff, cell.n_eff, cell.ci_low, cell.ci_high)
        wanted = (theirs.estimate, theirs.se, theirs.deff, theirs.n_eff, bounds.low, bounds.high)
        assert ours == pytest.approx(wanted, rel=1e-10)
        assert (cell.n, cell.n_category, cell.is_net, cell.statistic.kind) == (theirs.n, None, False, "mean")
    man, woman, total = now.cells["mean", "man"], now.cells["mean", "vrouw"], now.totals["mean"]
    before = mean(designs[2022], answers[2022]["v1"], gender[2022]["man"])
    other = mean(designs[2024], answers[2024]["v2"], gender[2024]["man"])
    for left, right, pair in [
        (key(level="man"), key(level="vrouw"), (man, woman)),
        (key(), key(level="man"), (total, man)),
        (key(level="man"), key(wave=2022, level="man"), (man, before)),
        (key(level="man"), key(item="v2", level="man"), (man, other)),
    ]:
        found, wanted = cube.compare(left, right), difference(*pair)
        ours = (found.difference, found.se, found.df, found.p)
        assert ours == pytest.approx((wanted.difference, wanted.se, wanted.df, wanted.p), rel=1e-9)


def test_a_mean_is_what_the_shares_say(tmp_path: Path) -> None:
    cube = cube_of(study_of(tmp_path, codebook()))
    names = ("een", "twee", "drie", "vier", "vijf")
    shares = [cube.cell(2024, "v1", name, "geslacht", "man").estimate or 0 for name in names]
    by_hand = sum(code * share for code, share in enumerate(shares, 1))
    assert cube.get(key(level="man")).estimate == pytest.approx(by_hand, rel=1e-12)


def test_scales_of_other_lengths_are_not_compared(tmp_path: Path) -> None:
    cube = cube_of(study_of(tmp_path, codebook()))
    with pytest.raises(NotComparable):
        cube.compare(key(), key(item="v3"))


def test_without_a_score_there_is_no_mean(tmp_path: Path) -> None:
    cube = cube_of(study_of(tmp_path, codebook(score=False)))
    with pytest.raises(UnknownCell, match="no cell leden/2024/v1/gemiddelde"):
        cube.get(key())


def test_a_hidden_answer_hides_the_mean(tmp_path: Path) -> None:
    """With two answers hidden, their sum (from the base) and the mean would give both."""
    rows = [(*row[:3], 1 + i % 2 * 4 if row[2] == 1 else 1 + i % 5, *row[4:]) for i, row in enumerate(ROWS)]
    rows[2] = (2022, *rows[2][1:3], 2, *rows[2][4:])
    cube = cube_of(study_of(tmp_path, codebook(), rows, disclosure={"minimum_cell": 3}))
    assert cube.cell(2022, "v1", "twee", "geslacht", "man").status is Status.PROTECTED
    cell = cube.get(key(wave=2022, level="man"))
    assert (cell.status, cell.estimate, cell.rest_difference) == (Status.PROTECTED, None, None)
    assert cube.get(key(level="man")).previous_difference is None


def test_a_small_base_has_no_mean(tmp_path: Path) -> None:
    cell = cube_of(study_of(tmp_path, codebook(), minimum_base=30, small_base="count")).get(key(level="man"))
    assert (cell.status, cell.n_category, cell.estimate) == (Status.SMALL_BASE, None, None)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "nominal"}, "has a score, but its scale is nominal"),
        ({"dont_know": "in_base"}, "has a score, and don't know in its base"),
        ({"categories": categories("een", "gemiddelde"), "nets": ()}, "a category or net 'gemiddelde'"),
    ],
)
def test_scores_that_mean_nothing_are_refused(tmp_path: Path, change: dict[str, Any], words: str) -> None:
    book = codebook(**change)
    study = study_of(tmp_path, codebook())
    problems = problems_between(study.settings, {"leden": book}, (), study.data, "data/klein")
    assert len(problems) == 1 and words in str(problems[0])


def test_a_mean_has_limits_of_its_own(tmp_path: Path) -> None:
    """An answer can be too rare to publish while the mean is precise, and the other way round."""

    def statuses(**limits: float) -> dict[str, Status]:
        cube = cube_of(study_of(tmp_path / str(limits), codebook(), publication=limits))
        return {name: cube.cell(2024, "v1", name, "geslacht", "man").status for name in ("een", "gemiddelde")}

    assert statuses(interval_width=0.2) == {"een": Status.IMPRECISE, "gemiddelde": Status.SHOWN}
    assert statuses(coefficient_of_variation=0.05) == {"een": Status.SHOWN, "gemiddelde": Status.IMPRECISE}
    assert set(statuses(effective_base=30).values()) == {Status.IMPRECISE}
    assert set(statuses(coefficient_of_variation=0.5, interval_width=0.6).values()) == {Status.SHOWN}
