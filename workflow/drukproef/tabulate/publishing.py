"""Measured items in, the same out with the status IMPRECISE where the study's publication rules say so.

Last of all: what is too imprecise is no secret, so disclosure control counts it as known and hides nothing for it.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from drukproef.study import Rules
from drukproef.survey.refusals import Figures, Limits, too_imprecise
from drukproef.tabulate.cell import Status
from drukproef.tabulate.intervals import design_effect
from drukproef.tabulate.measure import Measured
from drukproef.tabulate.statuses import CODES
from drukproef.tabulate.subjects import Subject


def publishable(subject: Subject, rules: Rules) -> Subject:
    """The subject with what may be shown, but is too imprecise to publish, marked."""
    if rules.publication is None:
        return subject
    limits = Limits(**rules.publication.model_dump())
    return replace(subject, waves={year: _marked(m, limits) for year, m in subject.waves.items()})


def _marked(measured: Measured, limits: Limits) -> Measured:
    refused = measured.is_shown & (too_imprecise(_figures(measured), limits) > 0)
    return replace(
        measured, status=np.where(refused, CODES[Status.IMPRECISE], measured.status).astype(np.int8)
    )


def _figures(measured: Measured) -> Figures:
    shares, precision = measured.shares, measured.precision
    is_share = precision is None or measured.scheme.is_share
    if precision is None:
        _, n_eff = design_effect(shares.share, shares.variance, shares.n)
    else:
        n_eff = precision.n_eff
    certain = measured.contrasts.certain[:, None]
    return Figures(
        is_share, shares.share, shares.variance, shares.n[:, None], n_eff, shares.df[:, None], certain
    )
