"""The PDF is tagged, has its metadata and bookmarks, and its tags tell what the page shows."""

import logging

import pikepdf
import pytest
from drukproef.errors import DrukproefError
from drukproef.render.outline import make_outline
from drukproef.render.pdf import proof_pdf
from drukproef.render.pdflayout import Sheet, lay_out, require_subsetter
from drukproef.render.pdftables import rows_of
from drukproef.render.pdftext import read_texts, text_of
from drukproef.render.pdftree import read_tree
from drukproef.render.run import render_chapter
from drukproef.render.theme import load_theme

from tests.render import sample


def grids(top):
    return [[row.elements for _, row in rows_of(table)] for table in top.all("Table")]


def name(header) -> str:
    return header.texts["ID"]


def headers(cell) -> list[str]:
    return cell.attributes["Headers"]


@pytest.fixture
def top(pdf):
    return read_tree(pdf)


@pytest.fixture
def texts(pdf):
    return read_texts(pdf)


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


def test_figures_have_their_words_and_their_place_in_points(top):
    figures = top.all("Figure")
    assert [figure.texts["Alt"].split(":")[0] for figure in figures] == ["Staafdiagram", "Staafdiagram"]
    for figure in figures:
        left, low, right, high = map(float, figure.attributes["BBox"])
        assert 0 < left < right < 595
        assert 0 < low < high < 842


def test_cells_below_a_spanning_header_are_tied_to_it(top):
    rows = next(rows for rows in grids(top) if any("ColSpan" in cell.attributes for cell in rows[0]))
    stub, total, gender, function = rows[0]
    assert [cell.attributes["Scope"] for cell in rows[0]] == ["Column"] * 4
    assert [headers(cell) for cell in rows[1]] == [[name(gender)]] * 2 + [[name(function)]] * 4
    label, *cells = rows[2]
    assert label.attributes["Scope"] == "Row"
    assert headers(cells[0]) == [name(label), name(total)]
    assert headers(cells[2]) == [name(label), name(gender), name(rows[1][1])]


def test_a_table_over_two_pages_is_one_table_whose_headers_are_said_once(top, texts):
    table = top.all("Table")[-1]
    assert {content.page for content in table.contents()} == {top.all("Table")[-1].page() + i for i in (0, 1)}
    assert [kid.kind for kid in table.elements] == ["Caption", "THead", "TBody"]
    assert text_of(table, texts).count("Uitgenodigd") == 1
    rows = [row for _, row in rows_of(table)]
    assert len(rows) == 1 + len(sample.AREAS)
    assert rows[-1].page() == rows[0].page() + 1
    assert headers(rows[-1].elements[1]) == [name(rows[-1].elements[0]), name(rows[0].elements[1])]


def test_headers_that_are_repeated_on_paper_are_artifacts(pdf, top):
    page = top.all("Table")[-1].page() + 1
    operators = pikepdf.parse_content_stream(pdf.pages[page], "BDC BMC TJ EMC")
    marks = [str(i.operands[0]) for i in operators if str(i.operator) == "BMC"]
    assert marks.count("/Artifact") > 3  # three headers, the running title, the page number


def test_a_chapter_is_one_section(top):
    assert [e.kind for e in top.elements] == ["Div", "Sect", "Sect", "Sect", "Sect", "Sect"]
    assert all(section.elements[0].kind == "H1" for section in top.elements[1:])


def test_footnotes_follow_the_paragraph_that_refers_to_them(top, texts):
    chapter = top.elements[4]
    kinds = [kid.kind for kid in chapter.elements]
    places = [i for i, kind in enumerate(kinds) if kind == "Note"]
    assert [kinds[i - 1] for i in places] == ["P", "P"]
    first = chapter.elements[places[0]]
    assert first.elements[0].kind == "Lbl"
    assert text_of(first, texts).startswith("1  Zie artikel 15 van de Gemeentewet, en tabel 2.2.")
    assert [a.target for a in first.annotations()] == ["note-2-1-ref", "tbl-breed"]
    call = next(e for e in chapter.elements[places[0] - 1].all("Reference") if text_of(e, texts) == "1")
    assert [a.target for a in call.annotations()] == ["note-2-1"]


def test_a_footnote_stands_on_the_page_of_its_mark(top):
    """WeasyPrint compares heights without tolerance; print.css keeps to whole pixels for that reason."""
    chapter = top.elements[4]
    assert [note.page() for note in chapter.all("Note")] == [chapter.page()] * 2


def test_contents_are_contents_and_their_dots_are_silent(top, texts):
    contents = top.elements[2]
    assert [kid.kind for kid in contents.elements] == ["H1", "TOC", "H2", "TOC", "H2", "TOC"]
    entry = contents.all("TOCI")[1]
    assert text_of(entry.all("Reference")[0], texts) == "2  Integriteit van politieke ambtsdragers5"
    assert [kid.kind for kid in entry.elements] == ["Reference", "TOC"]
    assert not contents.all("L", "LI", "LBody")


def test_lists_say_how_they_are_numbered(top):
    numberings = [items.attributes["ListNumbering"] for items in top.elements[4].all("L")]
    assert numberings == ["None", "Decimal", "Disc"]


def test_links_say_where_they_lead(pdf):
    links = {
        str(a.get("/Dest", "")): str(a.Contents) for page in pdf.pages for a in page.obj.get("/Annots", [])
    }
    assert links["tbl-breed"] in {"tabel 2.2", "Tabel 2.2"}
    assert links["note-2-1"] == "Noot 1"
    assert links["note-2-1-ref"] == "Terug naar noot 1 in de tekst"
    assert all(links.values())


def test_words_are_parted_at_the_ends_of_lines_and_hyphens_are_not_spoken(top, texts):
    note = top.elements[4].all("Note")[1]
    assert "zonder correctie voor het aantal vergelijkingen" in text_of(note, texts)
    spoken = [span.texts["ActualText"] for span in top.all("Span") if "ActualText" in span.texts]
    spoken = [text for text in spoken if not text.strip().isdigit()]  # page numbers in the contents
    assert spoken
    assert all(text.endswith(("\u00ad", "-")) for text in spoken)


def test_every_id_is_found_in_the_id_tree(pdf, top):
    (leaf,) = pdf.Root.StructTreeRoot.IDTree.Kids
    assert [str(n) for n in list(leaf.Names)[::2]] == sorted(
        e.texts["ID"] for e in top.walk() if "ID" in e.texts
    )


def test_words_in_another_language_say_so(study_with):
    study = study_with(
        "Dit heet [a *speak-up* culture]{lang=en}, en verder niets.", chapter_id="respons", number="A"
    )
    _, path = render_chapter(study, "respons")
    with pikepdf.open(path) as document:
        top, texts = read_tree(document), read_texts(document)
        annotations = [a for page in document.pages for a in page.obj.get("/Annots", [])]
    (span,) = [e for e in top.walk() if e.texts.get("Lang") == "en"]
    assert (span.kind, text_of(span, texts).strip()) == ("Span", "a speak-up culture")
    assert annotations == []  # the link that carried it is gone


def test_blocks_in_another_language_say_so(study_with):
    study = study_with(
        "::: {lang=en}\n> We *talk* about it.\n\n- Every year.\n:::\n\nEn verder.",
        chapter_id="respons",
        number="A",
    )
    page, path = render_chapter(study, "respons")
    assert '<div lang="en">\n<blockquote>\n<p>We <em>talk</em> about it.</p>' in page.read_text()
    with pikepdf.open(path) as document:
        top, texts = read_tree(document), read_texts(document)
    spans = [text_of(e, texts).strip() for e in top.walk() if e.texts.get("Lang") == "en"]
    assert spans == ["We talk about it.", "Every year."]


def test_a_passage_in_another_language_holds_no_link(study_with):
    study = study_with("[see @tbl-kern]{lang=en}", chapter_id="respons", number="A")
    with pytest.raises(DrukproefError, match="a passage with lang=en holds a cite"):
        render_chapter(study, "respons")
    study = study_with("::: {lang=en}\nA [salon]{lang=fr}.\n:::", chapter_id="respons", number="A")
    with pytest.raises(DrukproefError, match="a passage with lang=en holds a span"):
        render_chapter(study, "respons")


def test_without_the_subsetter_there_is_no_pdf(monkeypatch):
    monkeypatch.setattr("weasyprint.text.ffi.harfbuzz_subset", None)
    with pytest.raises(DrukproefError, match="libharfbuzz-subset is missing"):
        require_subsetter()


def test_a_complaint_of_weasyprint_is_a_problem(study_with):
    image = sample.trend_figure().model_copy(update={"svg": "figures/2/gone.svg"})
    study = study_with(image, chapter_id="respons", number="A")
    (study.results / image.svg).unlink()
    theme = load_theme(study.root, "nl")
    outline = make_outline([sample.chapter("respons", "A", "Bijlage", image)], theme.words)
    with pytest.raises(DrukproefError, match="Failed to load image"):
        proof_pdf(study, outline, theme, outline.parts[0])


def test_a_footnote_that_weasyprint_loses_comes_back(monkeypatch):
    """The first layout loses it; the second has a rule for the paragraph that holds it."""
    rules = []

    def made(sheet, more_css):
        rules.append(more_css)
        if not more_css:
            logging.getLogger("weasyprint").error("No anchor #note-2-4 for internal URI reference")
        return b"pdf"

    monkeypatch.setattr("drukproef.render.pdflayout._made", made)
    assert lay_out(Sheet("", "", "", "", "x.pdf")) == b"pdf"
    assert rules == ["", "p:has(#note-2-4) { break-inside: avoid; }\n"]


def test_a_footnote_that_stays_lost_is_a_problem(monkeypatch):
    def made(sheet, more_css):
        logging.getLogger("weasyprint").error("No anchor #note-2-4 for internal URI reference")

    monkeypatch.setattr("drukproef.render.pdflayout._made", made)
    with pytest.raises(DrukproefError, match="x.pdf: No anchor #note-2-4"):
        lay_out(Sheet("", "", "", "", "x.pdf"))
