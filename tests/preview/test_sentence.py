"""The sentence of a template's line is found in the page, also when its words were just changed."""

from drukproef.errors import Problem
from drukproef.preview.notes import Shown, annotated
from drukproef.preview.sentence import find_sentence, own_words
from lxml import html

PAGE = """<html><head></head><body><article><h1 class="title" id="sec-1">1 Vrij</h1>
<p>Van de ambtsdragers voelt <span class="getal">84%</span> zich vrij<sup class="noteref"><button>1</button></sup>
<span class="notepop">Mannen voelen zich nergens vrij.</span>. Mannen voelen zich
<span class="bewering">vaker vrij</span> dan vrouwen (zie <a href="#t">tabel 1.1</a>). Dat was in 2022 niet anders.</p>
<ul><li>Wie niet vrij was, sloeg de vraag over.</li></ul></article></body></html>"""
LINE = 'Mannen voelen zich {{ claim(v.man > v.vrouw) | says("vaker vrij") }} dan vrouwen (zie @tbl-geslacht).'


def text_before(word):
    text = (word.element.tail if word.is_tail else word.element.text)[: word.end]
    return " ".join(text.split())


def notes(*problems, page=PAGE):
    return html.document_fromstring(annotated(page, problems))


def broken(number=1, line=LINE, found="the data do not support 'vaker vrij'"):
    return Shown(number, Problem("templates/x.j2, line 4", found, "a difference", "say minder"), "1", line)


def test_words_of_a_line_are_its_own_and_those_of_its_claims():
    assert own_words(LINE) == ["mannen", "voelen", "zich", "vaker", "vrij", "dan", "vrouwen", "zie"]
    assert own_words("{% set v = vrij.eens %}## Vrij spreken {#sec-vrij}") == ["vrij", "spreken"]
    assert own_words('Open.^[Sinds {{ fact("start") }}.] {## niets ##}') == ["open"]


def test_a_sentence_is_found_to_its_full_stop():
    article = html.document_fromstring(PAGE).find(".//article")
    assert text_before(find_sentence(article, LINE)) == ")."
    assert text_before(find_sentence(article, "Wie niet vrij was, sloeg deze vraag over.")).endswith("over.")


def test_a_changed_sentence_is_found_and_another_one_is_not():
    article = html.document_fromstring(PAGE).find(".//article")
    changed = LINE.replace("vaker vrij", "minder vaak vrij").replace("Mannen", "De mannen")
    assert text_before(find_sentence(article, changed)) == ")."
    assert find_sentence(article, "De griffiers zijn over hun griffie heel tevreden.") is None
    assert find_sentence(article, "{% set v = vrij.eens %}") is None


def test_the_note_stands_behind_the_sentence():
    (note,) = notes(broken()).xpath('//*[@class="preview-note"]')
    before, after = note.getparent().text_content().split(note.text_content())
    assert before.endswith("(zie tabel 1.1).") and after.strip() == "Dat was in 2022 niet anders."
    assert note.xpath("./span/span/text()") == [
        "the data do not support 'vaker vrij'",
        "expected: a difference",
        "next: say minder",
    ]


def test_two_problems_of_a_sentence_share_a_note_and_have_an_id_each():
    document = notes(broken(1), broken(2, found="another"))
    (note,) = document.xpath('//*[@class="preview-note"]')
    assert note.xpath("./span/@id") == ["preview-1", "preview-2"]
    assert document.xpath('//aside[@class="preview"]//a/@href') == ["1.html#preview-1", "1.html#preview-2"]


def test_a_problem_without_a_sentence_is_in_the_list_only():
    document = notes(Shown(1, Problem("data/x/plan/1.yaml, line 3", "unknown item <b>", "an item")))
    assert not document.xpath('//*[@class="preview-note"]')
    (panel,) = document.xpath('//aside[@class="preview"]')
    assert "1 problem" in panel.text_content() and "unknown item <b>" in panel.text_content()


def test_another_chapter_gets_no_note():
    assert not notes(broken(), page=PAGE.replace("sec-1", "sec-2")).xpath('//*[@class="preview-note"]')
