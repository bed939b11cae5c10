"""A banner of two variables: each combination of levels is a level like any other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from drukproef.clean.derive import depends_on, derived
from drukproef.study import Codebook, Study, StudySettings
from drukproef.study.check import problems_between
from drukproef.study.item import NO_ANSWER, NOT_ASKED, REFUSED
from drukproef.tabulate.cube import Cube
from drukproef.tabulate.run import tabulate
from drukproef.weight.run import weight


def categories(**codes: int) -> list[dict[str, Any]]:
    return [{"code": code, "id": name, "label": f"{name}nen"} for name, code in codes.items()]


def codebook(**crossed: Any) -> Codebook:
    variables = [
        {"id": "laag", "categories": categories(rijk=1, gemeente=2)},
        {"id": "geslacht", "categories": categories(man=1, vrouw=2)},
        {"id": "beide", "banner": True, "derive": {"crossed": ["geslacht", "laag"]}, **crossed},
    ]
    items = [{"id": "v1", "categories": categories(nee=0, ja=1)}]
    shared = {"label": "x", "waves": (2024,)}
    columns = {"population": "leden", "wave_column": "meting", "respondent_column": "nr"}
    parts = {"variables": [shared | v for v in variables], "items": [shared | i for i in items]}
    return Codebook.model_validate({**columns, **parts})


COLUMNS = {
    "geslacht": np.array([1, 1, 2, 2, REFUSED, 1, NOT_ASKED], dtype=np.int16),
    "laag": np.array([1, 2, 1, 2, 1, NO_ANSWER, NO_ANSWER], dtype=np.int16),
}


def test_each_combination_is_a_level() -> None:
    beide = codebook().variable("beide")
    assert [(c.code, c.id) for c in beide.categories] == [
        (1, "man_rijk"), (2, "man_gemeente"), (3, "vrouw_rijk"), (4, "vrouw_gemeente"),
    ]  # fmt: skip
    assert beide.category("man_gemeente").label == "mannen, gemeentenen"
    assert depends_on(beide) == ("geslacht", "laag")
    assert derived(beide, COLUMNS, codebook()).tolist() == [1, 2, 3, 4, REFUSED, NO_ANSWER, NOT_ASKED]


def test_combinations_that_are_named_are_the_only_levels() -> None:
    book = codebook(categories=categories(vrouw_rijk=7))
    assert derived(book.variable("beide"), COLUMNS, book).tolist()[:4] == [NO_ANSWER, NO_ANSWER, 7, NO_ANSWER]


def study_of(root: Path, book: Codebook, **rules: Any) -> Study:
    population = {"label": "leden", "codebook": "c.yaml", "files": {2024: "f.csv"}, "strata": "laag"}
    texts = {"id": "klein", "title": "k", "client": "n", "author": "d", "licence": "CC0", "chapters": ()}
    settings = {**texts, "edition": 2024, "published": "2024-09-30", "rules": {"minimum_base": 1, **rules}}
    settings["populations"] = {"leden": population | {"weighting": {"targets": "t.csv"}}}
    study = Study(root, StudySettings.model_validate(settings), {"leden": book}, (), {})
    study.data.mkdir(parents=True)
    (study.data / "c.yaml").write_text("variables: []\nitems: []\n")
    return study


def found(study: Study) -> list[str]:
    return [str(p) for p in problems_between(study.settings, study.codebooks, (), study.data, "data/klein")]


def test_it_is_tabulated_as_any_banner(tmp_path: Path) -> None:
    study = study_of(tmp_path, codebook())
    (study.data / "t.csv").write_text(
        "wave,stratum,population,source,date\n2024,rijk,30,r,d\n2024,gemeente,50,r,d\n"
    )
    rows = [(1 + i % 2, 1 + i // 2 % 2, i % 3 % 2) for i in range(24)]
    columns = {
        name: np.array([r[i] for r in rows], dtype=np.int16)
        for i, name in enumerate(("laag", "geslacht", "v1"))
    }
    columns["beide"] = derived(study.codebooks["leden"].variable("beide"), columns, study.codebooks["leden"])
    table = pa.table(
        {"wave": pa.array([2024] * 24, pa.int16()), "respondent": [f"r{i}" for i in range(24)], **columns}
    )
    (study.results / "responses").mkdir(parents=True)
    pq.write_table(table, study.results / "responses" / "leden.parquet")
    weight(study, "leden")
    tabulate(study, "leden")
    cube = Cube.load(study, "leden")
    left, right = (cube.cell(2024, "v1", "ja", "beide", level) for level in ("man_rijk", "vrouw_rijk"))
    assert left.n == 6 and left.n_weighted == 15
    assert cube.compare(left.key, right.key).kind == "levels"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"derive": {"crossed": ["geslacht", "lag"]}}, "did you mean 'laag'?"),
        ({"categories": categories(man_provincie=1)}, "unknown combination 'man_provincie'"),
    ],
)
def test_what_does_not_exist_is_refused(tmp_path: Path, change: dict[str, Any], words: str) -> None:
    problems = found(study_of(tmp_path, codebook(**change)))
    assert len(problems) == 1 and words in problems[0]


def test_it_may_stand_beside_a_policy(tmp_path: Path) -> None:
    assert found(study_of(tmp_path, codebook(), disclosure={})) == []
