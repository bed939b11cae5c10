"""The figure of the diagnostics: whole without a theme, in the theme's font with one, the same bytes each time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from drukproef.study.weighting import Recipe
from drukproef.weight.effects import Effect, Effects
from drukproef.weight.figure import diagnostics_figure
from drukproef.weight.look import Style, style_of
from drukproef.weight.methods import Margin
from drukproef.weight.recipe import Outcome, weigh
from lxml import etree

EFFECTS = Effects((Effect("vrij", "eens", 3, 1.235), Effect("open", "ja", 3, 0.9), Effect("x", "y", 3, 1.1)))
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def outcome() -> Outcome:
    margin = Margin("type", ["a <1 & $2$", "b", "b"], {"a <1 & $2$": 6, "b": 4})
    return weigh(Recipe(targets="x.csv"), np.ones(3), [margin])


def texts(svg: str) -> list[str]:
    return ["".join(t.itertext()).strip() for t in etree.fromstring(svg.encode()).iter("{*}text")]


@pytest.mark.parametrize("root", [ROOT, Path("/nowhere")])
def test_every_level_stands_in_it_as_text(outcome: Outcome, root: Path) -> None:
    svg = diagnostics_figure([("2022", outcome, EFFECTS), ("2024", outcome, Effects())], style_of(root))
    assert {"2022", "2024", "a <1 & $2$", "b", "ongewogen", "gewogen", "doel"} <= set(texts(svg))
    assert svg == diagnostics_figure(
        [("2022", outcome, EFFECTS), ("2024", outcome, Effects())], style_of(root)
    )
    assert "<title>Verdeling van de gewichten" in svg and "dc:date" not in svg


def test_the_font_is_that_of_the_theme(outcome: Outcome) -> None:
    assert "font-family: 'Source Sans 3', Arial, sans-serif" in diagnostics_figure(
        [("", outcome, EFFECTS)], style_of(ROOT)
    )
    assert "DejaVu" not in diagnostics_figure([("", outcome, EFFECTS)], Style())


def test_in_english(outcome: Outcome) -> None:
    assert {"unweighted", "weighted", "target"} <= set(
        texts(diagnostics_figure([("", outcome, EFFECTS)], Style(), "en"))
    )


def test_what_weighting_costs_stands_above_the_weights(outcome: Outcome) -> None:
    """Weights 6, 2 and 2: Kish's effect is 3 * 44 / 100."""
    found = texts(diagnostics_figure([("", outcome, EFFECTS)], Style()))
    assert "ontwerpeffect van de gewichten (Kish): 1,32" in found
    assert "van schattingen: mediaan 1,10, hoogste 1,24" in found and "hoogste: vrij/eens" in found
    english = texts(diagnostics_figure([("", outcome, EFFECTS)], Style(), "en"))
    assert "of estimates: median 1.10, largest 1.24" in english
    without = texts(diagnostics_figure([("", outcome, Effects())], Style()))
    assert not any("schattingen" in text for text in without)
