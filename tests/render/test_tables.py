"""Every cell is tied to its headers, marks have a sign and words, and data is never markup."""

import pytest
from drukproef.render.chapters import read_chapters
from drukproef.render.document import write_parts
from drukproef.render.outline import make_outline
from drukproef.render.pdflayout import _Files


@pytest.fixture
def spanning(rendered):
    return rendered.page("2").get_element_by_id("tbl-vrij")


def header_texts(table, cell) -> list[str]:
    ids = {th.get("id"): th for th in table.iter("th")}
    return [ids[name].text.strip() for name in cell.get("headers").split()]


def test_a_cell_names_its_row_its_spanning_header_and_its_column(spanning):
    row = spanning.xpath(".//tbody/tr")[1]
    cells = row.findall("td")
    label = "Mijn leidinggevende geeft zelf het goede voorbeeld"
    assert header_texts(spanning, cells[0]) == [label, "Totaal"]
    assert header_texts(spanning, cells[2]) == [label, "Geslacht", "Vrouw"]
    assert header_texts(spanning, cells[4]) == [label, "Functie", "Wethouder"]


def test_headers_have_scopes_and_cover_all_columns(spanning):
    top, under = spanning.xpath(".//thead/tr")
    assert [(th.get("scope"), th.get("colspan"), th.get("rowspan")) for th in top] == [
        ("col", None, "2"), ("col", None, "2"), ("colgroup", "2", None), ("colgroup", "4", None),
    ]  # fmt: skip
    assert [th.get("headers") for th in under] == ["tbl-vrij-g1"] * 2 + ["tbl-vrij-g2"] * 4
    assert {th.get("scope") for th in spanning.xpath(".//tbody//th")} == {"row"}


def test_ids_are_unique_on_each_page(rendered):
    for name in ("index", "samenvatting", "2", "respons"):
        ids = rendered.page(name).xpath("//@id")
        assert len(ids) == len(set(ids)), name


def test_a_mark_has_a_class_a_sign_and_words(spanning):
    for mark, sign, words in (("higher", "▲", "(significant hoger)"), ("lower", "▼", "(significant lager)")):
        cells = spanning.xpath(f'.//td[@class="mark-{mark}"]')
        assert cells
        for cell in cells:
            assert cell.xpath('.//span[@class="sign"]')[0].text == sign
            assert words in cell.text_content()


def test_the_legend_says_what_marks_and_dashes_mean(spanning):
    legends = [p.text_content() for p in spanning.xpath('.//p[@class="legend"]')]
    assert legends == [
        "▲ significant hoger, ▼ significant lager dan de andere groepen; – te weinig respondenten"
    ]


def test_two_reasons_in_one_table_get_letters(rendered):
    table = rendered.page("2").get_element_by_id("tbl-breed")
    legend = table.xpath('.//p[@class="legend"]')[0].text_content()
    assert legend.endswith("; –a niet gevraagd; –b te weinig respondenten")
    cell = table.xpath('.//td[.//span[@class="hidden-cell"]]')[0]
    assert cell.text_content() == "–a niet gevraagd"


def test_a_label_with_markup_is_printed_as_it_is(rendered):
    page = rendered.page("2")
    assert [s.text for s in page.findall(".//main//script")] == []
    labels = [th.text for th in page.get_element_by_id("tbl-vrij").xpath(".//tbody//th")]
    assert "<script>alert('x')</script> & anders" in labels


def test_a_table_can_be_scrolled_with_the_keyboard_and_has_a_name(rendered):
    for region in rendered.page("2").xpath('//div[@role="region"]'):
        assert region.get("tabindex") == "0"
        assert rendered.page("2").get_element_by_id(region.get("aria-labelledby")).text_content().strip()


def test_bound_numbers_carry_the_id_of_their_ledger_row(rendered):
    page = rendered.page("2")
    numbers = page.xpath('//td//span[@class="getal"]/@data-cel')
    assert "Nevenwerkzaamheden zijn openbaar-0" in numbers
    assert page.xpath('//p/span[@class="getal"]/@data-cel') == ["2-0001"]


@pytest.mark.parametrize(("medium", "spans"), [("screen", True), ("print", False)])
def test_paper_has_no_spans_that_it_does_not_show(rendered, theme, medium, spans):
    outline = make_outline(read_chapters(rendered.study), theme.words)
    text = "".join(chapter.text for chapter in write_parts(outline, outline.parts, theme, medium))
    assert "84%" in text and "hoger" in text
    assert ('class="bewering"' in text, "data-cel" in text) == (spans, spans)


def test_on_paper_a_number_and_its_word_stay_on_one_line(study_with, theme):
    study = study_with(
        'Van hen stemt [84 procent]{.getal data-cel="2-1"} in, of [84%]{.getal data-cel="2-2"}.'
    )
    outline = make_outline(read_chapters(study), theme.words)
    text = "".join(chapter.text for chapter in write_parts(outline, outline.parts, theme, "print"))
    assert '<span class="getal" data-cel="2-1">84 procent</span> in, of 84%.' in text


def test_a_figure_on_paper_brings_no_fonts_and_keeps_the_rest(tmp_path):
    figure = tmp_path / "a.svg"
    face = "@font-face{font-family:'X';src:url(data:font/woff2;base64,AAAA) format('woff2')}\n"
    figure.write_text(f"<svg><style>{face}*{{stroke: none}}</style><text>84%</text></svg>", encoding="utf-8")
    found = _Files(allowed_protocols=("file",)).fetch(figure.as_uri()).read().decode()
    assert found == "<svg><style>\n*{stroke: none}</style><text>84%</text></svg>"
