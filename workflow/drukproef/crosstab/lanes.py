"""Items in, dealt out over lanes that work at the same time: which lane gets an item depends on its place only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def deal(items: Iterable[T], lanes: Sequence[Callable[[T], None]], threads: int) -> None:
    """Give the first lane the first item, the next one the second, and so on round; a lane does one at a time.

    With 2 threads or more, the next item is made while the lanes are busy; at most one waits for each lane.

    >>> odd, even = [], []
    >>> deal([1, 2, 3, 4, 5], [odd.append, even.append], threads=2)
    >>> odd, even
    ([1, 3, 5], [2, 4])
    """
    if threads < 2:
        for place, item in enumerate(items):
            lanes[place % len(lanes)](item)
        return
    busy: dict[int, Future[None]] = {}
    with ThreadPoolExecutor(threads) as pool:
        for place, item in enumerate(items):
            lane = place % len(lanes)
            if lane in busy:
                busy[lane].result()
            busy[lane] = pool.submit(lanes[lane], item)
        for future in busy.values():
            future.result()
