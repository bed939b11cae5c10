"""A matrix, outcomes and weights in, statsmodels' binomial regression out: or why there is none, with the numbers."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np

from drukproef.errors import DrukproefError, fail
from drukproef.survey.arrays import Bools, Floats

ROUNDS = 50
CONVERGED = 1e-14  # relative change of the deviance
EXTREME = 1e-8  # a fitted chance this near to 0 or 1 may be one that only goes on growing
NOTHING = 1e-6  # in a solution of the linear program, which is exact to 1e-7


@dataclass(frozen=True, eq=False)
class Fit:
    """Coefficients (k), the weighted score of each row (n x k), and the information matrix (k x k)."""

    coefficients: Floats
    scores: Floats
    information: Floats


def fit(x: Floats, y: Floats, weights: Floats, names: tuple[str, ...], place: str) -> Fit:
    """Weighted maximum likelihood on the logit (iteratively reweighted least squares).

    `x` (n x k) of full rank with the constant first, `y` (n) 0 or 1, positive `weights` (n). BLAS runs in one thread
    here, so that the last bits don't depend on the number of processors. Raises DrukproefError when predictors
    separate the outcomes, or nothing converges.
    """
    from statsmodels.genmod.families import Binomial  # slow to load, and few need it
    from statsmodels.genmod.generalized_linear_model import GLM
    from threadpoolctl import threadpool_limits

    scale = np.add.reduce(weights) / len(weights)
    with threadpool_limits(1), warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # what they warn of is looked at in _check
        model = GLM(y, x, family=Binomial(), freq_weights=weights / scale)
        try:
            found = model.fit(maxiter=ROUNDS, tol=0, rtol=CONVERGED)
        except (ValueError, np.linalg.LinAlgError):  # something became infinite or NaN on the way
            raise _failure(x, y, names, place, []) from None
        _check(found, x, y, names, place)
        return Fit(found.params, model.score_obs(found.params) * scale, -model.hessian(found.params) * scale)


def _check(found: Any, x: Floats, y: Floats, names: tuple[str, ...], place: str) -> None:
    fitted = np.asarray(found.fittedvalues)
    extreme = bool(np.any((fitted < EXTREME) | (fitted > 1 - EXTREME)))
    if not found.converged or not np.isfinite(found.params).all():
        raise _failure(x, y, names, place, found.fit_history["deviance"])
    if extreme and (separation := separated(x, y)) is not None:
        raise _separation(separation, names, place)


def _failure(
    x: Floats, y: Floats, names: tuple[str, ...], place: str, deviances: list[float]
) -> DrukproefError:
    separation = separated(x, y)
    if separation is not None:
        return _separation(separation, names, place)
    last = ", ".join(f"{value:.10g}" for value in deviances[-2:]) or "no number"
    found = f"no convergence in {ROUNDS} rounds: the last deviances are {last}"
    step = "bring predictors to a scale around 1, and merge small categories"
    return fail(place, found, f"a deviance that changes by less than {CONVERGED:g} of itself", step)


def _separation(separation: tuple[Floats, Bools], names: tuple[str, ...], place: str) -> DrukproefError:
    direction, known = separation
    involved = [
        f"'{name}'" for name, part in zip(names[1:], direction[1:], strict=True) if abs(part) > NOTHING
    ]
    found = (
        f"{', '.join(involved)} separate{'s' if len(involved) == 1 else ''} the outcomes of at least "
        f"{np.count_nonzero(known)} of {len(known)} respondents completely, so that the odds are infinite"
    )
    step = "leave out or merge the category in which everyone has the same outcome"
    return fail(place, found, "predictors that don't separate the outcomes", step)


def separated(x: Floats, y: Floats) -> tuple[Floats, Bools] | None:
    """A direction (k) along which the likelihood only grows, and the rows (n) that it tells apart; None without one.

    Predictors are scaled to at most 1. Such a direction has x b >= 0 where y is 1, x b <= 0 where it is 0, and is
    not 0 everywhere (Albert and Anderson 1984): a linear program finds it (Konis 2007).

    >>> x = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0], [1.0, 3.0]])
    >>> separated(x, np.array([0.0, 0.0, 1.0, 1.0]))[1].tolist(), separated(x, np.array([0.0, 1.0, 0.0, 1.0]))
    ([True, False, True, True], None)
    """
    from scipy.optimize import linprog

    signed = x / np.abs(x).max(axis=0) * np.where(y > 0, 1.0, -1.0)[:, None]
    found = linprog(-np.add.reduce(signed, axis=0), -signed, np.zeros(len(x)), bounds=(-1, 1)).x
    if found is None:
        return None
    gain = np.einsum("ij,j->i", signed, found, optimize=False)
    if gain.max() <= NOTHING or gain.min() < -NOTHING * gain.max():
        return None
    return found, gain > NOTHING
