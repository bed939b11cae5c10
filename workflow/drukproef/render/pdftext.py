"""A page of a PDF by WeasyPrint in, the pieces of its marked content with their text out; and changes to them.

Works on bytes with regular expressions, because a full parse of a report takes longer than laying out a chapter.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Object

from drukproef.render.pdftree import Content, Element

_TOKEN = re.compile(
    rb"/(?P<font>\w+)\s+(?P<size>[\d.]+)\s+Tf"
    rb"|(?P<y>-?[\d.]+)\s+Tm"
    rb"|<(?P<glyphs>[0-9a-fA-F]+)>"
    rb"|/MCID\s+(?P<mcid>\d+)\s*>>\s*BDC"
    rb"|(?P<other>\b(?:BMC|BDC)\b)"
    rb"|(?P<end>\bEMC\b)"
)
_MARKED = re.compile(rb"/\w+\s*<<\s*/MCID\s+(\d+)\s*>>\s*BDC(.*?)\bEMC\b", re.DOTALL)
_START = re.compile(rb"/\w+\s*<<\s*/MCID\s+\d+\s*>>\s*BDC")
_GLYPH = struct.Struct(">H")
_PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


@dataclass
class Piece:
    """The text of a piece of content, empty for an image, and where it stands."""

    text: str = ""
    y: float = 0.0  # of the baseline, in pixels from the top
    size: float = 0.0  # of the letters
    space: int | None = None  # the glyph of a space in its font
    font: str = ""  # its name among the resources of the page
    glyphs: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Font:
    """What the glyphs of a font stand for."""

    texts: dict[int, str]
    space: int | None  # its glyph


NO_FONT = Font({}, None)
Pieces = dict[Content, Piece]
Texts = dict[Content, str]


def read_pieces(document: pikepdf.Pdf) -> Pieces:
    """All marked content of all pages."""
    fonts: dict[tuple[int, int], Font] = {}
    pieces: Pieces = {}
    for number, page in enumerate(document.pages):
        resources: Any = page.obj.Resources.get("/Font", {})
        known = {name[1:]: _font(font, fonts) for name, font in resources.items()}
        pieces |= {
            Content(number, mcid): piece for mcid, piece in _marked(page_bytes(page.obj), known).items()
        }
    return pieces


def read_texts(document: pikepdf.Pdf) -> Texts:
    """The text of each piece of marked content of all pages."""
    return {content: piece.text for content, piece in read_pieces(document).items()}


def text_of(element: Element, texts: Texts) -> str:
    """The words of an element in reading order."""
    return "".join(texts.get(content, "") for content in element.contents())


def change_pages(document: pikepdf.Pdf, artifacts: set[Content], spaces: dict[Content, int]) -> None:
    """Turn content into artifacts, and put a space (the glyph in `spaces`) behind the text of other content."""
    for number, page in enumerate(document.pages):

        def changed(match: re.Match[bytes], number: int = number) -> bytes:
            content = Content(number, int(match[1]))
            if content in artifacts:
                return _START.sub(b"/Artifact BMC", match[0], count=1)
            if content in spaces:
                return _with_space(match[0], spaces[content])
            return match[0]

        page.obj.Contents = document.make_stream(_MARKED.sub(changed, page_bytes(page.obj)))


def _with_space(piece: bytes, glyph: int) -> bytes:
    before, shown, after = piece.rpartition(b"]")
    return before + f"<{glyph:04x}>".encode() + shown + after if shown else piece


def page_bytes(page: Object) -> bytes:
    """The drawing instructions of a page."""
    contents = page.Contents
    if isinstance(contents, pikepdf.Array):
        return b"\n".join(part.read_bytes() for part in contents)
    return contents.read_bytes()


def _marked(stream: bytes, fonts: dict[str, Font]) -> dict[int, Piece]:
    pieces: dict[int, Piece] = {}
    font = NO_FONT
    name = ""
    size = y = 0.0
    around: list[Piece | None] = []  # the marks that are open
    for token in _TOKEN.finditer(stream):
        match token.lastgroup:
            case "size":
                name, size = token["font"].decode(), float(token["size"])
                font = fonts.get(name, NO_FONT)
            case "y":
                y = float(token["y"])
            case "mcid":
                around.append(pieces.setdefault(int(token["mcid"]), Piece()))
            case "other":
                around.append(None)
            case "end":
                around.pop()
            case "glyphs" if around and (piece := around[-1]):
                shown = [glyph for (glyph,) in _GLYPH.iter_unpack(bytes.fromhex(token["glyphs"].decode()))]
                piece.text += "".join([font.texts.get(glyph, "") for glyph in shown])
                piece.glyphs += shown
                piece.y, piece.size, piece.space, piece.font = y, size, font.space, name
    return pieces


def _font(font: Object, fonts: dict[tuple[int, int], Font]) -> Font:
    """What its glyphs stand for, as the font's own table has it."""
    if font.objgen not in fonts:
        table = font.ToUnicode.read_bytes() if "/ToUnicode" in font else b""
        texts = {
            int(m[1], 16): bytes.fromhex(m[2].decode()).decode("utf-16-be")
            for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL)
            for m in _PAIR.finditer(block)
        }
        fonts[font.objgen] = Font(texts, next((glyph for glyph, text in texts.items() if text == " "), None))
    return fonts[font.objgen]
