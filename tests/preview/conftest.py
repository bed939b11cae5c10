"""The tiny study in a preview that is being served."""

from __future__ import annotations

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from drukproef.preview.run import Preview, serving

from tests.conftest import Project

WITHIN = 10
"""Seconds in which a change must be served; a quiet computer needs less than two."""


@dataclass(frozen=True)
class Served:
    """A project and its preview."""

    project: Project
    preview: Preview
    told: list[str]

    def get(self, name: str = "1.html") -> str:
        """What the server answers."""
        with urllib.request.urlopen(self.preview.address + name, timeout=WITHIN) as answer:
            return str(answer.read().decode())

    def status(self, name: str) -> int:
        """How the server answers."""
        try:
            with urllib.request.urlopen(self.preview.address + name, timeout=WITHIN) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            error.close()
            return error.code

    def wait(self, holds: Callable[[str], bool], name: str = "1.html") -> str:
        """The page as soon as it is as expected."""
        end = time.monotonic() + WITHIN
        while not holds(page := self.get(name)):
            assert time.monotonic() < end, page[-3000:]
            time.sleep(0.05)
        return page


@pytest.fixture
def served(tabulated: Project) -> Iterator[Served]:
    """Served after the first pass over all chapters."""
    told: list[str] = []
    stop = threading.Event()
    with serving(tabulated.study(), 0, told.append) as running:
        thread = threading.Thread(target=running.follow, args=(stop,))
        thread.start()
        try:
            made = Served(tabulated, running, told)
            end = time.monotonic() + 6 * WITHIN
            while not told and time.monotonic() < end:
                time.sleep(0.05)
            yield made
        finally:
            stop.set()
            thread.join()
