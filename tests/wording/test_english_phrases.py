"""English phrases against percentages: the same rule as the Dutch ones."""

from __future__ import annotations

import pytest
from drukproef.wording.phrases import parse, suggestions
from drukproef.wording.vocabulary import DUTCH, ENGLISH

FITS = [
    ("nine in ten", 90), ("Nine in ten", 89), ("just over half", 53), ("a third", 35), ("almost a third", 32), ("almost four in ten", 38),
    ("one in seven", 14), ("nearly one in six", 14), ("three quarters", 75), ("three-quarters", 76), ("two thirds", 66), ("two-thirds", 68),
    ("a quarter", 24), ("about one in five", 22), ("nine out of ten", 91), ("one in every ten", 9), ("a large majority", 80), ("most", 55),
    ("a small majority", 57), ("more than eight in ten", 86), ("the vast majority", 89), ("virtually all", 97), ("hardly anyone", 3),
    ("well over half", 56), ("slightly fewer than six in ten", 58), ("one half", 50),
]  # fmt: skip
FITS_NOT = [
    ("nine in ten", 84), ("eight in ten", 84), ("half", 46), ("just over half", 50), ("just over half", 56), ("almost half", 51),
    ("one in seven", 17), ("a small majority", 65), ("a majority", 50), ("most", 50), ("virtually all", 90), ("a third", 37),
    ("a large majority", 60), ("well over half", 53), ("few", 20),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "percentage"), FITS)
def test_phrases_fit(phrase, percentage):
    assert parse(phrase, "en").fits(percentage)


@pytest.mark.parametrize(("phrase", "percentage"), FITS_NOT)
def test_wrong_uses_do_not_fit(phrase, percentage):
    assert not parse(phrase, "en").fits(percentage)


@pytest.mark.parametrize("phrase", ["a whole lot", "nine in twelve", "negen op de tien", "de helft"])
def test_words_without_a_rule_are_unknown(phrase):
    assert parse(phrase, "en") is None


def test_english_is_not_read_as_dutch():
    assert parse("nine in ten") is None


def test_a_suggested_phrase_fits():
    assert [(p, s) for p in range(101) for s in suggestions(p, "en") if not parse(s, "en").fits(p)] == []


def test_every_percentage_from_9_to_96_has_a_phrase():
    assert [p for p in range(9, 97) if not suggestions(p, "en")] == []


PAIRS = {
    "bijna": "almost", "meer dan": "more than", "minder dan": "less than", "ongeveer": "about", "iets meer dan": "slightly more than",
}  # fmt: skip


@pytest.mark.parametrize("dutch", PAIRS)
def test_a_modifier_has_the_range_of_the_dutch_one_that_it_translates(dutch):
    assert ENGLISH.modifiers[PAIRS[dutch]] == DUTCH.modifiers[dutch]
