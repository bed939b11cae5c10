"""Tables with what is hidden in them in, for every hidden figure what is left of the secret out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from drukproef.disclosure.attack import Attack, Interval
from drukproef.disclosure.evidence import evidence
from drukproef.disclosure.figures import Hidden, Table
from drukproef.disclosure.suppress import Need
from drukproef.errors import DrukproefError, Problem

Shown = Iterable[tuple[Table, Hidden]]
EXPLAINED = 10  # of the figures that are given away, how many come with the figures that do it


class Outcome(StrEnum):
    """What an attack on a hidden figure comes to."""

    SAFE = "safe"
    CERTAIN = "certain"  # known, but no secret: nobody, or everybody
    BY_DESIGN = "by_design"  # follows from the bases, or from figures that the policy exempts
    GIVEN_AWAY = "given_away"


@dataclass(frozen=True)
class HiddenCell:
    """A hidden figure and all that an intruder knows of it."""

    name: str
    base: int
    interval: Interval
    needed: int
    outcome: Outcome


@dataclass(frozen=True)
class Report:
    """The proof: each hidden figure, and how many linear programs were solved to find its interval."""

    cells: tuple[HiddenCell, ...]
    n_solved: int

    @property
    def given_away(self) -> tuple[HiddenCell, ...]:
        """The figures that are not hidden at all."""
        return tuple(c for c in self.cells if c.outcome is Outcome.GIVEN_AWAY)

    @property
    def narrowest(self) -> HiddenCell | None:
        """The safe figure of which most is known; None when nothing is hidden."""
        safe = [c for c in self.cells if c.outcome is Outcome.SAFE and c.interval.width >= c.needed]
        return min(safe, key=lambda c: c.interval.width, default=None)


def audit(tables: Shown, protection: int = 1) -> Report:
    """Attack every hidden figure of every table."""
    cells: list[HiddenCell] = []
    n_solved = 0
    for table, hidden in tables:
        attack, need = Attack(table, hidden), Need(table, protection)
        cells += [_examined(table, i, attack, need, protection) for i in sorted(hidden)]
        n_solved += attack.n_solved
    return Report(tuple(cells), n_solved)


def prove(tables: Shown, protection: int = 1) -> Report:
    """The audit, when nothing is given away; else DrukproefError with the figures that are, and by what."""
    tables = list(tables)
    report = audit(tables, protection)
    if report.given_away:
        raise DrukproefError(_problems(tables, report.given_away))
    return report


def _examined(table: Table, i: int, attack: Attack, need: Need, protection: int) -> HiddenCell:
    figure, interval, needed = table.figures[i], attack.interval(i), protection
    outcome = Outcome.SAFE
    if interval.width < protection and figure.secret:
        needed = need.of(i)
        outcome = Outcome.GIVEN_AWAY if interval.width < needed else Outcome.BY_DESIGN
    elif interval.width == 0:
        outcome = Outcome.CERTAIN
    return HiddenCell(figure.name, figure.base, interval, needed, outcome)


def _problems(tables: list[tuple[Table, Hidden]], cells: tuple[HiddenCell, ...]) -> Iterator[Problem]:
    """A problem per figure; for the first of them, what gives it away."""
    place = {table.figures[i].name: (table, hidden, i) for table, hidden in tables for i in hidden}
    for number, cell in enumerate(cells):
        low, high = cell.interval.low, cell.interval.high
        found = f"can be worked out: {low}" if low == high else f"can be worked out: {low} to {high}"
        by = f", from {_listed(evidence(*place[cell.name]))}" if number < EXPLAINED else ""
        yield Problem(
            f"hidden cell {cell.name}",
            f"{found} of {cell.base} respondents{by}",
            f"at least {cell.needed + 1} numbers that it could be",
            "tabulate again, so that more is hidden; or change study.yaml, rules, disclosure",
        )


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")
