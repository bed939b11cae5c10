"""A command in, its exit code and what it said out; a program that hangs is ended with all that it started."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

GRACE = 5.0  # seconds between asking a process to end and ending it
_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")


@dataclass(frozen=True)
class Finished:
    """How a program ended; `code` is None when its time was up."""

    code: int | None
    said: str  # standard output and error, as a person would have seen them, without colours


def run_to_end(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], timeout: float
) -> Finished:
    """Run a program in a process group of its own; nothing of it is left running, also when we are interrupted.

    What it says goes to a file: a pipe would stay open for as long as any process that it started.
    """
    with tempfile.TemporaryFile() as spoken:
        process = subprocess.Popen(
            command, cwd=folder, env=dict(environment), stdin=subprocess.DEVNULL, stdout=spoken,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        code: int | None = None
        try:
            with contextlib.suppress(subprocess.TimeoutExpired):
                code = process.wait(timeout)
        finally:
            _end(process)
        spoken.seek(0)
        return Finished(code, without_colours(spoken.read().decode(errors="replace")))


def without_colours(text: str) -> str:
    """Text without the codes that colour a terminal.

    >>> without_colours("\\x1b[33mWARNING\\x1b[39m")
    'WARNING'
    """
    return _ANSI.sub("", text).replace("\r", "\n")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and its children: first they are asked, then they are not."""
    if os.name != "posix":  # Windows has no process groups of this kind
        process.kill()
        process.wait()
        return
    if process.poll() is None:
        _signal(process, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(GRACE)
    _signal(process, signal.SIGKILL)
    process.wait()


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)  # its own session, so its group has its id
