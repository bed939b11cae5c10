"""Which cells are hidden, and the proof that what is shown does not give them away."""

from drukproef.disclosure.attack import Attack, Interval, recoverable
from drukproef.disclosure.figures import Fact, Figure, Table
from drukproef.disclosure.prove import HiddenCell, Outcome, Report, audit, prove
from drukproef.disclosure.suppress import suppress

__all__ = [
    "Attack",
    "Fact",
    "Figure",
    "HiddenCell",
    "Interval",
    "Outcome",
    "Report",
    "Table",
    "audit",
    "prove",
    "recoverable",
    "suppress",
]
