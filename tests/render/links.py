"""The folder of a report in, every link out that leads nowhere: to a file, a place on a page, or out of the folder."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

ADDRESSES = "//@href | //@src | //@data-index"
REFERENCES = (
    "//@aria-labelledby | //@aria-describedby | //@popovertarget | //@for | //td/@headers | //th/@headers"
)


def broken_links(folder: Path) -> list[str]:
    """'page: link', for pages, style sheets, the index of the search and the description of the open data."""
    # Not lxml's parse: that takes the file for Latin-1 until it has seen the page's own word for it.
    pages = {p.resolve(): html.document_fromstring(p.read_bytes()) for p in folder.rglob("*.html")}
    ids = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    found = [
        f"{path.relative_to(folder.resolve())}: {link}"
        for path, link in [*_in_pages(pages), *_elsewhere(folder.resolve())]
        if not _leads_somewhere(path, link, ids, folder.resolve())
    ]
    return sorted(found)


def _in_pages(pages: dict[Path, html.HtmlElement]) -> Iterator[tuple[Path, str]]:
    for path, page in pages.items():
        yield from ((path, str(address)) for address in page.xpath(ADDRESSES))
        yield from ((path, f"#{name}") for names in page.xpath(REFERENCES) for name in names.split())


def _elsewhere(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in folder.rglob("*.css"):
        yield from (
            (path, address) for address in re.findall(r'url\("?([^")]+)"?\)', path.read_text("utf-8"))
        )
    for path in folder.rglob("search-index.js"):
        pages = json.loads(path.read_text("utf-8").removeprefix("window.searchIndex = ").rstrip(";\n"))
        yield from ((path, f"{page['file']}#{entry[0]}") for page in pages for entry in page["entries"])
    for path in folder.rglob("*-metadata.json"):
        yield path, json.loads(path.read_text("utf-8"))["url"]


def _leads_somewhere(path: Path, link: str, ids: dict[Path, set[str]], folder: Path) -> bool:
    parts = urlsplit(link)
    if parts.scheme:
        return parts.scheme in {"https", "http", "mailto", "data"}
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    is_there = target.is_file() and target.is_relative_to(folder)
    return is_there and (not parts.fragment or unquote(parts.fragment) in ids.get(target, set()))
