"""One direction of flow: a part of the package imports only from parts that come before it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import drukproef
import pytest

ROOT = Path(drukproef.__file__).parent
ORDER = (
    {"errors", "marking"},
    {"files", "highs"},
    {"study"},
    {"wording", "theme", "survey", "reconstruct", "clean"},
    {"weight", "disclosure"},
    {"tabulate"},
    {"draw", "book", "reconcile", "crosstab"},
    {"write", "items"},
    {"render"},
    {"preview"},
    {"cli"},
)
LEVEL = {part: level for level, parts in enumerate(ORDER) for part in parts}


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        yield from (name.split(".")[1] for name in names if name.startswith("drukproef."))


@pytest.mark.parametrize("part", sorted(LEVEL))
def test_it_imports_only_from_earlier_parts(part: str) -> None:
    files = sorted((ROOT / part).rglob("*.py")) or [ROOT / f"{part}.py"]
    later = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in files
        for name in _imported(path)
        if name != part and LEVEL[name] >= LEVEL[part]
    }
    assert later == set()


def test_every_part_has_its_place() -> None:
    found = {p.stem for p in ROOT.iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()}
    assert found - {"__init__"} == set(LEVEL)
