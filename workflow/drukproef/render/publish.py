"""results/<study>/report/, book/ and word/ in, their files in reports/<study>/ out: all of them, or none.

Two steps, because a workflow manager removes the outputs of a job before it starts it. The report that people
read must survive a build that fails.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drukproef.errors import fail
from drukproef.files import write_text
from drukproef.render.html.downloads import with_downloads
from drukproef.render.html.pages import FRONT
from drukproef.render.pdfarchive import archive_name
from drukproef.render.theme import load_theme
from drukproef.study.load import Study


def publish(study: Study) -> None:
    """Put the rendered report, and the table book and the Word file if they are there, in reports/<study>/.

    The front page gets links to all of them.
    """
    made = built(study)
    names = ("html", f"{study.id}.pdf", archive_name(study))
    if missing := [name for name in names if not (made / name).exists()]:
        place = f"results/{study.text_id}/report/{missing[0]}"
        raise fail(
            place, "it has not been made", "a rendered report", f"run: drukproef render {study.argument}"
        )
    with swapped_in(study.text_reports) as aside:
        for folder in (made, study.text_results / "book", study.text_results / "word"):
            for item in sorted(folder.iterdir()) if folder.is_dir() else ():
                if not item.name.startswith("."):  # what a workflow manager left there
                    _copy(item, aside / item.name)
        _list_files(study, aside)


def _list_files(study: Study, folder: Path) -> None:
    page = folder / "html" / FRONT
    theme = load_theme(study.root, study.settings.language)
    write_text(page, with_downloads(page.read_text(encoding="utf-8"), folder, study, theme))


def _copy(item: Path, target: Path) -> None:
    if item.is_dir():
        shutil.copytree(item, target, ignore=shutil.ignore_patterns(".*"))
    else:
        shutil.copyfile(item, target)


def built(study: Study) -> Path:
    """The folder of the report that was made last."""
    return study.text_results / "report"


@contextmanager
def swapped_in(folder: Path) -> Iterator[Path]:
    """Yield an empty folder inside `folder`; when the block succeeds, move what it holds up into `folder`.

    When the block fails, `folder` is as it was.
    """
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f".render.{os.getpid()}.part"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    try:
        yield aside
        for new in sorted(p for p in aside.iterdir() if not p.name.endswith(".old")):
            _replace(new, folder / new.name)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _replace(new: Path, old: Path) -> None:
    """Rename `new` to `old`. A folder can't be renamed onto a full one, so that is moved away first."""
    if not old.is_dir():
        os.replace(new, old)
        return
    away = new.with_name(f"{new.name}.old")
    os.replace(old, away)
    try:
        os.replace(new, old)
    except OSError:
        os.replace(away, old)
        raise
