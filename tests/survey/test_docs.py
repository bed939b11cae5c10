"""The page about `drukproef.survey` says what the program does."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import drukproef.survey

PAGE = Path(__file__).resolve().parents[2] / "docs" / "survey.md"


def test_the_examples_give_what_the_page_says() -> None:
    result = doctest.testfile(str(PAGE), module_relative=False)
    assert result.failed == 0 and result.attempted > 20


def test_every_function_of_the_page_exists() -> None:
    """Names in code before a bracket, in the tables and the text."""
    text = re.sub(r"```.*?```", "", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
    cells = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    names = {name for cell in cells for name in re.findall(r"(\w+)\(", cell)} - {"row", "rest", "of"}
    assert names <= set(drukproef.survey.__all__) and len(names) > 8
