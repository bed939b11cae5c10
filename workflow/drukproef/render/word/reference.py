"""The theme in, a reference.docx out: the styles, page and footer that pandoc gives to a Word file.

It is made from pandoc's own reference file each time, so that no binary file is committed and a changed colour in
brand.yaml reaches Word too.
"""

from __future__ import annotations

import subprocess
from typing import Any

import pypandoc
from lxml import etree

from drukproef.render.theme import Theme
from drukproef.render.word.front import LOCALES
from drukproef.render.word.package import Parts, find, parsed, read_parts, serialised, w, write_parts
from drukproef.study.settings import StudySettings

TEXT_WIDTH = 9071  # twentieths of a point: 16 cm, between margins of 2.5 cm on A4
FALLBACK_FONT = "Calibri"  # where the report's own font is not installed
_FOOTER = "word/footer1.xml"
_FOOTER_ID = "rIdFooter"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def reference_docx(settings: StudySettings, theme: Theme) -> bytes:
    """The reference file; the same bytes for the same theme, title and date."""
    command = [pypandoc.get_pandoc_path(), "--print-default-data-file", "reference.docx"]
    parts = read_parts(subprocess.run(command, capture_output=True, check=True).stdout)
    _restyle(parts, settings, theme)
    _name_fonts(parts, theme)
    _set_page(parts)
    _add_footer(parts, settings, theme)
    _hyphenate(parts)
    return write_parts(parts, settings.published)


def _filled(name: str, settings: StudySettings, theme: Theme) -> bytes:
    brand = theme.brand
    xml = theme.fill(
        f"word/{name}",
        family=brand.fonts.family,
        colours=brand.colours,
        cover=brand.cover,
        locale=LOCALES[settings.language],
        title=settings.title,
    )
    return xml.encode()


def _restyle(parts: Parts, settings: StudySettings, theme: Theme) -> None:
    """Each of our styles takes the place of the one with its id, or joins the others."""
    styles = parsed(parts["word/styles.xml"])
    ours = parsed(_filled("styles.xml.j2", settings, theme))
    _replace(styles, find(styles, "w:docDefaults")[0], find(ours, "w:docDefaults")[0])
    known = {style.get(w("styleId")): style for style in find(styles, "w:style")}
    for style in find(ours, "w:style"):
        if (old := known.get(style.get(w("styleId")))) is not None:
            _replace(styles, old, style)
        else:
            styles.append(style)
    parts["word/styles.xml"] = serialised(styles)


def _replace(parent: Any, old: Any, new: Any) -> None:
    parent.replace(old, new)


def _name_fonts(parts: Parts, theme: Theme) -> None:
    """Tell Word what to use when the report's font is not there."""
    fonts = parsed(parts["word/fontTable.xml"])
    font = etree.SubElement(fonts, w("font"), {w("name"): theme.brand.fonts.family})
    for name, value in (("altName", FALLBACK_FONT), ("family", "swiss"), ("pitch", "variable")):
        etree.SubElement(font, w(name), {w("val"): value})
    parts["word/fontTable.xml"] = serialised(fonts)


def _set_page(parts: Parts) -> None:
    """A4 with the footer; footnotes are numbered through the whole report."""
    document = parsed(parts["word/document.xml"])
    (section,) = find(document, "w:body/w:sectPr")
    for child in list(section):
        section.remove(child)
    etree.SubElement(section, w("footerReference"), {w("type"): "default", f"{{{_RELATION}}}id": _FOOTER_ID})
    etree.SubElement(section, w("pgSz"), {w("w"): "11906", w("h"): "16838"})
    margins = {
        "top": 1361,
        "right": 1417,
        "bottom": 1361,
        "left": 1418,
        "header": 709,
        "footer": 624,
        "gutter": 0,
    }
    etree.SubElement(section, w("pgMar"), {w(name): str(value) for name, value in margins.items()})
    etree.SubElement(section, w("titlePg"))  # the title page has no footer
    parts["word/document.xml"] = serialised(document)


def _add_footer(parts: Parts, settings: StudySettings, theme: Theme) -> None:
    parts[_FOOTER] = serialised(parsed(_filled("footer.xml.j2", settings, theme)))
    types = parsed(parts["[Content_Types].xml"])
    override = etree.SubElement(types, f"{{{types.nsmap[None]}}}Override")
    override.attrib.update({"PartName": f"/{_FOOTER}", "ContentType": f"{_OFFICE}.footer+xml"})
    parts["[Content_Types].xml"] = serialised(types)
    relations = parsed(parts["word/_rels/document.xml.rels"])
    relation = etree.SubElement(relations, f"{{{relations.nsmap[None]}}}Relationship")
    relation.attrib.update({"Id": _FOOTER_ID, "Type": f"{_RELATION}/footer", "Target": "footer1.xml"})
    parts["word/_rels/document.xml.rels"] = serialised(relations)


def _hyphenate(parts: Parts) -> None:
    """Dutch words are long, columns are narrow."""
    settings = parsed(parts["word/settings.xml"])
    (before,) = find(settings, "w:defaultTabStop")
    before.addnext(etree.Element(w("autoHyphenation"), {w("val"): "true"}))
    parts["word/settings.xml"] = serialised(settings)
