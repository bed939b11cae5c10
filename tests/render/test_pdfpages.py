"""What was cut at the end of a page is made whole, on trees that can be read at a glance."""

import pytest
from drukproef.render.pdflines import compounds_in, join_syllables, missing_spaces, spoken
from drukproef.render.pdfpages import join_pages
from drukproef.render.pdftext import Piece
from drukproef.render.pdftree import Annotation, Content, Element


def said(kind, *texts, page=0, texts_so_far=None):
    """An element with pieces of text, which are put in `texts_so_far`."""
    contents = []
    for text in texts:
        content = Content(page, len(texts_so_far))
        texts_so_far[content] = text
        contents.append(Element("Span", [content]))
    return Element(kind, contents)


@pytest.fixture
def texts():
    return {}


@pytest.fixture
def say(texts):
    return lambda kind, *words, page=0: said(kind, *words, page=page, texts_so_far=texts)


def outline(element) -> list:
    return [kid.kind for kid in element.elements]


def test_a_paragraph_that_goes_on_is_one_paragraph(say, texts):
    first = Element("Sect", [say("H1", "Titel"), say("P", "Een zin die over")])
    top = Element(
        "Document", [first, Element("Sect", [say("P", "de bladzijde gaat.", page=1), say("P", "Nieuw.")])]
    )
    join_pages(top, texts)
    assert outline(top) == ["Sect"]
    assert outline(top.elements[0]) == ["H1", "P", "P"]


def test_a_paragraph_that_ends_is_followed_by_another(say, texts):
    first = Element("Sect", [say("H1", "Titel"), say("P", "Een zin.")])
    top = Element("Document", [first, Element("Sect", [say("P", "Een andere.", page=1)])])
    join_pages(top, texts)
    assert outline(top.elements[0]) == ["H1", "P", "P"]


def test_a_list_item_that_goes_on_is_one_item(say, texts):
    whole = Element("L", [Element("LI", [say("Lbl", "•"), say("LBody", "begin")])])
    rest = Element(
        "L",
        [
            Element("LI", [say("LBody", "eind", page=1)]),
            Element("LI", [say("Lbl", "•", page=1), say("LBody", "b", page=1)]),
        ],
    )
    top = Element("Document", [Element("Sect", [say("H1", "Titel"), whole]), Element("Sect", [rest])])
    join_pages(top, texts)
    (items,) = top.all("L")
    assert [outline(item) for item in items.elements] == [["Lbl", "LBody"], ["Lbl", "LBody"]]
    assert [texts[c] for c in items.elements[0].contents()] == ["•", "begin", "eind"]


def test_the_rest_of_a_footnote_on_the_next_page_belongs_to_it(say, texts):
    note = say("Span", "1", "Een noot die")
    note.elements[0].kids.append(Annotation(0, None, 0, "note-2-1-ref"))
    first = Element("Sect", [say("H1", "Titel")])
    top = Element(
        "Document",
        [first, Element("NonStruct", [note]), Element("NonStruct", [say("Span", "doorloopt.", page=1)])],
    )
    notes, _ = join_pages(top, texts)
    assert [[texts[c] for c in n.contents()] for n in notes] == [["1", "Een noot die", "doorloopt."]]
    assert outline(top) == ["Sect"]


def test_a_word_at_the_end_of_a_line_is_followed_by_a_space():
    pieces = {
        Content(0, 0): Piece("integriteit", 10, 12, 1),
        Content(0, 1): Piece("ervaren", 26, 12, 1),
        Content(0, 2): Piece(".", 26, 12, 1),
    }
    block = Element("P", [Element("Span", [content]) for content in pieces])
    assert missing_spaces(block, pieces) == {Content(0, 0): 1}


def test_a_raised_mark_is_not_on_a_new_line():
    pieces = {Content(0, 0): Piece("2", 10, 8, 1), Content(0, 1): Piece("is", 14, 12, 1)}
    assert missing_spaces(Element("P", [Element("Span", [c]) for c in pieces]), pieces) == {}


def test_a_space_that_is_not_drawn_is_a_space():
    pieces = {
        Content(0, 0): Piece("mei", 10, 12, 1),
        Content(0, 1): Piece(""),
        Content(0, 2): Piece("2024", 10, 12, 1),
    }
    assert missing_spaces(Element("P", [Element("Span", [c]) for c in pieces]), pieces) == {Content(0, 0): 1}


@pytest.mark.parametrize(
    ("broken", "whole"), [("niet verschil\u2010", "niet verschil\u00ad"), ("is niet\u2010", "is niet-")]
)
def test_only_the_hyphen_of_a_compound_is_spoken(broken, whole):
    pieces = {Content(0, 0): Piece(broken)}
    span = Element("Span", [Content(0, 0)])
    join_syllables(span, pieces, compounds_in("<p>niet-integer gedrag</p>"))
    assert span.texts["ActualText"] == whole
    assert spoken(span, pieces) == whole.replace("\u00ad", "")
