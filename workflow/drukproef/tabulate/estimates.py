"""What any way of estimating offers: shares in domains, with the counts behind them and their variance."""

from __future__ import annotations

from typing import Protocol

from drukproef.tabulate.strata import Floats, Ints


class Estimates(Protocol):
    """Shares of categories in domains, and what is known of their error."""

    @property
    def base(self) -> Ints:
        """Strata (or classes of equal weight) x domains: who answered."""

    @property
    def hits(self) -> Ints:
        """Strata (or one row) x domains x categories: of these, who is in the category."""

    @property
    def n(self) -> Ints:
        """Respondents in the base of each domain."""

    @property
    def df(self) -> Ints:
        """Degrees of freedom of each domain (R's degf of the subset)."""

    @property
    def weighted_base(self) -> Floats:
        """Sum of weights in the base of each domain."""

    @property
    def share(self) -> Floats:
        """Domains x categories; NaN for an empty base."""

    @property
    def variance(self) -> Floats:
        """Domains x categories."""
