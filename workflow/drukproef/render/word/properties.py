"""The parts of a Word file that no page shows: settings and properties, as a current Word would write them."""

from __future__ import annotations

from lxml import etree

from drukproef.render.word.package import Parts, find, parsed, serialised, w

MODE = "15"  # Word 2013 and later; without it a file opens in compatibility mode, like one of 2007
_MICROSOFT = "http://schemas.microsoft.com/office/word"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_AFTER_COMPAT = "w:docVars | w:rsids | m:mathPr | w:themeFontLang | w:clrSchemeMapping | w:decimalSymbol"


def finish_properties(parts: Parts, locale: str) -> None:
    """Set mode and language, and leave out what pandoc's example file says about itself."""
    settings = parsed(parts["word/settings.xml"])
    for language in find(settings, "w:themeFontLang"):
        language.set(w("val"), locale)
    for separator, sign in (("decimalSymbol", ","), ("listSeparator", ";")):
        for element in find(settings, f"w:{separator}") if locale.startswith("nl") else ():
            element.set(w("val"), sign)
    if not find(settings, "w:compat"):
        compat = etree.Element(w("compat"))
        setting = {"name": "compatibilityMode", "uri": _MICROSOFT, "val": MODE}
        etree.SubElement(compat, w("compatSetting"), {w(name): value for name, value in setting.items()})
        find(settings, _AFTER_COMPAT)[0].addprevious(compat)
    parts["word/settings.xml"] = serialised(settings)
    parts["docProps/app.xml"] = _application()


def _application() -> bytes:
    root = etree.Element(f"{{{_EXTENDED}}}Properties", nsmap={None: _EXTENDED})
    etree.SubElement(root, f"{{{_EXTENDED}}}Application").text = "drukproef"
    return serialised(root)
