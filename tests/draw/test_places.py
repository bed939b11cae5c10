"""No text lies over another or off the page, whatever a figure shows."""

from __future__ import annotations

from itertools import combinations

import pytest
from drukproef.draw.canvas import WIDTH

from tests.draw.conftest import Box
from tests.draw.test_panels import ALL, CASES
from tests.draw.test_run import KINDS, OPTIONS

EVERYTHING = {
    **CASES,
    **OPTIONS,
    **{kind: (kind, parts) for kind, parts in KINDS.items()},
    "lines of levels": ("trend", {"items": ("een",), "show": "eens", "banner": "geslacht", "waves": ALL}),
    "lines of answers": ("trend", {"items": ("een",), "show": ("eens", "oneens"), "waves": ALL}),
    "centred over waves": ("likert", {"centred": True, "waves": (2022, 2024)}),
}
SMALL_AND_LARGE = {
    "tiny ends": {"oneens": 0.01, "neutraal": 0.03, "eens": 0.6, "helemaal_eens": 0.33, "weet_niet": 0.03},
    "all small": {"oneens": 0.004, "neutraal": 0.01, "eens": 0.96, "helemaal_eens": 0.016, "weet_niet": 0.01},
    "nothing": {"oneens": 0.0, "neutraal": 0.0, "eens": 0.0, "helemaal_eens": 0.0, "weet_niet": 1.0},
    "all": {"oneens": 0.0, "neutraal": 0.0, "eens": 1.0, "helemaal_eens": 0.0, "weet_niet": 0.0},
    "even": {"oneens": 0.2, "neutraal": 0.2, "eens": 0.2, "helemaal_eens": 0.2, "weet_niet": 0.2},
}


def overlap(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 0.01 and down > 0.01


@pytest.mark.parametrize("shares", SMALL_AND_LARGE)
@pytest.mark.parametrize(("kind", "parts"), EVERYTHING.values(), ids=EVERYTHING)
def test_no_text_lies_over_another_or_off_the_page(kind, parts, shares, make_plan, make_cube, drawn, written):
    values = SMALL_AND_LARGE[shares]
    values = {**values, "mee_eens": values["eens"] + values["helemaal_eens"]}
    keys = [(i, w, lv) for i in ("een", "drie") for w in ALL for lv in ("totaal", "man", "vrouw")]
    drawn(make_plan(kind, **parts), make_cube(shares=dict.fromkeys(keys, values), n={"man": 12345}))
    assert written
    assert [(a[4], b[4]) for a, b in combinations(written, 2) if overlap(a, b)] == []
    assert [box for box in written if box[0] < -0.01 or box[2] > WIDTH + 0.01] == []
