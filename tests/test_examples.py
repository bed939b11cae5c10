"""Every example in a docstring gives what it says."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import drukproef
import pytest

MODULES = [module.name for module in pkgutil.walk_packages(drukproef.__path__, "drukproef.")]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0


def test_there_are_examples_to_run() -> None:
    """None of them in this list would mean that none is run."""
    finder = doctest.DocTestFinder(exclude_empty=True)
    found = [e for name in MODULES for e in finder.find(importlib.import_module(name)) if e.examples]
    assert len(found) > 90
