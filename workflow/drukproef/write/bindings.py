"""A page in, the words of the template language out: which filters and functions an author has."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from drukproef.write.amounts_in_prose import Amounts
from drukproef.write.claims_in_prose import Claims
from drukproef.write.declared import Declared
from drukproef.write.ledger import LedgerRow
from drukproef.write.numbers_in_prose import Numbers
from drukproef.write.page import Markdown, Page
from drukproef.write.printing import Printer


class Bindings:
    """Filters and functions of one page; docs/authors.md explains them with examples."""

    def __init__(self, page: Page) -> None:
        self.page = page
        printer = Printer(page)
        self.numbers, self.amounts = Numbers(printer), Amounts(printer)
        self.claims, self.declared = Claims(printer), Declared(printer)

    def filters(self) -> dict[str, Callable[..., Any]]:
        """The filters by name."""
        numbers = _methods(self.numbers, Numbers.names) | _methods(self.amounts, Amounts.names)
        return numbers | _methods(self.claims, Claims.filters)

    def functions(self) -> dict[str, Callable[..., Any]]:
        """The functions by name."""
        return _methods(self.claims, Claims.functions) | _methods(self.declared, Declared.names)

    def row_behind(self, printed: Markdown) -> LedgerRow | None:
        """The ledger row of a number that a filter just printed."""
        match = re.search(r'data-cel="([^" ]+)', printed)
        return next((r for r in self.page.ledger.rows if match and r.id == match[1]), None)


def _methods(thing: object, names: tuple[str, ...]) -> dict[str, Callable[..., Any]]:
    return {name: getattr(thing, name) for name in names}
