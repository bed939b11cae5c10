"""A Word file as its parts: read from a zip, changed as XML, written as a zip with the same bytes each time."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
FIRST = "[Content_Types].xml"
Parts = dict[str, bytes]


def w(name: str) -> str:
    """A name in the namespace of WordprocessingML.

    >>> w("p")
    '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p'
    """
    return f"{{{NAMESPACES['w']}}}{name}"


def find(element: Any, path: str) -> list[Any]:
    """The elements at an XPath, with the usual prefixes."""
    return list(element.xpath(path, namespaces=NAMESPACES))


def parsed(xml: bytes) -> Any:
    """The root of a part. Nothing outside the file is ever read."""
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def serialised(root: Any) -> bytes:
    """A part as Word expects it."""
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content


def read_parts(content: bytes) -> Parts:
    """The files in a zip, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_parts(parts: Parts, date: dt.date) -> bytes:
    """A zip that depends only on the parts and the date: names in order, no clock, no machine."""
    target = io.BytesIO()
    moment = (max(date.year, 1980), date.month, date.day, 0, 0, 0)
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(parts, key=lambda n: (n != FIRST, n)):
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # else it tells whether Windows made it
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, parts[name], compresslevel=9)
    return target.getvalue()
