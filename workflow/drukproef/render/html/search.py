"""The finished pages of chapters in, the index of the search out: a script, since a page in a folder can't fetch."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree, html

INDEX = "search-index.js"
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_INLINE = {"a", "em", "strong", "span", "sup", "sub", "s", "u", "code"}
_SILENT = (
    ".//nav|.//button|.//summary|.//td|.//*[contains(concat(' ', @class, ' '), ' visually-hidden ')]|"
    ".//*[@class='permalink' or @class='notepop' or @class='downloads' or @class='legend' or @class='back']"
)
"""Words that are not the report's own, and numbers in tables: a row of them says nothing in a list of results."""
_APART = ".//figure[@id]|.//div[@id][contains(concat(' ', @class, ' '), ' table ')]|.//li[starts-with(@id, 'note-')]"


@dataclass
class Entry:
    """A piece of a chapter that a search can find: a section, a table, a figure or a note."""

    id: str
    title: str
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words, without its title; headers of a table apart from each other."""
        return re.sub(r"(?:· )+", "· ", _tidy("".join(self.pieces))).strip(" ·")


@dataclass(frozen=True)
class Indexed:
    """A page with what can be found on it."""

    file: str
    title: str
    entries: tuple[Entry, ...]

    @property
    def line(self) -> str:
        """The page as it stands in the index."""
        entries = [[e.id, e.title, e.text] for e in self.entries]
        page = {"file": self.file, "title": self.title, "entries": entries}
        return json.dumps(page, ensure_ascii=False, separators=(",", ":"))


def index_script(pages: Iterable[Indexed]) -> str:
    """The index as a script; the same pages give the same bytes."""
    lines = ",\n".join(page.line for page in pages)
    return f"window.searchIndex = [\n{lines}\n];\n"


def indexed(file: str, title: str, page: str) -> Indexed:
    """What a chapter's page says, in reading order."""
    article = next(html.document_fromstring(page).iter("article"))
    for element in article.xpath(_SILENT):
        element.drop_tree()
    order = [element.get("id") for element in article.iter() if element.get("id")]
    apart = [_apart(element) for element in article.xpath(_APART)]
    entries = [*_sections(article), *apart]
    return Indexed(file, title, tuple(sorted(entries, key=lambda entry: order.index(entry.id))))


def _apart(element: Any) -> Entry:
    """A table, figure or note as an entry of its own; it leaves the text around it."""
    element.drop_tree()
    title = element.xpath("(.//figcaption|.//*[@class='caption'])[1]")
    alt = " ".join(element.xpath(".//img/@alt"))
    entry = Entry(element.get("id"), _tidy("".join(_pieces(title[0]))) if title else "", [alt, " "])
    for piece in title:
        piece.drop_tree()
    entry.pieces += _pieces(element)
    return entry


def _sections(article: Any) -> Iterator[Entry]:
    """The rest of the text, split at its headings. What stands before the first one is left out: nothing does."""
    found: list[Entry] = []
    for element in article.iter(*_HEADINGS):
        found.append(Entry(element.get("id") or "", _tidy("".join(_pieces(element)))))
    pieces = _pieces(article, marked=True)
    at = -1
    for piece in pieces:
        if piece is None:
            at += 1
        elif at >= 0:
            found[at].pieces.append(piece)
    return (entry for entry in found if entry.id and entry.id != "notes-title")


def _pieces(root: Any, marked: bool = False) -> Iterator[Any]:
    """The texts within an element, blocks apart; with `marked`, None instead of each heading."""
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        space = "" if element.tag in _INLINE else " "
        if event == "end":
            yield " · " if element.tag == "th" else space
            yield element.tail if element is not root and element.tail else ""
        elif marked and element.tag in _HEADINGS:
            yield None
            walk.skip_subtree()
        else:
            yield f"{space}{element.text or ''}"


def _tidy(text: str) -> str:
    return " ".join(text.split())
