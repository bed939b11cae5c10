"""Disclosure control is told counts; it does not know who made them."""

from __future__ import annotations

import ast
from pathlib import Path

import drukproef.disclosure

ALLOWED = {"clean", "disclosure", "errors", "files", "highs", "study"}


def test_it_imports_only_from_earlier_stages() -> None:
    found = {
        node.module.split(".")[1]
        for path in Path(drukproef.disclosure.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("drukproef.")
    }
    assert found == ALLOWED
