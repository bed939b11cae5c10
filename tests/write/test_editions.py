"""The shipped study says the same in both languages: each chapter has a text, and prints the same numbers and claims."""

from __future__ import annotations

import re
from typing import Any

import pytest
from drukproef.study import Study, load_study
from drukproef.write.ledger import Ledger
from drukproef.write.page import Markdown, Page, environment, item_names
from drukproef.write.references import BannerReference, CellReference, Claimed, ItemReference

from tests.conftest import ROOT

STUDIES = {language: load_study("miv2024", ROOT, language) for language in ("nl", "en")}
CHAPTERS = STUDIES["nl"].settings.chapters
NUMBERS = {
    "pct": "share",
    "percent": "share",
    "pcts": "share",
    "n": "n",
    "spelled": "n",
    "words": "words",
    "points": "points",
}
TURNED = {">": "<", ">=": "<="}


def thing(value: Any) -> Any:
    """A cell, comparison or value as plain data; a comparison reads the same from both sides."""
    if isinstance(value, Claimed):
        sides = (value.left._key.path, value.right._key.path)
        if value.operator in TURNED:
            return TURNED[value.operator], sides[::-1]
        return value.operator, tuple(sorted(sides)) if value.operator == "==" else sides
    if isinstance(value, ItemReference):
        return value._any_cell._key.path
    if isinstance(value, CellReference):
        return value._key.path
    return f"{thing(value._cell)} {value._banner.id}" if isinstance(value, BannerReference) else value


def said(study: Study, chapter: str, source: str) -> set[tuple[Any, ...]]:
    """All that a text prints, claims, places and refers to: bindings with their things, without computing any."""
    plan = study.plan(chapter)
    page = Page(study, plan, dict.fromkeys(study.populations_of(chapter)), Ledger(chapter))  # type: ignore[arg-type]
    found: set[tuple[Any, ...]] = {("refers", name) for name in re.findall(r"@(\w+-[\w-]+)", source.lower())}
    found.add(("footnotes", source.count("^[")))

    def printing(kind: str) -> Any:
        def record(*arguments: Any, **_: Any) -> Markdown:
            found.add((kind, thing(arguments[0])))
            return Markdown()

        return record

    def computing(kind: str) -> Any:
        return lambda *arguments, **_: (kind, *sorted(map(thing, arguments), key=str))

    def fact(name: str) -> Any:
        text = isinstance(study.facts[name].value, str)
        return printing("fact")(name) if text else ("fact", name)

    made = environment(page)
    made.filters.update({name: printing(kind) for name, kind in NUMBERS.items()})
    made.filters.update({name: printing("claim") for name in ("says", "adverb")})
    made.filters["label"] = lambda value: Markdown()
    made.globals.update(item_names(page))
    made.globals.update(
        {name: computing(name) for name in ("claim", "most", "least", "alike", "count", "base")}
    )
    made.globals.update({name: printing(name) for name in ("table", "figure", "quotes", "caveat")})
    made.globals.update({name: lambda *_, **__: Markdown() for name in ("grid", "wave", "plain")})
    made.globals.update(fact=fact, ratio=lambda part, whole: ("ratio", part, whole), edition=Markdown())
    made.from_string(source).render()
    assert page.problems == []
    return found


def text(language: str, chapter: str) -> str:
    study = STUDIES[language]
    return (study.text_templates / study.plan(chapter).template).read_text(encoding="utf-8")


@pytest.mark.parametrize("chapter", CHAPTERS)
@pytest.mark.parametrize("language", STUDIES)
def test_each_chapter_of_the_shipped_study_has_a_text(language, chapter):
    assert STUDIES[language].has_text(chapter)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_both_editions_print_the_same_numbers_and_claims(chapter):
    dutch, english = (said(STUDIES[language], chapter, text(language, chapter)) for language in STUDIES)
    assert (dutch - english, english - dutch) == (set(), set())


EDITS = {
    "a number that is left out": ("{{ hinder.veel | percent }}", "some", ("share", "belemmeringen_zorgplicht/veel")),
    "a number of another wave": ("{{ ruimte[2022] | percent }}", "{{ ruimte[2024] | percent }}", ("share", "2022/voldoende")),
    "a claim that is turned": ("claim(hinder.enige > hinder.veel)", "claim(hinder.enige < hinder.veel)", ("claim", "/veel")),
    "a table that is left out": ('{{ table("tbl-steunpunten") }}', "", ("table", "tbl-steunpunten")),
    "a reference that is left out": ("(@fig-wegwijs)", "", ("refers", "fig-wegwijs")),
}  # fmt: skip


@pytest.mark.parametrize("edit", EDITS)
def test_what_one_edition_leaves_out_is_found(edit):
    old, new, (kind, part) = EDITS[edit]
    whole = text("nl", "2")
    assert old in whole
    lost = said(STUDIES["nl"], "2", whole) - said(STUDIES["nl"], "2", whole.replace(old, new))
    assert [found for found in lost if found[0] == kind and part in str(found[1])]
