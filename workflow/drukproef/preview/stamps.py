"""Files in, stamps out: two stamps differ when a file has changed, come or gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

Stamp = tuple[tuple[str, int, int], ...]


def stamp_of(files: Iterable[Path]) -> Stamp:
    """Name, time of change and size of each file that exists."""
    return tuple(sorted(_facts(files)))


def files_below(*folders: Path) -> list[Path]:
    """All files in folders, without the hidden ones that editors keep beside their text."""
    found = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return [
        path for path in found if not path.name.startswith(".") and not path.name.endswith(("~", ".part"))
    ]


def newest(files: Iterable[Path]) -> int:
    """When the last of these files changed; 0 when none exists."""
    return max((time for _, time, _ in _facts(files)), default=0)


def _facts(files: Iterable[Path]) -> Iterator[tuple[str, int, int]]:
    for path in files:
        try:
            status = path.stat()
        except FileNotFoundError:
            continue
        yield str(path), status.st_mtime_ns, status.st_size
