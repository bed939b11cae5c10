"""The archive's PDF is the report, claims both standards, and holds the ledger; twice made, it has the same bytes."""

import csv
import hashlib
import io
import shutil

import pikepdf
import pytest
from drukproef.errors import DrukproefError
from drukproef.render.pdfarchive import archive_name, archive_pdf, ledger_csv
from drukproef.render.pdftree import read_tree

from tests.render import sample


@pytest.fixture
def study(rendered):
    return rendered.study


@pytest.fixture
def archived(rendered) -> bytes:
    return (rendered.folder / "proef-archief.pdf").read_bytes()


@pytest.fixture
def archive(archived):
    with pikepdf.open(io.BytesIO(archived)) as document:
        yield document


def test_its_name_says_what_it_is(study):
    assert archive_name(study) == "proef-archief.pdf"


def test_it_claims_pdf_a_and_pdf_ua(archive):
    with archive.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "3"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"
    assert str(archive.Root.OutputIntents[0].S) == "/GTS_PDFA1"


def test_it_holds_the_ledger_as_data(archive, study):
    (name,) = archive.attachments
    assert name == "proef-ledger.csv"
    (spec,) = archive.Root.AF
    assert str(spec.AFRelationship) == "/Data"
    attached = archive.attachments[name].get_file()
    assert attached.read_bytes() == ledger_csv(study)
    assert attached.mime_type == "text/csv"
    assert str(attached.obj.Params.ModDate).startswith("D:20240930")


def test_the_ledger_has_a_line_per_printed_number_in_reading_order(study):
    lines = list(csv.DictReader(io.StringIO(ledger_csv(study).decode())))
    assert [line["id"] for line in lines] == [
        f"{chapter}-{number:04d}" for chapter in study.settings.chapters for number in (1, 2)
    ]
    assert (lines[0]["text"], lines[0]["value"], lines[0]["base"]) == ("84%", "0.8437", "1082")
    assert (lines[1]["text"], lines[1]["value"], lines[1]["p"]) == ('hoger, "veel"', "", "0.0125")


def test_its_pages_and_tags_are_those_of_the_report(archive, pdf):
    assert len(archive.pages) == len(pdf.pages)
    assert [e.kind for e in read_tree(archive).walk()] == [e.kind for e in read_tree(pdf).walk()]


def test_the_same_bytes_twice(archived, study, rendered):
    again = archive_pdf(study, rendered.pdf.read_bytes())
    assert hashlib.sha256(again).hexdigest() == hashlib.sha256(archived).hexdigest()


def test_all_ledgers_that_are_missing_are_named(rendered, tmp_path):
    study = sample.study(tmp_path)
    shutil.rmtree(study.results / "ledger")
    with pytest.raises(DrukproefError, match=r"(?s)ledger/2\.parquet.*drukproef write proef 2") as error:
        archive_pdf(study, rendered.pdf.read_bytes())
    assert len(error.value.problems) == 3
