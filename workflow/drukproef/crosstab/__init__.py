"""Tables of shares from a survey file: weighted, with design-based errors, intervals and tests, in one call.

>>> import pandas as pd
>>> from drukproef.crosstab import crosstab
>>> people = pd.DataFrame({"q": [1, 2, 2, 2], "sex": ["m", "m", "w", "w"], "w": [1.0, 1.0, 2.0, 2.0]})
>>> table = crosstab(people, items=["q"], by=["sex"], weight="w", tests=["rest"])
>>> table.query("level == 'm' and category == '2'")[["n", "estimate", "versus", "difference"]].values.tolist()
[[2, 0.5, 'rest', -0.5]]
"""

from typing import TYPE_CHECKING, Any

from drukproef.crosstab.explained import COLUMNS

if TYPE_CHECKING:
    from drukproef.crosstab.table import crosstab

__all__ = ["COLUMNS", "crosstab"]


def __getattr__(name: str) -> Any:
    """`crosstab` is imported when it is used: the command line must not wait for pandas and scipy."""
    if name == "crosstab":
        from drukproef.crosstab.table import crosstab

        return crosstab
    raise AttributeError(name)
