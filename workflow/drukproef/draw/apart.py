"""Wanted heights of labels in, heights without overlap out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate


def apart(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Middles for labels, near those wanted, without overlap, between `top` and `bottom`.

    `wanted` must rise. Labels that would overlap become a block at their average place.

    >>> apart([1.0, 1.0, 5.0], [1.0, 1.0, 1.0], 0.0, 9.0)
    [0.5, 1.5, 5.0]
    >>> apart([0.0, 9.0], [1.0, 1.0], 0.0, 9.0)
    [0.5, 8.5]
    """
    tops = _pushed_inside(_tops_of_blocks(wanted, heights), heights, top, bottom)
    return [t + h / 2 for t, h in zip(tops, heights, strict=True)]


def _tops_of_blocks(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    blocks: list[tuple[float, list[int]]] = []  # top, and the labels from top to bottom
    for i in range(len(wanted)):
        members = [i]
        while blocks and _end(blocks[-1], heights) > _block_top(members, wanted, heights):
            members = blocks.pop()[1] + members
        blocks.append((_block_top(members, wanted, heights), members))
    return [top + offset for top, members in blocks for offset in _offsets([heights[i] for i in members])]


def _block_top(members: list[int], wanted: Sequence[float], heights: Sequence[float]) -> float:
    offsets = _offsets([heights[i] for i in members])
    tops = [wanted[i] - heights[i] / 2 - offset for i, offset in zip(members, offsets, strict=True)]
    return sum(tops) / len(tops)


def _end(block: tuple[float, list[int]], heights: Sequence[float]) -> float:
    return block[0] + sum(heights[i] for i in block[1])


def _offsets(heights: Sequence[float]) -> list[float]:
    """Where each label starts below the top of its block."""
    return list(accumulate(heights, initial=0.0))[:-1]


def _pushed_inside(tops: list[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Down from the top, then up from the bottom: what is pushed pushes its neighbour."""
    pushed = list(tops)
    limit = top
    for i, height in enumerate(heights):
        pushed[i] = max(pushed[i], limit)
        limit = pushed[i] + height
    limit = bottom
    for i in reversed(range(len(heights))):
        pushed[i] = min(pushed[i], limit - heights[i])
        limit = pushed[i]
    return pushed
