"""The structure tree of an open PDF in, plain Python elements out.

Mending tags is easier on plain objects than in the file: an element can be moved, merged or dropped, and
`write_tree` (pdfwrite.py) then makes all trees anew. PDF 1.7, section 14.7.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

TEXTS = ("Alt", "ActualText", "Lang", "ID")
"""What an element says of itself in words."""


class Content(NamedTuple):
    """A piece of marked content on a page."""

    page: int  # counted from 0
    mcid: int


@dataclass(eq=False)
class Annotation:
    """An annotation of a page, in the tree by way of an object reference."""

    page: int
    object: Object
    number: int  # among the annotations of its page
    target: str  # of a link: the named destination, or the address


@dataclass(eq=False)
class Element:
    """A structure element. Its kids are in reading order."""

    kind: str
    kids: list[Element | Content | Annotation] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)  # see TEXTS
    attributes: dict[str, Any] = field(default_factory=dict)  # ColSpan, Headers, Scope, BBox, ...

    @property
    def elements(self) -> list[Element]:
        """The elements directly below."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in reading order."""
        ahead = [self]
        while ahead:
            element = ahead.pop()
            yield element
            ahead += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]

    def all(self, *kinds: str) -> list[Element]:
        """The elements of these kinds below this one, in reading order."""
        return [element for element in self.walk() if element.kind in kinds]

    def contents(self) -> Iterator[Content]:
        """All marked content below, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.contents()
            elif isinstance(kid, Content):
                yield kid

    def annotations(self) -> Iterator[Annotation]:
        """All annotations below."""
        for element in self.walk():
            yield from (kid for kid in element.kids if isinstance(kid, Annotation))

    def page(self) -> int:
        """The page on which it starts, counted from 0; -1 when nothing is visible."""
        return next((content.page for content in self.contents()), -1)


@dataclass(frozen=True)
class _Pages:
    """Where the pages and annotations of a document are."""

    numbers: dict[tuple[int, int], int]
    annotations: dict[tuple[int, int], int]


def read_tree(document: pikepdf.Pdf) -> Element:
    """The element Document with all that is below it."""
    numbers = {page.obj.objgen: number for number, page in enumerate(document.pages)}
    annotated: list[Any] = [page.obj.get("/Annots", []) for page in document.pages]
    annotations = {a.objgen: number for on_page in annotated for number, a in enumerate(on_page)}
    below: Any = document.Root.StructTreeRoot.K
    return _read(below[0] if isinstance(below, Array) else below, _Pages(numbers, annotations))


def _read(source: Object, pages: _Pages) -> Element:
    page = pages.numbers[source.Pg.objgen] if "/Pg" in source else -1
    element = Element(str(source.S)[1:])
    element.texts = {key: str(source[f"/{key}"]) for key in TEXTS if f"/{key}" in source}
    if "/A" in source:
        element.attributes = {key[1:]: _plain(value) for key, value in source.A.items() if key != "/O"}
    below: Any = source.get("/K", [])
    for kid in below if isinstance(below, Array) else [below]:
        element.kids.append(_read_kid(kid, page, pages))
    return element


def _read_kid(kid: Any, page: int, pages: _Pages) -> Element | Content | Annotation:
    if not isinstance(kid, Dictionary):
        return Content(page, int(kid))
    if "/S" in kid:
        return _read(kid, pages)
    its_page = pages.numbers[kid.Pg.objgen] if "/Pg" in kid else page
    if "/Obj" in kid:
        return Annotation(its_page, kid.Obj, pages.annotations[kid.Obj.objgen], _target(kid.Obj))
    return Content(its_page, int(kid.MCID))


def _target(annotation: Object) -> str:
    if "/Dest" in annotation:
        return str(annotation.Dest)
    return str(annotation.A.URI) if "/A" in annotation else ""


def _plain(value: Any) -> Any:
    if isinstance(value, Array):
        return [_plain(part) for part in value]
    if isinstance(value, Name):
        return str(value)[1:]
    return str(value) if isinstance(value, String) else value
