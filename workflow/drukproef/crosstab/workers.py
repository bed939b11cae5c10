"""Tasks in, done by a few threads out: NumPy counts without holding the interpreter, so that two cores can be used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Self, TypeVar

T = TypeVar("T")


class Workers:
    """Threads that share out tasks; with one, everything happens here."""

    def __init__(self, threads: int) -> None:
        self._threads = max(threads, 1)
        self._pool = ThreadPoolExecutor(self._threads - 1) if threads > 1 else None

    def share(self, work: Callable[[Sequence[T]], None], tasks: Sequence[T]) -> None:
        """Give each worker every so manieth task, and wait for all of them."""
        others = [
            self._pool.submit(work, tasks[i :: self._threads]) for i in range(1, self._threads) if self._pool
        ]
        work(tasks[:: self._threads])
        for other in others:
            other.result()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._pool:
            self._pool.shutdown()
