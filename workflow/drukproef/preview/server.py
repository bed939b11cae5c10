"""The pages of a preview in, answers to a browser on this computer out: pages, files, and a sign when to reload."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from drukproef.errors import fail
from drukproef.preview.notes import Shown, annotated, panel
from drukproef.preview.sandbox import Sandbox
from drukproef.theme.brand import THEME

HOST = "127.0.0.1"
OWN = "/_preview/"
HEAD = (
    '<link rel="stylesheet" href="/_preview/preview.css">'
    '<script src="/_preview/preview.js" data-version="{}" defer></script>'
)
WAITING = (
    '<!DOCTYPE html><html lang="en"><head><title>Preview</title></head>'
    "<body><p>This page has not been made yet.</p></body></html>"
)


@dataclass
class State:
    """What the browser is shown. `publish` tells all pages that are open to load it."""

    study: Sandbox
    problems: tuple[Shown, ...] = ()
    version: int = 0
    changed: threading.Condition = field(default_factory=threading.Condition)

    def publish(self, study: Sandbox, problems: tuple[Shown, ...]) -> None:
        """Show another version."""
        with self.changed:
            self.study, self.problems, self.version = study, problems, self.version + 1
            self.changed.notify_all()

    def after(self, version: int, seconds: float) -> int:
        """The number of the version that follows, or of the same one when none came in time."""
        with self.changed:
            self.changed.wait_for(lambda: self.version != version, seconds)
            return self.version


def page_of(file: Path, state: State) -> str:
    """A page as the browser gets it: with what is wrong, and with the script that waits for the next version."""
    page = file.read_text(encoding="utf-8") if file.is_file() else WAITING
    if state.problems and file.is_file():
        page = annotated(page, state.problems)
    elif state.problems:
        page = page.replace("</body>", f"{panel(state.problems)}</body>")
    return page.replace("</head>", f"{HEAD.format(state.version)}</head>", 1)


class Handler(SimpleHTTPRequestHandler):
    """Answers one request."""

    def __init__(self, state: State, *arguments: Any) -> None:
        self.state = state
        super().__init__(*arguments, directory=str(state.study.site))

    def do_GET(self) -> None:
        """Pages get the notes; other files are as they are."""
        name = self.path.partition("?")[0]
        if name == f"{OWN}events":
            self._events()
        elif name in {f"{OWN}preview.css", f"{OWN}preview.js"}:
            file = self.state.study.root / THEME / name[-3:].lstrip(".") / Path(name).name
            self._send(file.read_bytes(), "text/css" if name.endswith("css") else "text/javascript")
        elif name == f"/{self.state.study.id}.pdf":
            self._pdf()
        elif name == "/" or name.endswith(".html"):
            file = Path(self.translate_path("/index.html" if name == "/" else name))
            status = HTTPStatus.OK if file.is_file() else HTTPStatus.NOT_FOUND
            self._send(page_of(file, self.state).encode(), "text/html; charset=utf-8", status)
        else:
            super().do_GET()

    def _pdf(self) -> None:
        """The PDF that was published last: a preview makes none."""
        file = self.state.study.text_reports / f"{self.state.study.id}.pdf"
        if file.is_file():
            self._send(file.read_bytes(), "application/pdf")
        else:
            self.send_error(HTTPStatus.NOT_FOUND, "no PDF has been published yet")

    def _send(self, content: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _events(self) -> None:
        """Tell the number of each version, until the page is closed."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        version = self.state.version
        try:
            while True:
                self.wfile.write(f"data: {version}\n\n".encode())
                self.wfile.flush()
                version = self.state.after(version, seconds=15)
        except OSError:
            return

    def end_headers(self) -> None:
        """A browser must not keep what may change at any time."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """The terminal is for the author."""


class Server(ThreadingHTTPServer):
    """Serves on this computer only; a page that is open doesn't keep it from ending."""

    daemon_threads = True
    block_on_close = False


def start_server(state: State, port: int) -> Server:
    """Serve in a thread. Port 0 is any that is free; DrukproefError when the port is taken."""
    try:
        server = Server((HOST, port), partial(Handler, state))
    except OSError as error:
        raise fail(f"port {port}", str(error), "a free port", "take another one: --port 8766") from error
    threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
    return server
