"""A codebook and the words of its population in, the same codebook in another language out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from drukproef.study.codebook import Codebook
from drukproef.study.item import Category, Item, MissingCode, Net, Scale, Variable
from drukproef.study.translating import Location, Translating
from drukproef.study.translation import AnswerWords, PopulationWords, QuestionWords

Question = TypeVar("Question", Item, Variable)
Answers = dict[str, Any]
NONE = QuestionWords()


def translated_codebook(
    codebook: Codebook, words: PopulationWords, at: Location, done: Translating
) -> Codebook:
    """The codebook with all its labels translated. An answer of a scale is translated with the scale."""
    done.known((*at, "scales"), "scale", words.scales, codebook.scales)
    done.known((*at, "variables"), "variable", words.variables, (v.id for v in codebook.variables))
    done.known((*at, "items"), "item", words.items, (i.id for i in codebook.items))
    scales = {
        name: scale.model_copy(
            update=_answers(scale, words.scales.get(name, NONE), (*at, "scales", name), done)
        )
        for name, scale in codebook.scales.items()
    }
    variables = [
        _question(v, scales, words.variables.get(v.id, NONE), (*at, "variables", v.id), done)
        for v in codebook.variables
    ]
    items = [
        _question(i, scales, words.items.get(i.id, NONE), (*at, "items", i.id), done) for i in codebook.items
    ]
    return codebook.model_copy(
        update={
            "scales": scales,
            "groups": _groups(codebook, words, (*at, "groups"), done),
            "variables": tuple(variables),
            "items": tuple(items),
        }
    )


def _groups(codebook: Codebook, words: PopulationWords, at: Location, done: Translating) -> dict[str, str]:
    used = dict.fromkeys(i.group for i in codebook.items if i.group)
    done.known(at, "question block", words.groups, used)
    return {g: done.text((*at, g), codebook.groups.get(g, g), words.groups.get(g, "")) for g in used}


def _question(
    question: Question, scales: dict[str, Scale], words: QuestionWords, at: Location, done: Translating
) -> Question:
    texts: Answers = {
        name: done.text((*at, name), getattr(question, name), getattr(words, name))
        for name in ("label", "question", "base_label", "unit")
    }
    return question.model_copy(
        update=texts | _answers(question, words, at, done, scales.get(question.scale or ""))
    )


def _answers(
    owner: Scale | Item, words: AnswerWords, at: Location, done: Translating, scale: Scale | None = None
) -> Answers:
    """Categories, nets and missing codes: translated here, or taken from the scale when they are the scale's own."""
    done.known((*at, "categories"), "category", words.categories, (c.id for c in owner.categories))
    done.known((*at, "short"), "category", words.short, (c.id for c in owner.categories))
    done.known((*at, "nets"), "net", words.nets, (n.id for n in owner.nets))
    return {
        "categories": tuple(_category(c, scale, words, at, done) for c in owner.categories),
        "nets": tuple(_net(n, scale, words, at, done) for n in owner.nets),
        "missing": tuple(_missing(m, scale, words, at, done) for m in owner.missing),
    }


def _category(
    category: Category, scale: Scale | None, words: AnswerWords, at: Location, done: Translating
) -> Category:
    label, short = words.categories.get(category.id, ""), words.short.get(category.id, "")
    if scale and not label and not short and (same := _same(category.id, scale.categories)):
        return category.model_copy(update={"label": same.label, "short": same.short})
    label = done.text((*at, "categories", category.id), category.label, label)
    return category.model_copy(update={"label": label, "short": short or None})


def _net(net: Net, scale: Scale | None, words: AnswerWords, at: Location, done: Translating) -> Net:
    label = words.nets.get(net.id, "")
    if scale and not label and (same := _same(net.id, scale.nets)):
        return net.model_copy(update={"label": same.label})
    return net.model_copy(update={"label": done.text((*at, "nets", net.id), net.label, label)})


def _missing(
    code: MissingCode, scale: Scale | None, words: AnswerWords, at: Location, done: Translating
) -> MissingCode:
    label = words.missing.get(code.code, "")
    if scale and not label and (same := next((m for m in scale.missing if m.code == code.code), None)):
        return code.model_copy(update={"label": same.label})
    return code.model_copy(update={"label": done.text((*at, "missing", code.code), code.label, label)})


Labelled = TypeVar("Labelled", Category, Net)


def _same(name: str, among: Iterable[Labelled]) -> Labelled | None:
    return next((one for one in among if one.id == name), None)
