"""Panels in, the rows of the table out: one per cell, or one per cell and test, all numbers unrounded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

import numpy as np
import pyarrow as pa

from drukproef.crosstab.bounds import bounds, own_bounds
from drukproef.crosstab.counted import Panel
from drukproef.crosstab.explained import ALL_COLUMNS, COLUMNS, PUBLISH_COLUMNS
from drukproef.crosstab.layout import Places, text_of
from drukproef.crosstab.request import SHARE, Request, columns_in
from drukproef.crosstab.source import Labels
from drukproef.crosstab.tested import tests_of
from drukproef.crosstab.verdicts import verdicts
from drukproef.crosstab.words import Column, Words
from drukproef.survey.intervals import Method
from drukproef.tabulate.intervals import design_effect

TEXTS = {
    *("item", "category", "label", "measure", "by", "level", "level_label", "wave", "versus", "mark"),
    *PUBLISH_COLUMNS,
}


def table_of(panels: Iterable[Panel], request: Request, labels: Labels) -> Any:
    """The Arrow table with the columns of `COLUMNS`, in the order items, banners, levels, waves, tests, categories.

    Numbers that don't exist are null.
    """
    words = Words()
    order = {(name, SHARE): i for i, name in enumerate(request.items)}
    parts = [
        (order.setdefault((item, panel.measure), len(order)), part)
        for panel in panels
        for item, part in _parts(panel, request, labels, words)
    ]
    parts.sort(key=lambda pair: pair[0])
    names = ALL_COLUMNS if request.publish else COLUMNS
    columns = {name: np.concatenate([part[name] for _, part in parts]) for name in names}
    return pa.table({name: _arrow(name, values, words) for name, values in columns.items()})


def label_of(labels: Labels, column: str, value: Any) -> str:
    """The value label of the file; empty without one. Of several columns: with × between them."""
    if isinstance(value, tuple):
        known = [label_of(labels, *pair) for pair in zip(columns_in(column), value, strict=True)]
        return text_of(tuple(a or b for a, b in zip(known, value, strict=True))) if any(known) else ""
    return str(labels.get(column, {}).get(value, ""))


def _arrow(name: str, values: Column, words: Words) -> Any:
    return words.texts(values) if name in TEXTS else pa.array(values, from_pandas=True)


def _parts(
    panel: Panel, request: Request, labels: Labels, words: Words
) -> Iterator[tuple[str, dict[str, Column]]]:
    """The rows of each item of a panel; texts as places in `words`."""
    rows, columns = tests_of(panel, request, words)
    columns |= {name: values[rows] for name, values in _cells(panel, request, words).items()}
    keys, size = _keys(panel, labels, words), len(panel.categories)
    wide = {name: values.ravel() for name, values in columns.items()}
    wide |= {name: np.repeat(values[rows], size) for name, values in keys.items()}
    per_item = len(panel.layout.domains) * len(panel.layout.waves)
    edges = np.searchsorted(rows, np.arange(len(panel.layout.items) + 1) * per_item).tolist()
    for name, a, b in zip(panel.layout.items, edges, edges[1:], strict=False):
        part = {key: values[a * size : b * size] for key, values in wide.items()}
        yield name, part | _categories(panel, name, labels, words, b - a)


def _cells(panel: Panel, request: Request, words: Words) -> dict[str, Column]:
    """The numbers of the shown cells (cells x categories)."""
    shown, all_of = panel.layout.shown, panel.shares
    share, variance, n = all_of.share[:shown], all_of.variance[:shown], all_of.n[:shown]
    df, certain = all_of.df[:shown], all_of.certain[:shown]
    whole = n.astype(np.int64)
    if panel.own is None:
        low, high = bounds(request.ci, request.confidence, share, variance, n, df, certain)
        deff, effective = design_effect(share, variance, whole)
    else:
        low, high = own_bounds(cast(Method, request.ci), request.confidence, panel.own)
        deff, effective = (
            np.array([[getattr(each, name) for each in row] for row in panel.own])
            for name in ("deff", "n_eff")
        )
    cells = {
        "n": np.broadcast_to(whole[:, None], share.shape),
        "n_weighted": np.broadcast_to(all_of.n_weighted[:shown, None], share.shape),
        "estimate": share,
        "se": np.sqrt(variance),
        "ci_low": low,
        "ci_high": high,
        "deff": deff,
        "n_eff": effective,
    }
    return cells | (verdicts(panel, effective, words) if request.publish else {})


def _keys(panel: Panel, labels: Labels, words: Words) -> dict[str, Places]:
    """The names of each shown cell."""
    domains, waves, items = panel.layout.domains, panel.layout.waves, len(panel.layout.items)
    named = {
        "by": [name for name, _ in domains],
        "level": [text_of(level) for _, level in domains],
        "level_label": [label_of(labels, name, level) for name, level in domains],
    }
    columns = {
        name: np.tile(np.repeat(words.places(texts), len(waves)), items) for name, texts in named.items()
    }
    columns["wave"] = np.tile(words.places([text_of(wave) for wave in waves]), items * len(domains))
    return columns


def _categories(panel: Panel, item: str, labels: Labels, words: Words, rows: int) -> dict[str, Places]:
    texts: dict[str, Sequence[str]] = {
        "item": [item] * len(panel.categories),
        "measure": [panel.measure] * len(panel.categories),
        "category": [text_of(value) for value in panel.categories],
        "label": [label_of(labels, item, value) for value in panel.categories],
    }
    return {name: np.tile(words.places(each), rows) for name, each in texts.items()}
