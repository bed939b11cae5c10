"""Texts that repeat in, small numbers out, and the texts back again as an Arrow column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from drukproef.crosstab.layout import Places

Column = NDArray[Any]


class Words:
    """A list of different texts."""

    def __init__(self) -> None:
        self._place: dict[str, int] = {}

    def places(self, texts: Sequence[str]) -> Places:
        """The place of each text, which gets one if it is new.

        >>> words = Words()
        >>> words.places(["a", "b", "a"]).tolist(), words.texts(np.array([1, 0])).to_pylist()
        ([0, 1, 0], ['b', 'a'])
        """
        return np.array([self._place.setdefault(text, len(self._place)) for text in texts], dtype=np.intp)

    def texts(self, places: NDArray[Any]) -> Any:
        """The texts of these places."""
        return pa.array(list(self._place), pa.string()).take(pa.array(places))
