"""Pages ask for nothing outside their folder, say nothing to the console, and fit a phone."""

import pytest

from tests.browser.conftest import NAMES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", NAMES)
def test_a_page_from_a_folder_is_complete_and_quiet(open_page, site, name):
    opened = open_page(name)
    opened.page.click("#search-open")
    opened.page.fill("#search-words", "integriteit")
    opened.page.wait_for_selector("#search-results a")
    own = site.as_uri() + "/"
    assert {address for address in opened.requests if not address.startswith((own, "data:"))} == set()
    assert own + "search-index.js" in opened.requests
    assert opened.said == []
    broken = "[...document.images].filter((i) => !i.complete || !i.naturalWidth).map((i) => i.src)"
    assert opened.page.evaluate(broken) == []
    assert opened.page.evaluate("document.fonts.check(\"16px 'Source Sans 3'\")")


@pytest.mark.parametrize("width", [320, 640, 1280])
@pytest.mark.parametrize("name", NAMES)
def test_no_page_is_wider_than_its_window(open_page, name, width):
    opened = open_page(name, width=width, height=700)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_figure_is_as_wide_as_its_column_and_scrolls_on_a_phone(open_page):
    wide = open_page("2").page.locator("#fig-likert")
    assert wide.locator("img").bounding_box()["width"] > 0.9 * wide.bounding_box()["width"]
    phone = open_page("2", width=320).page.locator("#fig-likert .paper")
    assert phone.evaluate("(paper) => paper.scrollWidth > paper.clientWidth")


def test_headers_stay_in_view_when_a_table_scrolls_on_a_phone(open_page):
    opened = open_page("respons#tbl-lang", width=320, height=500)
    frame = opened.page.locator("#tbl-lang .scroll")
    frame.evaluate("(frame) => frame.scrollTo(0, 400)")
    head = opened.page.locator("#tbl-lang thead")
    assert abs(head.bounding_box()["y"] - frame.bounding_box()["y"]) < 4
    opened = open_page("2#tbl-breed", width=320, height=700)
    frame = opened.page.locator("#tbl-breed .scroll")
    frame.evaluate("(frame) => frame.scrollTo(300, 0)")
    header = opened.page.locator("#tbl-breed tbody th").first
    assert abs(header.bounding_box()["x"] - frame.bounding_box()["x"]) < 2


def test_paper_gets_the_text_without_the_navigation(open_page):
    opened = open_page("2")
    opened.page.emulate_media(media="print")
    for hidden in ("nav.side", ".tools", ".downloads", ".steps", ".within"):
        assert not opened.page.locator(hidden).first.is_visible(), hidden
    for shown in ("h1", "#tbl-vrij", ".figure", ".notes", "body > .notice"):
        assert opened.page.locator(shown).first.is_visible(), shown


def test_without_its_script_a_page_offers_no_search(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "2.html").as_uri())
    assert not page.locator("#search-open").is_visible()
    assert page.locator(".noteref button").first.is_visible()
    context.close()


def test_the_link_to_a_chapter_stands_behind_its_title_when_that_takes_two_lines(open_page):
    page = open_page("2", width=1280).page
    page.evaluate("document.querySelector('h1 span').append(' en nog vele andere woorden die niet passen')")
    title, link = (page.locator(where).bounding_box() for where in ("h1 > span", "h1 > .permalink"))
    assert title["height"] > 2 * link["height"] * 0.9
    assert link["y"] + link["height"] <= title["y"] + title["height"] + 4
