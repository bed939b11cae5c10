"""A finished run of Quarto in, problems for people out: with the failing place in the author's own template."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drukproef.errors import Problem
from drukproef.render.quarto.log import Finding, findings, last_file
from drukproef.render.quarto.process import Finished
from drukproef.render.quarto.settings import OUTPUT
from drukproef.study.load import Study

LAST_LINES = 12
_EXPECTED = {
    "reference": "the id of a table, figure or section of the report",
    "citation": "a citation that the bibliography has",
    "file": "a file that is in the project",
}


@dataclass(frozen=True)
class Run:
    """A run of Quarto: where, on what, and how it ended."""

    study: Study
    folder: Path
    sources: dict[str, str]  # "2.qmd": path of the template, from the project's root
    finished: Finished
    log: list[tuple[str, str]]
    timeout: float

    @property
    def findings(self) -> list[Finding]:
        """All that it complained of."""
        return findings(self.log, self.finished.said)

    @property
    def place(self) -> str:
        """The chapter that it was at, as messages show it."""
        file = last_file(self.log, self.finished.said)
        shown = f"results/{self.study.text_id}/quarto/{file}".rstrip("/")
        return f"{shown} (from {self.sources[file]})" if file in self.sources else shown


def problems_of(run: Run) -> list[Problem]:
    """Why the run failed; empty when it succeeded. Quarto's own exit code does not tell all."""
    unresolved = [_unresolved(run, finding) for finding in run.findings if finding.kind in _EXPECTED]
    if run.finished.code is None:
        return [_hung(run)]
    if run.finished.code != 0:
        return [_crashed(run), *unresolved]
    return unresolved or list(_missing(run))


def warnings_of(run: Run) -> list[str]:
    """What it complained of without consequences."""
    return [finding.text for finding in run.findings if finding.kind in {"warning", "error"}]


def _hung(run: Run) -> Problem:
    return Problem(
        run.place,
        f"Quarto was not ready after {run.timeout:g} seconds and has been ended; it said last:\n{_last_words(run)}",
        "a rendered book",
        _look(run),
    )


def _crashed(run: Run) -> Problem:
    errors = [finding.text for finding in run.findings if finding.kind == "error"]
    words = "\n".join(f"    {error}" for error in errors) or _last_words(run)
    code = run.finished.code
    ended = (
        f"was ended by signal {-code}" if code is not None and code < 0 else f"ended with exit code {code}"
    )
    return Problem(run.place, f"Quarto {ended}:\n{words}", "a rendered book", _look(run))


def _last_words(run: Run) -> str:
    said = [line for line in run.finished.said.splitlines() if line.strip()] or ["(nothing)"]
    return "\n".join(f"    {line.rstrip()}" for line in said[-LAST_LINES:])


def _look(run: Run) -> str:
    name = run.study.text_id
    return f"mend it there, or look in results/{name}/log/quarto.jsonl and results/{name}/quarto/"


def _unresolved(run: Run, finding: Finding) -> Problem:
    sign = "" if finding.kind == "file" else "@"
    return Problem(
        _place_of(run, f"{sign}{finding.what}"),
        f"Quarto could not resolve the {finding.kind} '{sign}{finding.what}'",
        _EXPECTED[finding.kind],
    )


def _place_of(run: Run, written: str) -> str:
    """File and line of the template where it stands; else those of the .qmd; else the project."""
    pattern = re.compile(rf"(?<![\w-]){re.escape(written)}(?![\w-])")
    for file, source in run.sources.items():
        for shown, path in (
            (source, run.study.root / source),
            (f"results/{run.study.text_id}/qmd/{file}", run.folder / file),
        ):
            if line := _line_of(path, pattern):
                return f"{shown}, line {line}"
    return f"results/{run.study.text_id}/qmd/"


def _line_of(path: Path, pattern: re.Pattern[str]) -> int | None:
    if not path.is_file():
        return None
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((n for n, line in enumerate(lines, 1) if pattern.search(line)), None)


def _missing(run: Run) -> Iterator[Problem]:
    """Quarto said that it succeeded; here is what is not there all the same."""
    names = [f"{Path(file).stem}.html" for file in run.sources] + [f"{run.study.id}.docx"]
    for name in names:
        made = run.folder / OUTPUT / name
        if not made.is_file() or not made.stat().st_size:
            place = f"results/{run.study.text_id}/quarto/{OUTPUT}/{name}"
            yield Problem(place, "Quarto ended well, but did not make it", "a file of the book", _look(run))
