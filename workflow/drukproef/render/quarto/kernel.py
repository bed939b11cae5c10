"""Pieces of python with their places in, what Jupyter makes of each out: one kernel, in order, or a named failure."""

from __future__ import annotations

import importlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from drukproef.errors import fail

TIMEOUT = 120.0  # seconds for a piece


def run_cells(pieces: list[tuple[str, str]], folder: Path) -> list[list[Any]]:
    """The outputs of each (code, place), run in `folder` with this Python.

    DrukproefError at the place that fails, hangs or kills its kernel; or when Jupyter is not installed.
    """
    try:
        nbclient: Any = importlib.import_module("nbclient")
        nbformat: Any = importlib.import_module("nbformat.v4")
        importlib.import_module("ipykernel")
    except ImportError as error:
        step = "run: pip install nbclient ipykernel"
        raise fail(pieces[0][1], "a python cell needs Jupyter, which is not installed", "it", step) from error
    cells = [nbformat.new_code_cell(code) for code, _ in pieces]
    with _no_personal_settings():
        _execute(nbclient, nbformat.new_notebook(cells=cells), [place for _, place in pieces], folder)
    return [list(cell.outputs) for cell in cells]


@contextmanager
def _no_personal_settings() -> Iterator[None]:
    """Let Jupyter and IPython keep their files in an empty folder: what is in somebody's home must not matter."""
    names = ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR")
    before = {name: os.environ.get(name) for name in names}
    with tempfile.TemporaryDirectory(prefix="drukproef-") as folder:
        os.environ.update(dict.fromkeys(names, folder))
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


def _execute(nbclient: Any, notebook: Any, places: list[str], folder: Path) -> None:
    """Run a notebook in place."""
    at = [0]

    def start(cell: Any, cell_index: int) -> None:
        at[0] = cell_index

    client = nbclient.NotebookClient(
        notebook, timeout=TIMEOUT, kernel_name="python3", on_cell_start=start,
        resources={"metadata": {"path": str(folder)}},
    )  # fmt: skip
    errors = nbclient.exceptions
    try:
        client.execute(env={**os.environ, "PYTHONHASHSEED": "0"})  # hashes of texts: the same in each run
    except errors.CellExecutionError as error:
        found = f"python cell: {error.ename}: {error.evalue}"
        raise fail(places[at[0]], found, "a cell that runs", "mend the code") from error
    except errors.CellTimeoutError as error:
        found = f"python cell: not ready after {TIMEOUT:g} seconds"
        raise fail(places[at[0]], found, "a cell that ends", "move the work to the plan") from error
    except errors.DeadKernelError as error:
        raise fail(places[at[0]], "python cell: its kernel died", "a cell that runs") from error
