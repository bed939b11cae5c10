"""A study in its main language and its translation in, the same study in the other language out.

Whatever a reader could see must have been translated; all that is missing comes as one error, with its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

from drukproef.errors import DrukproefError
from drukproef.study.codebook import Codebook
from drukproef.study.facts import Fact
from drukproef.study.plan import ChapterPlan, FigurePlan, TablePlan
from drukproef.study.settings import Language, StudySettings
from drukproef.study.translate_codebook import translated_codebook
from drukproef.study.translating import Location, Translating
from drukproef.study.translation import ChapterWords, ElementWords, PopulationWords, Translation
from drukproef.study.yamlfile import load_model, read_yaml

Planned = TypeVar("Planned", TablePlan, FigurePlan)


class Words(NamedTuple):
    """The parts of a study that hold words."""

    settings: StudySettings
    codebooks: dict[str, Codebook]
    plans: tuple[ChapterPlan, ...]
    facts: dict[str, Fact]


def translated(original: Words, language: Language, path: Path, shown_path: str) -> Words:
    """The parts of a study in the language of the file at `path`; DrukproefError lists all that is not translated."""
    words = load_model(Translation, path, shown_path)
    done = Translating(language, read_yaml(path, shown_path), shown_path)
    settings = _settings(original.settings, language, words, done)
    done.known(("populations",), "population", words.populations, original.codebooks)
    codebooks = {
        name: translated_codebook(
            codebook, words.populations.get(name, PopulationWords()), ("populations", name), done
        )
        for name, codebook in original.codebooks.items()
    }
    done.known(("chapters",), "chapter", words.chapters, (plan.id for plan in original.plans))
    plans = tuple(_plan(plan, words.chapters.get(plan.id, ChapterWords()), done) for plan in original.plans)
    facts = _facts(original.facts, words.facts, done)
    if done.problems:
        raise DrukproefError(done.problems)
    return Words(settings, codebooks, plans, facts)


def _settings(
    settings: StudySettings, language: Language, words: Translation, done: Translating
) -> StudySettings:
    texts = {
        name: done.text((name,), getattr(settings, name), getattr(words, name))
        for name in ("title", "subtitle", "client", "licence", "notice")
    }
    populations = {
        name: population.model_copy(update={"label": done.text(
            ("populations", name, "label"), population.label,
            words.populations.get(name, PopulationWords()).label,
        )})
        for name, population in settings.populations.items()
    }  # fmt: skip
    original = tuple(b.caveat for b in settings.trend_breaks)
    caveats = done.texts(("trend_breaks",), original, words.trend_breaks)
    breaks = tuple(
        b.model_copy(update={"caveat": caveat})
        for b, caveat in zip(settings.trend_breaks, caveats, strict=False)
    )
    return settings.model_copy(
        update={"language": language, "populations": populations, "trend_breaks": breaks, **texts}
    )


def _plan(plan: ChapterPlan, words: ChapterWords, done: Translating) -> ChapterPlan:
    at: Location = ("chapters", plan.id)
    elements = (*plan.tables, *plan.figures)
    done.known((*at, "elements"), "table or figure", words.elements, (e.id for e in elements))
    return plan.model_copy(
        update={
            "title": done.text((*at, "title"), plan.title, words.title),
            "tables": tuple(_element(t, plan.id, words, done) for t in plan.tables),
            "figures": tuple(_element(f, plan.id, words, done) for f in plan.figures),
        }
    )


def _element(element: Planned, chapter: str, words: ChapterWords, done: Translating) -> Planned:
    own = words.elements.get(element.id, ElementWords())
    at: Location = ("chapters", chapter, "elements", element.id)
    return element.model_copy(
        update={
            "title": done.text((*at, "title"), element.title, own.title),
            "base": done.text((*at, "base"), element.base, own.base),
            "notes": done.texts((*at, "notes"), element.notes, own.notes),
        }
    )


def _facts(facts: Mapping[str, Fact], words: Mapping[str, str], done: Translating) -> dict[str, Fact]:
    texts = {name: fact for name, fact in facts.items() if isinstance(fact.value, str)}
    done.known(("facts",), "fact with a text", words, texts)
    said = {name: done.text(("facts", name), str(f.value), words.get(name, "")) for name, f in texts.items()}
    return {
        name: fact.model_copy(update={"value": said[name]}) if name in said else fact
        for name, fact in facts.items()
    }
