"""A finished PDF in, what it holds for a screen reader out. Knows nothing of document models."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import OutlineItem

from drukproef.render.pdftext import Texts, read_texts, text_of
from drukproef.render.pdftree import Element, read_tree


@dataclass(frozen=True)
class Found:
    """The parts of a PDF that are compared. Pages are counted from 0."""

    title: str
    language: str
    shows_title: bool
    top: Element
    texts: Texts
    destinations: dict[str, int]  # name -> page
    bookmarks: tuple[tuple[int, str], ...]  # (level, title)
    owned: int  # pieces of content that the parent tree gives an owner
    pages: int

    def text(self, element: Element) -> str:
        """The words of an element, in reading order."""
        return text_of(element, self.texts)

    def all(self, *kinds: str) -> list[Element]:
        """The elements of these kinds."""
        return self.top.all(*kinds)


def find(pdf: bytes) -> Found:
    """Read the PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root: Any = document.Root
        with document.open_outline() as outline:
            bookmarks = tuple(_bookmarks(outline.root, 1))
        return Found(
            title=str(document.docinfo.get("/Title", "")),
            language=str(root.get("/Lang", "")),
            shows_title=bool(_entry(root, "/ViewerPreferences", "/DisplayDocTitle")),
            top=read_tree(document),
            texts=read_texts(document),
            destinations=_destinations(document),
            bookmarks=bookmarks,
            owned=_owned(document),
            pages=len(document.pages),
        )


def _entry(dictionary: Any, *keys: str) -> Any:
    """An entry of a dictionary in a dictionary, or None."""
    for key in keys:
        dictionary = None if dictionary is None else dictionary.get(key)
    return dictionary


def _bookmarks(items: list[OutlineItem], level: int) -> Iterator[tuple[int, str]]:
    for item in items:
        yield level, item.title
        yield from _bookmarks(item.children, level + 1)


def _destinations(document: pikepdf.Pdf) -> dict[str, int]:
    pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
    pairs = list(_entry(document.Root, "/Names", "/Dests", "/Names") or [])
    return {str(pairs[i]): pages.get(pairs[i + 1][0].objgen, -1) for i in range(0, len(pairs), 2)}


def _owned(document: pikepdf.Pdf) -> int:
    nums = list(document.Root.StructTreeRoot.ParentTree.Nums)
    rows = [nums[i + 1] for i in range(0, len(nums), 2) if isinstance(nums[i + 1], pikepdf.Array)]
    return sum(owner is not None for row in rows for owner in row)
