"""A study of three statements and a cube whose shares can be checked by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import pytest
from drukproef.draw import run
from drukproef.draw.canvas import CAP_HEIGHT, REGULAR, SIZE, Canvas
from drukproef.draw.look import CM_PER_POINT, Look, load_look
from drukproef.draw.reader import Reader
from drukproef.draw.run import Drawing, drawing_of
from drukproef.study.codebook import Codebook
from drukproef.study.load import Study
from drukproef.study.plan import ChapterPlan, FigurePlan
from drukproef.study.settings import StudySettings
from drukproef.tabulate.cell import Cell, CellKey, Status

PROJECT = Path(__file__).parents[2]
AWKWARD = "Eigen <b>&\"{belang}\" kost $1 of $2 'extra' font-family: serif; @title@"
WAVES = (2020, 2022, 2024)
SHARES = {"oneens": 0.105, "neutraal": 0.02, "eens": 0.475, "helemaal_eens": 0.3, "weet_niet": 0.1}
NETS = {"mee_eens": 0.775}

Box = tuple[float, float, float, float, str]
"""Left, top, right and bottom of a text's capitals, and the text."""


@dataclass
class HandMadeCube:
    """Shares by (item, wave, level), else those above; a status for an item, wave or level hides cells."""

    population: str = "leden"
    shares: dict[tuple[str, int, str], dict[str, float]] = field(default_factory=dict)
    hidden: dict[object, Status] = field(default_factory=dict)
    n: dict[object, int] = field(default_factory=dict)

    def get(self, key: CellKey) -> Cell:
        """A cell in which only what a figure reads is filled in."""
        parts = (key.item, key.wave, key.level)
        status = next((self.hidden[p] for p in parts if p in self.hidden), Status.SHOWN)
        status = self.hidden.get((key.item, key.level), status)
        share = {**SHARES, **NETS, **self.shares.get(parts, {})}[key.category]
        filled: dict[str, Any] = {f.name: None for f in fields(Cell)}
        filled |= {"key": key, "status": status, "n": next((self.n[p] for p in parts if p in self.n), 1082)}
        filled["estimate"] = share if status is Status.SHOWN else None
        filled["ci_low"], filled["ci_high"] = share - 0.05, share + 0.05  # also of hidden cells: a trap
        return Cell(**filled)


def make_codebook() -> Codebook:
    answers = [{"code": i, "id": a, "label": a.replace("_", " ")} for i, a in enumerate(SHARES)]
    likert = {
        "kind": "likert",
        "categories": answers,
        "nets": [{"id": "mee_eens", "label": "(helemaal) mee eens", "categories": ["eens", "helemaal_eens"]}],
        "waves": WAVES,
        "dont_know": "in_base",
    }
    labels = {"een": "Ik durf het", "twee": AWKWARD, "drie": "Er is ruimte " + "om te praten " * 8}
    groups = [{"code": 1, "id": "man", "label": "mannen"}, {"code": 2, "id": "vrouw", "label": "vrouwen"}]
    return Codebook.model_validate(
        {
            "population": "leden",
            "wave_column": "w",
            "respondent_column": "r",
            "variables": [
                {"id": "geslacht", "label": "geslacht", "banner": True, "categories": groups, "waves": WAVES}
            ],
            "items": [{"id": i, "label": label, **likert} for i, label in labels.items()],
        }
    )


@pytest.fixture
def make_study(tmp_path: Path) -> Callable[..., Study]:
    """A study in a folder of its own, with the project's theme."""

    def make(*plans: FigurePlan, **settings: Any) -> Study:
        (tmp_path / "templates").mkdir(exist_ok=True)
        theme = tmp_path / "templates" / "theme"
        if not theme.exists():
            theme.symlink_to(PROJECT / "templates" / "theme")
        population = {
            "label": "leden",
            "codebook": "c.yaml",
            "files": {2024: "x.sav"},
            "strata": "geslacht",
            "weighting": {"targets": "t.csv"},
        }
        filled = {
            "id": "proef",
            "title": "Proef",
            "edition": 2024,
            "client": "c",
            "author": "a",
            "published": dt.date(2024, 9, 30),
            "licence": "CC0",
            "populations": {"leden": population},
            "chapters": ["2"],
            **settings,
        }
        chapter = ChapterPlan(id="2", title="Twee", template="2.qmd.j2", figures=plans)
        study_settings = StudySettings.model_validate(filled)
        return Study(tmp_path, study_settings, {"leden": make_codebook()}, (chapter,), {})

    return make


@pytest.fixture(scope="session")
def look() -> Look:
    """The project's own look."""
    return load_look(PROJECT)


@pytest.fixture
def make_plan() -> Callable[..., FigurePlan]:
    """A plan of the three statements, unless said otherwise."""

    def make(kind: str, **parts: Any) -> FigurePlan:
        filled = {
            "id": f"fig-{kind}",
            "title": "Titel",
            "items": ("een", "twee", "drie"),
            "kind": kind,
            **parts,
        }
        return FigurePlan.model_validate(filled)

    return make


@pytest.fixture
def make_reader(make_study: Callable[..., Study]) -> Callable[..., Reader]:
    """A reader of a plan over a hand-made cube."""

    def make(plan: FigurePlan, cube: HandMadeCube | None = None, **settings: Any) -> Reader:
        return Reader(plan, make_study(plan, **settings), cube or HandMadeCube(), "plan/2.yaml")

    return make


@pytest.fixture
def drawn(make_study: Callable[..., Study], look: Look) -> Callable[..., Drawing]:
    """A plan drawn over a hand-made cube."""

    def make(plan: FigurePlan, cube: HandMadeCube | None = None, **settings: Any) -> Drawing:
        return drawing_of(plan, make_study(plan, **settings), "2", cube or HandMadeCube(), look)

    return make


@pytest.fixture
def awkward() -> str:
    """The label of the second statement, full of signs that mean something in formats."""
    return AWKWARD


@pytest.fixture
def make_cube() -> type[HandMadeCube]:
    """The class of hand-made cubes."""
    return HandMadeCube


@pytest.fixture
def written(monkeypatch) -> list[Box]:
    """The boxes of all texts that are drawn in a test."""
    found: list[Box] = []
    original = Canvas.text

    def text(self, x, y, text, anchor="left", colour=None, size=SIZE, weight=REGULAR, gid=None):
        width = self.look.width(text, size, weight)
        left = x - {"left": 0.0, "center": width / 2, "right": width}[anchor]
        half = CAP_HEIGHT / 2 * size * CM_PER_POINT
        found.append((left, y - half, left + width, y + half, text))
        original(self, x, y, text, anchor, colour, size, weight, gid)

    monkeypatch.setattr(Canvas, "text", text)
    monkeypatch.setattr(Canvas, "svg", lambda canvas: "")  # only where texts stand matters
    monkeypatch.setattr(run, "finished_svg", lambda *parts: "")
    return found
