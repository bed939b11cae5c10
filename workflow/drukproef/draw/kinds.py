"""What a kind of figure can hold: which dimensions lie over its rows, and whether a plan fits it."""

from __future__ import annotations

from drukproef.draw.reader import Reader
from drukproef.draw.words import Dimension
from drukproef.errors import fail
from drukproef.study.item import Item

DIMENSIONS: tuple[Dimension, ...] = ("item", "shown", "level", "wave")
COLUMNS: dict[str, Dimension] = {"likert": "shown", "trend": "wave"}
"""What the values within a row differ in; bars and groups of bars have one value in a row."""
GROUPING_KINDS = ("likert", "grouped")
SERIES: tuple[Dimension, ...] = ("wave", "shown", "level", "item")
"""Which dimension of a dot plot becomes its series: the first that varies and isn't too long."""
MOST_SERIES = 4


def columns_of(reader: Reader) -> Dimension | None:
    """What the values within a row differ in; None when a row has one value."""
    if reader.plan.kind != "dots":
        return COLUMNS.get(reader.plan.kind)
    several = [d for d in DIMENSIONS if len(reader.values_of(d)) > 1]
    if len(several) < 2:
        return None
    short = [d for d in SERIES if d in several and len(reader.values_of(d)) <= MOST_SERIES]
    return short[0] if short else None


def bases_per_cell(reader: Reader) -> bool:
    """Whether the values of a row have bases of their own: they do, unless they are answers to one question."""
    return columns_of(reader) not in (None, "shown")


def varying(reader: Reader) -> tuple[Dimension, ...]:
    """The dimensions over the rows: those with several values; the item when none has."""
    columns = columns_of(reader)
    return tuple(d for d in DIMENSIONS if d != columns and len(reader.values_of(d)) > 1) or ("item",)


def check_plan(reader: Reader) -> None:
    """Raise when the figure has too many dimensions, unequal scales, or too few waves for its kind."""
    kind = reader.plan.kind
    over = varying(reader)
    at_most = 2 if kind in GROUPING_KINDS else 1
    if kind == "dots" and len(over) == 2 and columns_of(reader) is None:
        raise fail(
            reader.place,
            f"dots with more than {MOST_SERIES} of each: {', '.join(over)}",
            f"at most {MOST_SERIES} of one of these, as the series",
            "choose fewer categories, waves, levels or items; or split the figure",
        )
    if len(over) > at_most:
        raise fail(
            reader.place,
            f"kind '{kind}' with several of each: {', '.join(over)}",
            f"several values of at most {at_most} of these",
            "choose one category or net under show, one wave, or one level; or split the figure",
        )
    if kind == "trend" and len(reader.waves) < 2:
        raise fail(reader.place, "a trend of one wave", "two waves or more", "name them under waves")
    if "shown" in (*over, columns_of(reader)):
        check_scales(reader)


def check_panels(reader: Reader, panel: Reader) -> None:
    """Raise when the panels of a figure have one row each."""
    several = [d for d in varying(panel) if len(panel.values_of(d)) > 1]
    if not several and reader.plan.kind != "trend":
        raise fail(
            reader.place,
            f"panels by {reader.plan.panels} with one row each",
            "several items, answers, levels or waves in each panel",
            "leave out panels: the rows then stand in one figure",
        )


def check_scales(reader: Reader) -> None:
    """Raise when the items of a figure have other answers than its first one."""
    for item in (reader.codebook.item(i) for i in reader.plan.items):
        if [reader.item.label_of(s) for s in reader.shown] != _labels(item, reader.shown):
            raise fail(
                reader.place,
                f"items '{reader.item.id}' and '{item.id}' have other answers",
                "one scale in one figure",
                "split the figure, or name common categories or nets under show",
            )


def _labels(item: Item, shown: tuple[str, ...]) -> list[str]:
    return [item.label_of(s) for s in shown if s in item.shown_ids]
