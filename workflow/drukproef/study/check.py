"""Do the files of a study agree with each other? Each disagreement becomes a problem with file and line."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

from drukproef.errors import Problem
from drukproef.study.check_figures import figure_problems
from drukproef.study.check_statistics import statistic_problems
from drukproef.study.codebook import Codebook
from drukproef.study.item import AnyOf, Cross, Item, Recode, Variable
from drukproef.study.plan import ChapterPlan, Element, FigurePlan
from drukproef.study.settings import StudySettings
from drukproef.study.yamlfile import line_of, read_yaml


def problems_between(
    settings: StudySettings,
    codebooks: dict[str, Codebook],
    plans: tuple[ChapterPlan, ...],
    data: Path,
    shown: str,
) -> list[Problem]:
    """All disagreements between study.yaml, codebooks and plans."""
    problems = list(_population_problems(settings, codebooks, shown))
    for name, codebook in codebooks.items():
        path = settings.populations[name].codebook
        content = read_yaml(data / path, f"{shown}/{path}")
        problems += _codebook_problems(codebook, content, f"{shown}/{path}")
    for plan in plans:
        path = f"plan/{plan.id}.yaml"
        content = read_yaml(data / path, f"{shown}/{path}")
        problems += _plan_problems(plan, settings, codebooks, content, f"{shown}/{path}")
    return problems


def unknown(kind: str, name: str, known: Iterable[str], place: str) -> Problem:
    """A name that is not defined, with the nearest one that is."""
    known = sorted(known)
    close = difflib.get_close_matches(name, known, n=1)
    step = f"did you mean '{close[0]}'?" if close else f"define it, or use one of: {', '.join(known[:8])}"
    return Problem(place, f"unknown {kind} '{name}'", f"a {kind} that is defined", step)


def _population_problems(
    settings: StudySettings, codebooks: dict[str, Codebook], shown: str
) -> Iterator[Problem]:
    for name, population in settings.populations.items():
        variables = [v.id for v in codebooks[name].variables]
        if population.strata not in variables:
            yield unknown("variable", population.strata, variables, f"{shown}/study.yaml, population {name}")
        if population.psu is not None and population.psu not in variables:
            yield unknown(
                "variable", population.psu, variables, f"{shown}/study.yaml, population {name}, psu"
            )
        yield from _amounts_from_shares(settings, codebooks[name], name, shown)
        if settings.edition not in population.files:
            yield Problem(
                f"{shown}/study.yaml, population {name}",
                f"no file for the edition {settings.edition}",
                f"a line '{settings.edition}: <file>' under files",
            )


def _amounts_from_shares(
    settings: StudySettings, codebook: Codebook, name: str, shown: str
) -> Iterator[Problem]:
    """Respondents can be reconstructed from printed shares, not from means."""
    if settings.populations[name].reconstruction is None:
        return
    for item in codebook.items:
        if item.is_numeric:
            found = f"the item '{item.id}' is numeric, and this population is reconstructed"
            place = f"{shown}/study.yaml, population {name}"
            yield Problem(place, found, "items with categories", "leave the item out, or give the microdata")


def _codebook_problems(codebook: Codebook, content: object, shown: str) -> Iterator[Problem]:
    variables = {v.id: v for v in codebook.variables}
    groups = {i.group for i in codebook.items if i.group}
    for group in codebook.groups:
        if group not in groups:
            place = f"{shown}, line {line_of(content, ['groups', group])}"
            yield unknown("question block", group, groups, place)
    names: dict[str, str] = {}
    for part, questions in (("variables", codebook.variables), ("items", codebook.items)):
        for i, question in enumerate(questions):
            place = f"{shown}, line {line_of(content, [part, i])}"
            if question.id in names:
                yield Problem(
                    place, f"'{question.id}' is defined twice", "one definition", "rename or remove one"
                )
            names[question.id] = place
            yield from _question_problems(question, codebook, variables, place)


def _question_problems(
    question: Item, codebook: Codebook, variables: dict[str, Variable], place: str
) -> Iterator[Problem]:
    if question.scale and question.scale not in codebook.scales:
        yield unknown("scale", question.scale, codebook.scales, place)
    codes = [c.code for c in question.categories] + [m.code for m in question.missing]
    if len(codes) != len(set(codes)):
        yield Problem(place, f"'{question.id}' uses a code twice", "one meaning per code")
    known = {c.id for c in question.categories}
    for net in question.nets:
        for category in net.categories:
            if category not in known:
                yield unknown("category", category, known, f"{place}, net '{net.id}'")
    for variable, levels in question.base.items():
        if variable not in variables:
            yield unknown("variable", variable, variables, f"{place}, base")
            continue
        level_ids = {c.id for c in variables[variable].categories}
        for level in levels:
            if level not in level_ids:
                yield unknown("level", level, level_ids, f"{place}, base")
    derive = question.derive
    if isinstance(derive, Recode) and derive.source not in variables:
        yield unknown("variable", derive.source, variables, f"{place}, derive")
    yield from statistic_problems(question, codebook, place)
    if isinstance(derive, Cross):
        yield from _cross_problems(question, derive, variables, place)
    if isinstance(derive, AnyOf):
        for item in derive.items:
            if item not in {i.id for i in codebook.items}:
                yield unknown("item", item, (i.id for i in codebook.items), f"{place}, derive")


def _cross_problems(
    question: Item, cross: Cross, variables: dict[str, Variable], place: str
) -> Iterator[Problem]:
    absent = [name for name in cross.crossed if name not in variables]
    yield from (unknown("variable", name, variables, f"{place}, derive") for name in absent)
    if absent:
        return
    levels = [[c.id for c in variables[name].categories] for name in cross.crossed]
    combinations = ["_".join(parts) for parts in product(*levels)]
    if len(set(combinations)) < len(combinations):
        yield Problem(
            f"{place}, derive", "two combinations have the same id", "ids that differ", "rename a level"
        )
    for category in question.categories:
        if category.id not in combinations:
            yield unknown("combination", category.id, combinations, place)


def _plan_problems(
    plan: ChapterPlan,
    settings: StudySettings,
    codebooks: dict[str, Codebook],
    content: object,
    shown: str,
) -> Iterator[Problem]:
    seen: set[str] = set()
    for name in plan.populations or ():
        if name not in codebooks:
            yield unknown("population", name, codebooks, f"{shown}, line {line_of(content, ['populations'])}")
    for part, elements in (("tables", plan.tables), ("figures", plan.figures)):
        for i, element in enumerate(elements):
            place = f"{shown}, line {line_of(content, [part, i])}, {element.id}"
            if element.id in seen:
                yield Problem(place, f"'{element.id}' is used twice", "an id of its own")
            seen.add(element.id)
            population = element.population or (plan.populations or tuple(settings.populations))[0]
            if population not in codebooks:
                yield unknown("population", population, codebooks, place)
            else:
                yield from _element_problems(element, codebooks[population], place)


def _element_problems(element: Element, codebook: Codebook, place: str) -> Iterator[Problem]:
    items = {i.id: i for i in codebook.tabulated}
    for name in element.items:
        if name not in items:
            yield unknown("item", name, items, place)
            continue
        yield from _shown_problems(element, items[name], place)
    if isinstance(element, FigurePlan):
        yield from figure_problems(element, [items[name] for name in element.items if name in items], place)
    if element.banner is None:
        return
    banners = {v.id: v for v in codebook.banners}
    if element.banner not in banners:
        yield unknown("banner", element.banner, banners, place)
        return
    levels = {c.id for c in banners[element.banner].categories}
    for level in element.levels or ():
        if level not in levels:
            yield unknown("level", level, levels, place)


def _shown_problems(element: Element, item: Item, place: str) -> Iterator[Problem]:
    """What an element shows of an item. An item of amounts has no categories."""
    place = f"{place}, item '{item.id}'"
    for shown in element.shown:
        if shown not in item.shown_ids:
            yield unknown("category or net", shown, item.shown_ids, place)
    if item.is_numeric and not element.shown:
        ids = ", ".join(item.shown_ids)
        found = f"'{item.id}' is numeric, and has no categories to show"
        yield Problem(
            place, found, f"'show' with one or more of: {ids}", f"write 'show: {item.shown_ids[0]}'"
        )
