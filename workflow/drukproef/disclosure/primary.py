"""One item in one wave in, for each cell whether it is hidden for its own sake, and why, out."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from drukproef.disclosure.figures import Bools, Floats
from drukproef.study import Item, Rules
from drukproef.study.codebook import Variable
from drukproef.study.settings import Disclosure
from drukproef.tabulate.cell import Status
from drukproef.tabulate.domains import Domains
from drukproef.tabulate.measure import Measured
from drukproef.tabulate.statuses import CODES
from drukproef.tabulate.strata import Ints, along

Reasons = NDArray[np.int8]  # domains x shown; places in Reason


class Reason(StrEnum):
    """Why a cell is hidden."""

    SHOWN = ""
    SMALL_BASE = "small_base"
    MINIMUM_CELL = "minimum_cell"
    DOMINANCE = "dominance"
    GROUP = "group_disclosure"
    COMPLEMENT = "complement"  # to keep another cell hidden


CODE = {reason: code for code, reason in enumerate(Reason)}


def hidden_in(measured: Measured, rules: Rules) -> Reasons:
    """Which cells carry no count although there are respondents, as far as their status tells why."""
    why = np.full(measured.status.shape, CODE[Reason.SHOWN], dtype=np.int8)
    if rules.small_base == "hide":
        why[measured.status == CODES[Status.SMALL_BASE]] = CODE[Reason.SMALL_BASE]
    why[measured.status == CODES[Status.PROTECTED]] = CODE[Reason.COMPLEMENT]
    return np.where(measured.offered, why, CODE[Reason.SHOWN]).astype(np.int8)


def primary(policy: Disclosure, domains: Domains, measured: Measured, hidden: Reasons) -> Reasons:
    """Why each cell is hidden for its own sake; `hidden`: what the minimum base hides already."""
    n, hits = measured.shares.n, measured.shares.hits.sum(axis=0)
    item, reasons = measured.scheme.item, hidden.copy()
    subject_to_rules = ((n > 0) & ~exempt(policy, domains, item))[:, None] & measured.offered
    for rule, applies in (
        (Reason.GROUP, is_unanimous(policy, item, measured)[:, None]),
        (Reason.DOMINANCE, is_dominated(policy, measured)[:, None]),
        (Reason.MINIMUM_CELL, is_small_cell(policy, hits)),
    ):
        reasons[(reasons == CODE[Reason.SHOWN]) & subject_to_rules & applies] = CODE[rule]
    return reasons


def exempt(policy: Disclosure, domains: Domains, item: Item) -> Bools:
    """The domains whose cells are public."""
    public = [
        banner in policy.exempt_banners or item.id in policy.exempt_items for banner, _ in domains.names
    ]
    return np.array(public, dtype=bool)


def is_small_cell(policy: Disclosure, hits: Ints) -> Bools:
    """Categories with too few respondents."""
    return np.asarray((hits < policy.minimum_cell) & ((hits > 0) | (policy.zero_cells == "hide")))


def is_dominated(policy: Disclosure, measured: Measured) -> Bools:
    """Domains in which one respondent weighs more of the base than the policy allows."""
    if policy.dominance is None:
        return np.zeros(len(measured.shares.n), dtype=bool)
    weights: Floats = along(measured.strata.weight, 2) * (measured.shares.base > 0)
    return np.asarray(weights.max(axis=0) > policy.dominance * measured.shares.weighted_base)


def is_unanimous(policy: Disclosure, item: Item, measured: Measured) -> Bools:
    """Domains in which all give the same answer, where the policy calls that a disclosure."""
    n = measured.shares.n
    if not guards_groups(policy, item):
        return np.zeros(len(n), dtype=bool)
    return np.asarray((n > 0) & (measured.by_code.sum(axis=0).max(axis=1) == n))


def guards_groups(policy: Disclosure, item: Item) -> bool:
    """Whether it is a secret that everybody, or nobody, of a group gave an answer to this item."""
    if policy.group_disclosure == "sensitive":
        return item.id in policy.sensitive or (isinstance(item, Variable) and item.sensitive)
    return policy.group_disclosure == "all"


def is_secret(policy: Disclosure, domains: Domains, measured: Measured) -> Bools:
    """Cells (domains x shown) that nobody may work out when they are hidden."""
    item, hits = measured.scheme.item, measured.shares.hits.sum(axis=0)
    some = (hits > 0) & (hits < measured.shares.n[:, None])
    some |= (hits == 0) & (policy.zero_cells == "hide")
    return np.asarray((some | guards_groups(policy, item)) & ~exempt(policy, domains, item)[:, None])
