"""Links of the structure tree in; links, contents, footnotes and languages as the standard has them out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pikepdf import String

from drukproef.render.pdflines import spoken
from drukproef.render.pdfpages import NOTE_REF
from drukproef.render.pdftext import Pieces, Texts
from drukproef.render.pdftree import Annotation, Content, Element
from drukproef.theme.messages import Messages

BLOCKS = {"P", "Table", "Caption", "H1", "H2", "H3", "H4", "H5", "H6"}
LANGUAGE = "lang:"
"""Starts the address of a link that stands for words in another language."""


def set_languages(top: Element) -> None:
    """WeasyPrint keeps the language of words only when we write them as a link; that link goes again."""
    for element in top.walk():
        found = [k for k in element.kids if isinstance(k, Annotation) and k.target.startswith(LANGUAGE)]
        if found and element.kind == "Link":
            element.kind = "Span"
            element.texts["Lang"] = found[0].target.removeprefix(LANGUAGE)
        element.kids = [kid for kid in element.kids if kid not in found]


def plain_links(top: Element, texts: Texts) -> set[Content]:
    """One link where WeasyPrint has a link within a link or one per line; returns leaders, which say nothing."""
    leaders: set[Content] = set()
    for element in list(top.walk()):
        for link in [kid for kid in element.elements if kid.kind == "Link"]:
            _flatten(link, texts, leaders)
        element.kids = _merged(element.kids)
    return leaders


def _flatten(link: Element, texts: Texts, leaders: set[Content]) -> None:
    """What was made by a style sheet, a page number, becomes a span, with a space before it; the dots go."""
    kids: list[Element | Content | Annotation] = [k for k in link.kids if not isinstance(k, Element)]
    for made in link.elements:
        for inner in made.walk():
            contents = [kid for kid in inner.kids if isinstance(kid, Content)]
            words = "".join(texts.get(content, "") for content in contents)
            if contents and words.strip(" ."):
                kids.append(Element("Span", [*contents], {"ActualText": f" {words.strip()}"}))
            else:
                leaders.update(contents)
    link.kids = kids


def _merged(kids: list[Element | Content | Annotation]) -> list[Element | Content | Annotation]:
    """Neighbours with one target are the lines of one link."""
    merged: list[Element | Content | Annotation] = []
    for kid in kids:
        before = merged[-1] if merged else None
        if _is_link(kid) and _is_link(before) and _target(kid) == _target(before):
            before.kids += kid.kids  # type: ignore[union-attr]
        else:
            merged.append(kid)
    return merged


def _is_link(kid: object) -> bool:
    return isinstance(kid, Element) and kid.kind == "Link"


def _target(link: object) -> str | None:
    assert isinstance(link, Element)
    return next((a.target for a in link.annotations()), None)


def mark_contents(top: Element) -> None:
    """A list of nothing but links is a table of contents."""
    for element in list(top.walk()):
        if element.kind == "L" and _only_links(element):
            element.kind = "TOC"
            element.attributes.clear()
            for item in element.elements:
                item.kind = "TOCI"
                item.kids = list(_entries(item))


def _only_links(items: Element) -> bool:
    linked = {content for link in items.all("Link") for content in link.contents()}
    return bool(linked) and linked == set(items.contents())


def _entries(item: Element) -> Iterator[Element]:
    """The links of an entry and the lists below it, without what is wrapped around them."""
    for kid in item.elements:
        if kid.kind == "Link":
            yield Element("Reference", [kid])
        elif kid.kind in {"L", "TOC"}:
            yield kid
        else:
            yield from _entries(kid)


def place_notes(top: Element, notes: list[Element]) -> None:
    """Put each note behind the paragraph, item or table that refers to it; a note without a reference stays out."""
    parents = {kid: element for element in top.walk() for kid in element.elements}
    after: dict[Element, Element] = {}  # block -> what stands last behind it
    calls = {_target(link): link for link in top.all("Link")}
    for number, note in enumerate(notes, 1):
        note.texts["ID"] = f"N{number}"
        marker = note.elements[0]
        note.kids[0] = Element("Lbl", [marker])
        call = calls[str(_target(marker)).removesuffix(NOTE_REF)]
        block = _block_of(call, parents)
        home = parents[block]
        home.kids.insert(home.kids.index(after.get(block, block)) + 1, note)
        after[block] = note
        holder = parents[call]
        holder.kids[holder.kids.index(call)] = Element("Reference", [call])


def _block_of(call: Element, parents: dict[Element, Element]) -> Element:
    """The outermost paragraph, table or heading around a reference, or what stands in its list item."""
    around = [call]
    while around[-1] in parents:
        around.append(parents[around[-1]])
    for inner, outer in pairwise(around):
        if outer.kind == "LBody":
            return inner
    return next(e for e in reversed(around) if e.kind in BLOCKS)


def describe_links(top: Element, pieces: Pieces, words: Messages) -> None:
    """What a screen reader says of a link that it does not read: its words, or the note that it leads to."""
    for link in top.all("Link"):
        text = " ".join(spoken(link, pieces).split())
        for annotation in link.annotations():
            if annotation.target.startswith("note-"):
                back = annotation.target.endswith(NOTE_REF)
                said = words.back_to_text.format(number=text) if back else f"{words.note} {text}"
            else:
                said = text
            annotation.object.Contents = String(said)
