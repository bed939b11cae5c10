"""Measures the rendering of the document of make_document.py: seconds per step, pages, peak memory, as JSON.

python bench/report/measure.py [FOLDER]
"""

from __future__ import annotations

import io
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pikepdf
from drukproef.render.chapters import read_chapters
from drukproef.render.outline import make_outline
from drukproef.render.pdf import proof_pdf, report_pdf
from drukproef.render.pdfarchive import archive_pdf
from drukproef.render.site import write_site
from drukproef.render.theme import load_theme
from drukproef.study.load import load_study

sys.path.insert(0, str(Path(__file__).parent))
from make_document import ROOT, make_document

T = TypeVar("T")


def main(folder: Path) -> None:
    """Make the document, render it, print the measurements."""
    seconds: dict[str, float] = {}

    def timed(name: str, work: Callable[[], T]) -> T:
        start, processor = time.perf_counter(), _processor_seconds()
        done = work()
        seconds[name] = round(time.perf_counter() - start, 2)
        seconds[f"{name}: of processors"] = round(_processor_seconds() - processor, 2)
        return done

    study = make_document(folder, load_study("miv2024", ROOT))
    theme = load_theme(study.root, study.settings.language)
    outline = timed("parse", lambda: make_outline(read_chapters(study), theme.words))
    timed("html", lambda: write_site(study, outline, theme, folder / "html"))
    timed("proof of a chapter", lambda: proof_pdf(study, outline, theme, outline.parts[1]))
    alone = timed("pdf, 1 process", lambda: report_pdf(study, outline, theme, processes=1))
    pdf = timed("pdf, 2 processes", lambda: report_pdf(study, outline, theme, processes=2))
    assert pdf == alone, "the number of processes changes bytes"
    timed("archive", lambda: archive_pdf(study, pdf))
    (folder / "groot.pdf").write_bytes(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages = len(document.pages)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        json.dumps(
            {"seconds": seconds, "pages": pages, "kB": len(pdf) // 1000, "MB of memory": memory}, indent=1
        )
    )


def _processor_seconds() -> float:
    """Of this process and of those that it started: a busy computer changes it little."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(temporary))
