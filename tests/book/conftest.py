"""The tiny study with its table book, made once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from drukproef.book.run import book
from drukproef.study import Study
from drukproef.tabulate.cube import TOTAL, Cube


@dataclass(frozen=True)
class Made:
    """A study and the folder of its table book."""

    study: Study

    @property
    def folder(self) -> Path:
        return self.study.results / "book"

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def workbook(self) -> openpyxl.Workbook:
        return openpyxl.load_workbook(self.folder / "tabellenboek.xlsx")


def silent(message: str) -> None:
    """No progress."""


def make(study: Study) -> Made:
    """Make the table book."""
    book(study, silent)
    return Made(study)


@pytest.fixture(scope="session")
def _made_once(_tabulated_once: Any, tmp_path_factory: pytest.TempPathFactory) -> Made:
    from drukproef.study import load_study

    root = tmp_path_factory.mktemp("book") / "project"
    shutil.copytree(_tabulated_once.root, root)
    return make(load_study("tiny", root))


@pytest.fixture
def made(_made_once: Made) -> Made:
    """The table book of the tiny study; not to be changed."""
    return _made_once


def places(study: Study, population: str, wave: int) -> list[tuple[int, str, str]]:
    """What the columns of a block stand for: (wave, banner, level), the total first."""
    banners = study.codebooks[population].banners
    levels = [(wave, banner.id, level.id) for banner in banners for level in banner.categories]
    return [(wave, TOTAL, TOTAL), *levels]


def cubes(study: Study) -> Iterator[tuple[str, Cube]]:
    """The cube of each population."""
    for population in study.settings.populations:
        yield population, Cube.load(study, population)
