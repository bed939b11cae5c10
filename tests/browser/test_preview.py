"""An open page loads itself again when its text changes, and stays accessible while it shows what is wrong."""

import threading

import pytest
from drukproef.preview.run import serving

pytestmark = pytest.mark.browser

TEMPLATE = "templates/tiny/01-ambtsdragers.qmd.j2"


def test_a_page_follows_its_text_and_shows_what_is_wrong(open_page, tabulated):
    stop = threading.Event()
    with serving(tabulated.study(), 0) as running:
        running.refresh()
        thread = threading.Thread(target=running.follow, args=(stop,))
        thread.start()
        try:
            opened = open_page(running.address + "1.html")
            tabulated.replace(TEMPLATE, "Mannen voelen zich", "De mannen voelen zich")
            opened.page.wait_for_selector("text=De mannen voelen zich")
            tabulated.replace(TEMPLATE, "man > v.geslacht.vrouw", "man < v.geslacht.vrouw")
            note = opened.page.wait_for_selector(".preview-note")
            assert "next: say higher" in note.inner_text()
            opened.page.click(".preview li a")
            assert opened.page.url.endswith("1.html#preview-1")
            assert opened.violations() == []
            assert opened.said == []
        finally:
            stop.set()
            thread.join()
