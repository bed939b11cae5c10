"""A codebook in, the same as DDI-Codebook 2.5 out; elements stand in the order of that schema."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import PurePosixPath

from lxml import etree

from drukproef.book.texts import base_text, group_label, weighting_text
from drukproef.book.words import Words
from drukproef.study import Codebook, Item, Study
from drukproef.study.item import AnyOf

NAMESPACE = "ddi:codebook:2_5"
SCHEMA = "http://www.ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd"
XML = "http://www.w3.org/XML/1998/namespace"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no way to write."""

# Ids of the codebook's own parts start with a capital, which those of items and variables never do.
FILE_ID, GROUP_ID, NET_ID = "File.{}", "Group.{}", "Net.{}.{}"


def codebook_xml(study: Study, population: str, words: Words) -> bytes:
    """The codebook of a population. Category ids of the open data are the last part of a category's ID."""
    root = etree.Element(f"{{{NAMESPACE}}}codeBook", nsmap={None: NAMESPACE, "xsi": XSI}, version="2.5")
    root.set(f"{{{XML}}}lang", study.settings.language)
    root.set(f"{{{XSI}}}schemaLocation", f"{NAMESPACE} {SCHEMA}")
    title = words.codebook_of.format(
        title=study.settings.title, population=study.population(population).label
    )
    _citation(_add(root, "docDscr"), study, title, f"{study.id}-codebook-{population}")
    _study(_add(root, "stdyDscr"), study, population, words)
    for wave, path in sorted(study.population(population).files.items()):
        _file(root, wave, path)
    _data(_add(root, "dataDscr"), study, population, words)
    other = _add(root, "otherMat", level="study", type="table", URI="cube.csv")
    _add(other, "labl", words.cube_title.format(title=study.settings.title))
    text: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return text


def _citation(parent: etree._Element, study: Study, title: str, number: str) -> None:
    settings = study.settings
    citation = _add(parent, "citation")
    titles = _add(citation, "titlStmt")
    _add(titles, "titl", title)
    if settings.subtitle and title == settings.title:
        _add(titles, "subTitl", settings.subtitle)
    _add(titles, "IDNo", number)
    _add(_add(citation, "rspStmt"), "AuthEnty", settings.author)
    made = _add(citation, "prodStmt")
    _add(made, "producer", settings.author)
    _add(made, "copyright", settings.licence)
    _add(made, "prodDate", settings.published.isoformat(), date=settings.published.isoformat())
    _add(made, "software", "drukproef")
    _add(made, "fundAg", settings.client)
    if settings.notice:
        _add(citation, "notes", settings.notice)


def _study(parent: etree._Element, study: Study, population: str, words: Words) -> None:
    people = study.population(population)
    _citation(parent, study, study.settings.title, study.id)
    summary = _add(_add(parent, "stdyInfo"), "sumDscr")
    for wave in sorted(people.files):
        _add(summary, "timePrd", str(wave), date=str(wave), event="single")
    _add(summary, "universe", people.label)
    collection = _add(_add(parent, "method"), "dataColl")
    _add(collection, "weight", weighting_text(study, population, words), ID="Weighting")
    _add(_add(_add(parent, "dataAccs"), "useStmt"), "conditions", study.settings.licence)
    if study.settings.notice:
        _add(parent, "notes", study.settings.notice)


def _file(parent: etree._Element, wave: int, path: str) -> None:
    """The data file of a wave, by its bare name: where it lies differs per machine."""
    name = PurePosixPath(path)
    text = _add(_add(parent, "fileDscr", ID=FILE_ID.format(wave)), "fileTxt")
    _add(text, "fileName", name.name)
    _add(text, "fileType", name.suffix.lstrip("."))


def _data(parent: etree._Element, study: Study, population: str, words: Words) -> None:
    codebook = study.codebooks[population]
    _groups(parent, codebook, words)
    for question in codebook.questions:
        _variable(parent, study, population, question, words)


def _groups(parent: etree._Element, codebook: Codebook, words: Words) -> None:
    """The question blocks."""
    blocks = sorted((item for item in codebook.items if item.group), key=lambda item: str(item.group))
    for group, found in groupby(blocks, key=lambda item: str(item.group)):
        members = list(found)
        names = " ".join(item.id for item in members)
        kind = "multipleResp" if members[0].kind == "multiple" else "section"
        element = _add(parent, "varGrp", ID=GROUP_ID.format(_ncname(group)), type=kind, var=names)
        _add(element, "labl", group_label(codebook, members[0], words))


def _variable(parent: etree._Element, study: Study, population: str, item: Item, words: Words) -> None:
    waves = [wave for wave in sorted(item.waves) if wave in study.population(population).files]
    variable = _add(
        parent, "var", ID=item.id, name=item.data_column, intrvl="contin" if item.is_numeric else "discrete"
    )
    if waves:
        variable.set("files", " ".join(FILE_ID.format(wave) for wave in waves))
    if item.unit:
        variable.set("measUnit", item.unit)
    _add(variable, "labl", item.label)
    if item.question:
        _add(_add(variable, "qstn"), "qstnLit", item.question)
    if item.is_numeric:
        bounds = {"min": f"{item.minimum:g}"} | ({} if item.maximum is None else {"max": f"{item.maximum:g}"})
        _add(_add(variable, "valrng"), "range", UNITS="REAL", **bounds)
    if item.missing:
        invalid = _add(variable, "invalrng")
        for missing in item.missing:
            _add(invalid, "item", VALUE=str(missing.code))
    _add(variable, "universe", base_text(study, population, item, words), clusion="I")
    _categories(variable, item)
    if item.derive is not None:
        sources = item.derive.items if isinstance(item.derive, AnyOf) else (item.derive.source,)
        _add(variable, "derivation", var=" ".join(sources))
    _add(variable, "varFormat", type="numeric")
    for broken in study.settings.trend_breaks:
        if item.id in broken.items:
            _add(variable, "notes", words.trend_break.format(wave=broken.from_wave, caveat=broken.caveat))


def _categories(variable: etree._Element, item: Item) -> None:
    """Nets, then categories, then codes that are no answer."""
    for net in item.nets:
        members = " ".join(f"{item.id}.{category}" for category in net.categories)
        group = _add(variable, "catgryGrp", ID=NET_ID.format(item.id, net.id), catgry=members)
        _add(group, "labl", net.label)
    for category in item.categories:
        element = _add(variable, "catgry", ID=f"{item.id}.{category.id}")
        _add(element, "catValu", str(category.code))
        _add(element, "labl", category.label)
    for missing in item.missing:
        element = _add(variable, "catgry", missing="Y", missType=missing.kind)  # codespell:ignore
        _add(element, "catValu", str(missing.code))
        _add(element, "labl", missing.label)


def _add(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
    element.text = NOT_IN_XML.sub("", text) or None
    return element


def _ncname(text: str) -> str:
    return re.sub(r"[^\w.-]", "_", text)
