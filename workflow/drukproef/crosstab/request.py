"""The options of a table in, checked against the columns of the file out: an option is used, or it is an error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Any

from drukproef.crosstab.source import Source
from drukproef.crosstab.subset import Subset

EVERYONE = "total"
SHARE = "share"
CROSSED = "*"  # between the columns of a banner of two or more
TESTS = ("rest", "pairs", "wave")
DEFAULT_LONELY = "fail"


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is asked: see `drukproef.crosstab.crosstab`."""

    items: tuple[str, ...]
    by: tuple[str, ...] = ()
    weight: str = ""
    strata: str | None = None
    psu: str | None = None
    fpc: str | None = None
    poststrata: str | None = None
    targets: Path | None = None
    rake: Path | None = None
    wave: str | None = None
    ci: str = "logit"
    confidence: float = 0.95
    tests: tuple[str, ...] = ()
    adjust: str = "none"
    alpha: float = 0.05
    subset: str | None = None
    nets: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    missing: tuple[Any, ...] = ()
    mean: tuple[str, ...] = ()
    median: tuple[str, ...] = ()
    total: tuple[str, ...] = ()
    ratio: tuple[str, ...] = ()  # "income/hours"
    multiple: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    minimum_difference: float = 0.0
    publish: bool = False
    lonely: str = DEFAULT_LONELY
    replicates: tuple[str, ...] = ()  # names or patterns of columns
    replicate_kind: str = ""
    replicate_scale: str | None = None
    parsed_subset: Subset | None = None

    def parts(self) -> list[Request]:
        """Shares of items, and all else: each has a way of its own through the file."""
        others = replace(self, items=(), nets={})
        items = replace(self, mean=(), median=(), total=(), ratio=(), multiple={})
        return [part for part in (items, others) if part.items or part.numbers]

    @property
    def numbers(self) -> tuple[str, ...]:
        """The columns that are read as numbers."""
        pairs = [name for text in self.ratio for name in text.split("/")]
        options = [name for names in self.multiple.values() for name in names]
        return tuple(dict.fromkeys([*self.mean, *self.median, *self.total, *pairs, *options]))

    @property
    def is_calibrated(self) -> bool:
        """Whether the weights are still to be made."""
        return self.poststrata is not None or self.rake is not None

    @property
    def is_counted(self) -> bool:
        """Whether sums per stratum say everything: shares, no clusters, replicates or residuals on population totals,
        and no stratum of one respondent."""
        is_plain = not (self.psu or self.is_calibrated or self.replicates) and self.lonely == DEFAULT_LONELY
        return not self.numbers and is_plain

    @property
    def fpc_column(self) -> str | None:
        """The column with population sizes, when --fpc is no number."""
        return self.fpc if self.fpc is not None and self.fpc_number is None else None

    @cached_property
    def fpc_number(self) -> float | None:
        """The population size, when --fpc is a number."""
        try:
            return float(self.fpc) if self.fpc is not None else None
        except ValueError:
            return None

    @property
    def poststrata_columns(self) -> tuple[str, ...]:
        """The columns whose combinations are the post-strata."""
        return names_of(self.poststrata or "")

    def replicate_columns(self, names: Sequence[str]) -> list[str]:
        """The columns with replicate weights: those of a name or pattern, such as rw*."""
        return [name for name in names if any(fnmatchcase(name, pattern) for pattern in self.replicates)]

    def columns_of(self, source: Source) -> list[str]:
        """The columns that are read, in the order of the file."""
        subset = self.parsed_subset.columns if self.parsed_subset else []
        design = [self.weight, self.strata, self.psu, self.fpc_column, self.wave]
        banners = [name for banner in self.by for name in columns_in(banner)]
        needed = {*self.items, *banners, *self.numbers, *self.poststrata_columns, *design, *subset}
        needed.update(self.replicate_columns(source.names))
        return [name for name in source.names if name in needed]


def columns_in(banner: str) -> tuple[str, ...]:
    """The columns of a banner: one, or those that are crossed.

    >>> columns_in("sex*region")
    ('sex', 'region')
    """
    return tuple(name.strip() for name in banner.split(CROSSED))


def names_of(text: str) -> tuple[str, ...]:
    """Names with commas between them.

    >>> names_of("a, b")
    ('a', 'b')
    """
    return tuple(name.strip() for name in text.split(",") if name.strip())
