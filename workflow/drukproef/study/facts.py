"""facts.yaml: numbers that the report states but does not compute, each with the source that vouches for it."""

from __future__ import annotations

from pathlib import Path

from drukproef.study.frozen import Frozen
from drukproef.study.yamlfile import load_model


class Fact(Frozen):
    """A declared value: what is printed, and where it comes from."""

    value: float | int | str
    unit: str = ""  # "procent", "personen", ...
    source: str


class Facts(Frozen):
    """All of facts.yaml."""

    facts: dict[str, Fact]


def load_facts(path: Path, shown_path: str) -> dict[str, Fact]:
    """All declared facts by id."""
    return load_model(Facts, path, shown_path).facts
