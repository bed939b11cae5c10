"""The few words that figures need beside the labels of the study, in Dutch and English."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from drukproef.study.frozen import Frozen

Dimension = Literal["item", "shown", "level", "wave"]


class Words(Frozen):
    """Words of one language. Texts with {braces} are filled with str.format."""

    total: str
    too_few: str
    not_asked: str
    protected: str  # with it, a hidden share could be worked out
    imprecise: str
    trend_break: str
    and_: str
    kinds: dict[str, str]  # what the alt text calls each kind of figure
    n: str
    of: str  # "Lines of 3 items"
    over: str  # "Lines over 2020 and 2024"
    counted: dict[str, tuple[str, str]]  # one and several items, categories, levels, waves
    panels: str  # what each panel is
    statements: tuple[str, str]  # items of a Likert scale
    statistics: tuple[str, str]  # what is shown, when that is no answer
    shown: str
    from_to: str  # a line's first and last wave
    only: str  # a line with one wave
    intervals: str  # says in the notes what the whiskers are
    cut: str  # says in the notes that the axis does not start at zero

    def listed(self, parts: Sequence[str]) -> str:
        """Parts in a sentence: "a, b en c"."""
        if len(parts) < 2:
            return "".join(parts)
        return f"{', '.join(parts[:-1])} {self.and_} {parts[-1]}"


DUTCH = Words(
    total="totaal",
    too_few="te weinig respondenten",
    not_asked="niet gevraagd",
    protected="afgeschermd",
    imprecise="te onnauwkeurig",
    trend_break="trendbreuk",
    and_="en",
    kinds={
        "likert": "Gestapelde staven",
        "bars": "Staven",
        "grouped": "Gegroepeerde staven",
        "dots": "Punten",
        "trend": "Lijnen",
    },
    n="n",
    of="van",
    over="over",
    counted={
        "item": ("onderdeel", "onderdelen"),
        "shown": ("antwoord", "antwoorden"),
        "level": ("groep", "groepen"),
        "wave": ("meting", "metingen"),
    },
    panels="met een deelfiguur per {one}",
    statements=("stelling", "stellingen"),
    statistics=("kengetal", "kengetallen"),
    shown="Aandeel: {label}",
    from_to="van {first} in {first_wave} naar {last} in {last_wave}",
    only="{first} in {first_wave}",
    intervals="De streepjes geven de betrouwbaarheidsintervallen.",
    cut="De as begint niet bij nul.",
)
ENGLISH = Words(
    total="total",
    too_few="too few respondents",
    not_asked="not asked",
    protected="protected",
    imprecise="too imprecise",
    trend_break="break in series",
    and_="and",
    kinds={
        "likert": "Stacked bars",
        "bars": "Bars",
        "grouped": "Grouped bars",
        "dots": "Dots",
        "trend": "Lines",
    },
    n="n",
    of="of",
    over="over",
    counted={
        "item": ("item", "items"),
        "shown": ("answer", "answers"),
        "level": ("group", "groups"),
        "wave": ("survey", "surveys"),
    },
    panels="with a panel per {one}",
    statements=("statement", "statements"),
    statistics=("statistic", "statistics"),
    shown="Share: {label}",
    from_to="from {first} in {first_wave} to {last} in {last_wave}",
    only="{first} in {first_wave}",
    intervals="The whiskers show the confidence intervals.",
    cut="The axis does not start at zero.",
)


def words_of(language: str) -> Words:
    """The words of a language, 'nl' or 'en'."""
    return {"nl": DUTCH, "en": ENGLISH}[language]
