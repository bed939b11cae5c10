"""pandoc's Word file in, a finished one out: tables that keep together, row headers, names of pictures, no clock."""

from __future__ import annotations

from typing import Any

from lxml import etree

from drukproef.errors import Problem
from drukproef.render.tables import LONG
from drukproef.render.theme import Theme
from drukproef.render.word.elements import NOTE
from drukproef.render.word.front import LOCALES
from drukproef.render.word.package import find, parsed, read_parts, serialised, w, write_parts
from drukproef.render.word.properties import finish_properties
from drukproef.render.word.reference import TEXT_WIDTH
from drukproef.study.settings import StudySettings

DOCUMENT = "word/document.xml"


def finished(content: bytes, settings: StudySettings, theme: Theme) -> bytes:
    """The finished file, the same bytes for the same content."""
    parts = read_parts(content)
    document = parsed(parts[DOCUMENT])
    for table in find(document, "//w:tbl"):
        _finish_table(table, theme.brand.colours.surface[1:])
    _finish_pictures(document, theme.words.figure)
    parts[DOCUMENT] = serialised(document)
    finish_properties(parts, LOCALES[settings.language])
    return write_parts(parts, settings.published)


def dangling_links(content: bytes, place: str) -> list[Problem]:
    """A problem per link to a place that the file does not have."""
    parts = read_parts(content)
    trees = [parsed(parts[name]) for name in (DOCUMENT, "word/footnotes.xml") if name in parts]
    marks = {name for tree in trees for name in find(tree, "//w:bookmarkStart/@w:name")}
    anchors = [name for tree in trees for name in find(tree, "//w:hyperlink/@w:anchor")]
    return [
        Problem(
            place,
            f"a link points to '#{name}', which is nowhere in the report",
            "the id of a heading or element",
        )
        for name in dict.fromkeys(anchors)
        if name not in marks
    ]


def _finish_table(table: Any, surface: str) -> None:
    (properties,) = find(table, "w:tblPr")
    (look,) = find(properties, "w:tblLook")
    look.set(w("firstColumn"), "1")  # the first column heads the rows
    look.set(w("val"), "00A0")
    for caption in find(properties, "w:tblCaption"):
        caption.set(w("val"), _own_caption(table) or caption.get(w("val")))
    widths = _set_widths(table, properties)
    rows = find(table, "w:tr")
    for row in rows:
        _finish_row(row, widths, surface)
    _keep_together(table, rows)


def _own_caption(table: Any) -> str:
    """The caption without the base, which pandoc glues to it."""
    above = table.getprevious()
    while above is not None and not find(above, "w:pPr/w:pStyle[@w:val='TableCaption']"):
        above = above.getprevious()
    return "" if above is None else "".join(find(above, ".//w:t/text()")).replace("\u2002", " ")


def _set_widths(table: Any, properties: Any) -> list[int]:
    """Widths in absolute units: Word and others disagree on percentages."""
    columns = find(table, "w:tblGrid/w:gridCol")
    total = sum(int(column.get(w("w"))) for column in columns)
    widths = [round(int(column.get(w("w"))) * TEXT_WIDTH / total) for column in columns]
    for column, width in zip(columns, widths, strict=True):
        column.set(w("w"), str(width))
    (whole,) = find(properties, "w:tblW")
    whole.set(w("type"), "dxa")
    whole.set(w("w"), str(sum(widths)))
    return widths


def _finish_row(row: Any, widths: list[int], surface: str) -> None:
    properties = _first_child(row, "trPr")
    properties.insert(0, etree.Element(w("cantSplit")))
    is_header = bool(find(properties, "w:tblHeader"))
    column = 0
    for cell in find(row, "w:tc"):
        inner = _first_child(cell, "tcPr")
        span = int((find(inner, "w:gridSpan/@w:val") or ["1"])[0])
        width = sum(widths[column : column + span])
        inner.insert(0, etree.Element(w("tcW"), {w("w"): str(width), w("type"): "dxa"}))
        if is_header:
            etree.SubElement(inner, w("shd"), {w("val"): "clear", w("color"): "auto", w("fill"): surface})
        etree.SubElement(inner, w("vAlign"), {w("val"): "bottom" if is_header else "center"})
        column += span


def _first_child(element: Any, name: str) -> Any:
    """The properties of a row or cell, which come first."""
    if found := find(element, f"w:{name}"):
        return found[0]
    made = etree.Element(w(name))
    element.insert(0, made)
    return made


def _keep_together(table: Any, rows: list[Any]) -> None:
    """A table stays on one page with its notes, unless it is long: then only its first and last rows stay together."""
    following = table.getnext()
    has_notes = following is not None and bool(find(following, f"w:pPr/w:pStyle[@w:val='{NOTE}']"))
    if following is not None and not has_notes:
        _space_before(following)
    kept = rows if has_notes else rows[:-1]
    if len(rows) > LONG + 2:
        kept = [*rows[:3], *kept[-3:]]
    for row in kept:
        for paragraph in find(row, ".//w:p"):
            _keep_with_next(paragraph)


def _space_before(paragraph: Any) -> None:
    """Room between a table and running text; headings and captions have their own."""
    if find(paragraph, "self::w:p/w:pPr/w:pStyle[@w:val='BodyText' or @w:val='FirstParagraph']"):
        etree.SubElement(_first_child(paragraph, "pPr"), w("spacing"), {w("before"): "260"})


def _keep_with_next(paragraph: Any) -> None:
    properties = _first_child(paragraph, "pPr")
    style = find(properties, "w:pStyle")
    properties.insert(len(style), etree.Element(w("keepNext")))


def _finish_pictures(document: Any, word: str) -> None:
    """Name the pictures for Word's selection pane, and leave no room beside them: without it LibreOffice cuts them off."""
    for i, inline in enumerate(find(document, "//wp:inline"), 1):
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")
        (picture,) = find(inline, "wp:docPr")
        picture.set("name", f"{word} {i}")
        picture.attrib.pop("title", None)
