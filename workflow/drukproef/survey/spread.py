"""Influences of respondents in, deviations per cluster out: their sums of products are the covariances.

Taylor linearisation of the first stage (R: svyrecvar, ultimate clusters): within a stratum the variance is
(1 - f) n / (n - 1) times the sum of squares of the cluster totals around their mean.
"""

from __future__ import annotations

import numpy as np

from drukproef.survey.arrays import Floats, column_sums, group_sums
from drukproef.survey.design import CERTAIN, Design

FLAT = 1e-10  # a standard error below this part of the size of the influences is what rounding left of zero


def spread(design: Design, influence: Floats) -> Floats:
    """(clusters x k) from influences (n x k), weights included, 0 outside the base.

    All clusters of the design count, also those without anyone in the base. What rounding left of zero is
    zero.
    """
    left = influence
    for step in design.calibration:
        left = step.residual(left)
    alone = design.psu is None  # every respondent is a cluster
    sums = left if alone else group_sums(left, design.cluster, len(design.stratum_of_cluster))
    deviations = (sums - _centres(design, sums)) * _factors(design)[design.stratum_of_cluster][:, None]
    size, before = column_sums(deviations**2), column_sums(influence**2)
    return np.where(size <= FLAT**2 * before, 0.0, deviations)


def _centres(design: Design, sums: Floats) -> Floats:
    """The mean of each cluster's stratum; 0, the mean of all, for a lonely cluster."""
    means = group_sums(sums, design.stratum_of_cluster, len(design.n_psu)) / design.n_psu[:, None]
    if design.lonely == "centre":
        means[design.lonely_strata] = 0.0
    return np.asarray(means[design.stratum_of_cluster])


def _factors(design: Design) -> Floats:
    not_sampled = 1 - design.sampled_fraction
    n = design.n_psu
    scale = not_sampled * np.where(n > 1, n / np.maximum(n - 1, 1), 1.0)
    return np.sqrt(np.where(not_sampled < CERTAIN, 0.0, scale))
