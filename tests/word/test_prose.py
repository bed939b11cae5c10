"""Prose in Word: headings, notes, links, boxes and bound text."""

from __future__ import annotations

from drukproef.render.word.package import find

from tests.word.conftest import WordFile


def test_headings_have_their_level_and_number(made: WordFile) -> None:
    def texts(level: int) -> list[str]:
        return [made.text(h) for h in made.find(f"//w:p[w:pPr/w:pStyle/@w:val='Heading{level}']")]

    assert texts(1) == [
        "Samenvatting",
        "2\u2002Integriteit van politieke ambtsdragers",
        "Bijlage A\u2002Respons en weging",
    ]
    assert texts(2) == [
        "2.1\u2002Vrijheid om te bespreken",
        "2.2\u2002Bronnen van steun",
        "A.1\u2002Deelname",
    ]
    assert texts(3) == ["Naar functie", "Zo is er gevraagd"]


def test_every_footnote_is_a_real_one(made: WordFile) -> None:
    marks = made.find("//w:footnoteReference/@w:id")
    notes = made.find("//w:footnote[not(@w:type)]", "word/footnotes.xml")
    assert len(marks) == 2
    assert [note.get(f"{{{note.nsmap['w']}}}id") for note in notes] == marks
    assert made.text(notes[0]).strip() == (
        "Zie artikel 15 van de Gemeentewet, en tabel\u00a02.2. Van de genodigden deed 41% mee."
    )


def test_every_link_leads_to_a_bookmark(made: WordFile) -> None:
    marks = made.find("//w:bookmarkStart/@w:name")
    anchors = made.find("//w:hyperlink/@w:anchor") + made.find(
        "//w:hyperlink/@w:anchor", "word/footnotes.xml"
    )
    assert set(anchors) <= set(marks)
    assert len(marks) == len(set(marks))
    assert {
        "tbl-vrij",
        "tbl-breed",
        "tbl-kern",
        "tbl-lang",
        "fig-trend",
        "fig-likert",
        "sec-2",
        "sec-bron",
    } <= set(anchors)


def test_references_are_words_with_numbers(made: WordFile) -> None:
    links = {link.get(f"{{{link.nsmap['w']}}}anchor"): made.text(link) for link in made.find("//w:p[w:pPr/w:pStyle[not(starts-with(@w:val, 'TOC'))]]/w:hyperlink[@w:anchor]")}  # fmt: skip
    assert links["tbl-kern"] == "Tabel\u00a0S.1"
    assert links["sec-2"] == "hoofdstuk\u00a02"
    assert links["sec-bron"] == "paragraaf\u00a02.2"
    assert links["sec-respons"] == "bijlage\u00a0A"
    assert links["fig-trend"] == "figuur\u00a02.2"


def test_a_link_outside_the_report_keeps_its_address(made: WordFile) -> None:
    assert b"https://www.example.org/rapport" in made.parts["word/_rels/document.xml.rels"]


def test_bound_text_has_a_style_that_can_be_selected(made: WordFile) -> None:
    runs = made.find("//w:r[w:rPr/w:rStyle/@w:val='Getal']")
    assert [made.text(r) for r in runs] == ["84%", "84%"]
    claims = made.find("//w:r[w:rPr/w:rStyle/@w:val='Bewering']")
    assert [made.text(r) for r in claims] == ["minder vrij", "hoger"]


def test_quotes_and_boxes_have_their_own_styles(made: WordFile) -> None:
    quotes = made.find("//w:p[w:pPr/w:pStyle/@w:val='Citaat']")
    assert [made.text(q)[:14] for q in quotes] == ["“Het is lastig", "“Wij bespreken"]
    box = made.find("//w:p[w:pPr/w:pStyle/@w:val='Kader']")
    assert made.text(box[0]) == "De vraag was: “Met wie bespreekt u een dilemma?”"
    assert [bool(find(p, "w:pPr/w:numPr")) for p in box] == [False, True, True, True, True]
