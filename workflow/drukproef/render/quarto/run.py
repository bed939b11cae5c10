"""A study in; with an installed Quarto, the book as HTML and Word in results/<study>/report/quarto/ out."""

from __future__ import annotations

import calendar
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from drukproef.errors import DrukproefError
from drukproef.render.outline import Outline
from drukproef.render.publish import built, swapped_in
from drukproef.render.quarto.complaints import Run, problems_of, warnings_of
from drukproef.render.quarto.find import Quarto, find_quarto
from drukproef.render.quarto.log import read_log
from drukproef.render.quarto.process import run_to_end
from drukproef.render.quarto.project import file_names, write_quarto
from drukproef.render.quarto.settings import OUTPUT
from drukproef.study.load import Study

TIMEOUT = 900.0  # seconds for a whole book; it takes a quarter of a minute


def render_with_quarto(
    study: Study,
    quarto: str | None,
    progress: Callable[[str], None],
    timeout: float = TIMEOUT,
    environment: Mapping[str, str] | None = None,
) -> Path:
    """Render the study's Quarto project in all its formats; returns the folder with the result.

    `quarto` is the program or its folder; without it QUARTO_PATH and PATH are searched. DrukproefError when there
    is none or it is too old, when it fails or hangs, when it could not resolve a reference, citation or file, and
    when an output is missing; the result of an earlier run then stays. No other renderer ever takes its place.
    """
    surroundings = os.environ if environment is None else environment
    program = find_quarto(quarto, surroundings)
    outline = write_quarto(study)
    progress(f"quarto: Quarto {program.version}, {program.path}")
    for line in differences(outline):
        progress(f"quarto: {line}")
    folder = _work_folder(study)
    run = _run(study, outline, program, folder, surroundings, timeout)
    if problems := problems_of(run):
        raise DrukproefError(problems)
    for warning in warnings_of(run):
        progress(f"quarto warns: {warning}")
    with swapped_in(built(study)) as aside:
        shutil.copytree(folder / OUTPUT, aside / "quarto")
    shutil.rmtree(folder)
    progress(f"quarto: results/{study.text_id}/report/quarto/ is ready")
    return built(study) / "quarto"


def differences(outline: Outline) -> list[str]:
    """Where Quarto's numbers are not those of the report: it counts chapters itself, and has none for the others."""
    counted = [p for p in outline.parts if p.chapter.number and not p.is_appendix]
    told = [
        f"chapter {part.chapter.number} is numbered {i}: Quarto counts chapters itself"
        for i, part in enumerate(counted, 1)
        if part.chapter.number != str(i)
    ]
    told += [
        f"the tables and figures of '{part.chapter.title}' get other numbers: the chapter has none"
        for part in outline.parts
        if not part.chapter.number and (part.tables or part.figures)
    ]
    return told


def _work_folder(study: Study) -> Path:
    """A copy of the project: Quarto leaves its own files there. It stays when a run fails, to look at."""
    folder = study.text_results / "quarto"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(study.text_results / "qmd", folder)
    return folder


def _run(
    study: Study,
    outline: Outline,
    program: Quarto,
    folder: Path,
    surroundings: Mapping[str, str],
    timeout: float,
) -> Run:
    log = study.text_results / "log" / "quarto.jsonl"
    log.parent.mkdir(parents=True, exist_ok=True)
    log.unlink(missing_ok=True)
    # Without --to, all formats are made in one call: a second call would remove what the first made.
    command = [str(program.path), "render", str(folder), "--log", str(log), "--log-format", "json-stream"]
    finished = run_to_end(command, folder, _environment(study, surroundings), timeout)
    files = file_names(outline)
    sources = {files[part.id]: part.chapter.source for part in outline.parts}
    return Run(study, folder, sources, finished, read_log(log), timeout)


def _environment(study: Study, surroundings: Mapping[str, str]) -> dict[str, str]:
    """Quarto runs cells with this Python, finds its programs first, and dates files as published."""
    programs = str(Path(sys.executable).parent)
    moment = calendar.timegm(study.settings.published.timetuple())
    return {
        "LC_ALL": "C.UTF-8",
        **surroundings,
        "QUARTO_PYTHON": sys.executable,
        "PATH": os.pathsep.join(p for p in (programs, surroundings.get("PATH", "")) if p),
        "NO_COLOR": "1",
        "SOURCE_DATE_EPOCH": str(moment),
    }
