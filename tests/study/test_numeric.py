"""Numeric items, scores and shares of answers that mean nothing: each is told with its line and the next step."""

from __future__ import annotations

import pytest

from tests.conftest import Project
from tests.english import add_english
from tests.numbers import CODEBOOK, PLAN, add_numbers

UREN, AUTO = "    kind: numeric\n", "kind: multiple, share_of_answers: true, waves: [2024], group: vervoer"
BAD = {
    "negative minimum": ("minimum: 0", "minimum: -5", ["'uren' has the minimum -5", "negative codes mean that there is no answer"]),
    "empty range": ("maximum: 80", "maximum: 0", ["'uren' has the maximum 0", "more than the minimum, 0"]),
    "missing code in range": ("maximum: 80", "maximum: 120", ["the missing code 99 of 'uren' could be an amount", "add a maximum below it"]),
    "missing code without a maximum": ("    maximum: 80\n", "", ["the missing code 99 of 'uren' could be an amount"]),
    "unknown statistic": ("[mean, median, p25", "[mode, median, p25", ["statistics.0", "'mean', 'median', 'p25', 'p75' or 'total'"]),
    "a statistic twice": ("[mean, median, p25", "[median, median, p25", ["'uren' has no statistics, or one twice"]),
    "no statistics": ("[mean, median, p25, p75, total]", "[]", ["'uren' has no statistics, or one twice"]),
    "categories": (UREN, UREN + "    categories: [{code: 1, id: een, label: een}]\n", ["'uren' is numeric, and has categories"]),
    "a scale": (UREN, UREN + "    scale: eens\n", ["'uren' is numeric, and has categories", "and has scale"]),
    "a score": (UREN, UREN + "    score: true\n", ["'uren' is numeric, and has score or share_of_answers"]),
    "don't know in the base": (UREN, UREN + "    dont_know: in_base\n", ["'uren' is numeric, and has don't know in its base"]),
    "derived": (UREN, UREN + "    derive: {items: [auto], categories: [ja]}\n", ["'uren' is numeric, and has derive"]),
    "digits in the unit": ("unit: uur per week", "unit: uur per 7 dagen", ["the unit of 'uren' has digits: 'uur per 7 dagen'"]),
    "not numeric": (UREN, "    kind: ordinal\n", ["'uren' has unit and minimum and maximum and statistics, but its kind is ordinal"]),
    "a variable": ("  - id: geslacht\n", "  - {id: leeftijd, label: leeftijd, kind: numeric, waves: [2024]}\n  - id: geslacht\n", ["'leeftijd' is a variable of kind numeric"]),
    "a reserved id": ("id: neutraal, label", "id: mediaan, label", ["'vrij' has a category or net 'mediaan'", "that of the median"]),
    "source of a derived item": ("id: hinder\n", "id: hinder\n    derive: {items: [uren], categories: [ja]}\n", ["'hinder' is derived from 'uren', which is numeric"]),
    "answers of one item": (f"fiets, {AUTO}", f"fiets, {AUTO}".replace("share_of_answers: true, ", ""), ["'auto' has share_of_answers, but fiets of its block has not"]),
    "answers of a nominal item": (f"auto, label: Komt met de auto, {AUTO}", f"auto, label: Komt met de auto, {AUTO}".replace("multiple", "nominal"), ["'auto' has share_of_answers, but its kind is nominal"]),
    "answers with other codes": ("label: nee}, {code: 1", "label: nee}, {code: 2", ["share_of_answers, but it has other codes than 0 and 1"]),
    "too many decimals": ("decimals: 0", "decimals: 9", ["'items.4.decimals' is 9", "less than or equal to 6"]),
}  # fmt: skip


@pytest.fixture
def numbers(project: Project) -> Project:
    add_numbers(project)
    return project


def test_the_study_with_amounts_is_sound(numbers: Project) -> None:
    assert numbers.run("check", "tiny")[0] == 0


@pytest.mark.parametrize("case", BAD)
def test_a_bad_item_is_told_with_place_and_next_step(numbers: Project, case: str) -> None:
    old, new, expected = BAD[case]
    if case.startswith("answers of one"):
        old, new = (part.replace("fiets, ", "fiets, label: Komt met de fiets, ") for part in (old, new))
    numbers.replace(CODEBOOK, old, new)
    code, errors = numbers.run("check", "tiny")
    assert code == 1 and f"{CODEBOOK}, line " in errors and "Traceback" not in errors
    for text in expected:
        assert text in errors


VERVOER = "items: [auto, fiets], show: aandeel_antwoorden}"  # of a figure
BAD_PLAN = {
    "categories of amounts": ("items: [uren], show: som", "items: [uren]", ["'uren' is numeric, and has no categories to show", "write 'show: gemiddelde'"]),
    "a statistic that is not asked for": ("items: [uren], show: som", "items: [reis], show: som", ["unknown category or net 'som'"]),
    "a mean of no score": ("items: [vrij, open]\n    show: eens\n    banner", "items: [vrij, open]\n    show: gemiddelde\n    banner", ["item 'open'", "unknown category or net 'gemiddelde'"]),
    "stacked bars of means": ("items: [vrij, open]\n    base", "items: [vrij]\n    show: gemiddelde\n    base", ["fig-stellingen", "a figure of kind 'likert' that shows 'gemiddelde'", "choose another kind"]),
    "a mean beside a share": (VERVOER, "items: [vrij], show: [eens, gemiddelde]}", ["fig-vervoer", "a figure with shares ('eens') and statistics ('gemiddelde')", "make two figures"]),
    "a mean beside all shares of another item": (VERVOER, "items: [vrij, auto], show: [gemiddelde, aandeel_antwoorden]}", ["a figure with shares ('aandeel_antwoorden') and statistics ('gemiddelde')"]),
    "two units": (VERVOER, "items: [uren, reis], show: gemiddelde}", ["'uren.gemiddelde' is in 'uur per week', and 'reis.gemiddelde' is in 'minuten'", "one unit"]),
    "an amount beside a score": (VERVOER, "items: [vrij, uren], show: gemiddelde}", ["'vrij.gemiddelde' has no unit, and 'uren.gemiddelde' is in 'uur per week'"]),
    "a total beside a mean": (VERVOER, "items: [uren], show: [gemiddelde, som]}", ["'uren.gemiddelde' is no total, and 'uren.som' is a total", "make two figures"]),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_PLAN)
def test_a_bad_plan_is_told_with_place_and_next_step(numbers: Project, case: str) -> None:
    old, new, expected = BAD_PLAN[case]
    numbers.replace(PLAN, old, new)
    code, errors = numbers.run("check", "tiny")
    assert code == 1 and f"{PLAN}, line " in errors and "Traceback" not in errors
    for text in expected:
        assert text in errors


@pytest.mark.parametrize(
    ("old", "new", "items", "expected"),
    [
        ("unit: minuten", "unit: uur per week", "[uren, reis]", "has decimals: 1, and 'reis.gemiddelde' has decimals: 0"),
        ("unit: uur per week", "unit: ''", "[vrij, uren]", "has a scale from 1 to 4, and 'uren.gemiddelde' has no scale"),
    ],
)  # fmt: skip
def test_other_decimals_or_another_scale_in_one_figure(numbers: Project, old, new, items, expected) -> None:
    numbers.replace(CODEBOOK, old, new)
    numbers.replace(PLAN, VERVOER, f"items: {items}, show: gemiddelde}}")
    code, errors = numbers.run("check", "tiny")
    assert code == 1 and f"{PLAN}, line " in errors and expected in errors
    numbers.replace(PLAN, f"items: {items}", "items: [uren]")
    assert numbers.run("check", "tiny") == (0, "")


def test_a_unit_is_translated_too(numbers: Project) -> None:
    add_english(numbers)
    code, errors = numbers.run("check", "tiny")
    assert code == 1
    assert "populations.ambtsdragers.items.uren.unit has no translation: 'uur per week'" in errors
