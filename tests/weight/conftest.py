"""A study of twelve respondents in two waves and two strata, for the stage `weight`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from drukproef.study import Codebook, Study, StudySettings

FIGURES = """wave,stratum,population,source,date
2022,raadslid,20,register,2022
2022,wethouder,4,register,2022
2024,raadslid,18,register,2024
2024,wethouder,2,register,2024
"""
STRATA = {2022: [1, 1, 1, 1, 2, 2], 2024: [1, 1, 1, 1, 1, 2]}

SETTINGS = {
    "id": "klein",
    "title": "Klein",
    "edition": 2024,
    "client": "niemand",
    "author": "drukproef",
    "published": "2024-09-30",
    "licence": "CC0",
    "chapters": (),
    "populations": {
        "leden": {
            "label": "leden",
            "codebook": "codebook.yaml",
            "files": {2022: "a.sav", 2024: "b.sav"},
            "strata": "functie",
            "weighting": {"targets": "population.csv"},
        }
    },
}
CODEBOOK = {
    "population": "leden",
    "wave_column": "meting",
    "respondent_column": "nr",
    "items": (),
    "variables": [
        {
            "id": "functie",
            "label": "functie",
            "waves": (2022, 2024),
            "categories": [
                {"code": 1, "id": "raadslid", "label": "raadslid"},
                {"code": 2, "id": "wethouder", "label": "wethouder"},
            ],
        }
    ],
}

Make = Callable[..., Study]


@pytest.fixture
def drawn() -> None:
    """For tests in which the stage draws its figure, which is most of its time."""


@pytest.fixture(autouse=True)
def _not_drawn(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "drawn" not in request.fixturenames:
        monkeypatch.setattr(
            "drukproef.weight.run.diagnostics_figure", lambda *_: '<?xml version="1.0"?><svg/>'
        )


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Writes the figures and responses of a study, and gives the study."""

    def write(figures: str = FIGURES, strata: dict[int, list[int]] = STRATA) -> Study:
        study = Study(
            tmp_path,
            StudySettings.model_validate(SETTINGS),
            {"leden": Codebook.model_validate(CODEBOOK)},
            (),
            {},
        )
        study.data.mkdir(parents=True)
        (study.data / "population.csv").write_text(figures, encoding="utf-8")
        rows = [(wave, code) for wave, codes in strata.items() for code in codes]
        table = pa.table(
            {
                "wave": pa.array([wave for wave, _ in rows], pa.int16()),
                "respondent": [f"r{number}" for number in range(len(rows))],
                "functie": pa.array([code for _, code in rows], pa.int16()),
            }
        )
        (study.results / "responses").mkdir(parents=True)
        pq.write_table(table, study.results / "responses" / "leden.parquet")
        return study

    return write
