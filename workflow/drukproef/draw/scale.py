"""An item in, what its scale says of its answers out: which one is "don't know", which ones it is about."""

from __future__ import annotations

from drukproef.study.item import Item


def dont_know_id(item: Item) -> str | None:
    """The category for "don't know" when it counts in the base: by convention the last one."""
    return item.categories[-1].id if item.dont_know == "in_base" else None


def answer_ids(item: Item) -> tuple[str, ...]:
    """The categories in the order of the scale, without "don't know"."""
    return tuple(c.id for c in item.categories if c.id != dont_know_id(item))


def leading_ids(item: Item, shown: tuple[str, ...]) -> tuple[str, ...]:
    """What a scale is about: its first net, or the shown categories of that net, or the last answer."""
    if item.nets:
        net = item.nets[0]
        found = tuple(s for s in shown if s in (net.id, *net.categories))
        if found:
            return found
    return tuple(s for s in shown if s != dont_know_id(item))[-1:]
