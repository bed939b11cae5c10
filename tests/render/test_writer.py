"""Prose: footnotes, boxes, quotes, and what is refused."""

import pytest
from drukproef.errors import DrukproefError
from drukproef.render.run import render


def test_a_footnote_is_read_in_place_and_at_the_end_with_a_link_back(rendered):
    page = rendered.page("2")
    button = page.get_element_by_id("note-2-1-ref")
    assert button.text == "1"
    assert page.get_element_by_id(button.get("popovertarget")).text_content().endswith("41% mee.")
    note = page.get_element_by_id("note-2-1")
    assert note.xpath('a[@role="doc-backlink"]/@href') == ["#note-2-1-ref"]


def test_boxes_and_quotes_keep_their_class(rendered):
    page = rendered.page("2")
    assert page.xpath('//div[@class="kader"]/h3')[0].text_content().startswith("Zo is er gevraagd")
    assert page.xpath('//div[@class="citaten"]//li')[0].text.startswith("“Het is lastig")


def test_list_items_hold_no_paragraphs_and_links_no_markup(rendered):
    page = rendered.page("2")
    assert page.xpath("//article//li/p") == []
    assert page.xpath('//a[@class="reference"]/*') == []


@pytest.mark.parametrize(
    ("markdown", "named"),
    [
        ("<b>vet</b>", "RawInline"),
        ("<table><tr><td>a</td></tr></table>", "RawBlock"),
        ("[x](javascript:alert)", "Link to javascript:alert"),
        ("$x^2$", "Math"),
        ("![een plaatje](https://example.org/x.png)\n", "Figure"),
        ("| a | b |\n|---|---|\n| c | d |\n", "Table"),
    ],
)
def test_what_reports_do_not_use_is_a_problem_with_its_name(study_with, markdown, named):
    study = study_with(markdown, chapter_id="respons", number="A")
    with pytest.raises(DrukproefError, match=named):
        render_without_references(study)


def render_without_references(study):
    """The sample's other chapters refer to a section that the replaced chapter lacks."""
    for name in ("samenvatting", "2"):
        path = study.results / "chapters" / f"{name}.json"
        path.write_text(
            f'{{"id":"{name}","number":null,"title":"x","language":"nl","source":"x","blocks":[]}}'
        )
    render(study, lambda _: None)


def test_a_comment_is_left_out(study_with):
    study = study_with("Voor.\n\n<!-- niet afdrukken -->\n\nNa.", chapter_id="respons", number="A")
    render_without_references(study)
    assert "niet afdrukken" not in (study.results / "report" / "html" / "respons.html").read_text()
