"""Measures the reviewer's loop on a copy of a report that is built: seconds per way, least and median, as a table.

    python bench/loop/measure.py [--study miv2024] [--chapter 2] [--times 5]

A sentence of the chapter is changed each time. Files are in the cache of the system, as they are while people work.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from drukproef.preview.run import serving
from drukproef.study import load_study

ROOT = Path(__file__).resolve().parents[2]
COPIED = (
    "data",
    "templates",
    "results",
    "workflow",
    "profiles",
    "Snakefile",
    "config.yaml",
    "environment.yml",
)
QUICK = """
import drukproef.cli, pathlib
from drukproef.preview.quick import quick_proof
assert quick_proof({!r}, pathlib.Path.cwd(), {!r})
"""


class Project:
    """A copy of the project whose text may be changed."""

    def __init__(self, root: Path, study: str, chapter: str) -> None:
        for name in COPIED:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
            copy(ROOT / name, root / name)
        self.root, self.study, self.chapter = root, study, chapter
        loaded = load_study(study, root)
        self.template = loaded.text_templates / loaded.plan(chapter).template
        self.text, self.changes = self.template.read_text(encoding="utf-8"), 0

    def change(self) -> str:
        """Add a sentence at the end that was not there before; returns its word."""
        self.changes += 1
        word = "q" + "".join("abcdefghij"[int(digit)] for digit in f"{self.changes:04}") + "q"
        self.template.write_text(f"{self.text}\nDit is een nieuwe {word}.\n", encoding="utf-8")
        return word

    def run(self, *command: str) -> None:
        """Run a command as `make` would."""
        bin_folder = str(Path(sys.executable).parent)
        environment = {**os.environ, "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}"}
        done = subprocess.run(
            command, cwd=self.root, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def workflow(self) -> None:
        """Snakemake's way to the proof."""
        self.run(
            "snakemake",
            "--config",
            f"chapter={self.chapter}",
            "--",
            "chapter",
        )

    def quick(self) -> None:
        """The way without Snakemake."""
        self.run(sys.executable, "-c", QUICK.format(self.study, self.chapter))


def seconds(
    work: Callable[[], object], times: int, before: Callable[[], object] = lambda: None
) -> list[float]:
    """How long it takes, each time."""
    found = []
    for _ in range(times):
        before()
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return found


def in_preview(project: Project, times: int) -> list[float]:
    """From the change of a file to the page that has it."""
    stop = threading.Event()
    with serving(load_study(project.study, project.root), 0) as running:
        running.refresh()
        thread = threading.Thread(target=running.follow, args=(stop,))
        thread.start()
        address = f"{running.address}{project.chapter}.html"

        def until_served() -> None:
            word = project.change().encode()
            while word not in urllib.request.urlopen(address).read():
                time.sleep(0.02)

        try:
            return seconds(until_served, times)
        finally:
            stop.set()
            thread.join()


def main() -> None:
    """Measure all ways and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--study", default="miv2024")
    parser.add_argument("--chapter", default="2")
    parser.add_argument("--times", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder), given.study, given.chapter)
        project.workflow()
        ways = {
            "preview, a changed sentence": in_preview(project, given.times),
            "Snakemake, a changed sentence": seconds(project.workflow, given.times, project.change),
            "Snakemake, nothing to do": seconds(project.workflow, given.times),
            "quick proof, a changed sentence": seconds(project.quick, given.times, project.change),
            "quick proof, nothing to do": seconds(project.quick, given.times),
        }
    print("| way | least, s | median, s |\n|---|---|---|")
    for way, found in ways.items():
        print(f"| {way} | {min(found):.2f} | {statistics.median(found):.2f} |")


if __name__ == "__main__":
    main()
