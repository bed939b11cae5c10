"""axe-core finds nothing on any page: light, dark, on a phone, and with what can be opened open."""

import pytest

from tests.browser.conftest import NAMES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_no_violation_on_a_page(open_page, name, scheme):
    assert open_page(name, scheme=scheme).violations() == []


def test_no_violation_on_a_phone(open_page):
    assert open_page("2", width=320, height=700).violations() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation_while_searching(open_page, scheme):
    opened = open_page("2", scheme=scheme)
    opened.page.click("#search-open")
    opened.page.fill("#search-words", "dilemma")
    opened.page.wait_for_selector("#search-results a")
    assert opened.violations() == []


def test_no_violation_while_a_note_is_open(open_page):
    opened = open_page("2", scheme="dark")
    opened.page.click(".noteref button")
    assert opened.violations() == []


def test_axe_does_find_what_is_wrong(open_page):
    opened = open_page("index")
    opened.page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert [v.split(":")[0] for v in opened.violations()] == ["image-alt"]
