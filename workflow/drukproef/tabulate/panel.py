"""One item in two waves in, the difference between them out: with the covariance of who was in both, in a panel.

The variance is V1 + V2 - 2 C. C is the sum of the products of the deviations that make up V1 and V2 (`Sample.spread`),
over the respondents (or clusters) of both waves. When all are in both, that is R's svyttest on the stacked file with
the person as the cluster. When some are, C counts for (1 - n1 n2 / (c N)) / sqrt((1 - n1 / N) (1 - n2 / N)) in a
stratum of N with c of n1 and n2 in common (Tam 1984): so waves that were drawn apart from each other, and have by chance
c = n1 n2 / N in common, get no covariance from that.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from drukproef.tabulate.differences import ROUNDING, Difference, between_waves
from drukproef.tabulate.linearised import Linearised
from drukproef.tabulate.measure import Measured
from drukproef.tabulate.sample import Sample
from drukproef.tabulate.strata import Floats, Ints


def apart(left: Measured, right: Measured) -> Difference:
    """Left minus right, of one item in two waves."""
    one, two = left.contrasts, right.contrasts
    if isinstance(one, Linearised) and isinstance(two, Linearised) and one.sample.is_panel:
        return _in_panel(left, right, one, two)
    return between_waves(left.shares, right.shares)


@dataclass(frozen=True, eq=False)
class Common:
    """Where the clusters of both waves stand in each of them."""

    left: Ints
    right: Ints


def common(left: Sample, right: Sample) -> Common:
    """The clusters with the same name."""
    assert left.names is not None and right.names is not None
    _, one, two = np.intersect1d(left.names, right.names, assume_unique=True, return_indices=True)
    return Common(one, two)


def _in_panel(left: Measured, right: Measured, one: Linearised, two: Linearised) -> Difference:
    both = common(one.sample, two.sample)
    factor = _factor(one.sample, two.sample, both)[:, None, None]
    covariance = np.add.reduce(factor * one.spread[both.left] * two.spread[both.right])
    parts = left.shares.variance + right.shares.variance
    variance = parts - 2 * covariance
    variance = np.where(variance <= ROUNDING * parts, 0.0, variance)
    df = _df(one, two, both)[:, None] + 0 * parts
    return Difference(left.shares.share - right.shares.share, variance, df)


def _factor(left: Sample, right: Sample, both: Common) -> Floats:
    """What the product of the deviations of each common cluster counts for; 1 without population sizes, or for who moved."""
    h1, h2 = (
        sample.design.stratum_of_cluster[places]
        for sample, places in ((left, both.left), (right, both.right))
    )
    f1, f2 = left.design.sampled_fraction[h1], right.design.sampled_fraction[h2]
    pair = h1 * len(right.design.n_psu) + h2
    c = np.bincount(pair, minlength=len(left.design.n_psu) * len(right.design.n_psu))[pair]
    expected = np.sqrt(f1 * left.design.n_psu[h1] * f2 * right.design.n_psu[h2])  # n1 n2 / N
    same = left.design.stratum_labels[h1] == right.design.stratum_labels[h2]
    not_drawn = np.sqrt((1 - f1) * (1 - f2))
    with np.errstate(invalid="ignore", divide="ignore"):
        factor = np.maximum((1 - expected / c) / not_drawn, 0.0)
    return np.where(not_drawn > 0, np.where(same, factor, 1.0), 0.0)


def _df(one: Linearised, two: Linearised, both: Common) -> Floats:
    """Clusters in either base minus their strata, minus 1: as in the stacked file."""
    labels = np.unique(np.concatenate([s.sample.design.stratum_labels for s in (one, two)]))
    clusters = one.presence.clusters.sum(axis=0) + two.presence.clusters.sum(axis=0)
    clusters = clusters - (one.presence.clusters[both.left] & two.presence.clusters[both.right]).sum(axis=0)
    strata = np.zeros((len(labels), clusters.shape[0]), dtype=bool)
    for side in (one, two):
        strata[np.searchsorted(labels, side.sample.design.stratum_labels)] |= side.presence.strata
    return np.asarray(clusters - strata.sum(axis=0) - 1, dtype=np.float64)
