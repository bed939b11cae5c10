"""Plain elements in, the structure tree of an open PDF out, with its parent tree and id tree. PDF 1.7, section 14.7."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from drukproef.render.pdftree import Annotation, Content, Element

OWNER = {"Table": "Table", "TH": "Table", "TD": "Table", "L": "List"}
"""Who owns the attributes of an element; all others belong to the layout."""
NAMED = {"Scope", "ListNumbering", "Placement"}
"""Attributes whose value is a name, not a text."""


def write_tree(document: pikepdf.Pdf, top: Element) -> None:
    """Replace the tree of the document; annotations that are in no element any more leave their pages."""
    writer = _Writer(document)
    root = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.K = Array([writer.write(top, root)])
    root.ParentTree = document.make_indirect(Dictionary(Nums=Array(writer.parent_tree())))
    root.IDTree = document.make_indirect(_id_tree(document, writer.ids))
    document.Root.StructTreeRoot = root


def _id_tree(document: pikepdf.Pdf, ids: dict[str, Object]) -> Dictionary:
    names = sorted(ids)
    if not names:
        return Dictionary(Names=Array([]))
    pairs = Array([part for name in names for part in (String(name), ids[name])])
    leaf = Dictionary(Limits=Array([String(names[0]), String(names[-1])]), Names=pairs)
    return Dictionary(Kids=Array([document.make_indirect(leaf)]))


class _Writer:
    """Makes structure elements, and remembers which content and which annotation belongs to which."""

    def __init__(self, document: pikepdf.Pdf) -> None:
        self.document = document
        self.pages = [page.obj for page in document.pages]
        self.ids: dict[str, Object] = {}
        self.owners: list[dict[int, Object]] = [{} for _ in self.pages]
        self.annotated: list[tuple[Annotation, Object]] = []

    def write(self, element: Element, parent: Object) -> Object:
        made = self.document.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.kind}")))
        made.P = parent
        for key, text in element.texts.items():
            made[f"/{key}"] = String(text)
        if "ID" in element.texts:
            self.ids[element.texts["ID"]] = made
        if element.attributes:
            made.A = _attributes(element)
        home = next((kid.page for kid in element.kids if isinstance(kid, Content)), -1)
        if home >= 0:
            made.Pg = self.pages[home]
        made.K = Array([self._kid(kid, made, home) for kid in element.kids])
        return made

    def _kid(self, kid: Element | Content | Annotation, parent: Object, home: int) -> Any:
        if isinstance(kid, Element):
            return self.write(kid, parent)
        if isinstance(kid, Annotation):
            self.annotated.append((kid, parent))
            return Dictionary(Type=Name.OBJR, Obj=kid.object, Pg=self.pages[kid.page])
        self.owners[kid.page][kid.mcid] = parent
        if kid.page == home:
            return kid.mcid
        return Dictionary(Type=Name.MCR, Pg=self.pages[kid.page], MCID=kid.mcid)

    def parent_tree(self) -> list[Any]:
        """Key and value in turns: a row of owners per page, one owner per annotation."""
        nums: list[Any] = []
        for number, (page, owners) in enumerate(zip(self.pages, self.owners, strict=True)):
            page.StructParents = number
            count = max(owners, default=-1) + 1
            nums += [number, self.document.make_indirect(Array([owners.get(i) for i in range(count)]))]
        for number, (annotation, owner) in enumerate(self.annotated, len(self.pages)):
            annotation.object.StructParent = number
            nums += [number, owner]
        self._drop_other_annotations()
        return nums

    def _drop_other_annotations(self) -> None:
        kept = {annotation.object.objgen for annotation, _ in self.annotated}
        for page in self.pages:
            if "/Annots" in page:
                page.Annots = Array([one for one in page.Annots if one.objgen in kept])
                if not len(page.Annots):
                    del page["/Annots"]


def _attributes(element: Element) -> Dictionary:
    made = Dictionary(O=Name(f"/{OWNER.get(element.kind, 'Layout')}"))
    for key, value in element.attributes.items():
        made[f"/{key}"] = _writable(key, value)
    return made


def _writable(key: str, value: Any) -> Any:
    if isinstance(value, list):
        make: Callable[[Any], Any] = String if key == "Headers" else (lambda part: part)
        return Array([make(part) for part in value])
    return Name(f"/{value}") if key in NAMED else value
