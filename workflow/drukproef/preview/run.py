"""A study in, its report in a browser out, made again at every change of a file until it is stopped."""

from __future__ import annotations

import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from drukproef.preview.builder import Builder
from drukproef.preview.notes import located
from drukproef.preview.server import HOST, Server, State, start_server
from drukproef.preview.stamps import Stamp
from drukproef.study import Study

PAUSE = 0.1
"""Seconds between two looks at the files."""
SETTLE = 0.03
"""Seconds without a change after which a file counts as saved."""


@dataclass
class Preview:
    """A preview that is being served."""

    builder: Builder
    state: State
    server: Server
    tell: Callable[[str], None]

    @property
    def address(self) -> str:
        """Where the browser finds it."""
        return f"http://{HOST}:{self.server.server_address[1]}/"

    def refresh(self) -> None:
        """Make what changed, and show it."""
        start = time.perf_counter()
        tried = self.builder.update()
        problems = located(self.builder.problems, self.builder.study)
        self.state.publish(self.builder.study, problems)
        what = f"chapter {', '.join(tried)}" if tried else "pages"
        wrong = f", {len(problems)} problem{'s' if len(problems) > 1 else ''}" if problems else ""
        self.tell(f"preview: {what} in {time.perf_counter() - start:.1f} s{wrong}")

    def follow(self, stop: threading.Event) -> None:
        """Refresh at every change, until `stop` is set."""
        seen: Stamp | None = None
        while not stop.is_set():
            if (now := self._settled(seen)) != seen:
                seen = now
                self.refresh()
            stop.wait(PAUSE)

    def _settled(self, seen: Stamp | None) -> Stamp:
        """The files as they are, once no editor is halfway saving them."""
        now = self.builder.watched()
        while now != seen:
            time.sleep(SETTLE)
            seen, now = now, self.builder.watched()
        return now


@contextmanager
def serving(study: Study, port: int, tell: Callable[[str], None] = lambda _: None) -> Iterator[Preview]:
    """Serve the last report, if there is one; `follow` brings it up to date."""
    builder = Builder.of(study)
    state = State(builder.study)
    server = start_server(state, port)
    try:
        yield Preview(builder, state, server, tell)
    finally:
        server.shutdown()
        server.server_close()


def preview(
    study: Study,
    port: int = 8765,
    open_browser: bool = False,
    progress: Callable[[str], None] = print,
) -> None:
    """Serve a report and follow its files until Ctrl+C. Works in results/<study>/preview/ only.

    Text, answers in own words, plans, facts, study.yaml and the theme are followed. Numbers are those of the last
    `make report`; when data or codebooks changed since, the page says so.
    """
    with serving(study, port, progress) as running:
        progress(f"preview: {running.address} (Ctrl+C stops it)")
        if open_browser:
            webbrowser.open(running.address)
        try:
            running.follow(threading.Event())
        except KeyboardInterrupt:
            progress("preview: stopped")
