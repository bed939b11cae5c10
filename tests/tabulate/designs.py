"""Studies with any weights: rows of codes and a recipe in, a weighted study or its cube out."""

from __future__ import annotations

from collections.abc import Callable
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

Make = Callable[..., Study]
NAMES = ("laag", "geslacht", "leeftijd", "wijk", "v1", "v2")
LEVELS = {
    "laag": ("raad", "college"),
    "geslacht": ("man", "vrouw"),
    "leeftijd": ("jong", "oud"),
    "wijk": ("a", "b", "c", "d", "e", "f"),
    "v1": ("nee", "ja"),
    "v2": ("nee", "ja"),
}
GENDER_AGE = {"geslacht": (80, 40), "leeftijd": (90, 30)}
RAKE = {"method": "rake", "margins": ["m.csv"]}
CELLS = {"method": "poststratify", "targets": "t.csv"}
BLOCK = {**CELLS, "items": ["v2"]}

# Three respondents in each cell of gender by age, all of one stratum; the last two columns are answers.
TWELVE = [(1, g, a, 1, (g + i) % 2, i % 2) for g in (1, 2) for a in (1, 2) for i in range(3)]
RNG = np.random.default_rng(5)
MANY = [
    tuple(int(v) for v in (1 + i % 2, 1 + (i // 2) % 2, RNG.integers(1, 3), 1 + 3 * (i % 2) + RNG.integers(0, 3),
                           RNG.choice((0, 1, -2)), RNG.choice((0, 1, -4))))
    for i in range(90)
]  # fmt: skip


def codebook() -> Codebook:
    def question(name: str, **more: Any) -> dict[str, Any]:
        first = 0 if name in ("v1", "v2") else 1
        levels = [{"code": i, "id": v, "label": v} for i, v in enumerate(LEVELS[name], first)]
        return {"id": name, "label": name, "waves": (2022, 2024), "categories": levels, **more}

    names = [name for name in NAMES if name not in ("v1", "v2")]
    variables = [question(name, banner=name in ("geslacht", "leeftijd")) for name in names]
    items = [question(name, group="vragen") for name in ("v1", "v2")]
    columns = {"population": "leden", "wave_column": "meting", "respondent_column": "nr"}
    return Codebook.model_validate({**columns, "variables": variables, "items": items})


def study_of(
    root: Path,
    rows: Any,
    weighting: dict[str, Any],
    margins: dict[str, tuple[float, ...]] = GENDER_AGE,
    psu: str | None = None,
    **rules: Any,
) -> Study:
    """Rows of codes (one wave, or {wave: rows}) and a recipe in, a weighted study out."""
    waves = rows if isinstance(rows, dict) else {2024: rows}
    population = {
        "label": "leden",
        "codebook": "c.yaml",
        "strata": "laag",
        "weighting": weighting,
        "psu": psu,
    }
    population["files"] = {wave: f"{wave}.csv" for wave in waves}
    texts = {"id": "klein", "title": "k", "client": "n", "author": "d", "licence": "CC0", "chapters": ()}
    settings = {
        **texts,
        "edition": 2024,
        "published": "2024-09-30",
        "rules": {"minimum_base": 1, **rules},
    }
    settings["populations"] = {"leden": population}
    study = Study(root, StudySettings.model_validate(settings), {"leden": codebook()}, (), {})
    study.data.mkdir(parents=True, exist_ok=True)
    lines = [
        f"{w},{v},{level},{n}\n"
        for w in waves
        for v, ns in margins.items()
        for level, n in zip(LEVELS[v], ns, strict=True)
    ]
    (study.data / "m.csv").write_text("wave,variable,level,population\n" + "".join(lines))
    strata = [
        f"{w},{level},{n},r,d\n" for w in waves for level, n in zip(LEVELS["laag"], (300, 100), strict=True)
    ]
    (study.data / "t.csv").write_text("wave,stratum,population,source,date\n" + "".join(strata))
    flat = [(wave, *row) for wave, part in waves.items() for row in part]
    columns = {n: pa.array([r[i] for r in flat], pa.int16()) for i, n in enumerate(("wave", *NAMES))}
    columns["respondent"] = pa.array([f"r{i}" for i in range(len(flat))])
    for wave in waves:
        base = [f"r{i},{1 + i % 3}\n" for i, row in enumerate(flat) if row[0] == wave]
        (root / f"{wave}.csv").write_text("nr,base\n" + "".join(base))
    (study.results / "responses").mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), study.results / "responses" / "leden.parquet")
    weight(study, "leden")
    return study


def cube_of(study: Study) -> Cube:
    tabulate(study, "leden")
    return Cube.load(study, "leden")


def edit(study: Study, change: Callable[[pa.Table], pa.Table], name: str = "leden") -> None:
    path = study.results / "weights" / f"{name}.parquet"
    pq.write_table(change(pq.read_table(path)), path)


def refusal(study: Study) -> str:
    with pytest.raises(DrukproefError) as error:
        tabulate(study, "leden")
    return str(error.value)
