"""The sample report, rendered once for all tests that only read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from drukproef.render.run import render
from drukproef.render.theme import Theme, load_theme
from drukproef.study.load import Study
from lxml import html

from tests.render import sample


@dataclass(frozen=True)
class Rendered:
    """A study and its report."""

    study: Study

    @property
    def folder(self) -> Path:
        return self.study.results / "report"

    @property
    def pdf(self) -> Path:
        return self.folder / f"{self.study.id}.pdf"

    def page(self, chapter_id: str) -> Any:
        """A parsed chapter page."""
        return html.parse(self.folder / "html" / f"{chapter_id}.html").getroot()


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    study = sample.study(tmp_path_factory.mktemp("report"))
    render(study, lambda _: None)
    return Rendered(study)


@pytest.fixture
def pdf(rendered: Rendered) -> Any:
    with pikepdf.open(rendered.pdf) as document:
        yield document


@pytest.fixture(scope="session")
def theme() -> Theme:
    return load_theme(sample.ROOT, "nl")


@pytest.fixture
def study_with(tmp_path: Path) -> Callable[..., Study]:
    """The sample in a folder of its own, with one chapter replaced."""

    def make(*markdown_or_blocks: Any, chapter_id: str = "2", number: str | None = "2") -> Study:
        study = sample.study(tmp_path)
        blocks = [sample.Prose(markdown=b) if isinstance(b, str) else b for b in markdown_or_blocks]
        sample.write_chapter(study, sample.chapter(chapter_id, number, "Vervangen", *blocks))
        return study

    return make
