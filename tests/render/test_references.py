"""Cross-references become words with the numbers of the whole report, or problems with a line."""

import pytest
from drukproef.errors import DrukproefError
from drukproef.render.references import starts_sentence
from drukproef.render.run import render


def links(page, href: str) -> list[str]:
    found = page.xpath(f'//article//a[@class="reference"][@href="{href}"]')
    return [a.text_content().replace("\u00a0", " ") for a in found]


def test_tables_are_numbered_per_chapter_with_letters_for_summary_and_appendix(rendered):
    numbers = {
        name: [
            n.text.replace("\u00a0", " ")
            for n in rendered.page(name).xpath('//p[@class="caption"]//span[@class="number"]')
        ]
        for name in ("samenvatting", "2", "respons")
    }
    assert numbers == {
        "samenvatting": ["Tabel S.1"],
        "2": ["Tabel 2.1", "Tabel 2.2"],
        "respons": ["Tabel A.1"],
    }


def test_a_reference_within_the_chapter_starts_a_sentence_with_a_capital(rendered):
    assert links(rendered.page("2"), "#fig-likert") == ["Figuur 2.1", "2.1", "figuren 2.1"]


def test_references_to_another_chapter_lead_to_its_page(rendered):
    page = rendered.page("samenvatting")
    assert links(page, "2.html#tbl-vrij") == ["tabel 2.1"]
    assert links(page, "2.html#fig-trend") == ["figuur 2.2"]
    assert links(page, "2.html#sec-2") == ["hoofdstuk 2"]
    assert links(rendered.page("2"), "respons.html#sec-respons") == ["bijlage A"]


def test_every_link_within_the_site_leads_somewhere(rendered):
    ids = {}
    for path in (rendered.folder / "html").glob("*.html"):
        ids[path.name] = set(rendered.page(path.stem).xpath("//@id"))
    for name in ids:
        for href in rendered.page(name.removesuffix(".html")).xpath("//a/@href"):
            if "://" in href or not href.partition("#")[2]:
                continue
            file, _, target = href.partition("#")
            assert target in ids[file or name], f"{name}: {href}"


def test_all_undefined_references_come_at_once_with_line_and_suggestion(study_with):
    study = study_with("Zie @tbl-vrijj.\n\nEn @fig-weg.\n")
    with pytest.raises(DrukproefError) as caught:
        render(study, lambda _: None)
    places = {p.found: (p.place, p.next_step) for p in caught.value.problems}
    template = "templates/proef/2.qmd.j2"
    assert places["'@tbl-vrijj' points to nothing in the report"][0] == f"{template}, line 1"
    assert places["'@fig-weg' points to nothing in the report"][0] == f"{template}, line 3"
    assert "'@tbl-vrij' points to nothing in the report" in places  # in the summary: its table went away


@pytest.mark.parametrize(
    ("before", "starts"),
    [("", True), ("Dat is zo. ", True), ("zie bijv. ", False), ("zie o.a. ", False), ("zie ", False)],
)
def test_a_sentence_starts_after_a_full_stop_but_not_after_an_abbreviation(before, starts):
    assert starts_sentence(before) == starts
