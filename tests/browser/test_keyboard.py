"""Everything can be done with the keyboard: skip, navigate, search, read a note, scroll a table."""

import pytest

pytestmark = pytest.mark.browser


def tab_to(opened, wanted, at_most=60):
    for _ in range(at_most):
        opened.page.keyboard.press("Tab")
        if opened.focused() == wanted:
            return
    raise AssertionError(f"no {wanted} within {at_most} steps")


def search(opened, words):
    if not opened.page.locator("#search").is_visible():
        opened.page.click("#search-open")
    opened.page.fill("#search-words", words)
    opened.page.wait_for_function("document.getElementById('search-status').textContent !== ''")
    return opened.page.locator("#search-results li").all_inner_texts()


def test_the_first_stop_skips_to_the_content(open_page):
    opened = open_page("2")
    opened.page.keyboard.press("Tab")
    assert opened.focused() == "skip"
    assert opened.page.locator(".skip").bounding_box()["x"] == 0
    opened.page.keyboard.press("Enter")
    assert opened.focused() == "main"


def test_every_stop_shows_where_it_is(open_page):
    opened = open_page("2")
    for _ in range(40):
        opened.page.keyboard.press("Tab")
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        assert opened.page.evaluate(outline) == "solid", opened.focused()


def test_search_opens_finds_and_leads_to_the_place(open_page):
    opened = open_page("samenvatting")
    tab_to(opened, "search-open", 4)
    opened.page.keyboard.press("Enter")
    assert opened.focused() == "search-words"
    opened.page.keyboard.type("vrijheid")
    opened.page.wait_for_selector("#search-results a")
    opened.page.keyboard.press("ArrowDown")
    assert opened.focused() == "A"
    opened.page.keyboard.press("ArrowUp")
    assert opened.focused() == "search-words"
    opened.page.keyboard.press("Enter")  # from the field to the first result
    address = opened.page.locator("#search-results a").first.get_attribute("href")
    assert address.startswith("2.html#")
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_url(f"**/{address}")


def test_escape_leaves_the_search_where_it_was_opened(open_page):
    opened = open_page("2")
    opened.page.focus("#search-open")
    opened.page.keyboard.press("Enter")
    opened.page.keyboard.press("Escape")
    assert not opened.page.locator("#search").is_visible()
    assert opened.focused() == "search-open"


@pytest.mark.parametrize("words", ["fryslan", "FRYSLÂN", "lân", "gebied fryslân"])
def test_search_folds_accents_and_case_and_finds_parts_of_words(open_page, words):
    (result,) = search(open_page("index"), words)
    assert result.startswith("Tabel A.1 Deelname per gebied\nBijlage A Respons en weging\n")
    assert "Fryslân" in result


def test_search_on_the_whole_page_stays_on_it(open_page):
    opened = open_page("rapport")
    search(opened, "bronnen van steun")
    opened.page.locator("#search-results a").first.click()
    opened.page.wait_for_url("**/rapport.html#sec-bron")
    assert not opened.page.locator("#search").is_visible()


def test_search_says_how_many_and_marks_the_words(open_page):
    opened = open_page("2")
    results = search(opened, "dilemma bespreken")
    assert opened.page.inner_text("#search-status") == f"{len(results)} resultaten voor ‘dilemma bespreken’."
    marked = {text.lower() for text in opened.page.locator("#search-results mark").all_inner_texts()}
    assert marked == {"dilemma", "bespreken"}
    assert search(opened, "zeppelin") == []
    assert opened.page.inner_text("#search-status") == "Niets gevonden voor ‘zeppelin’."


def test_search_takes_signs_and_markup_for_text(open_page):
    opened = open_page("2")
    assert search(opened, "(.*[") == []
    (result,) = search(opened, "<script>alert")
    assert "<script>alert('x')</script>" in result
    assert opened.said == []


def test_a_note_opens_in_place_and_escape_closes_it(open_page):
    opened = open_page("2")
    opened.page.focus("#note-2-1-ref")
    opened.page.keyboard.press("Enter")
    note = opened.page.locator("#note-2-1-pop")
    assert note.is_visible() and "Gemeentewet" in note.inner_text()
    opened.page.keyboard.press("Escape")
    assert not note.is_visible()
    assert opened.focused() == "note-2-1-ref"


def test_the_arrows_scroll_a_table(open_page):
    opened = open_page("2", width=320, height=700)
    frame = opened.page.locator("#tbl-breed .scroll")
    frame.focus()
    opened.page.keyboard.press("ArrowRight")
    opened.page.wait_for_function("document.querySelector('#tbl-breed .scroll').scrollLeft > 0")
