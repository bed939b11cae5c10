"""Panels in, the alt text out: kind, what is compared, and per row what the figure is about."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from drukproef.draw.drawn import Number
from drukproef.draw.kinds import columns_of
from drukproef.draw.opening import opening
from drukproef.draw.panels import Panel
from drukproef.draw.reader import Reader
from drukproef.draw.rows import Row
from drukproef.draw.value import Place, Value


class AltText:
    """A format string that grows, with the numbers for its placeholders."""

    def __init__(self) -> None:
        self.template = ""
        self.numbers: list[Number] = []

    def say(self, text: str) -> None:
        """Add plain text; its braces are doubled, since labels may hold them."""
        self.template += text.replace("{", "{{").replace("}", "}}")

    def placeholder(self, number: Number) -> str:
        """Register a number; the returned mark stands for it."""
        self.numbers.append(number)
        return f"{{{len(self.numbers) - 1}}}"

    def say_number(self, number: Number) -> None:
        """Add a number."""
        self.template += self.placeholder(number)


def alt_text(panels: Sequence[Panel], reader: Reader) -> AltText:
    """The alt text of a figure."""
    alt = AltText()
    alt.say(opening(panels[0].reader, reader))
    for panel in panels:
        _say_panel(alt, panel)
    return alt


def _say_panel(alt: AltText, panel: Panel) -> None:
    """The rows of a panel as one group, or its groups with its title before them."""
    reader = panel.reader
    has_series = reader.plan.kind == "dots" and columns_of(reader) is not None
    for group, members in groupby(panel.rows, key=lambda row: row.group):
        rows = list(members)
        title = ", ".join(dict.fromkeys(part for part in (panel.title, group) if part))
        if has_series:
            for row in rows:
                _say_series(alt, row, ", ".join(part for part in (title, row.label) if part))
        elif title and not _is_named_by(panel.title, rows):
            _say_group(alt, title, rows, reader)
        else:
            for row in rows:
                _say_group(alt, "", [row], reader)


def _is_named_by(title: str, rows: Sequence[Row]) -> bool:
    """Whether a panel's only row has the panel's title for a label."""
    return len(rows) == 1 and rows[0].label == title


def _say_group(alt: AltText, group: str, rows: Sequence[Row], reader: Reader) -> None:
    """A row is "Label: 84%."; a group is "Label (2022: 84%; 2024: 80%)."."""
    alt.say(f" {group} (" if group else " ")
    for i, row in enumerate(rows):
        alt.say(f"{'; ' if i else ''}{row.label}: ")
        _say_row(alt, row, reader)
    alt.say(")." if group else ".")


def _say_series(alt: AltText, row: Row, label: str) -> None:
    """A row with several dots: "Label (2022: 84%; 2024: 80%)."."""
    alt.say(f" {label} (")
    for i, value in enumerate(row.values):
        alt.say(f"{'; ' if i else ''}{value.label}: ")
        if value.number:
            alt.say_number(value.number)
        else:
            alt.say(value.reason)
    alt.say(").")


def _say_row(alt: AltText, row: Row, reader: Reader) -> None:
    if row.reason:
        alt.say(row.reason)
    elif reader.plan.kind == "trend":
        _say_first_and_last(alt, row, reader)
    elif reader.plan.kind == "likert":
        _say_main_answers(alt, row, reader)
    elif number := row.values[0].number:
        alt.say_number(number)


def _say_first_and_last(alt: AltText, row: Row, reader: Reader) -> None:
    shown = [v for v in row.values if v.number]
    first, last = shown[0], shown[-1]
    if first is last:
        alt.template += _between(alt, reader.words.only, first)
    else:
        alt.template += _between(alt, reader.words.from_to, first, last)


def _between(alt: AltText, phrase: str, first: Value, last: Value | None = None) -> str:
    parts = {"first_wave": first.label, "last_wave": last.label if last else ""}
    for name, value in (("first", first), ("last", last)):
        if value and value.number:
            parts[name] = alt.placeholder(value.number)
    return phrase.format(**parts)


def _say_main_answers(alt: AltText, row: Row, reader: Reader) -> None:
    numbers = [(v.number, v.label) for v in main_values(row, reader) if v.number]
    for i, (number, label) in enumerate(numbers):
        alt.say(", " if i else "")
        alt.say_number(number)
        alt.say(f" {label}")


def main_values(row: Row, reader: Reader) -> tuple[Value, ...]:
    """The nets of the scale where the figure shows all answers; otherwise what the figure shows."""
    key = row.values[0].key
    if reader.plan.shown or not reader.item.nets:
        return row.values
    nets = ((net, Place(key.item, net.id, key.level, key.wave)) for net in reader.item.nets)
    return tuple(reader.value(place, net.label) for net, place in nets)
