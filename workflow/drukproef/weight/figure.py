"""Weights in, an SVG out: how they are spread, and each margin before and after weighting against its target."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import numpy as np

from drukproef.survey.arrays import Floats
from drukproef.weight.effects import Effects
from drukproef.weight.look import WORDS, Style, finished, fonts
from drukproef.weight.methods.result import Achieved
from drukproef.weight.recipe import Outcome
from drukproef.wording.formats import number, rounded

SETTINGS: dict[Any, Any] = {"svg.fonttype": "none", "svg.hashsalt": "drukproef", "text.parse_math": False}
NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}
WIDTH, PER_LEVEL, LEAST, AROUND = 16 / 2.54, 0.2, 1.3, 1.2  # inches
BINS = 30
LONGEST = 32  # characters of a label


def diagnostics_figure(
    outcomes: Sequence[tuple[str, Outcome, Effects]], style: Style, language: str = "nl"
) -> str:
    """A row of two panels per (title, weights, design effects): a histogram of the weights, and a dot plot of the margins.

    The same input gives the same bytes: text stays text, the salt of ids is fixed, no date is written.
    """
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    heights = [max(LEAST, PER_LEVEL * len(o.weighted.margins)) + AROUND for _, o, _ in outcomes]
    with matplotlib.rc_context({**SETTINGS, **fonts(style)}):
        figure = Figure(figsize=(WIDTH, sum(heights)), layout="constrained")
        FigureCanvasSVG(figure)
        figure.patch.set_visible(False)
        panels = figure.subplots(len(outcomes), 2, squeeze=False, height_ratios=heights)
        for (title, outcome, effects), (left, right) in zip(outcomes, panels, strict=True):
            _histogram(left, outcome.weighted.weights, style, WORDS[language])
            _titles(left, title, _costs(outcome, effects, language), style)
            _margins(right, outcome, style, WORDS[language])
        target = io.StringIO()
        figure.savefig(target, format="svg", metadata=NO_METADATA)
    return finished(target.getvalue(), style, WORDS[language][6])


def _plain(axes: Any, style: Style) -> None:
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(style.rule)
    axes.tick_params(colors=style.muted, length=2)


def _costs(outcome: Outcome, effects: Effects, language: str) -> list[str]:
    """What the weights cost, in a line on themselves and one on estimates."""

    def shown(deff: float) -> str:
        return number(rounded(deff, 2), language)

    lines = [WORDS[language][7].format(shown(outcome.weighted.summary.deff_kish))]
    median, largest = effects.median, effects.largest
    if median is not None and largest is not None:
        lines.append(WORDS[language][8].format(shown(median.deff), shown(largest.deff)))
        lines.append(WORDS[language][9].format(_short(largest.name)))
    return lines


def _titles(axes: Any, title: str, lines: list[str], style: Style) -> None:
    """The title, with lines between it and the panel that take no width from it."""
    axes.set_title(title, loc="left", fontsize=9, color=style.text, pad=4 + 10 * len(lines))
    above = {"transform": axes.transAxes, "va": "bottom", "fontsize": 7, "color": style.muted}
    axes.text(0, 1.03, "\n".join(lines), **above).set_in_layout(False)


def _histogram(axes: Any, weights: Floats, style: Style, words: tuple[str, ...]) -> None:
    relative = weights / weights.mean()
    top = max(2.0, float(np.ceil(relative.max())))
    counts, edges = np.histogram(relative, bins=BINS, range=(0, top))
    axes.stairs(counts, edges, fill=True, color=style.first, linewidth=0)
    axes.axvline(1, color=style.muted, linewidth=0.8, linestyle="--")
    axes.set_xlim(0, top)
    axes.set_xlabel(words[0], color=style.muted)
    axes.set_ylabel(words[1], color=style.muted)
    _plain(axes, style)


def _margins(axes: Any, outcome: Outcome, style: Style, words: tuple[str, ...]) -> None:
    rows, sizes = outcome.weighted.margins, {m.variable: m.total for m in outcome.margins}
    n, y = len(outcome.weighted.weights), np.arange(len(rows))
    before = [100 * r.respondents / n for r in rows]
    after = [100 * r.achieved / sizes[r.variable] for r in rows]
    asked = [100 * r.target / sizes[r.variable] for r in rows]
    axes.hlines(y, before, after, color=style.rule, linewidth=1)
    axes.plot(before, y, "o", mfc="white", mec=style.second, markersize=4, label=words[3])
    axes.plot(after, y, "o", color=style.first, markersize=4, label=words[4])
    axes.plot(asked, y, "|", color=style.text, markersize=9, label=words[5])
    axes.set_yticks(y, [_label(r, len(sizes) > 1) for r in rows])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(left=0)
    axes.xaxis.set_major_formatter("{x:.0f}%")
    axes.set_xlabel(words[2], color=style.muted)
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=3, frameon=False, handletextpad=0.2)
    _plain(axes, style)


def _label(row: Achieved, several: bool) -> str:
    """Short enough to leave room for the panel; the CSV has it in full."""
    return _short(f"{row.variable}: {row.level}" if several else row.level)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
