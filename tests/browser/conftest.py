"""The sample report in a folder, and Debian's Chromium to open it with. Without a browser these tests are skipped."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from drukproef.render.chapters import read_chapters
from drukproef.render.outline import make_outline
from drukproef.render.site import write_site
from drukproef.render.theme import load_theme

from tests.render import sample

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
NAMES = ("index", "rapport", "samenvatting", "2", "respons")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


@dataclass
class Opened:
    """A page in the browser, with all that it asked for and said."""

    page: Any
    requests: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def violations(self) -> list[str]:
        """What axe-core finds, as 'rule: where'."""
        self.page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        self.page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
        options = {"runOnly": RULES, "resultTypes": ["violations"]}
        found = self.page.evaluate("(options) => axe.run(document, options)", options)
        return [
            f"{v['id']}: {n['target']} {n['html'][:150]}" for v in found["violations"] for n in v["nodes"]
        ]

    def focused(self) -> str:
        """The id, class or tag of what the keyboard is at."""
        return str(
            self.page.evaluate(
                "(({id, className, tagName}) => id || className || tagName)(document.activeElement)"
            )
        )


Open = Callable[..., Opened]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The HTML of the sample report."""
    study = sample.study(tmp_path_factory.mktemp("site"))
    theme = load_theme(study.root, "nl")
    write_site(study, make_outline(read_chapters(study), theme.words), theme, study.root / "html")
    return study.root / "html"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for all tests of a session."""
    playwright = pytest.importorskip("playwright.sync_api")
    pytest.importorskip("axe_playwright_python")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this computer: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Any, site: Path) -> Iterator[Open]:
    """Open a page of the report by its name, or any address."""
    contexts = []

    def opened(name: str, width: int = 1280, height: int = 900, scheme: str = "light") -> Opened:
        context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        context.set_default_timeout(5000)
        contexts.append(context)
        made = Opened(context.new_page())
        made.page.on("request", lambda request: made.requests.append(request.url))
        made.page.on("console", lambda message: made.said.append(message.text))
        made.page.on("pageerror", lambda error: made.said.append(str(error)))
        file, _, place = name.partition("#")
        address = name if "://" in name else f"{(site / file).as_uri()}.html{'#' + place if place else ''}"
        made.page.goto(address)
        return made

    yield opened
    for context in contexts:
        context.close()
