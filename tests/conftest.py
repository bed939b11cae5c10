"""A project of one's own for each test: the tiny study, in a folder that the test may change."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from drukproef.cli import main
from drukproef.study import Study, load_study

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Project:
    """A folder with the workflow, the theme and the tiny study."""

    root: Path

    def study(self) -> Study:
        """The study as it is defined now."""
        return load_study("tiny", self.root)

    def path(self, name: str) -> Path:
        """A file of the project."""
        return self.root / name

    def replace(self, name: str, old: str, new: str) -> None:
        """Change a file; `old` must be in it."""
        text = self.path(name).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        self.path(name).write_text(text.replace(old, new), encoding="utf-8")

    def run(self, *arguments: str) -> tuple[int, str]:
        """Run a command as a person would; returns the exit code and what stands on stderr."""
        errors, code = io.StringIO(), 0
        with contextlib.chdir(self.root), contextlib.redirect_stderr(errors):
            try:
                main(list(arguments))
            except SystemExit as end:
                code = int(end.code or 0)
        return code, errors.getvalue()

    def build(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run Snakemake in a process of its own."""
        command = [str(Path(sys.executable).parent / "snakemake"), "--cores", "2"]
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        environment = {**os.environ, "PATH": path, "XDG_CACHE_HOME": str(self.root / ".cache")}
        return subprocess.run(
            [*command, *arguments], cwd=self.root, env=environment, capture_output=True, text=True, timeout=600, check=False
        )  # fmt: skip


def new_project(root: Path) -> Project:
    """The tiny study with the workflow and the theme, in a new folder."""
    shutil.copytree(ROOT / "tests" / "studies" / "tiny", root)
    for folder in ("workflow/rules", "profiles", "templates/theme"):
        shutil.copytree(ROOT / folder, root / folder)
    for file in ("Snakefile", "environment.yml"):
        shutil.copy(ROOT / file, root / file)
    (root / "config.yaml").write_text("study: tiny\n", encoding="utf-8")
    return Project(root)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The tiny study in a folder of its own."""
    return new_project(tmp_path / "project")


@pytest.fixture(scope="session")
def _tabulated_once(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = new_project(tmp_path_factory.mktemp("tabulated") / "project")
    for population in ("ambtsdragers", "griffiers"):
        for stage in ("clean", "weight", "tabulate"):
            assert made.run(stage, "tiny", population) == (0, "")
    for chapter in ("1", "2"):
        assert made.run("draw", "tiny", chapter) == (0, "")
    return made


@pytest.fixture
def tabulated(_tabulated_once: Project, tmp_path: Path) -> Project:
    """The tiny study up to and including its figures, in a folder of its own."""
    root = tmp_path / "project"
    shutil.copytree(_tabulated_once.root, root)
    return Project(root)
