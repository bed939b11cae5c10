"""Each check of a PDF against its chapters has a PDF that breaks it."""

import pikepdf
import pytest
from drukproef.errors import DrukproefError
from drukproef.render.document import write_parts
from drukproef.render.outline import make_outline
from drukproef.render.pdfcheck import check_pdf, differences
from drukproef.render.pdfexpected import expect
from drukproef.render.pdffound import find
from drukproef.render.pdftree import Content, Element, read_tree
from drukproef.render.pdfwrite import write_tree
from pikepdf import Name, String

from tests.render import sample


@pytest.fixture(scope="module")
def expected(theme):
    outline = make_outline(sample.chapters(), theme.words)
    written = write_parts(outline, outline.parts, theme, "print")
    return expect(outline, written, theme, sample.settings().title, "nl", proof=False)


@pytest.fixture
def forge(rendered, expected, tmp_path):
    """Change the finished PDF and say what the check finds: (where, found, expected)."""

    def forged(change, on_tree=True):
        path = tmp_path / "forged.pdf"
        with pikepdf.open(rendered.pdf) as document:
            if on_tree:
                top = read_tree(document)
                change(top)
                write_tree(document, top)
            else:
                change(document)
            document.save(path)
        return list(differences(find(path.read_bytes()), expected))

    return forged


def places(found) -> set[str]:
    return {where for where, _, _ in found}


def parent_of(top: Element, child: Element) -> Element:
    return next(e for e in top.walk() if child in e.kids)


def test_the_report_is_what_its_chapters_say(rendered, expected):
    assert list(differences(find(rendered.pdf.read_bytes()), expected)) == []


def test_reading_and_writing_tags_changes_nothing(forge):
    assert forge(lambda top: None) == []


def test_all_differences_come_at_once_with_their_place(rendered, expected, tmp_path):
    with pikepdf.open(rendered.pdf) as document:
        document.Root.Lang = String("en")
        del document.Root.ViewerPreferences
        document.save(tmp_path / "forged.pdf")
    with pytest.raises(DrukproefError) as error:
        check_pdf((tmp_path / "forged.pdf").read_bytes(), expected, "proef.pdf")
    assert [p.place for p in error.value.problems] == ["proef.pdf, title", "proef.pdf, language"]


def test_an_alternative_text_that_is_gone(forge):
    assert forge(lambda top: top.all("Figure")[0].texts.pop("Alt")) == [
        ("figuur 2.1", "alternative text ''", f"'{sample.likert_figure().alt}'")
    ]


def test_alternative_texts_that_changed_places(forge):
    def change(top):
        one, other = top.all("Figure")
        one.texts["Alt"], other.texts["Alt"] = other.texts["Alt"], one.texts["Alt"]

    assert places(forge(change)) == {"figuur 2.1", "figuur 2.2"}


def test_a_cell_that_is_tied_to_the_header_of_its_neighbour(forge):
    def change(top):
        one, other = top.all("TD")[0:2]
        one.attributes["Headers"], other.attributes["Headers"] = (
            other.attributes["Headers"],
            one.attributes["Headers"],
        )

    found = forge(change)
    assert places(found) == {"tabel S.1"}
    assert len(found) == 2
    assert (
        "lies under ['In mijn organisatie kan ik een integriteitsdilemma vrij bespreken', '2022']"
        in found[0][1]
    )


def test_a_cell_that_lost_its_spanning_header(forge):
    def change(top):
        cell = next(c for c in top.all("TD") if len(c.attributes["Headers"]) == 3)
        cell.attributes["Headers"].pop(1)

    assert places(forge(change)) == {"tabel 2.1"}


def test_a_header_id_that_no_cell_has(forge):
    def change(top):
        top.all("TD")[0].attributes["Headers"][0] = "T9-9-9"

    assert "nothing (T9-9-9)" in forge(change)[0][1]


def test_a_header_without_scope(forge):
    assert places(forge(lambda top: top.all("TH")[1].attributes.pop("Scope"))) == {"tabel S.1"}


def test_a_cell_that_is_dropped(forge):
    def change(top):
        cell = top.all("TD")[0]
        parent_of(top, cell).kids.remove(cell)

    found = forge(change)
    assert places(found) == {"page 4", "tabel S.1"}
    assert any("pieces without a tag" in is_ for _, is_, _ in found)


def test_cells_that_changed_places(forge):
    def change(top):
        one, other = top.all("TD")[0:2]
        one.kids, other.kids = other.kids, one.kids

    assert [is_.split(" ")[0] for _, is_, _ in forge(change)] == ["'85%'", "'97%'"]


def test_a_table_that_is_cut_in_two(forge):
    def change(top):
        table = top.all("Table")[-1]
        body = table.all("TBody")[0]
        rest = Element("Table", [Element("TBody", body.kids[20:])])
        del body.kids[20:]
        parent_of(top, table).kids.append(rest)

    assert ("tables", "5 tables", "4 tables") in forge(change)


def test_a_caption_that_is_no_caption(forge):
    def change(top):
        top.all("Caption")[0].kind = "P"

    assert places(forge(change)) == {"tabel S.1"}


def test_a_figure_without_a_caption(forge):
    def change(top):
        figure = top.all("Figure")[0]
        caption = next(c for c in top.all("Caption") if c.page() == figure.page())
        caption.kind = "P"

    assert "figures" in places(forge(change))


def test_a_footnote_that_is_no_note(forge):
    def change(top):
        top.all("Note")[0].kind = "P"

    assert ("footnotes", "1 notes", "2 notes") in forge(change)


def test_a_footnote_with_other_words(forge):
    def change(top):
        top.all("Note")[0].kids.pop()

    assert any(where == "footnote note-2-1" for where, _, _ in forge(change))


def test_a_footnote_that_nothing_refers_to(forge):
    def change(top):
        paragraph = next(p for p in top.all("P") if any(a.target == "note-2-2" for a in p.annotations()))
        for reference in paragraph.all("Reference"):
            reference.kind = "Span"

    assert "footnote note-2-2" in places(forge(change))


def test_a_heading_of_another_level(forge):
    def change(top):
        top.all("H3")[0].kind = "H2"

    assert places(forge(change)) == {"bookmarks", "headings"}


def test_a_bookmark_with_another_title(forge):
    def change(document):
        with document.open_outline() as outline:
            outline.root[2].title = "Conclusie"

    assert places(forge(change, on_tree=False)) == {"bookmarks"}


def test_a_link_to_nothing(forge):
    def change(document):
        annotation = next(
            a for page in document.pages for a in page.obj.get("/Annots", []) if a.get("/Dest") == "tbl-breed"
        )
        annotation.Dest = String("tbl-weg")

    found = forge(change, on_tree=False)
    assert any(is_ == "a link to 'tbl-weg'" for _, is_, _ in found)


def test_a_link_to_another_table(forge):
    def change(document):
        annotation = [
            a for page in document.pages for a in page.obj.get("/Annots", []) if a.get("/Dest") == "tbl-breed"
        ][-1]
        annotation.Dest = String("tbl-kern")

    assert places(forge(change, on_tree=False)) == {"links to 'tbl-breed'", "links to 'tbl-kern'"}


def test_a_page_number_in_the_contents_that_is_wrong(forge):
    def change(document):
        pairs = document.Root.Names.Dests.Names
        at = [str(n) for n in list(pairs)[::2]].index("sec-deelname") * 2 + 1
        pairs[at][0] = document.pages[0].obj

    assert places(forge(change, on_tree=False)) == {
        "contents, 'A.1  Deelname8'", "heading 'A.1 Deelname'"
    }  # fmt: skip


def test_content_that_is_in_no_tag(forge):
    def change(top):
        paragraph = top.all("P")[-1]
        parent_of(top, paragraph).kids.remove(paragraph)

    assert any("without a tag" in is_ for _, is_, _ in forge(change))


def test_content_that_is_in_two_tags(forge):
    def change(top):
        content = next(top.all("P")[0].contents())
        assert isinstance(content, Content)
        top.all("P")[1].all("Span")[0].kids.append(content)

    assert "structure tree" in places(forge(change))


def test_an_untagged_language(forge):
    def change(top):
        top.all("Span")[0].texts["Lang"] = "en"

    assert places(forge(change)) == {"language of passages"}


def test_a_document_whose_reader_shows_its_file_name(forge):
    def change(document):
        document.Root.ViewerPreferences.DisplayDocTitle = False
        document.Root.PageMode = Name.UseOutlines

    assert places(forge(change, on_tree=False)) == {"title"}
