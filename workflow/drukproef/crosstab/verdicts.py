"""Estimates of cells in, whether they would be published and why not out: `drukproef.survey.publication`."""

from __future__ import annotations

import numpy as np

from drukproef.crosstab.counted import Panel
from drukproef.crosstab.words import Column, Words
from drukproef.survey.publication import verdict_on
from drukproef.survey.refusals import Figures

OTHERS = ("mean", "median", "total", "ratio")  # measures that are no share


def verdicts(panel: Panel, effective: Column, words: Words) -> dict[str, Column]:
    """The columns `publish` and `reason` of the shown cells (cells x categories). `effective`: their n_eff."""
    shares, is_share = panel.shares, panel.measure not in OTHERS
    found = [
        [
            verdict_on(
                Figures(
                    is_share,
                    shares.share[cell, place],
                    shares.variance[cell, place],
                    shares.n[cell],
                    effective[cell, place],
                    shares.df[cell],
                    shares.certain[cell],
                )
            )
            for place in range(len(panel.categories))
        ]
        for cell in range(panel.layout.shown)
    ]
    publish = [words.places([each.verdict.value for each in row]) for row in found]
    reason = [words.places(["; ".join(each.reasons) for each in row]) for row in found]
    return {"publish": np.array(publish), "reason": np.array(reason)}
