"""Write files so that a reader sees the old version or the new one, never half of one."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NUMBER = re.compile(r"[-+]?[\d.,]+%?")


@contextmanager
def written_aside(path: Path) -> Iterator[Path]:
    """Yield a temporary path beside `path`; rename it onto `path` only when the block succeeds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.stem}.{os.getpid()}.part{path.suffix}")
    try:
        yield aside
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def folder_replaced(folder: Path) -> Iterator[Path]:
    """Yield an empty folder beside `folder`; when the block succeeds it takes its place, with nothing left of the old."""
    aside = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    away = folder.with_name(f".{folder.name}.{os.getpid()}.old")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    try:
        yield aside
        if folder.exists():
            os.replace(folder, away)
        os.replace(aside, folder)
    except BaseException:
        if away.exists() and not folder.exists():
            os.replace(away, folder)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        shutil.rmtree(away, ignore_errors=True)


def write_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8 with Unix line ends, whole or not at all."""
    with written_aside(path) as aside:
        aside.write_text(text, encoding="utf-8", newline="\n")


def write_bytes(path: Path, content: bytes) -> None:
    """Write `content`, whole or not at all."""
    with written_aside(path) as aside:
        aside.write_bytes(content)


def harmless(text: str) -> str:
    """A text for a CSV file that a spreadsheet can't take for a formula; numbers stay as they are.

    >>> harmless("=1+1"), harmless("-3%")
    ("'=1+1", '-3%')
    """
    return f"'{text}" if text[:1] in set("=+-@\t\r") and not _NUMBER.fullmatch(text) else text


def sha256(path: Path) -> str:
    """The SHA-256 of a file, as 64 hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
