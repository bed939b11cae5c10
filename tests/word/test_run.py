"""The Word file as a whole: complete, the same bytes each time, and never half of one."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from drukproef.errors import DrukproefError
from drukproef.render.word.run import word
from drukproef.study.load import Study

from tests.render import sample
from tests.word.conftest import WordFile


def replaced(root: Path, markdown: str) -> Study:
    """The sample with other text in chapter 2."""
    study = sample.study(root)
    summary, _, annex = sample.chapters()
    blocks = (sample.Prose(markdown=markdown), sample.small_table("tbl-vrij"), sample.trend_figure())
    for chapter in (summary, sample.chapter("2", "2", "Vervangen", *blocks), annex):
        sample.write_chapter(study, chapter)
    return study


TARGETS = "\n\n## Bron {#sec-bron}\n\nTekst.\n"


def test_the_file_has_a_folder_of_its_own(made: WordFile, study: Study) -> None:
    assert made.path == study.results / "word" / "proef.docx"


def test_the_same_chapters_give_the_same_bytes_at_another_time_and_place(
    made: WordFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    time.tzset()
    try:
        assert word(sample.study(tmp_path), lambda _: None).read_bytes() == made.path.read_bytes()
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_zip_carries_the_date_of_publication_only(made: WordFile) -> None:
    with zipfile.ZipFile(io.BytesIO(made.path.read_bytes())) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2024, 9, 30, 0, 0, 0)}
        assert archive.infolist()[0].filename == "[Content_Types].xml"
    assert b"2024-09-30T00:00:00Z" in made.parts["docProps/core.xml"]


def test_title_author_and_language_are_properties_of_the_file(made: WordFile) -> None:
    core = made.parts["docProps/core.xml"].decode()
    assert "<dc:title>Monitor Integriteit en Veiligheid 2024</dc:title>" in core
    assert "<dc:creator>drukproef</dc:creator>" in core
    assert "<dc:language>nl-NL</dc:language>" in core
    assert "gereconstrueerd uit percentages" in core
    assert made.find("//w:docDefaults//w:lang/@w:val", "word/styles.xml") == ["nl-NL"]


def test_it_opens_as_a_file_of_today(made: WordFile) -> None:
    """Not in compatibility mode, with Dutch separators, and without the numbers of pandoc's example."""
    mode = "//w:compatSetting[@w:name='compatibilityMode']/@w:val"
    assert made.find(mode, "word/settings.xml") == ["15"]
    assert made.find("//w:themeFontLang/@w:val", "word/settings.xml") == ["nl-NL"]
    assert made.find("//w:decimalSymbol/@w:val", "word/settings.xml") == [","]
    assert made.find("//w:autoHyphenation/@w:val", "word/settings.xml") == ["true"]
    assert b"Microsoft" not in made.parts["docProps/app.xml"]


def test_the_title_page_says_that_the_data_are_reconstructed(made: WordFile) -> None:
    styles = made.find("//w:body/w:p/w:pPr/w:pStyle/@w:val")
    assert styles[0] == "Title"
    assert styles.index("Letop") < styles.index("TOCHeading")
    (notice,) = made.find("//w:p[w:pPr/w:pStyle/@w:val='Letop']")
    assert made.text(notice) == (
        "Let op. Dit is geen officiële publicatie. De antwoorden zijn gereconstrueerd uit percentages."
    )


def test_every_style_that_is_used_is_defined(made: WordFile) -> None:
    defined = set(made.find("//w:style/@w:styleId", "word/styles.xml"))
    used = {
        style
        for part in ("word/document.xml", "word/footnotes.xml", "word/footer1.xml")
        for style in made.find("//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val", part)
    }
    assert used - defined == set()
    assert {
        "Tabelkop",
        "Tabelgetal",
        "TableCaption",
        "ImageCaption",
        "Kader",
        "Citaat",
        "Hoger",
        "Lager",
    } <= used


def test_styles_take_font_and_colours_from_the_brand(made: WordFile) -> None:
    style = "//w:style[@w:styleId='{}']/w:rPr/w:color/@w:val"
    assert made.find(style.format("Hoger"), "word/styles.xml") == ["b3261e"]
    assert made.find(style.format("Lager"), "word/styles.xml") == ["0b5cad"]
    assert made.find(style.format("Heading1"), "word/styles.xml") == ["154273"]
    assert made.find("//w:docDefaults//w:rFonts/@w:ascii", "word/styles.xml") == ["Source Sans 3"]
    assert "Calibri" in made.find("//w:font[@w:name='Source Sans 3']/w:altName/@w:val", "word/fontTable.xml")


def test_contents_are_links_in_a_field_that_word_can_refresh(made: WordFile) -> None:
    entries = made.find("//w:p[w:pPr/w:pStyle[@w:val='TOC1' or @w:val='TOC2']]")
    assert [made.text(e) for e in entries][:3] == [
        "Samenvatting",
        "2\u2002Integriteit van politieke ambtsdragers",
        "2.1\u2002Vrijheid om te bespreken",
    ]
    assert made.find("//w:fldChar/@w:fldCharType") == ["begin", "separate", "end"]
    assert "TOC" in made.find("//w:instrText/text()")[0]


def test_pages_have_numbers(made: WordFile) -> None:
    assert "PAGE" in made.find("//w:instrText/text()", "word/footer1.xml")[0]
    (footer,) = made.find("//w:sectPr/w:footerReference/@r:id")
    assert b"footer1.xml" in made.parts["word/_rels/document.xml.rels"]
    assert footer.encode() in made.parts["word/_rels/document.xml.rels"]


@pytest.mark.parametrize(
    ("markdown", "named"),
    [
        ("Een som: $x^2$.", "Math"),
        ("| a | b |\n|---|---|\n| c | d |", "Table"),
        ("![plaatje](x.png)", "Figure"),
        ("<b>vet</b>", "RawInline"),
        ("Zie [dit](file:///etc/passwd).", "Link to file:///etc/passwd"),
    ],
)
def test_a_construct_that_reports_do_not_use_is_refused_by_name(
    tmp_path: Path, markdown: str, named: str
) -> None:
    with pytest.raises(DrukproefError, match="construct that reports don't use") as caught:
        word(replaced(tmp_path, markdown + TARGETS), lambda _: None)
    assert named in str(caught.value)


def test_a_code_cell_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(DrukproefError, match="line 1: r cell: the embedded renderer does not run code"):
        word(replaced(tmp_path, "```{r}\n1\n```" + TARGETS), lambda _: None)


def test_a_reference_to_nothing_stops_it(tmp_path: Path) -> None:
    with pytest.raises(DrukproefError, match="'@tbl-niets' points to nothing"):
        word(replaced(tmp_path, "Zie @tbl-niets." + TARGETS), lambda _: None)


def test_a_link_to_nothing_stops_it(tmp_path: Path) -> None:
    with pytest.raises(DrukproefError, match="a link points to '#sec-weg'"):
        word(replaced(tmp_path, "Zie [daar](#sec-weg)." + TARGETS), lambda _: None)


def test_a_failure_leaves_the_last_good_file(tmp_path: Path) -> None:
    study = sample.study(tmp_path)
    good = word(study, lambda _: None).read_bytes()
    (study.results / "figures" / "2" / "fig-likert.svg").unlink()
    with pytest.raises(DrukproefError, match="the image of fig-likert does not exist"):
        word(study, lambda _: None)
    folder = study.results / "word"
    assert [p.name for p in folder.iterdir()] == ["proef.docx"]
    assert (folder / "proef.docx").read_bytes() == good


def test_a_ministry_gets_text_and_not_markup(tmp_path: Path) -> None:
    """What looks like XML or a field in a label is printed as it is."""
    study = sample.study(tmp_path)
    label = "]]> <w:p/> & 'DDEAUTO c:\\\\calc' \x0b{ PAGE }"
    table = sample.small_table("tbl-kern")
    rows = tuple(row.model_copy(update={"header": label}) for row in table.rows)
    prose = sample.Prose(markdown="Zie @tbl-kern, @sec-2, @tbl-vrij en @fig-trend.")
    sample.write_chapter(
        study, sample.chapter("samenvatting", None, "A & <B>", prose, table.model_copy(update={"rows": rows}))
    )
    made = WordFile(word(study, lambda _: None))
    (first, *_) = made.find("//w:p[w:pPr/w:pStyle/@w:val='Tabelrij']")
    assert made.text(first).replace("\x0b", "") == label.replace("\x0b", "")
    assert made.text(made.find("//w:p[w:pPr/w:pStyle/@w:val='Heading1']")[0]) == "A & <B>"
