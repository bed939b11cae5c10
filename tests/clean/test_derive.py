"""Derived variables: at least one of several items, and levels made from other levels."""

from __future__ import annotations

import numpy as np
from drukproef.clean.derive import derived
from drukproef.study import Codebook
from drukproef.study.item import DONT_KNOW, NO_ANSWER, NOT_ASKED

SCALE = {
    "categories": [{"code": 1, "id": "nooit", "label": "nooit"}, {"code": 2, "id": "eens", "label": "eens"}],
    "missing": [{"code": 8, "kind": "dont_know", "label": "weet niet"}],
}
CODEBOOK = Codebook.model_validate(
    {
        "population": "p", "wave_column": "w", "respondent_column": "r", "scales": {"s": SCALE},
        "variables": [
            {"id": "functie", "label": "f", "waves": [1], "categories": [
                {"code": 1, "id": "a", "label": "a"}, {"code": 2, "id": "b", "label": "b"}]},
            {"id": "soort", "label": "s", "waves": [1], "categories": [{"code": 5, "id": "x", "label": "x"}],
             "derive": {"source": "functie", "levels": {"x": ["b"]}}},
            {"id": "getuige", "label": "g", "waves": [1], "categories": [
                {"code": 0, "id": "nee", "label": "nee"}, {"code": 1, "id": "ja", "label": "ja"}],
             "derive": {"items": ["g1", "g2"], "categories": ["eens"]}},
        ],
        "items": [{"id": i, "label": i, "scale": "s", "waves": [1]} for i in ("g1", "g2")],
    }
)  # fmt: skip


def test_any_of_counts_one_hit_and_needs_one_answer():
    columns = {
        "g1": np.array([2, 1, DONT_KNOW, DONT_KNOW, NOT_ASKED, NOT_ASKED], dtype=np.int16),
        "g2": np.array([DONT_KNOW, 1, 1, NO_ANSWER, DONT_KNOW, NOT_ASKED], dtype=np.int16),
    }
    witness = derived(CODEBOOK.variable("getuige"), columns, CODEBOOK)
    assert witness.tolist() == [1, 0, 0, NO_ANSWER, DONT_KNOW, NOT_ASKED]


def test_recode_keeps_missing_and_leaves_other_levels_out():
    columns = {"functie": np.array([2, 1, NO_ANSWER], dtype=np.int16)}
    assert derived(CODEBOOK.variable("soort"), columns, CODEBOOK).tolist() == [5, NO_ANSWER, NO_ANSWER]
