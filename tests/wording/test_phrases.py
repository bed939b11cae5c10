"""Dutch phrases against percentages: the rule, and published uses of the same phrases."""

from __future__ import annotations

import pytest
from drukproef.wording.phrases import parse, suggestions

FITS = [
    ("negen op de tien", 90), ("Negen op de tien", 89), ("ruim de helft", 56), ("een derde", 35), ("bijna vier op de tien", 38),
    ("een op de zeven", 14), ("bijna een op de zes", 14), ("driekwart", 75), ("twee derde", 66), ("een kwart", 24),
    ("ongeveer een op de vijf", 22), ("bijna een op de drie", 32), ("een kleine meerderheid", 57), ("ruim acht op de tien", 83),
    ("een overgrote meerderheid", 89), ("vrijwel alle", 97), ("één op de tien", 9),
]  # fmt: skip
FITS_NOT = [
    ("negen op de tien", 84), ("acht op de tien", 84), ("de helft", 46), ("ruim de helft", 50), ("bijna de helft", 51),
    ("een op de zeven", 17), ("een kleine meerderheid", 65), ("een meerderheid", 50), ("vrijwel alle", 90), ("een derde", 37),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "percentage"), FITS)
def test_published_uses_fit(phrase, percentage):
    assert parse(phrase).fits(percentage)


@pytest.mark.parametrize(("phrase", "percentage"), FITS_NOT)
def test_wrong_uses_do_not_fit(phrase, percentage):
    assert not parse(phrase).fits(percentage)


def test_words_without_a_rule_are_unknown():
    assert parse("een heleboel") is None
    assert parse("negen op de twaalf") is None


@pytest.mark.parametrize("percentage", range(1, 101))
def test_what_is_suggested_fits(percentage):
    assert all(parse(phrase).fits(percentage) for phrase in suggestions(percentage))


def test_every_percentage_from_9_to_96_has_a_phrase():
    assert [p for p in range(9, 97) if not suggestions(p)] == []
