"""data/<study>/ in, one validated Study out: settings, codebooks, population figures and plans that agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drukproef.errors import DrukproefError, Problem
from drukproef.study.check import problems_between, unknown
from drukproef.study.codebook import Codebook
from drukproef.study.facts import Fact, load_facts
from drukproef.study.folders import Folders
from drukproef.study.item import Item
from drukproef.study.plan import ChapterPlan, Element
from drukproef.study.settings import Population, StudySettings
from drukproef.study.translate import Words, translated
from drukproef.study.yamlfile import load_model


@dataclass(frozen=True)
class Study(Folders):
    """A study's definition, complete and consistent, with the words of one language."""

    codebooks: dict[str, Codebook]
    plans: tuple[ChapterPlan, ...]
    facts: dict[str, Fact]

    def population(self, population_id: str) -> Population:
        """The population with this id; KeyError when there is none."""
        return self.settings.populations[population_id]

    def population_of(self, plan: ChapterPlan, element: Element) -> str:
        """The population that a table or figure is about: its own, else the chapter's main one."""
        return element.population or self.populations_of(plan.id)[0]

    def populations_of(self, chapter_id: str) -> tuple[str, ...]:
        """The populations that a chapter reads, its main one first."""
        return self.plan(chapter_id).populations or tuple(self.settings.populations)

    def weighting_files_of(self, population_id: str) -> list[str]:
        """The files that weights are made from beside the responses, as paths from the project's root."""
        population = self.population(population_id)
        weighting = population.weighting
        several = (weighting, *weighting.sets.values())
        recipes = (*several, *(recipe for one in several for recipe in one.waves.values()))
        raw = list(population.files.values()) if any(r.base_weight for r in recipes) else []
        return [f"data/{self.id}/{name}" for name in weighting.files] + raw

    def weights_of(self, population_id: str) -> list[str]:
        """The names of the weights of a population: its main ones, then each set for question blocks."""
        return [
            population_id,
            *(f"{population_id}-{name}" for name in self.population(population_id).weighting.sets),
        ]

    def text_files_of(self, chapter_id: str) -> list[str]:
        """The files that a chapter's text is made from, as paths from the project's root."""
        files = [self.data / "study.yaml", self.data / "plan" / f"{chapter_id}.yaml"]
        files += [self.root / name for name in self.translation_files]
        template = self.text_templates / self.plan(chapter_id).template
        files += [template] if self.has_text(chapter_id) else []
        files += [self.data / self.population(p).codebook for p in self.populations_of(chapter_id)]
        optional = [self.answers_of(chapter_id)]
        optional += [self.data / self.settings.facts] if self.settings.facts else []
        optional += sorted((self.root / "templates" / "macros").glob("*.j2"))
        return [f.relative_to(self.root).as_posix() for f in (*files, *(o for o in optional if o.is_file()))]

    def answers_of(self, chapter_id: str) -> Path:
        """The file with the quotations of a chapter, which may not exist."""
        return self.data / "answers" / self.language_folder / f"{chapter_id}.yaml"

    def has_text(self, chapter_id: str) -> bool:
        """Whether a chapter is written in this language. In the main one it must be."""
        template = self.text_templates / self.plan(chapter_id).template
        return not self.language_folder or template.is_file()

    def item(self, population_id: str, item_id: str) -> Item:
        """An item of a population."""
        return self.codebooks[population_id].item(item_id)

    def plan(self, chapter_id: str) -> ChapterPlan:
        """The plan of a chapter; KeyError when there is none."""
        return {p.id: p for p in self.plans}[chapter_id]

    def elements(self) -> Iterator[tuple[ChapterPlan, Element]]:
        """All tables and figures, with their chapter."""
        for plan in self.plans:
            for element in (*plan.tables, *plan.figures):
                yield plan, element


def load_study(study_id: str, root: Path | None = None, language: str | None = None) -> Study:
    """Read and check a study; DrukproefError lists all that is wrong, with file and line.

    With one of its languages, its edition in that language: an error too when something has not been translated.
    """
    study = _main_study(study_id, Path.cwd() if root is None else root)
    return study if language is None else edition_of(study, language)


def edition_of(study: Study, language: str) -> Study:
    """A study in another of its languages; DrukproefError lists all that has not been translated."""
    if language == study.settings.language:
        return study
    place = f"data/{study.id}/study.yaml, languages"
    known = {name: name for name in study.settings.languages}
    if language not in known:
        raise DrukproefError([unknown("language", language, known, place)])
    name = f"translations/{language}.yaml"
    words = Words(study.settings, study.codebooks, study.plans, study.facts)
    return Study(
        study.root, *translated(words, known[language], study.data / name, f"data/{study.id}/{name}")
    )


def _main_study(study_id: str, root: Path) -> Study:
    data = root / "data" / study_id
    shown = f"data/{study_id}"
    settings = load_model(StudySettings, data / "study.yaml", f"{shown}/study.yaml")
    problems: list[Problem] = []
    codebooks: dict[str, Codebook] = {}
    plans: list[ChapterPlan] = []
    for name, population in settings.populations.items():
        try:
            codebooks[name] = load_model(
                Codebook, data / population.codebook, f"{shown}/{population.codebook}"
            )
        except DrukproefError as error:
            problems.extend(error.problems)
    for chapter in settings.chapters:
        try:
            plans.append(
                load_model(ChapterPlan, data / "plan" / f"{chapter}.yaml", f"{shown}/plan/{chapter}.yaml")
            )
        except DrukproefError as error:
            problems.extend(error.problems)
    if problems:
        raise DrukproefError(problems)
    facts = load_facts(data / settings.facts, f"{shown}/{settings.facts}") if settings.facts else {}
    problems = problems_between(settings, codebooks, tuple(plans), data, shown)
    if problems:
        raise DrukproefError(problems)
    return Study(root, settings, codebooks, tuple(plans), facts)
