"""Rows in, the alt text out: kind, what is compared, and per row what the figure is about."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from drukproef.draw.drawn import Number
from drukproef.draw.kinds import columns_of, varying
from drukproef.draw.reader import Place, Reader, Value, short_label
from drukproef.draw.rows import Row
from drukproef.draw.words import Dimension


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


def alt_text(rows: Sequence[Row], reader: Reader) -> AltText:
    """The alt text of a figure."""
    alt = AltText()
    alt.say(opening(rows, reader))
    for group, members in groupby(rows, key=lambda row: row.group):
        if group:
            _say_group(alt, group, list(members), reader)
        elif reader.plan.kind == "dots" and columns_of(reader):
            for row in members:
                _say_series(alt, row)
        else:
            for row in members:
                _say_group(alt, "", [row], reader)
    return alt


def opening(rows: Sequence[Row], reader: Reader) -> str:
    """What kind of figure it is, what it compares, and which share it shows."""
    words = reader.words
    series = columns_of(reader) if reader.plan.kind == "dots" else None
    over = varying(reader) + ((series,) if series else ())
    counts = [_counted(reader, d) for d in over]
    text = f"{words.kinds[reader.plan.kind]} {words.of} {words.listed(counts)}"
    if reader.plan.kind == "trend":
        text += f", {words.over} {words.listed([str(w) for w in reader.waves])}"
    text += "."
    if "item" not in over:
        text += f" {reader.item.label}."
    if reader.plan.kind != "likert" and "shown" not in over:
        text += f" {words.shown.format(label=short_label(reader.item, reader.shown[0], reader.language))}."
    return text


def _counted(reader: Reader, dimension: Dimension) -> str:
    count = len(reader.values_of(dimension))
    is_statement = dimension == "item" and reader.item.kind == "likert"
    one, several = reader.words.statements if is_statement else reader.words.counted[dimension]
    return f"{count} {one if count == 1 else several}"


def _say_group(alt: AltText, group: str, rows: Sequence[Row], reader: Reader) -> None:
    """A row is "Label: 84%."; a group is "Label (2022: 84%; 2024: 80%)."."""
    alt.say(f" {group} (" if group else " ")
    for i, row in enumerate(rows):
        alt.say(f"{'; ' if i else ''}{row.label}: ")
        _say_row(alt, row, reader)
    alt.say(")." if group else ".")


def _say_series(alt: AltText, row: Row) -> None:
    """A row with several dots: "Label (2022: 84%; 2024: 80%)."."""
    alt.say(f" {row.label} (")
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
