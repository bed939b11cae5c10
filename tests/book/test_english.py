"""The table book and open data of an English edition: in a folder of their own, from the same cube."""

from __future__ import annotations

from lxml import etree

from tests.english import add_english


def test_the_book_is_in_english_and_has_a_folder_of_its_own(tabulated):
    code, said = add_english(tabulated).run("book", "tiny", "--language", "en")
    assert code == 0
    assert "book: results/tiny/en/book/ is ready" in said
    assert not tabulated.path("results/tiny/book").exists()
    page = tabulated.path("results/tiny/en/book/tabellenboek.html").read_text(encoding="utf-8")
    assert 'lang="en"' in page
    for text in (
        "Table book",
        "I feel free",
        "(strongly) agree",
        "office-holders: Statements",
        "Invented data.",
    ):
        assert text in page
    for text in ("Tabellenboek", "Ik voel me vrij", "ambtsdragers, zonder", "stellingen"):
        assert text not in page


def test_the_open_data_are_the_same_numbers_with_an_english_codebook(tabulated):
    add_english(tabulated)
    assert tabulated.run("book", "tiny")[0] == tabulated.run("book", "tiny", "--language", "en")[0] == 0
    dutch, english = (tabulated.path(f"results/tiny/{folder}book/open-data") for folder in ("", "en/"))
    assert (dutch / "cube.csv").read_bytes() == (english / "cube.csv").read_bytes()
    labels = [e.text for e in etree.parse(str(english / "codebook-ambtsdragers.xml")).iter("{*}labl")]
    assert {"Statements", "gender", "don't know", "hindrance"} <= set(labels)
    assert not {"Stellingen", "geslacht", "weet niet"} & set(labels)


def test_a_question_block_has_the_label_of_the_codebook(tabulated):
    tabulated.replace(
        "data/tiny/codebook/ambtsdragers.yaml", "\nscales:", "\ngroups: {stellingen: Wat men vindt}\nscales:"
    )
    assert tabulated.run("book", "tiny")[0] == 0
    page = tabulated.path("results/tiny/book/tabellenboek.html").read_text(encoding="utf-8")
    assert "ambtsdragers: Wat men vindt" in page
