"""A made-up survey with nested banners: rows of answers in, a study that can be tabulated out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from drukproef.study import Codebook, Study, StudySettings
from drukproef.tabulate.cube import Cube
from drukproef.tabulate.run import tabulate

COLUMNS = ("wave", "stratum", "functie", "laag", "geslacht", "v1", "v2")
LAAG = {1: 1, 2: 1, 3: 2, 4: 2}  # functie: laag
Row = tuple[int, int, int, int]  # wave, functie, geslacht (9: refused), v1


def categories(**codes: int) -> list[dict[str, Any]]:
    return [{"code": code, "id": name, "label": name} for name, code in codes.items()]


def codebook() -> Codebook:
    waves = (2022, 2024)
    recode = {
        "source": "functie",
        "levels": {"provincie": ["cdk", "statenlid"], "gemeente": ["wethouder", "raadslid"]},
    }
    net = {"id": "niet_nee", "label": "ja of misschien", "categories": ("ja", "misschien")}
    variables = [
        {"id": "stratum", "categories": categories(alle=1)},
        {
            "id": "functie",
            "banner": True,
            "categories": categories(cdk=1, statenlid=2, wethouder=3, raadslid=4),
        },
        {"id": "laag", "banner": True, "categories": categories(provincie=1, gemeente=2), "derive": recode},
        {"id": "geslacht", "banner": True, "categories": categories(man=1, vrouw=2)},
    ]
    items = [
        {"id": "v1", "categories": categories(nee=0, ja=1, misschien=2), "nets": [net]},
        {"id": "v2", "categories": categories(nee=0, ja=1)},
    ]
    shared = {"label": "vraag", "waves": waves}
    return Codebook.model_validate(
        {
            "population": "leden",
            "wave_column": "meting",
            "respondent_column": "nr",
            "variables": [v | shared for v in variables],
            "items": [i | shared for i in items],
        }
    )


def study_of(root: Path, rows: list[Row], policy: dict[str, Any] | None, **rules: Any) -> Study:
    """A study with responses and weights (everybody 10); v2 is v1 without 'misschien'."""
    study = Study(
        root, _settings({"minimum_base": 5, "disclosure": policy, **rules}), {"leden": codebook()}, (), {}
    )
    full = [(w, 1, f, LAAG[f], g if g < 9 else -3, v, min(v, 1)) for w, f, g, v in rows]
    columns = {
        name: pa.array(c, pa.int16()) for name, c in zip(COLUMNS, zip(*full, strict=True), strict=True)
    }
    respondent = pa.array([f"r{i}" for i in range(len(rows))])
    sizes = {wave: sum(r[0] == wave for r in rows) for wave in (2022, 2024)}
    weights = {
        "wave": columns["wave"],
        "respondent": respondent,
        "stratum": columns["stratum"],
        "weight": pa.array([10.0] * len(rows)),
        "n_stratum": pa.array([sizes[r[0]] for r in rows]),
        "population": pa.array([10 * sizes[r[0]] for r in rows]),
    }
    for part, table in (("responses", columns | {"respondent": respondent}), ("weights", weights)):
        (study.results / part).mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.table(table), study.results / part / "leden.parquet")
    return study


def cube_of(study: Study) -> Cube:
    """The cube, made anew."""
    tabulate(study, "leden")
    return Cube.load(study, "leden")


def _settings(rules: dict[str, Any]) -> StudySettings:
    population = {
        "label": "leden",
        "codebook": "c.yaml",
        "strata": "stratum",
        "weighting": {"targets": "p.csv"},
    }
    files = {2022: "2022.sav", 2024: "2024.sav"}
    texts = {"id": "klein", "title": "Klein", "client": "niemand", "author": "drukproef", "licence": "CC0"}
    return StudySettings.model_validate(
        {**texts, "edition": 2024, "published": "2024-09-30", "chapters": (), "rules": rules}
        | {"populations": {"leden": population | {"files": files}}}
    )
