"""One item in a wave with any weights in, its shares (or mean) and contrasts out: the numbers of `drukproef.survey`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from drukproef.tabulate.contrasts import Contrasts
from drukproef.tabulate.differences import ROUNDING, Difference
from drukproef.tabulate.sample import Presence, Ratios, Sample
from drukproef.tabulate.strata import Bools, Floats, Ints

CHUNK = 1 << 18  # numbers at a time: what stays in the cache of a processor


@dataclass(frozen=True, eq=False)
class LinearShares:
    """Shares of categories in domains; see `contrasts.Estimates`."""

    base: Ints
    hits: Ints
    n: Ints
    df: Ints
    weighted_base: Floats
    share: Floats
    variance: Floats

    def pick(self, shown: slice) -> LinearShares:
        """The same for some of the shown."""
        hits, share, variance = self.hits[..., shown], self.share[:, shown], self.variance[:, shown]
        return LinearShares(self.base, hits, self.n, self.df, self.weighted_base, share, variance)


@dataclass(frozen=True, eq=False)
class Linearised:
    """Contrasts of an item. `values` (n x categories) are read where someone `answered` (n).

    `base`, `hits`: counts, as in `Estimates`; `pairs`: the categories that are compared with each other; `sizes` (n):
    what the values are shares of, where that is not the respondent.
    """

    key: str
    sample: Sample
    answered: Bools
    values: Floats
    base: Ints
    hits: Ints
    pairs: tuple[Ints, Ints]
    sizes: Floats | None = None

    @cached_property
    def shares(self) -> LinearShares:
        """The estimates, of which the spread is not kept."""
        found = [self._estimates(members) for members in self.sample.members]
        share = np.concatenate([f.values for f in found])
        variance = np.concatenate([_squares(f.spread) for f in found])
        weighted = np.concatenate([f.weighted_base for f in found])
        variance = np.where(np.isnan(share), np.nan, variance)
        n, df = self.base.sum(axis=0), self.presence.df
        return LinearShares(self.base, self.hits, n, df, weighted, share, variance)

    @cached_property
    def presence(self) -> Presence:
        """Clusters and strata in the base of each domain."""
        return self.sample.presence(self.sample.domains & self.answered[:, None])

    @property
    def spread(self) -> Floats:
        """Clusters x domains x categories."""
        return self.sample.spread(self.key, self.answered, self.values, self.sizes)

    @property
    def certain(self) -> Bools:
        """Domains without sampling error."""
        sampled = self.sample.design.sampled_fraction < 1
        return np.asarray(~np.any(self.presence.strata & sampled[:, None], axis=0))

    def rest(self) -> tuple[Difference, Ints]:
        """Each level against the others of its banner; the total has no others."""
        values, variances, dfs, ns = [], [], [], []
        shares, first, spread = self.shares, 0, self.spread
        for members in self.sample.members:
            own = np.arange(first, first + members.shape[1])
            others = self.sample.rests(members)
            found = self._estimates(others)
            present = self.sample.presence(others & self.answered[:, None])
            variance = _squares(found.spread)
            parts = shares.variance[own] + variance
            values.append(shares.share[own] - found.values)
            variances.append(_without_noise(_squares(spread[:, own] - found.spread), parts))
            dfs.append((self.presence.take(own) | present).df - 1)
            ns.append((others & self.answered[:, None]).sum(axis=0))
            first += len(own)
        value = np.concatenate(values)
        return _difference(value, np.concatenate(variances), np.concatenate(dfs)), np.concatenate(ns)

    def levels(self, left: Ints, right: Ints) -> Difference:
        """Pairs of domains, with the covariance that they have within strata and through the calibration."""
        shares = self.shares
        value = shares.share[left] - shares.share[right]
        variance, df, spread = np.empty_like(value), np.empty(len(left)), self.spread
        step = max(1, CHUNK // max(1, spread[:, 0].size))
        for start in range(0, len(left), step):
            a, b = left[start : start + step], right[start : start + step]
            parts = shares.variance[a] + shares.variance[b]
            variance[start : start + step] = _without_noise(_squares(spread[:, a] - spread[:, b]), parts)
            df[start : start + step] = (self.presence.take(a) | self.presence.take(b)).df - 1
        return _difference(value, variance, df)

    def total(self, right: Ints) -> Difference:
        """The total against levels."""
        return self.levels(np.zeros_like(right), right)

    def categories(self) -> Difference:
        """Pairs of categories and nets."""
        return self._with(self, self.pairs)

    def items(self, other: Contrasts, shown: tuple[Ints, Ints]) -> Difference:
        """The same category of two items."""
        assert isinstance(other, Linearised)
        return self._with(other, shown)

    def _estimates(self, members: Bools) -> Ratios:
        return self.sample.estimates(self.answered, self.values, members, self.sizes)

    def _with(self, other: Linearised, shown: tuple[Ints, Ints]) -> Difference:
        """Categories of two items (or of one) in all domains."""
        a, b = self.shares, other.shares
        value = a.share[:, shown[0]] - b.share[:, shown[1]]
        variance, spreads = np.empty_like(value), (self.spread, other.spread)
        step = max(1, CHUNK // max(1, spreads[0][:, :, 0].size))
        for start in range(0, len(shown[0]), step):
            left, right = (s[start : start + step] for s in shown)
            parts = a.variance[:, left] + b.variance[:, right]
            squares = _squares(spreads[0][:, :, left] - spreads[1][:, :, right])
            variance[:, start : start + step] = _without_noise(squares, parts)
        return _difference(value, variance, (self.presence | other.presence).df - 1)


def _squares(spread: Floats) -> Floats:
    """The variances: sums of squares over the clusters."""
    return np.asarray(np.add.reduce(spread * spread))


def _without_noise(variance: Floats, parts: Floats) -> Floats:
    return np.where(variance <= ROUNDING * parts, 0.0, variance)


def _difference(value: Floats, variance: Floats, df: Ints | Floats) -> Difference:
    return Difference(value, variance, np.asarray(df, dtype=np.float64)[:, None] + 0 * value)
