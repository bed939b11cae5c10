"""The PDF is tagged, has its metadata and bookmarks, and its tags tell what the page shows."""

import logging
from collections import Counter

import pytest
from drukproef.errors import DrukproefError
from drukproef.render.pdf import complaints_are_problems, require_subsetter
from drukproef.render.pdftags import elements, kind, rows_of


def all_elements(parent):
    for element in elements(parent):
        yield element
        yield from all_elements(element)


def names(headers) -> list[str]:
    return [str(h) for h in headers]


def test_it_claims_pdf_ua_and_has_title_language_and_the_date_of_publication(pdf):
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "nl"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Monitor Integriteit en Veiligheid 2024"
    assert str(pdf.docinfo["/CreationDate"]).startswith("D:20240930")


def test_bookmarks_are_the_headings(pdf):
    with pdf.open_outline() as outline:
        top = {item.title.replace("\u00a0", " "): [c.title for c in item.children] for item in outline.root}
    assert list(top) == [
        "Colofon", "Inhoud", "Samenvatting", "2 Integriteit van politieke ambtsdragers",
        "Bijlage A Respons en weging",
    ]  # fmt: skip
    assert top["2 Integriteit van politieke ambtsdragers"] == [
        "2.1 Vrijheid om te bespreken",
        "2.2 Bronnen van steun",
    ]


def test_pages_are_a4(pdf):
    assert 8 <= len(pdf.pages) <= 10
    for page in pdf.pages:
        assert [round(float(x)) for x in page.mediabox] == [0, 0, 595, 842]


def test_all_fonts_are_the_committed_ones(pdf):
    fonts = {
        str(font.BaseFont).split("+")[1]
        for page in pdf.pages
        for font in page.obj.Resources.get("/Font", {}).values()
    }
    assert {name.split("-")[0] for name in fonts} == {"Source"}, fonts


def test_figures_and_footnotes_are_tagged_with_words_and_ids(pdf):
    found = Counter(kind(e) for e in all_elements(pdf.Root.StructTreeRoot))
    assert found["Note"] == 2
    assert found["Figure"] == 2
    alts = [str(e.Alt) for e in all_elements(pdf.Root.StructTreeRoot) if kind(e) == "Figure"]
    assert all(alt.startswith("Staafdiagram") for alt in alts)


def test_cells_below_a_spanning_header_are_tied_to_it(pdf):
    tables = [e for e in all_elements(pdf.Root.StructTreeRoot) if kind(e) == "Table"]
    grids = [[elements(row) for _, row in rows_of(table)] for table in tables]
    rows = next(rows for rows in grids if any("/ColSpan" in cell.A for cell in rows[0]))
    stub, total, gender, function = rows[0]
    assert [str(c.A.Scope) for c in rows[0]] == ["/Column"] * 4
    assert [names(c.A.Headers) for c in rows[1]] == [[str(gender.ID)]] * 2 + [[str(function.ID)]] * 4
    label, *cells = rows[2]
    assert str(label.A.Scope) == "/Row"
    assert names(cells[0].A.Headers) == [str(label.ID), str(total.ID)]
    assert names(cells[2].A.Headers) == [str(label.ID), str(gender.ID), str(rows[1][1].ID)]


def test_every_id_is_found_in_the_id_tree(pdf):
    (leaf,) = pdf.Root.StructTreeRoot.IDTree.Kids
    listed = [str(n) for n in list(leaf.Names)[::2]]
    ids = [str(e.ID) for e in all_elements(pdf.Root.StructTreeRoot) if "/ID" in e]
    assert sorted(ids) == listed


def test_a_footnote_stands_on_the_page_of_its_mark(pdf):
    """WeasyPrint compares heights without tolerance; print.css keeps to whole pixels for that reason."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    everything = list(all_elements(pdf.Root.StructTreeRoot))
    chapter = [pages[e.Pg.objgen] for e in everything if kind(e) == "H1"][3]
    notes = [pages[e.Pg.objgen] for e in everything if kind(e) == "Note"]
    assert notes == [chapter, chapter]


def test_without_the_subsetter_there_is_no_pdf(monkeypatch):
    monkeypatch.setattr("weasyprint.text.ffi.harfbuzz_subset", None)
    with pytest.raises(DrukproefError, match="libharfbuzz-subset is missing"):
        require_subsetter()


def test_a_complaint_of_weasyprint_is_a_problem():
    with pytest.raises(DrukproefError, match="Failed to load"), complaints_are_problems("x.pdf"):
        logging.getLogger("weasyprint").error("Failed to load image at %r", "x.svg")
