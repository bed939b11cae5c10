"""An argument and the environment in, the Quarto program and its version out; or where it was sought."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from drukproef.errors import DrukproefError, fail

MINIMUM = (1, 7, 0)
"""The oldest version that the generated projects were tried with; 99.9.9 is how a development build calls itself."""
NAMES = ("quarto", "quarto.exe", "quarto.cmd")
VERSION_TIMEOUT = 60.0  # seconds; the first start of a Quarto can be slow


@dataclass(frozen=True)
class Quarto:
    """A Quarto that can be run."""

    path: Path
    version: str


def find_quarto(argument: str | None, environment: Mapping[str, str]) -> Quarto:
    """The Quarto to use: the argument, else QUARTO_PATH, else the one on PATH.

    What is named but not there is an error; the next place is then not tried. DrukproefError also when it is too
    old, or does not tell its version.
    """
    path = _path(argument, environment)
    version = _version(path, environment)
    if tuple(int(n) for n in version.split(".")[:3]) < MINIMUM:
        minimum = ".".join(map(str, MINIMUM))
        raise fail(
            str(path), f"this is Quarto {version}", f"Quarto {minimum} or newer", "install a newer Quarto"
        )
    return Quarto(path, version)


def _path(argument: str | None, environment: Mapping[str, str]) -> Path:
    for name, value in (("--quarto", argument), ("QUARTO_PATH", environment.get("QUARTO_PATH"))):
        if value:
            return _named(name, value)
    if found := shutil.which("quarto", path=environment.get("PATH")):
        return Path(found).absolute()
    raise fail(
        "Quarto",
        "it was not found: --quarto and QUARTO_PATH are not given, and no folder of PATH has a program 'quarto'",
        "Quarto, to render with it",
        "install it from quarto.org, or say where it is: --quarto PATH; without --with quarto nothing needs it",
    )


def _named(name: str, value: str) -> Path:
    """A program, or the folder that holds it."""
    given = Path(value).expanduser().absolute()
    candidates = [given, *(given / folder / program for folder in ("", "bin") for program in NAMES)]
    for candidate in candidates:
        if candidate.is_file() and os.access(candidate, os.X_OK):
            return candidate
    raise fail(f"{name} {value}", "there is no Quarto", "the program 'quarto', or the folder that holds it")


def _version(path: Path, environment: Mapping[str, str]) -> str:
    try:
        done = subprocess.run(
            [str(path), "--version"], env=dict(environment), stdin=subprocess.DEVNULL, capture_output=True,
            text=True, errors="replace", timeout=VERSION_TIMEOUT, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise _no_version(path, f"it does not answer within {VERSION_TIMEOUT:g} seconds") from error
    except OSError as error:
        raise _no_version(path, f"it can't be started: {error.strerror}") from error
    found = re.search(r"^\s*v?(\d+\.\d+\.\d+)", done.stdout, re.MULTILINE)
    if done.returncode != 0 or found is None:
        said = (done.stdout + done.stderr).strip().splitlines()
        raise _no_version(
            path, f"exit code {done.returncode}, and it says: {said[-1] if said else 'nothing'}"
        )
    return found[1]


def _no_version(path: Path, found: str) -> DrukproefError:
    step = f"run it by hand: {path} --version"
    return fail(f"{path} --version", found, "a version such as 1.10.18", step)
