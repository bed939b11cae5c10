"""One item in one wave in, for each cell whether it is hidden for its own sake, and why, out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from drukproef.disclosure.counts import CODE, Counts, Domain, Reason, Reasons
from drukproef.disclosure.figures import Bools
from drukproef.study import Item
from drukproef.study.item import Variable
from drukproef.study.settings import Disclosure


def primary(policy: Disclosure, counts: Counts) -> Reasons:
    """Why each cell is hidden for its own sake, or for its base."""
    reasons = counts.hidden.copy()
    subject_to_rules = ((counts.n > 0) & ~exempt(policy, counts.domains, counts.item))[
        :, None
    ] & counts.offered
    for rule, applies in (
        (Reason.GROUP, is_unanimous(policy, counts)[:, None]),
        (Reason.DOMINANCE, is_dominated(policy, counts)[:, None]),
        (Reason.MINIMUM_CELL, is_small_cell(policy, counts)),
    ):
        reasons[(reasons == CODE[Reason.SHOWN]) & subject_to_rules & applies] = CODE[rule]
    return reasons


def exempt(policy: Disclosure, domains: Sequence[Domain], item: Item) -> Bools:
    """The domains whose cells are public."""
    is_public = item.id in policy.exempt_items
    return np.array([is_public or banner in policy.exempt_banners for banner, _ in domains], dtype=bool)


def is_small_cell(policy: Disclosure, counts: Counts) -> Bools:
    """Categories with too few respondents."""
    some = (counts.hits > 0) | (policy.zero_cells == "hide")
    return np.asarray((counts.hits < policy.minimum_cell) & some)


def is_dominated(policy: Disclosure, counts: Counts) -> Bools:
    """Domains in which one respondent weighs more of the base than the policy allows."""
    return np.asarray(counts.largest > (np.inf if policy.dominance is None else policy.dominance))


def is_unanimous(policy: Disclosure, counts: Counts) -> Bools:
    """Domains in which all give the same answer, where the policy calls that a disclosure."""
    if not guards_groups(policy, counts.item):
        return np.zeros(len(counts.n), dtype=bool)
    answers = counts.hits[:, : len(counts.item.categories)]
    return np.asarray((counts.n > 0) & (answers.max(axis=1) == counts.n))


def guards_groups(policy: Disclosure, item: Item) -> bool:
    """Whether it is a secret that everybody, or nobody, of a group gave an answer to this item."""
    if policy.group_disclosure == "sensitive":
        return item.id in policy.sensitive or (isinstance(item, Variable) and item.sensitive)
    return policy.group_disclosure == "all"


def is_secret(policy: Disclosure, counts: Counts) -> Bools:
    """Cells (domains x shown) that nobody may work out when they are hidden."""
    some = (counts.hits > 0) & (counts.hits < counts.n[:, None])
    some |= (counts.hits == 0) & (policy.zero_cells == "hide")
    return np.asarray(
        (some | guards_groups(policy, counts.item)) & ~exempt(policy, counts.domains, counts.item)[:, None]
    )
