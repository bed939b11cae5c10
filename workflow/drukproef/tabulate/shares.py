"""Counts per stratum, domain and category in, weighted shares with their (Taylor) variances out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from drukproef.tabulate.strata import Bools, Floats, Ints, Strata, along, over_strata


@dataclass(frozen=True)
class Shares:
    """Shares of the categories in domains."""

    base: Ints  # strata x domains: who answered
    hits: Ints  # strata x domains x categories: of these, who is in the category
    weighted_base: Floats  # domains
    share: Floats  # domains x categories; NaN for an empty base
    variance: Floats  # domains x categories
    residual: Floats  # strata x domains x categories: sum of (y - share) / weighted base, without the weight

    @property
    def n(self) -> Ints:
        """Respondents in the base of each domain."""
        return np.asarray(self.base.sum(axis=0))

    @property
    def df(self) -> Ints:
        """R's degf of the design limited to the base: its respondents minus the strata they come from."""
        return np.asarray(self.n - (self.base > 0).sum(axis=0))

    def take(self, domains: Sequence[int] | Ints) -> Shares:
        """The same for some domains, in the order asked for, repeated when asked twice."""
        return Shares(
            self.base[:, domains],
            self.hits[:, domains],
            self.weighted_base[domains],
            self.share[domains],
            self.variance[domains],
            self.residual[:, domains],
        )

    def pick(self, categories: Sequence[int] | Ints) -> Shares:
        """The same for some categories."""
        return Shares(
            self.base,
            self.hits[..., categories],
            self.weighted_base,
            self.share[..., categories],
            self.variance[..., categories],
            self.residual[..., categories],
        )


def shares_of(strata: Strata, base: Ints, hits: Ints) -> Shares:
    """Estimate shares. Influence: w (y - p) / W in the domain, 0 outside; all of a stratum count in its n.

    The sum of squares around a stratum's mean is written over pairs of its three kinds of respondents (in the
    category, in the base but not in the category, outside the base), which is never negative and exactly 0
    where all are of one kind.
    """
    weight = strata.weight
    weighted_base = over_strata(along(weight, 2) * base)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = over_strata(along(weight, 3) * hits) / weighted_base[:, None]
        others = base[..., None] - hits
        outside = (along(strata.n, 2) - base)[..., None]
        pairs = hits * others + outside * (hits * (1 - share) ** 2 + others * share**2)
        squares = over_strata(along(strata.scale / strata.n, 3) * pairs)
        variance = squares / weighted_base[:, None] ** 2
        residual = (hits - share * base[..., None]) / weighted_base[:, None]
    return Shares(base, hits, weighted_base, share, variance, residual)


def is_certain(strata: Strata, shares: Shares) -> Bools:
    """Domains whose strata were all answered by everyone: their shares have no sampling error."""
    sampled = (shares.base > 0) & (along(strata.scale, 2) > 0)
    return np.asarray(~sampled.any(axis=0))
