"""Small studies for the stage `tabulate`: rows of answers in, the study with its weights out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from drukproef.study import Codebook, Study, StudySettings
from drukproef.tabulate.cube import Cube
from drukproef.tabulate.run import tabulate
from drukproef.weight.run import weight

from .designs import study_of

COLUMNS = ("wave", "stratum", "geslacht", "v1", "v2")


def categories(**codes: int) -> list[dict[str, Any]]:
    return [{"code": code, "id": name, "label": name} for name, code in codes.items()]


def codebook(waves: tuple[int, ...]) -> Codebook:
    maybe = {"code": 2, "id": "misschien", "label": "misschien", "waves": (2024,)}
    answers = [*categories(nee=0, ja=1), maybe]
    net = {"id": "niet_nee", "label": "ja of misschien", "categories": ("ja", "misschien")}
    item = {"scale": "antwoord", "group": "vragen", "label": "vraag"}
    gender = {"id": "geslacht", "label": "geslacht", "banner": True, "waves": (2022, 2024)}
    return Codebook.model_validate(
        {
            "population": "leden",
            "wave_column": "meting",
            "respondent_column": "nr",
            "scales": {"antwoord": {"categories": answers, "nets": [net]}},
            "variables": [
                {"id": "stratum", "label": "stratum", "waves": waves, "categories": categories(a=1, b=2)},
                {**gender, "categories": categories(man=1, vrouw=2, anders=3)},
            ],
            "items": [{"id": "v1", "waves": waves, **item}, {"id": "v2", "waves": (2024,), **item}],
        }
    )


def settings(waves: tuple[int, ...], rules: dict[str, Any]) -> StudySettings:
    population = {
        "label": "leden",
        "codebook": "codebook.yaml",
        "files": {wave: f"{wave}.sav" for wave in waves},
        "strata": "stratum",
        "weighting": {"targets": "population.csv"},
    }
    texts = {"id": "klein", "title": "Klein", "client": "niemand", "author": "drukproef", "licence": "CC0"}
    numbers = {"edition": 2024, "published": "2024-09-30", "chapters": ()}
    rules = {"minimum_base": 1, **rules}
    return StudySettings.model_validate(
        {**texts, **numbers, "rules": rules, "populations": {"leden": population}}
    )


Rows = list[tuple[int, ...]]
Made = Callable[..., Study]


@pytest.fixture
def weighted(tmp_path: Path) -> Made:
    """Rows of (wave, stratum, geslacht, v1, v2) and population figures in, a weighted study out."""

    def write(rows: Rows, figures: dict[tuple[int, str], int], **rules: Any) -> Study:
        waves = tuple(sorted({wave for wave, _ in figures}))
        study = Study(tmp_path, settings(waves, rules), {"leden": codebook(waves)}, (), {})
        study.data.mkdir(parents=True, exist_ok=True)
        lines = [f"{wave},{stratum},{n},register,2024\n" for (wave, stratum), n in figures.items()]
        (study.data / "population.csv").write_text("".join(["wave,stratum,population,source,date\n", *lines]))
        values = zip(COLUMNS, zip(*rows, strict=True), strict=True)
        columns = {name: pa.array(column, pa.int16()) for name, column in values}
        (study.results / "responses").mkdir(parents=True, exist_ok=True)
        table = pa.table({**columns, "respondent": [f"r{number}" for number in range(len(rows))]})
        pq.write_table(table, study.results / "responses" / "leden.parquet")
        weight(study, "leden")
        return study

    return write


@pytest.fixture
def made(weighted: Made) -> Callable[..., Cube]:
    """The cube of such a study."""

    def write(rows: Rows, figures: dict[tuple[int, str], int], **rules: Any) -> Cube:
        study = weighted(rows, figures, **rules)
        tabulate(study, "leden")
        return Cube.load(study, "leden")

    return write


@pytest.fixture
def make(tmp_path: Path) -> Made:
    """Rows of codes and a recipe in, a study with those weights out: see designs.study_of."""
    return partial(study_of, tmp_path)
