"""Estimates of cells in, whether they would be published and why not out: `drukproef.survey.publication`."""

from __future__ import annotations

import numpy as np

from drukproef.crosstab.counted import Panel
from drukproef.crosstab.words import Column, Words
from drukproef.survey.estimate import Kind
from drukproef.survey.publication import Figures, verdict_on

KINDS: dict[str, Kind] = {"mean": "mean", "median": "quantile", "total": "total", "ratio": "ratio"}


def verdicts(panel: Panel, effective: Column, words: Words) -> dict[str, Column]:
    """The columns `publish` and `reason` of the shown cells (cells x categories). `effective`: their n_eff."""
    shares, kind = panel.shares, KINDS.get(panel.measure, "share")
    found = [
        [
            verdict_on(
                Figures(
                    kind,
                    float(shares.share[cell, place]),
                    float(shares.variance[cell, place]),
                    int(shares.n[cell]),
                    float(effective[cell, place]),
                    int(shares.df[cell]),
                    bool(shares.certain[cell]),
                )
            )
            for place in range(len(panel.categories))
        ]
        for cell in range(panel.layout.shown)
    ]
    publish = [words.places([each.verdict.value for each in row]) for row in found]
    reason = [words.places(["; ".join(each.reasons) for each in row]) for row in found]
    return {"publish": np.array(publish), "reason": np.array(reason)}
