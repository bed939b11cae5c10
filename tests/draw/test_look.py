"""Text fits where it is put and can be read on its colour."""

from __future__ import annotations

import doctest

import pytest
from drukproef.draw import apart, stacked
from drukproef.draw.look import scale_colours, shades, text_on


def contrast(first: str, second: str) -> float:
    def luminance(colour: str) -> float:
        parts = [c / 255 for c in bytes.fromhex(colour[1:])]
        r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("kind", ["likert", "ordinal", "frequency"])
@pytest.mark.parametrize("count", [2, 3, 4, 5, 7])
def test_numbers_can_be_read_on_every_colour_of_a_scale(kind, count, look):
    for colour in scale_colours(look, kind, count, leading_first=False):
        assert contrast(colour, text_on(colour, look)) >= 4.5


def test_numbers_can_be_read_on_answers_without_an_order(look):
    for colour in (*scale_colours(look, "nominal", 6, False), look.colours.dont_know):
        assert contrast(colour, text_on(colour, look)) >= 4.0


def test_what_a_scale_is_about_gets_the_end_of_the_colours(look):
    assert scale_colours(look, "likert", 5, False) == look.colours.likert
    assert scale_colours(look, "likert", 5, True) == look.colours.likert[::-1]
    assert scale_colours(look, "likert", 4, False) == look.colours.likert[:2] + look.colours.likert[3:]
    assert shades(look, 3)[-1] == look.colours.primary


def test_wrapped_lines_fit_and_lose_nothing(look):
    text = "Aansprakelijkheidswaardevaststellingsveranderingen vragen om een lange regel tekst"
    lines = look.wrap(text, 3.0, 9.0)
    assert all(look.width(line, 9.0) <= 3.0 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("module", [apart, stacked])
def test_examples_in_the_code_run(module):
    assert doctest.testmod(module).failed == 0
