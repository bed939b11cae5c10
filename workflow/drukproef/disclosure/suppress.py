"""A table with secrets in, the figures that must be hidden as well out."""

from __future__ import annotations

from functools import cached_property

from drukproef.disclosure.attack import Attack, Interval
from drukproef.disclosure.figures import Hidden, Table
from drukproef.disclosure.repair import Repair


class Need:
    """How wide the interval of a figure must be: `protection`, or what bases and public figures leave of it."""

    def __init__(self, table: Table, protection: int) -> None:
        self._table, self._protection = table, protection

    def of(self, figure: int) -> int:
        """The width that a figure needs."""
        return min(self._protection, self.most(figure).width)

    def most(self, figure: int) -> Interval:
        """The interval that is left when all that can be hidden is."""
        return self._most.interval(figure)

    def is_met(self, attack: Attack, figure: int) -> bool:
        """Whether enough is left of a secret; true for what is no secret."""
        if not self._table.figures[figure].secret:
            return True
        width = attack.interval(figure).width
        return width >= self._protection or width >= self.of(figure)

    @cached_property
    def _most(self) -> Attack:
        return Attack(self._table, self._table.can_be_hidden)


def suppress(table: Table, hidden: Hidden, protection: int = 1) -> Hidden:
    """Hide more, until no hidden secret can be narrowed down to fewer than `protection` + 1 whole numbers.

    Takes the hidden figures one by one, those that it hides included. Hiding more never narrows an interval, so what
    was found safe stays safe. The same table always gives the same answer.
    """
    need, repair = Need(table, protection), Repair(table)
    now, attack, queue = hidden, Attack(table, hidden), sorted(hidden)
    while queue:
        figure = queue.pop(0)
        if not need.is_met(attack, figure):
            extra = _extra(table, now, figure, need, repair)
            queue += sorted(extra)
            now |= extra
            attack = Attack(table, now)
            assert need.is_met(attack, figure), f"{table.figures[figure].name} is still given away"
    return now


def _extra(table: Table, hidden: Hidden, figure: int, need: Need, repair: Repair) -> Hidden:
    """What to hide: enough more or enough fewer must be possible; where neither can be, some of both."""
    count, most, width = table.figures[figure].count, need.most(figure), need.of(figure)
    room = (most.high - count, count - most.low)
    changes = [sign * width for sign, left in zip((1, -1), room, strict=True) if left >= width]
    steps = [changes] if changes else [[room[0]], [room[0] - width]]
    extra: Hidden = frozenset()
    for step in steps:
        found = repair.cheapest(hidden | extra, figure, step)
        assert found is not None, f"nothing can hide {table.figures[figure].name}"
        extra |= found
    return extra
