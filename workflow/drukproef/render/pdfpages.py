"""Tags that WeasyPrint cut at the end of each page in, whole elements out.

A chapter, table, list, paragraph or footnote that goes on over the page comes as one element per page. The
headers that a table repeats on its next page leave the tree: they are said already.
"""

from __future__ import annotations

from drukproef.render.pdftext import Texts, text_of
from drukproef.render.pdftree import Annotation, Content, Element

NOTE_REF = "-ref"
"""Ends the id of the place in the text that a footnote belongs to."""
_OPEN_ENDED = 'abcdefghijklmnopqrstuvwxyz0123456789,-‐"(%'


def join_pages(top: Element, texts: Texts) -> tuple[list[Element], set[Content]]:
    """Mend `top` in place; returns the footnotes in order, and the content that is said twice."""
    notes = _take_notes(top)
    _join_sections(top, texts)
    repeated = _join_tables(top)
    return notes, repeated


def _take_notes(top: Element) -> list[Element]:
    """The notes of a page hang below the document, as spans in an area. The rest of a long one follows it."""
    notes: list[Element] = []
    for area in list(top.elements):
        if area.kind != "NonStruct" or not all(kid.kind == "Span" for kid in area.elements):
            continue
        top.kids.remove(area)
        for span in area.elements:
            if _is_note(span):
                span.kind = "Note"
                notes.append(span)
            elif notes:
                notes[-1].kids += span.kids
    return notes


def _is_note(span: Element) -> bool:
    first = next(span.annotations(), None)
    return first is not None and _starts_with(span, first) and first.target.endswith(NOTE_REF)


def _starts_with(span: Element, annotation: Annotation) -> bool:
    """Whether the annotation belongs to the first words of the span."""
    owner = next((e for e in span.walk() if annotation in e.kids), None)
    return owner is not None and next(owner.contents(), None) == next(span.contents(), None)


def _join_sections(top: Element, texts: Texts) -> None:
    """A section without a title of its own is the rest of the section before it."""
    whole: list[Element] = []
    for part in top.elements:
        before = whole[-1] if whole else None
        if before and before.kind == part.kind == "Sect" and not _has_title(part):
            _append(before, part, texts)
        else:
            whole.append(part)
    top.kids = list(whole)


def _has_title(section: Element) -> bool:
    return bool(section.elements) and section.elements[0].kind == "H1"


def _append(before: Element, rest: Element, texts: Texts) -> None:
    """Put the kids of `rest` after those of `before`; what was cut in two at the page's end becomes one."""
    kids = list(rest.elements)
    if before.elements and kids:
        last, first = before.elements[-1], kids[0]
        if last.kind == first.kind and _goes_on(last, first, texts):
            kids = kids[1:]
            _append_list(last, first) if last.kind == "L" else last.kids.extend(first.kids)
    before.kids += kids


def _goes_on(last: Element, first: Element, texts: Texts) -> bool:
    """Whether an element at the top of a page is the rest of the one at the end of the page before."""
    if last.kind == "L":
        return True
    if last.kind == "P":
        end, start = text_of(last, texts).rstrip()[-1:], text_of(first, texts).lstrip()[:1]
        return bool(end) and end.lower() in _OPEN_ENDED and not start.isupper()
    return last.kind == "Div" and _is_rest_of_table(first)


def _append_list(before: Element, rest: Element) -> None:
    """An item without a label, in a list that has them, is the rest of the item before it."""
    items = list(rest.elements)
    labelled = any(part.kind == "Lbl" for item in before.elements for part in item.elements)
    if items and labelled and all(part.kind != "Lbl" for part in items[0].elements):
        before.elements[-1].elements[-1].kids += [k for body in items[0].elements for k in body.kids]
        items = items[1:]
    before.kids += items


def _is_rest_of_table(part: Element) -> bool:
    tables = part.all("Table")
    return bool(tables) and not has_caption(tables[0])


def has_caption(table: Element) -> bool:
    """Every table of a report has a caption; only its first page shows it."""
    return any(part.kind == "Caption" for part in table.elements)


def _join_tables(top: Element) -> set[Content]:
    repeated: set[Content] = set()
    whole: Element | None = None
    for holder in list(top.walk()):
        for table in [kid for kid in holder.elements if kid.kind == "Table"]:
            if has_caption(table) or whole is None:
                whole = table
                continue
            holder.kids.remove(table)
            repeated |= _append_table(whole, table)
    return repeated


def _append_table(whole: Element, rest: Element) -> set[Content]:
    """Put the rows of the next page below those before; returns the content of the repeated headers."""
    body = next(part for part in whole.elements if part.kind == "TBody")
    repeated: set[Content] = set()
    for part in rest.elements:
        if part.kind == "THead":
            repeated |= set(part.contents())
        else:
            body.kids += part.kids
    return repeated
