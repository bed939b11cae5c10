"""Tables and figures in Word, held against the document model."""

from __future__ import annotations

import io

import pytest
from drukproef.render.word.package import find
from drukproef.write.document import Figure, Table
from PIL import Image

from tests.render import sample
from tests.word.conftest import WordFile

TABLES = [b for c in sample.chapters() for b in c.blocks if isinstance(b, Table)]
FIGURES = [b for c in sample.chapters() for b in c.blocks if isinstance(b, Figure)]


def test_there_are_as_many_tables_and_figures_as_in_the_model(made: WordFile) -> None:
    assert len(made.find("//w:tbl")) == len(TABLES)
    assert len(made.find("//w:drawing")) == len(FIGURES)
    captions = [made.text(p) for p in made.find("//w:p[w:pPr/w:pStyle/@w:val='TableCaption']")]
    assert captions == [
        f"Tabel\u00a0{number}\u2002{table.caption}"
        for number, table in zip(("S.1", "2.1", "2.2", "A.1"), TABLES, strict=True)
    ]


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.id)
def test_each_cell_stands_where_the_model_has_it(made: WordFile, table: Table) -> None:
    rows = [
        [made.text(c) for c in find(row, "w:tc")]
        for row in find(made.table(table.id), "w:tr[not(w:trPr/w:tblHeader)]")
    ]
    signs = {"higher": "\u00a0▲", "lower": "\u00a0▼", "": ""}
    letters = {"te weinig respondenten": "b", "niet gevraagd": "a"} if table.id == "tbl-breed" else {}
    assert rows == [
        [
            row.header,
            *([row.n.text] if row.n else []),
            *(cell.text + signs[cell.mark] + letters.get(cell.reason, "") for cell in row.cells),
        ]
        for row in table.rows
    ]


def test_header_rows_repeat_and_the_first_column_heads_the_rows(made: WordFile) -> None:
    headers = {t.id: len(find(made.table(t.id), "w:tr/w:trPr/w:tblHeader")) for t in TABLES}
    assert headers == {"tbl-kern": 1, "tbl-vrij": 2, "tbl-breed": 1, "tbl-lang": 1}
    assert set(made.find("//w:tblLook/@w:firstColumn")) == {"1"}
    assert set(made.find("//w:tblLook/@w:firstRow")) == {"1"}
    rows = made.find("//w:tr")
    assert all(find(row, "w:trPr/w:cantSplit") for row in rows)


def test_spanning_headers_span(made: WordFile) -> None:
    top, under = find(made.table("tbl-vrij"), "w:tr[w:trPr/w:tblHeader]")
    spans = [(made.text(c), (find(c, "w:tcPr/w:gridSpan/@w:val") or ["1"])[0]) for c in find(top, "w:tc")]
    assert spans == [
        ("Stelling", "1"),
        ("Totaaln\u00a0=\u00a01.082", "1"),
        ("Geslacht", "2"),
        ("Functie", "4"),
    ]
    assert [made.text(c) for c in find(under, "w:tc")][2] == "Mann\u00a0=\u00a0400"
    assert find(top, "w:tc/w:tcPr/w:vMerge/@w:val") == ["restart", "restart"]


def test_marks_are_a_sign_and_a_style(made: WordFile) -> None:
    for table in TABLES:
        for style, sign, mark in (("Hoger", "▲", "higher"), ("Lager", "▼", "lower")):
            runs = find(made.table(table.id), f".//w:r[w:rPr/w:rStyle/@w:val='{style}']")
            assert len(runs) == sum(c.mark == mark for row in table.rows for c in row.cells)
            assert all(made.text(r).endswith(sign) for r in runs)


def test_legend_reasons_and_notes_stand_under_the_table(made: WordFile) -> None:
    def under(table_id: str) -> list[str]:
        after = find(made.table(table_id), "following-sibling::*[local-name() != 'bookmarkEnd']")
        notes = []
        for p in after:
            if not find(p, "self::w:p/w:pPr/w:pStyle[@w:val='Tabelnoot']"):
                break
            notes.append(made.text(p))
        return notes

    assert under("tbl-vrij") == [
        "▲ significant hoger, ▼ significant lager dan de andere groepen",
        "– te weinig respondenten",
        "De antwoorden 'mee eens' en 'helemaal mee eens' samen.",
    ]
    assert under("tbl-breed")[1] == "–a niet gevraagd; –b te weinig respondenten"
    assert under("tbl-kern") == []


def test_columns_fill_the_width_of_the_text(made: WordFile) -> None:
    for table in made.find("//w:tbl"):
        widths = [int(x) for x in find(table, "w:tblGrid/w:gridCol/@w:w")]
        assert abs(sum(widths) - 9071) < len(widths)
        for row in find(table, "w:tr"):
            assert sum(int(x) for x in find(row, "w:tc/w:tcPr/w:tcW/@w:w")) == sum(widths)


def test_a_short_table_stays_together_and_a_long_one_may_break(made: WordFile) -> None:
    def kept(table_id: str) -> list[bool]:
        return [bool(find(row, ".//w:keepNext")) for row in find(made.table(table_id), "w:tr")]

    assert kept("tbl-kern") == [True, True, True, False]
    assert all(kept("tbl-vrij"))  # its notes follow
    assert not all(kept("tbl-lang")[3:-3])


def test_tables_have_a_title_for_screen_readers(made: WordFile) -> None:
    titles = made.find("//w:tblCaption/@w:val")
    assert titles[0] == "Tabel\u00a0S.1 Stellingen over integriteit, in 2020, 2022 en 2024"


def test_figures_have_caption_base_alternative_text_and_notes(made: WordFile) -> None:
    assert made.find("//wp:docPr/@descr") == [f.alt for f in FIGURES]
    captions = [made.text(p) for p in made.find("//w:p[w:pPr/w:pStyle/@w:val='ImageCaption']")]
    assert captions == [f"Figuur\u00a02.{i}\u2002{f.caption}" for i, f in enumerate(FIGURES, 1)]
    assert made.find("//wp:docPr/@name") == ["Figuur 1", "Figuur 2"]
    texts = [made.text(p) for p in made.find("//w:p[w:pPr/w:pStyle/@w:val='Tabelnoot']")]
    assert texts.count(FIGURES[0].notes[0]) == 2


def test_pictures_are_png_that_every_word_can_show(made: WordFile) -> None:
    pictures = [content for name, content in made.parts.items() if name.startswith("word/media/")]
    assert len(pictures) == len(FIGURES)
    for content in pictures:
        with Image.open(io.BytesIO(content)) as picture:
            assert picture.format == "PNG"
            assert picture.width > 1300
