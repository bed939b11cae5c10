"""The design of a wave and its domains in, estimates with their spread in all domains out, by `drukproef.survey`."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from drukproef.survey import Design
from drukproef.survey.arrays import column_sums, group_sums
from drukproef.survey.points import ratios
from drukproef.tabulate.strata import Bools, Floats, Ints

KEPT_BYTES = 1 << 27  # spreads that are kept for the next comparison


@dataclass(frozen=True)
class Ratios:
    """Weighted means of k columns in some domains."""

    values: Floats  # domains x k; NaN for an empty base
    spread: Floats  # clusters x domains x k: deviations, whose sums of products are the covariances
    weighted_base: Floats  # domains


@dataclass(frozen=True)
class Presence:
    """Which clusters and strata have someone in the base of a domain: the degrees of freedom."""

    clusters: Bools  # clusters x domains
    strata: Bools  # strata x domains

    @property
    def df(self) -> Ints:
        """R's degf: clusters minus strata, of those that are present."""
        return np.asarray(self.clusters.sum(axis=0) - self.strata.sum(axis=0), dtype=np.int64)

    def take(self, domains: Ints) -> Presence:
        """The same for some domains."""
        return Presence(self.clusters[:, domains], self.strata[:, domains])

    def __or__(self, other: Presence) -> Presence:
        return Presence(self.clusters | other.clusters, self.strata | other.strata)


@dataclass(frozen=True, eq=False)
class Sample:
    """A wave's design, and who (n x levels) is in the total and in each level of each banner.

    `names`: of the clusters, in a panel; elsewhere those of waves have nothing to do with each other.
    """

    design: Design
    members: tuple[Bools, ...]
    names: NDArray[np.str_] | None = None
    _kept: OrderedDict[str, Floats] = field(default_factory=OrderedDict)

    @property
    def is_panel(self) -> bool:
        """Whether respondents are the same in several waves."""
        return self.names is not None

    @cached_property
    def domains(self) -> Bools:
        """Who (n x domains) is in the total, and in each level of each banner."""
        return np.concatenate(self.members, axis=1)

    def estimates(
        self, answered: Bools, values: Floats, members: Bools, sizes: Floats | None = None
    ) -> Ratios:
        """The means of `values` (n x k) of those who answered, in domains (n x levels).

        With `sizes` (n): the ratios of their sum to that of the sizes.
        """
        n, k, levels = len(answered), values.shape[1], members.shape[1]
        base = (members & answered[:, None]).astype(np.float64)
        top = (base[:, :, None] * np.where(answered[:, None], values, 0.0)[:, None, :]).reshape(n, -1)
        bottom = base if sizes is None else base * np.where(answered, sizes, 0.0)[:, None]
        found = ratios(self.design, np.ones(n, dtype=bool), top, np.repeat(bottom, k, axis=1))
        spread = found.spread.reshape(-1, levels, k)
        weighted = column_sums(base * self.design.weights[:, None])
        return Ratios(found.values.reshape(levels, k), spread, weighted)

    def rests(self, members: Bools) -> Bools:
        """For each level of a banner: everyone else with a known level."""
        known = np.any(members, axis=1, keepdims=True)
        return np.asarray(known & ~members)

    def presence(self, base: Bools) -> Presence:
        """Of bases: n x domains."""
        design = self.design
        clusters = base if design.psu is None else _any(base, design.cluster, len(design.stratum_of_cluster))
        return Presence(clusters, _any(base, design.stratum, len(design.n_psu)))

    def spread(self, key: str, answered: Bools, values: Floats, sizes: Floats | None = None) -> Floats:
        """The spread in all domains (clusters x domains x k); the last ones are kept, by `key`."""
        if key not in self._kept:
            parts = [self.estimates(answered, values, members, sizes).spread for members in self.members]
            self._kept[key] = np.concatenate(parts, axis=1)
        self._kept.move_to_end(key)
        while len(self._kept) > 2 and sum(s.nbytes for s in self._kept.values()) > KEPT_BYTES:
            self._kept.popitem(last=False)
        return self._kept[key]


def members_of(n: int, banners: Sequence[tuple[Ints, int]]) -> tuple[Bools, ...]:
    """Who is in the total, and in each level of each banner: (level of each respondent, number of levels)."""
    levels = [place[:, None] == np.arange(count) for place, count in banners]
    return (np.ones((n, 1), dtype=bool), *levels)


def _any(base: Bools, codes: Ints, count: int) -> Bools:
    return group_sums(base.astype(np.float64), codes, count) > 0
