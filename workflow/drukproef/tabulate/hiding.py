"""All that was measured of a population in; the same with its secrets hidden, and the proof that they are, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from drukproef.disclosure.control import Control, Disclosed
from drukproef.disclosure.counts import CODE, EVERYONE, Counts, Reason, Reasons, Wave
from drukproef.disclosure.families import families_of
from drukproef.disclosure.policy import check_names
from drukproef.study import Rules, Study
from drukproef.study.settings import Disclosure
from drukproef.tabulate.cell import TOTAL, CellKey, Status
from drukproef.tabulate.counting import Counter
from drukproef.tabulate.domains import Domains
from drukproef.tabulate.measure import Measured
from drukproef.tabulate.statuses import CODES
from drukproef.tabulate.strata import Floats, along
from drukproef.tabulate.subjects import ByItem


def hide(
    study: Study, population: str, counters: dict[int, Counter], measured: ByItem
) -> tuple[ByItem, Disclosed]:
    """What may be shown, and why the rest may not.

    Raises DrukproefError when something is given away after all, or the policy names what is not there.
    """
    rules, policy = study.settings.rules, study.settings.rules.disclosure
    check_names(policy or Disclosure(), list(study.codebooks.values()))
    waves = list(_waves(study, population, counters, measured))
    control = Control(policy, waves)
    safe = {i: {y: _marked(m, control.why[y, i]) for y, m in ms.items()} for i, ms in measured.items()}
    written = {(y, i): hidden_in(m, rules) for i, ms in safe.items() for y, m in ms.items()}
    return safe, control.prove(written)


def hidden_in(measured: Measured, rules: Rules) -> Reasons:
    """Which cells carry no count although there are respondents, as far as their status tells why."""
    why = np.full(measured.status.shape, CODE[Reason.SHOWN], dtype=np.int8)
    if rules.small_base == "hide":
        why[measured.status == CODES[Status.SMALL_BASE]] = CODE[Reason.SMALL_BASE]
    why[measured.status == CODES[Status.PROTECTED]] = CODE[Reason.COMPLEMENT]
    return np.where(measured.offered, why, CODE[Reason.SHOWN]).astype(np.int8)


def _waves(study: Study, population: str, counters: dict[int, Counter], measured: ByItem) -> Iterator[Wave]:
    codebook, rules = study.codebooks[population], study.settings.rules
    nested = "nested" in (rules.disclosure or Disclosure()).protect
    for year, counter in counters.items():
        items = [
            _counts(population, counter.domains, ms[year], rules) for ms in measured.values() if year in ms
        ]
        families = families_of(codebook, counter.wave.answers, nested)
        yield Wave(f"{population}/{year}", year, int(counter.wave.strata.n.sum()), families, items)


def _counts(population: str, domains: Domains, measured: Measured, rules: Rules) -> Counts:
    item = measured.scheme.item
    return Counts(
        item=item,
        domains=[EVERYONE if banner == TOTAL else (banner, level) for banner, level in domains.names],
        names=[
            [CellKey(population, measured.year, item.id, shown, *domain).path for shown in item.answer_ids]
            for domain in domains.names
        ],
        n=measured.shares.n,
        hits=np.asarray(measured.shares.hits.sum(axis=0)),
        offered=measured.offered,
        largest=_largest_part(measured),
        hidden=hidden_in(measured, rules),
    )


def _largest_part(measured: Measured) -> Floats:
    """The largest part of each weighted base that one respondent is; NaN when there is nobody."""
    weights = along(measured.strata.weight, 2) * (measured.shares.base > 0)
    with np.errstate(invalid="ignore"):
        return np.asarray(weights.max(axis=0) / measured.shares.weighted_base)


def _marked(measured: Measured, reasons: Reasons) -> Measured:
    more = (reasons > 0) & measured.is_shown
    return replace(measured, status=np.where(more, CODES[Status.PROTECTED], measured.status).astype(np.int8))
