"""A script of the references in, what R makes of it today out."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def needs_r(test: Callable[..., None]) -> Callable[..., None]:
    """Mark a test that runs R; it is skipped where R is not installed."""
    without = pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
    return pytest.mark.r(without(test))


def made_by_r(script: Path, folder: Path, *inputs: Path) -> Any:
    """Run a script beside which its data stand; it is told its inputs, then the JSON file to write in `folder`."""
    made = folder / f"{script.stem}.json"
    command = ["Rscript", script.name, *map(str, inputs), str(made)]
    subprocess.run(command, cwd=script.parent, check=True, capture_output=True, timeout=900)
    return json.loads(made.read_text(encoding="utf-8"))
