"""The sample report, and a fake Quarto that does what a test tells it to."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from drukproef.render.quarto.run import render_with_quarto
from drukproef.study.load import Study

from tests.render import sample

OUTPUTS = ("index.html", "2.html", "respons.html", "proef.docx")

SCRIPT = """#!{python}
import json, os, pathlib, subprocess, sys, time
here = pathlib.Path(__file__).resolve().parent
told = json.loads((here / "told.json").read_text())
if sys.argv[1:] == ["--version"]:
    print(told["version"])
    sys.exit(told["version_code"])
kept = ("QUARTO_PYTHON", "PATH", "SOURCE_DATE_EPOCH", "NO_COLOR", "QUARTO_PROFILE")
call = dict(argv=sys.argv[1:], env={{k: os.environ.get(k) for k in kept}}, cwd=os.getcwd())
(here / "call.json").write_text(json.dumps(call))
if told["hang"]:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    (here / "child.pid").write_text(str(child.pid))
    print("[1/3] index.qmd", flush=True)
    time.sleep(600)
log = pathlib.Path(sys.argv[sys.argv.index("--log") + 1])
log.write_text("".join(line + "\\n" for line in told["log"]))
for name in told["outputs"]:
    made = pathlib.Path(sys.argv[2]) / "_book" / name
    made.parent.mkdir(parents=True, exist_ok=True)
    made.write_text("made by Quarto" if name not in told["empty"] else "")
print(told["said"], file=sys.stderr)
sys.exit(told["code"])
"""


@dataclass
class FakeQuarto:
    """A program `quarto` in a folder of its own."""

    folder: Path

    @property
    def program(self) -> Path:
        return self.folder / "quarto"

    def tell(self, **changes: Any) -> None:
        """Set what it does; everything else is as in a run that goes well."""
        told = {"version": "1.10.18", "version_code": 0, "code": 0, "said": "[1/3] index.qmd", "log": [],
                "outputs": OUTPUTS, "empty": [], "hang": False} | changes  # fmt: skip
        (self.folder / "told.json").write_text(json.dumps(told), encoding="utf-8")

    @property
    def call(self) -> dict[str, Any]:
        """How it was called."""
        return json.loads((self.folder / "call.json").read_text(encoding="utf-8"))

    @property
    def environment(self) -> dict[str, str]:
        """An environment in which only this Quarto can be found."""
        return {"PATH": os.pathsep.join([str(self.folder), "/usr/bin", "/bin"]), "HOME": str(self.folder)}


def log_line(message: str, level: str = "INFO") -> str:
    """A line of a json-stream log."""
    return json.dumps(
        {"msg": message, "level": {"INFO": 20, "WARN": 30, "ERROR": 40}[level], "levelName": level}
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "quarto: renders with the real Quarto, where it is installed")


@pytest.fixture
def quarto(tmp_path: Path) -> FakeQuarto:
    folder = tmp_path / "fake quarto"
    folder.mkdir()
    made = FakeQuarto(folder)
    made.program.write_text(SCRIPT.format(python=sys.executable), encoding="utf-8")
    made.program.chmod(0o755)
    made.tell()
    return made


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return sample.study(tmp_path / "project")


@dataclass
class Ran:
    """A run of the wrapper with the fake."""

    study: Study
    quarto: FakeQuarto
    said: list[str]

    def render(self, argument: str | None = None, **more: Any) -> Path:
        """Render the sample."""
        more = {"environment": self.quarto.environment} | more
        return render_with_quarto(self.study, argument, self.said.append, **more)


@pytest.fixture
def ran(study: Study, quarto: FakeQuarto) -> Ran:
    return Ran(study, quarto, [])
