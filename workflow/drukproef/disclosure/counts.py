"""Respondents counted per domain and answer: what disclosure control is told about a table, whoever made it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from drukproef.disclosure.families import Family
from drukproef.disclosure.figures import Bools, Floats
from drukproef.study import Item

Ints = NDArray[np.int64]
Reasons = NDArray[np.int8]  # domains x shown; places in Reason
Domain = tuple[str, str]  # banner and level
EVERYONE: Domain = ("", "")  # the domain of all respondents


class Reason(StrEnum):
    """Why a cell is hidden."""

    SHOWN = ""
    SMALL_BASE = "small_base"
    MINIMUM_CELL = "minimum_cell"
    DOMINANCE = "dominance"
    GROUP = "group_disclosure"
    COMPLEMENT = "complement"  # to keep another cell hidden


CODE = {reason: code for code, reason in enumerate(Reason)}


@dataclass(frozen=True)
class Counts:
    """One item in one wave: unweighted respondents of each domain, and of these, of each category and net (`shown`)."""

    item: Item
    domains: Sequence[Domain]  # EVERYONE, then the levels of each banner
    names: Sequence[Sequence[str]]  # of the cells: domains x shown
    n: Ints  # domains: respondents in the base, which is always printed
    hits: Ints  # domains x shown
    offered: Bools  # shown: could be chosen
    largest: Floats  # domains: the largest part of the weighted base that one respondent is
    hidden: Reasons  # what is hidden already, for its base

    @property
    def banners(self) -> dict[str, list[int]]:
        """The domains of each banner."""
        found: dict[str, list[int]] = {}
        for place, (banner, _) in enumerate(self.domains[1:], 1):
            found.setdefault(banner, []).append(place)
        return found


@dataclass(frozen=True)
class Wave:
    """All tables of one wave. `size`: its respondents; `families`: which of its banners are sums of others."""

    name: str
    year: int
    size: int
    families: Sequence[Family]
    items: Sequence[Counts]
