"""Amounts or answers of a wave and the disclosure policy in, which statistics may not be shown out.

The statistics of an item are shown or hidden together, by domain. All that is printed of them are sums over shown
domains (means times their bases, and those of all others with a known level), so a hidden sum can be worked out when
it is a combination of the shown ones. Then one more domain is hidden, until none can be. That guards exact values;
the intervals of hidden counts are the work of `disclosure`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drukproef.disclosure.primary import guards_groups
from drukproef.study import Item
from drukproef.study.settings import Disclosure
from drukproef.survey.arrays import orthonormal
from drukproef.tabulate.cell import Status
from drukproef.tabulate.domains import Domains
from drukproef.tabulate.sample import Sample
from drukproef.tabulate.statuses import CODES, SHOWN
from drukproef.tabulate.strata import Bools, Floats, Ints

FOLLOWS = 1e-9  # what is left of a sum that is a combination of others, by rounding
Statuses = NDArray[np.int8]  # domains x 1


@dataclass(frozen=True)
class Secrecy:
    """What the policy of a study hides of one item (or block of items)."""

    policy: Disclosure
    domains: Domains
    item: Item

    def of_amounts(self, status: Statuses, sample: Sample, values: Floats) -> Statuses:
        """Hide few respondents, one who weighs or earns most of the total, and a group that is all alike."""
        answered = ~np.isnan(values)
        own = self._hidden(status)
        for domain, rows in enumerate((sample.domains & answered[:, None]).T):
            own[domain] |= self._tells_too_much(values[rows], sample.design.weights[rows])
        return self._closed(status, own, sample.domains[answered])

    def of_answers(self, status: Statuses, sample: Sample, all_answered: Bools, inside: Bools) -> Statuses:
        """Hide where the size of the base tells of few respondents that they gave no answer at all."""
        silent = (sample.domains & (all_answered & ~inside)[:, None]).sum(axis=0)
        own = self._hidden(status) | ((silent > 0) & (silent < self.policy.minimum_cell))
        return self._closed(status, own, sample.domains[inside])

    def _hidden(self, status: Statuses) -> Bools:
        return np.isin(status[:, 0], [CODES[Status.SMALL_BASE], CODES[Status.PROTECTED]])

    def _tells_too_much(self, values: Floats, weights: Floats) -> bool:
        if not len(values):
            return False
        alike = guards_groups(self.policy, self.item) and bool(np.ptp(values) == 0)
        limit = self.policy.dominance
        dominated = limit is not None and (_largest(weights) > limit or _largest(weights * values) > limit)
        return len(values) < self.policy.minimum_cell or alike or dominated

    def _closed(self, status: Statuses, own: Bools, members: Bools) -> Statuses:
        """Hide more, until no hidden domain is a combination of shown ones. `members`: base x domains."""
        public, patterns = self._public(), np.unique(members, axis=0)
        hidden, n = own & ~(public & (status[:, 0] == SHOWN)), members.sum(axis=0)
        for domain in np.flatnonzero(hidden & (n > 0)).tolist():
            while self._follows(patterns, domain, hidden):
                hidden[self._next(patterns, domain, hidden, n, public)] = True
        more = hidden & (status[:, 0] == SHOWN)
        return np.where(more[:, None], CODES[Status.PROTECTED], status).astype(np.int8)

    def _public(self) -> Bools:
        """Domains that the policy leaves alone."""
        policy, all_of_it = self.policy, self.item.id in self.policy.exempt_items
        return np.array([all_of_it or name in policy.exempt_banners for name, _ in self.domains.names])

    def _follows(self, patterns: Bools, domain: int, hidden: Bools) -> bool:
        """Whether the sum over a domain is a combination of shown sums; `patterns`: who is in which domains."""
        shown = [patterns[:, d] for d in np.flatnonzero(~hidden)]
        for span in self.domains.spans:
            if not hidden[span].all():
                shown.append(np.asarray(patterns[:, span].any(axis=1)))
        if not shown:
            return False
        basis = orthonormal(np.stack(shown, axis=1).astype(np.float64))
        left = patterns[:, domain].astype(np.float64)
        for direction in basis.T:
            left = left - direction * np.add.reduce(direction * left)
        return bool(np.abs(left).max() < FOLLOWS)

    def _next(self, patterns: Bools, domain: int, hidden: Bools, n: Ints, public: Bools) -> int:
        """The domain to hide as well: not public, one that suffices, of the same banner, with few respondents."""
        names = self.domains.names

        def price(other: int) -> tuple[bool, bool, bool, int, int]:
            more = hidden | (np.arange(len(hidden)) == other)
            elsewhere = names[other][0] != names[domain][0]
            return bool(public[other]), self._follows(patterns, domain, more), elsewhere, int(n[other]), other

        return min(np.flatnonzero(~hidden & (n > 0)).tolist(), key=price)


def _largest(parts: Floats) -> float:
    """The part of the sum that the largest is; 0 when the sum is."""
    whole = float(np.add.reduce(parts))
    return float(parts.max()) / whole if whole > 0 else 0.0
