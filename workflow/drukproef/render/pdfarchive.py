"""The finished report and its ledger in, one file for the archive out: PDF/A-3a and PDF/UA-1 at the same time.

The pages and tags are those of the report itself. What is added: the colour space, the claim of both standards,
and the ledger as a CSV file within the PDF, so that each printed number keeps its computation. ISO 19005-3.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import pikepdf
import pyarrow.parquet as pq
from lxml import etree
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, String

from drukproef.errors import DrukproefError, Problem
from drukproef.study.load import Study

PRINTED = 4
"""The annotation flag that PDF/A demands: 'print'."""
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
CLAIM = f"""
<rdf:RDF xmlns:rdf="{RDF}">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="3" pdfaid:conformance="A"/>
<rdf:Description rdf:about=""
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
"""
"""PDF/A-3a, and a description of the property that claims PDF/UA, which PDF/A does not know."""


def archive_name(study: Study) -> str:
    """The name of the file."""
    return f"{study.id}-archief.pdf"


def archive_pdf(study: Study, report: bytes) -> bytes:
    """The report with its ledger inside; DrukproefError lists chapters without a ledger."""
    ledger = ledger_csv(study)
    with pikepdf.open(io.BytesIO(report)) as document:
        _claim_both(document)
        _set_colour_space(document)
        for page in document.pages:
            for annotation in page.obj.get("/Annots", []):
                annotation.F = PRINTED
        _attach(document, f"{study.id}-ledger.csv", ledger, study.settings.published)
        out = io.BytesIO()
        document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def ledger_csv(study: Study) -> bytes:
    """The ledgers of all chapters in reading order: a line per printed number, number or claim."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for number, path in enumerate(_ledgers(study)):
        table = pq.read_table(path)
        if number == 0:
            writer.writerow(table.column_names)
        writer.writerows([_text(value) for value in row.values()] for row in table.to_pylist())
    return out.getvalue().encode()


def _ledgers(study: Study) -> Iterator[Path]:
    paths = [study.text_results / "ledger" / f"{chapter}.parquet" for chapter in study.settings.chapters]
    problems = [
        Problem(
            f"results/{study.text_id}/ledger/{path.name}",
            "the file does not exist",
            "the ledger of the chapter",
            f"run: drukproef write {study.argument} {path.stem}",
        )
        for path in paths
        if not path.is_file()
    ]
    if problems:
        raise DrukproefError(problems)
    yield from paths


def _text(value: Any) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    return repr(value) if isinstance(value, float) else str(value)


def _claim_both(document: pikepdf.Pdf) -> None:
    metadata = document.Root.Metadata
    packet = etree.fromstring(metadata.read_bytes())
    rdf = packet.find(f"{{{RDF}}}RDF")
    rdf.extend(list(etree.fromstring(CLAIM.strip())))
    body = etree.tostring(packet, encoding="unicode")
    begin, end = '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>', '<?xpacket end="r"?>'
    metadata.write(f"{begin}\n{body}\n{end}".encode())


def _set_colour_space(document: pikepdf.Pdf) -> None:
    """All colours are sRGB, and say so by the profile that WeasyPrint brings along."""
    profile = document.make_stream(files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes())
    profile.N = 3
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=profile,
    )
    document.Root.OutputIntents = Array([document.make_indirect(intent)])


def _attach(document: pikepdf.Pdf, name: str, content: bytes, published: date) -> None:
    day = datetime(published.year, published.month, published.day, tzinfo=UTC)
    when = pikepdf.models.metadata.encode_pdf_date(day)
    spec = AttachedFileSpec(
        document,
        content,
        filename=name,
        description="Ledger: each printed number with its cell, base, filter and method",
        mime_type="text/csv",
        relationship=Name.Data,
        creation_date=when,
        mod_date=when,
    )
    document.attachments[name] = spec
    document.Root.AF = Array([spec.obj])
