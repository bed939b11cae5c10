"""Quarto's JSON log and what it printed in; unresolved references, missing citations and files, and warnings out.

Quarto exits with 0 for all of these. Some stand in the log only, some on standard error only, so both are read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from drukproef.render.quarto.process import without_colours

Kind = Literal["reference", "citation", "file", "warning", "error"]
_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("reference", re.compile(r"Unable to resolve crossref[:\s]+@?(?P<what>\S+)")),
    ("citation", re.compile(r"[Cc]itation '?@?(?P<what>[^\s']+)'? not found")),
    ("file", re.compile(r"Could not fetch resource[:\s]+'?(?P<what>[^\s':]+)")),
    ("file", re.compile(r"Unable to resolve link target[:\s]+'?(?P<what>[^\s':]+)")),
)
_LOUD = re.compile(r"^\s*(?:\(?[|/\\-]\)?\s*)?\[?(?P<level>WARN(?:ING)?|ERROR)\b\]?:?", re.MULTILINE)
_PROGRESS = re.compile(r"^\s*\[\s*\d+/\d+\]\s+(?P<file>\S+\.qmd)", re.MULTILINE)


@dataclass(frozen=True)
class Finding:
    """One complaint: its kind, what it is about ("tbl-x"), and its words."""

    kind: Kind
    what: str
    text: str


def read_log(path: Path) -> list[tuple[str, str]]:
    """(level, message) per line of a json-stream log; lines that are no JSON are kept as messages."""
    if not path.is_file():
        return []
    return [
        _entry(line)
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
        if line.strip()
    ]


def _entry(line: str) -> tuple[str, str]:
    try:
        entry = json.loads(line)
        return str(entry.get("levelName", "")).upper(), without_colours(str(entry.get("msg", "")))
    except (ValueError, AttributeError):
        return "", without_colours(line)


def findings(log: Iterable[tuple[str, str]], said: str) -> list[Finding]:
    """Every complaint once, in order."""
    found: dict[tuple[Kind, str], Finding] = {}
    for level, message in [*log, *(("", line) for line in said.splitlines())]:
        for finding in _of(level, message):
            found.setdefault((finding.kind, finding.what), finding)
    return list(found.values())


def last_file(log: Iterable[tuple[str, str]], said: str) -> str:
    """The chapter that Quarto announced last: "2.qmd"; empty when it announced none."""
    text = "\n".join([*(message for _, message in log), said])
    return next((m["file"] for m in reversed(list(_PROGRESS.finditer(text)))), "")


def _of(level: str, message: str) -> Iterator[Finding]:
    known = [(kind, match) for kind, pattern in _PATTERNS for match in pattern.finditer(message)]
    for kind, match in known:
        yield Finding(kind, match["what"].rstrip(".,;:)"), " ".join(message.split()))
    if known:
        return
    loud = _LOUD.match(message)
    level = level or (loud["level"] if loud else "")
    text = " ".join(_LOUD.sub("", message, count=1).split())
    if level.startswith("WARN") and text:
        yield Finding("warning", text, text)
    elif level.startswith(("ERR", "CRIT")) and text:
        yield Finding("error", text, text)
