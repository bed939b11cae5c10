"""Measured items in, the same out with the status IMPRECISE where the study's publication rules say so.

Last of all: what is too imprecise is no secret, so disclosure control counts it as known and hides nothing for it.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from drukproef.study import Rules
from drukproef.survey.refusals import Figures, Limits, too_imprecise
from drukproef.tabulate.cell import Status
from drukproef.tabulate.intervals import design_effect, mean_effect
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
    shares, element = measured.shares, measured.element
    basis = shares.share, shares.variance, shares.n
    _, n_eff = design_effect(*basis) if element is None else mean_effect(element, *basis)
    certain = measured.contrasts.certain[:, None]
    return Figures(
        element is None, shares.share, shares.variance, shares.n[:, None], n_eff, shares.df[:, None], certain
    )
