"""The banners of a codebook in, the domains of every table out: the total, then each level of each banner."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from drukproef.study import Variable
from drukproef.tabulate.cell import TOTAL
from drukproef.tabulate.strata import Ints


@dataclass(frozen=True)
class Domains:
    """Domain 0 is the total; those of a banner stand together, in codebook order."""

    banners: tuple[Variable, ...]

    @property
    def names(self) -> list[tuple[str, str]]:
        """(banner, level) of each domain."""
        return [(TOTAL, TOTAL)] + [(b.id, level.id) for b in self.banners for level in b.categories]

    @property
    def spans(self) -> list[slice]:
        """The domains of each banner."""
        ends = np.cumsum([1] + [len(b.categories) for b in self.banners]).tolist()
        return [slice(a, b) for a, b in zip(ends[:-1], ends[1:], strict=True)]

    @property
    def all_spans(self) -> list[slice]:
        """The total by itself, then the domains of each banner."""
        return [slice(0, 1), *self.spans]

    def pairs(self) -> tuple[Ints, Ints, list[slice]]:
        """All pairs of levels within a banner: left domains, right domains, and the pairs of each banner."""
        per_banner = [list(combinations(range(s.start, s.stop), 2)) for s in self.spans]
        ends = np.cumsum([0] + [len(pairs) for pairs in per_banner]).tolist()
        flat = np.array([pair for pairs in per_banner for pair in pairs], dtype=np.int64).reshape(-1, 2)
        families = [slice(a, b) for a, b in zip(ends[:-1], ends[1:], strict=True)]
        return flat[:, 0], flat[:, 1], families

    @property
    def count(self) -> int:
        """How many domains there are."""
        return 1 + sum(len(b.categories) for b in self.banners)


def known_level(domains: Domains, per_domain: Ints) -> Ints:
    """Counts of everyone whose level is known, repeated for each level. The domains are the second axis."""
    result = per_domain.copy()
    for span in domains.spans:
        result[:, span] = per_domain[:, span].sum(axis=1, keepdims=True)
    return result
