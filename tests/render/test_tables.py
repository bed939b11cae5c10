"""Every cell is tied to its headers, marks have a sign and words, and data is never markup."""

import pytest


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
