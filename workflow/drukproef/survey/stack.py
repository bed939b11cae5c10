"""Designs of several waves in, one design out in which the waves may have respondents in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drukproef.errors import DrukproefError, Problem, fail
from drukproef.survey.arrays import Bools, Floats, Values
from drukproef.survey.calibration import Blocks
from drukproef.survey.design import Design


@dataclass(frozen=True, eq=False)
class Stack:
    """The stacked design; `waves`: for each wave the rows (N booleans) that are its."""

    design: Design
    waves: tuple[Bools, ...]

    def together(self, answers: Sequence[Values]) -> NDArray[Any]:
        """The answers of each wave as one column of the stacked design."""
        return np.concatenate([np.asarray(values) for values in answers])


def stack(designs: Sequence[Design], ids: Sequence[Values] | None = None, name: str = "waves") -> Stack:
    """Put waves under each other: independent samples, or with `ids` (one per respondent, per wave) a panel.

    Independent: the strata of each wave are strata of their own. Panel: the person is the cluster, so that
    the covariance between waves is part of the design (as one would stack the file for R's svydesign(id =
    ~person)); someone's stratum is then the same in every wave. Each wave keeps its own calibration. Raises
    DrukproefError when ids are doubled, strata differ, or a design has clusters or replicates of its own.

    >>> old, new = Design([1.0, 1.0, 1.0]), Design([1.0, 1.0, 1.0])
    >>> panel = stack([old, new], ids=[["a", "b", "c"], ["b", "c", "d"]])
    >>> panel.design.n, len(panel.design.n_psu), int(panel.design.n_psu[0])
    (6, 1, 4)
    """
    problems = list(_problems(designs, ids))
    if problems:
        raise DrukproefError(problems)
    ends = np.cumsum([0] + [design.n for design in designs]).tolist()
    spans = [slice(a, b) for a, b in zip(ends[:-1], ends[1:], strict=True)]
    steps = tuple((span, d.calibration) for span, d in zip(spans, designs, strict=True) if d.calibration)
    calibration = (Blocks(steps, ends[-1]),) if steps else ()
    stacked = Design(
        np.concatenate([design.weights for design in designs]),
        strata=_labels(designs, panel=ids is not None),
        psu=_clusters(designs) if ids is None else np.concatenate([_texts(each) for each in ids]),
        fpc=_sizes(designs),
        calibration=calibration,
        lonely=designs[0].lonely,
        name=name,
    )
    return Stack(stacked, tuple(_rows(span, ends[-1]) for span in spans))


def _labels(designs: Sequence[Design], panel: bool) -> NDArray[Any]:
    texts = [_texts(design.stratum_labels)[design.stratum] for design in designs]
    if panel:
        return np.concatenate(texts)
    return np.concatenate([np.char.add(f"{i}: ", text) for i, text in enumerate(texts, 1)])


def _clusters(designs: Sequence[Design]) -> NDArray[Any]:
    return np.concatenate([np.char.add(f"{i}: ", _texts(d.cluster)) for i, d in enumerate(designs, 1)])


def _sizes(designs: Sequence[Design]) -> Floats | None:
    """The population sizes; where one wave has them and another not, that one is drawn from infinity."""
    if all(design.fpc is None for design in designs):
        return None
    return np.concatenate([np.full(d.n, np.inf) if d.fpc is None else d.fpc for d in designs])


def _texts(values: Values) -> NDArray[Any]:
    return np.asarray([str(value) for value in np.asarray(values).tolist()])


def _rows(span: slice, n: int) -> Bools:
    result = np.zeros(n, dtype=bool)
    result[span] = True
    return result


def _problems(designs: Sequence[Design], ids: Sequence[Values] | None) -> list[Problem]:
    if len(designs) < 2 or (ids is not None and len(ids) != len(designs)):
        raise fail("waves", f"{len(designs)} designs", "two or more, each with its ids if it is a panel")
    found = []
    for i, design in enumerate(designs, 1):
        place = f"wave {i}, {design.name}"
        if design.replicates is not None:
            found.append(
                Problem(place, "replicate weights", "strata and clusters", "stack the files themselves")
            )
        if ids is not None:
            found += _id_problems(design, ids[i - 1], place)
    return found


def _id_problems(design: Design, ids: Values, place: str) -> list[Problem]:
    found = []
    if design.psu is not None:
        step = "pass the cluster as the id, when clusters stay the same between waves"
        found.append(Problem(place, "clusters as well as ids", "persons as clusters", step))
    distinct = len(set(np.asarray(ids).tolist()))
    if len(ids) != design.n or distinct != design.n:
        expected = f"a different id for each of {design.n} respondents"
        found.append(Problem(place, f"{len(ids)} ids, of which {distinct} differ", expected))
    return found
