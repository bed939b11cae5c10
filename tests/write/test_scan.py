"""The template's own text: which digits and words are loose, and which are structure."""

from __future__ import annotations

import pytest
from drukproef.write.direction import asserted
from drukproef.write.scan import unbound
from jinja2 import Environment

ENVIRONMENT = Environment(comment_start_string="{##", comment_end_string="##}")


def _loose(text):
    return [(u.line, u.kind, u.text) for u in unbound(text, ENVIRONMENT)]


def test_digits_in_the_text_are_found_with_their_line():
    assert _loose("Een zin.\nIn 2024 was het 84%.") == [(2, "digit", "2024"), (2, "digit", "84%.")]


@pytest.mark.parametrize(
    "text",
    ["## Titel {#sec-2-1}", "Zie @tbl-vrij-2.", "Tekst.[^1]", "[^1]: Noot.", "1. eerste\n2. tweede",
     "{{ vrij[2022] | pct }}", "{## 84% ##}", "[tekst](https://voorbeeld.nl/2024)"],
)  # fmt: skip
def test_structure_is_no_result(text):
    assert _loose(text) == []


def test_words_of_comparison_and_quantity_are_found():
    assert _loose("Vrouwen zijn vaker vrij.\nRuim de helft.\nNegen op de tien.") == [
        (1, "comparison", "vaker"), (2, "quantity", "helft"), (3, "quantity", "Negen op de tien")]  # fmt: skip


def test_a_phrase_that_holds_such_a_word_and_compares_nothing_is_not_listed():
    assert _loose("Onder meer vrouwen noemen ten minste één vorm.\nMeer vrouwen.") == [
        (2, "comparison", "Meer")
    ]


def test_words_inside_a_claim_are_bound():
    assert _loose("Vrouwen zijn {{ claim(a < b) | says('minder vaak') }} vrij.") == []


@pytest.mark.parametrize(
    ("words", "direction"),
    [("vaker", "higher"), ("minder vaak", "lower"), ("een grotere groep", "higher"), ("gedaald", "lower"),
     ("gelijk gebleven", "same"), ("niet hoger", "same"), ("het vaakst", "higher"), ("anders", "unclear")],
)  # fmt: skip
def test_what_words_assert(words, direction):
    assert asserted(words) == direction
