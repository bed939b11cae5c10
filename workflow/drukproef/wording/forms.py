"""A statistic of an item in, how its estimates are printed out: as percentages, or as amounts with their decimals."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from drukproef.study import Item, Rules
from drukproef.study.statistics import STATISTICS, is_share
from drukproef.wording.formats import number, percent_value, rounded


@dataclass(frozen=True)
class Form:
    """How one statistic is printed. `unit`: of amounts, such as "uur per week"; empty when they have none."""

    is_share: bool
    decimals: int
    unit: str = ""

    def value(self, estimate: float) -> Decimal:
        """An estimate (or difference) as it is printed, without its sign or unit: a percentage, or an amount.

        >>> Form(True, 0).value(0.845), Form(False, 1).value(3.75)
        (Decimal('85'), Decimal('3.8'))
        """
        return percent_value(estimate, self.decimals) if self.is_share else rounded(estimate, self.decimals)

    def text(self, estimate: float, language: str = "nl") -> str:
        """An estimate as it stands in tables.

        >>> Form(True, 0).text(0.845), Form(False, 1).text(1203.75)
        ('85%', '1.203,8')
        """
        return f"{number(self.value(estimate), language)}{'%' if self.is_share else ''}"


def form_of(item: Item, shown: str, rules: Rules) -> Form:
    """The form of a category, net or statistic: shares by the study's rules, means and quantiles by the item.

    Totals are whole: they are estimates of large numbers.
    """
    if is_share(shown):
        return Form(True, rules.decimals)
    return Form(False, 0 if STATISTICS[shown].kind == "total" else item.decimals, item.unit)
