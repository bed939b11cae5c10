"""A question of the codebook in, what is wrong with the statistics that it asks for out."""

from __future__ import annotations

from collections.abc import Iterator

from drukproef.errors import Problem
from drukproef.study.codebook import Codebook
from drukproef.study.item import AnyOf, Item, Variable
from drukproef.study.statistics import STATISTICS

ONLY_NUMERIC = ("unit", "minimum", "maximum", "statistics")


def statistic_problems(question: Item, codebook: Codebook, place: str) -> Iterator[Problem]:
    """Of any question: amounts, means of codes, shares of answers, and ids that would be taken for these."""
    for shown in question.answer_ids:
        if shown in STATISTICS:
            found = f"'{question.id}' has a category or net '{shown}'"
            yield Problem(
                place, found, f"another id: this one is that of the {STATISTICS[shown].en}", "rename it"
            )
    if question.is_numeric:
        yield from _numeric_problems(question, place)
    else:
        given = [name for name in ONLY_NUMERIC if name in question.model_fields_set]
        if given:
            found = f"'{question.id}' has {' and '.join(given)}, but its kind is {question.kind}"
            yield Problem(
                place, found, "kind numeric", f"write 'kind: numeric', or remove {' and '.join(given)}"
            )
    if question.score:
        yield from _score_problems(question, place)
    if question.share_of_answers:
        yield from _answers_problems(question, codebook, place)
    if isinstance(question.derive, AnyOf):
        yield from _source_problems(question, question.derive, codebook, place)


def _numeric_problems(question: Item, place: str) -> Iterator[Problem]:
    name = f"'{question.id}'"
    if isinstance(question, Variable):
        found = f"{name} is a variable of kind numeric"
        yield Problem(place, found, "a variable with levels", "make it an item, or a variable of classes")
    taken = {
        "categories": question.categories,
        "nets": question.nets,
        "scale": question.scale,
        "derive": question.derive,
    }
    for part, value in taken.items():
        if value:
            found = f"{name} is numeric, and has {part}"
            yield Problem(place, found, f"amounts without {part}", f"remove {part}, or 'kind: numeric'")
    if question.score or question.share_of_answers:
        step = "remove it; the mean of amounts is one of its statistics"
        yield Problem(place, f"{name} is numeric, and has score or share_of_answers", "neither of them", step)
    if question.dont_know == "in_base":
        found = f"{name} is numeric, and has don't know in its base"
        yield Problem(place, found, "don't know outside the base", "make it a missing code")
    if not question.statistics or len(set(question.statistics)) < len(question.statistics):
        yield Problem(
            place, f"{name} has no statistics, or one twice", "each statistic once", "mend 'statistics'"
        )
    if any(character.isdigit() for character in question.unit):
        found = f"the unit of {name} has digits: '{question.unit}'"
        yield Problem(place, found, "words, as each digit in a report must be bound", "write 'vier weken'")
    yield from _range_problems(question, place)


def _range_problems(question: Item, place: str) -> Iterator[Problem]:
    name, low, high = f"'{question.id}'", question.minimum, question.maximum
    if low < 0:
        found = f"{name} has the minimum {low:g}"
        step = "shift the amounts, so that none is negative, and say so in the label"
        yield Problem(place, found, "0 or more: negative codes mean that there is no answer", step)
    if high is not None and high <= low:
        yield Problem(
            place, f"{name} has the maximum {high:g}", f"more than the minimum, {low:g}", "mend the range"
        )
    for missing in question.missing:
        if missing.code >= low and (high is None or missing.code <= high):
            found = f"the missing code {missing.code} of {name} could be an amount"
            yield Problem(
                place, found, "a code outside minimum to maximum", "add a maximum below it, or mend the code"
            )


def _score_problems(question: Item, place: str) -> Iterator[Problem]:
    """A mean needs codes that are amounts of something."""
    if question.kind not in ("likert", "frequency", "ordinal", "numeric"):
        found = f"'{question.id}' has a score, but its scale is {question.kind}"
        yield Problem(place, found, "kind likert, frequency or ordinal", "mend the kind, or remove the score")
    if question.dont_know == "in_base" and not question.is_numeric:
        found = f"'{question.id}' has a score, and don't know in its base"
        yield Problem(
            place, found, "don't know outside the base", "make it a missing code, or remove the score"
        )


def _answers_problems(question: Item, codebook: Codebook, place: str) -> Iterator[Problem]:
    """Shares of answers are about a block in which each item was ticked (1) or not (0)."""
    name = f"'{question.id}'"
    if question.kind != "multiple" or {c.code for c in question.categories} != {0, 1}:
        what = "it has other codes than 0 and 1"
        if question.kind != "multiple":
            what = f"its kind is {question.kind}"
        step = "mend kind and codes, or remove share_of_answers"
        found = f"{name} has share_of_answers, but {what}"
        yield Problem(place, found, "kind multiple, and the codes 0 and 1", step)
    block = [i for i in codebook.items if i.group is not None and i.group == question.group]
    without = [i.id for i in block if i.kind == "multiple" and not i.share_of_answers]
    if len(block) < 2 or without:
        found = (
            f"{name} has share_of_answers, but {', '.join(without) or 'no other item'} of its block has not"
        )
        yield Problem(
            place, found, "all items of kind multiple of the block, at least two", "add it to the others"
        )


def _source_problems(question: Item, rule: AnyOf, codebook: Codebook, place: str) -> Iterator[Problem]:
    for item in codebook.items:
        if item.id in rule.items and item.is_numeric:
            found = f"'{question.id}' is derived from '{item.id}', which is numeric"
            yield Problem(f"{place}, derive", found, "items with categories", "leave it out")
