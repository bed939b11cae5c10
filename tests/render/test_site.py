"""The HTML works from a folder, asks nothing of the network, and says on every page what the report is."""

import re
from dataclasses import replace

import pytest
from drukproef.errors import DrukproefError
from drukproef.render.run import render

PAGES = ("index", "rapport", "samenvatting", "2", "respons")


def test_nothing_is_fetched_from_elsewhere(rendered):
    for path in (rendered.folder / "html").rglob("*"):
        if path.suffix not in {".html", ".css", ".js"}:
            continue
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"""(?:src|poster|data|action)\s*=\s*["']?(?:https?:)?//""", text), path.name
        assert not re.search(r"""<link[^>]*href=["']?(?:https?:)?//""", text), path.name
        assert not re.search(r"""url\(\s*["']?(?:https?:)?//|@import""", text), path.name
        assert not re.search(r"fetch\(|XMLHttpRequest|WebSocket|sendBeacon|import\(", text), path.name


def test_the_only_script_is_that_of_the_search(rendered):
    for name in PAGES:
        (script,) = rendered.page(name).xpath("//script")
        assert script.get("src") == "search.js" and "defer" in script.attrib
        assert not rendered.page(name).xpath("//@onclick | //@style")


def test_every_file_that_a_page_needs_is_there(rendered):
    folder = rendered.folder / "html"
    for name in PAGES:
        page = rendered.page(name)
        for address in page.xpath(
            '//img/@src | //script/@src | //dialog/@data-index | //link[@rel="stylesheet"]/@href | //a[@download]/@href'
        ):
            assert (folder / address).is_file(), address
    for address in re.findall(r'url\("([^"]+)"\)', (folder / "style.css").read_text()):
        assert (folder / address).is_file(), address


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_notice_language_title_and_one_first_heading(rendered, name):
    page = rendered.page(name)
    assert page.get("lang") == "nl"
    assert page.findtext(".//title").count("Monitor Integriteit en Veiligheid 2024") == 1
    assert "Dit is geen officiële publicatie" in page.xpath('//aside[@class="notice"]')[0].text_content()
    assert len(page.xpath("//h1")) == 1
    assert page.xpath('//a[@class="skip"]/@href') == ["#main"]


def test_the_navigation_marks_the_page_and_leads_on(rendered):
    page = rendered.page("2")
    assert page.xpath('//nav[@id="contents"]//a[@aria-current="page"]/@href') == ["2.html"]
    assert page.xpath('//a[@rel="prev"]/@href') == ["samenvatting.html"]
    assert page.xpath('//a[@rel="next"]/@href') == ["respons.html"]


def test_a_figure_has_words_a_table_and_downloads(rendered):
    figure = rendered.page("2").get_element_by_id("fig-likert")
    assert figure.xpath(".//img/@alt")[0].startswith("Staafdiagram")
    assert len(figure.xpath(".//details//tbody/tr")) == 3
    assert figure.xpath(".//a[@download]/@href") == ["data/fig-likert.csv", "figures/2/fig-likert.svg"]


def test_data_carries_the_notice_and_is_harmless_in_a_spreadsheet(rendered):
    lines = (rendered.folder / "html" / "data" / "tbl-vrij.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("# Tabel 2.1: Mee eens")
    assert lines[1] == "# Basis: ambtsdragers die de vraag beantwoordden"
    assert lines[2].startswith("# Dit is geen officiële publicatie")
    assert lines[3] == "rij;groep;kolom;n;waarde;markering;reden;grootboek"
    assert "Nevenwerkzaamheden zijn openbaar;;Totaal;1.082;93%;;;Nevenwerkzaamheden zijn openbaar-0" in lines


def test_links_lead_to_a_page_and_a_place_that_exist(rendered):
    pages = {f"{name}.html": rendered.page(name) for name in PAGES}
    ids = {file: page.xpath("//@id") for file, page in pages.items()}
    for file, page in pages.items():
        assert len(ids[file]) == len(set(ids[file])), file
        for address in page.xpath("//a[not(@download)]/@href"):
            if address.startswith(("https://", "../")):
                continue
            target, _, place = address.partition("#")
            assert not place or place in ids[target or file], (file, address)


def test_headings_tables_and_figures_have_a_link_to_themselves(rendered):
    page = rendered.page("2")
    for name in ("sec-2", "sec-vrij", "tbl-vrij", "tbl-breed", "fig-likert"):
        element = page.get_element_by_id(name)
        assert element.xpath(f'.//a[@class="permalink"][@href="#{name}"]/@aria-label')[0].startswith(
            "Link naar "
        )


def test_names_of_headings_tables_and_figures_are_without_that_link(rendered):
    page = rendered.page("2")
    for element in page.xpath("//article//*[@aria-labelledby][not(ancestor-or-self::section)]"):
        name = page.get_element_by_id(element.get("aria-labelledby")).text_content()
        assert name.strip() and "#" not in name and "Link naar" not in name
    assert page.get_element_by_id("sec-vrij").get("aria-labelledby") == "sec-vrij-name"
    assert page.get_element_by_id("sec-vrij-name").text_content() == "2.1 Vrijheid om te bespreken"
    assert page.get_element_by_id("sec-2-name").text_content() == "2 Integriteit van politieke ambtsdragers"
    assert page.get_element_by_id("fig-likert").get("aria-labelledby") == "fig-likert-caption"


def test_the_colophon_is_a_list_of_terms(rendered):
    (terms,) = rendered.page("index").xpath('//section[@class="colophon"]/dl')
    assert [dt.text for dt in terms.findall("dt")] == ["Hoe dit rapport is gemaakt", "Licentie"]


def test_a_chapter_may_not_take_the_name_of_another_page(study_with):
    study = study_with("Tekst.", chapter_id="rapport")
    study = replace(study, settings=study.settings.model_copy(update={"chapters": ("rapport",)}))
    with pytest.raises(DrukproefError, match="an id other than rapport"):
        render(study, lambda _: None)
