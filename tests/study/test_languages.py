"""An edition in another language: the same study in other words, and one error with all that has none."""

from __future__ import annotations

from typing import Any

import pytest
from drukproef.errors import DrukproefError
from drukproef.study import Study, load_study

from tests.conftest import ROOT, Project
from tests.english import TRANSLATION, add_english

STUDY = "data/tiny/study.yaml"
READABLE = frozenset(
    [
        "label",
        "short",
        "question",
        "base_label",
        "title",
        "subtitle",
        "base",
        "notes",
        "client",
        "licence",
        "notice",
        "caveat",
    ]
)


@pytest.fixture
def both(project: Project) -> Project:
    """The tiny study in Dutch and English."""
    return add_english(project)


def english(project: Project) -> Study:
    return load_study("tiny", project.root, "en")


def problems(project: Project) -> list[str]:
    with pytest.raises(DrukproefError) as error:
        english(project)
    return [str(problem) for problem in error.value.problems]


def test_every_kind_of_word_is_translated(both):
    study = english(both)
    item = study.item("ambtsdragers", "vrij")
    assert study.settings.title == "Small monitor"
    assert study.population("griffiers").label == "clerks"
    assert item.label == "I feel free"
    assert [c.label for c in item.categories] == ["disagree", "neutral", "agree", "strongly agree"]
    assert (item.nets[0].label, item.missing[0].label) == ("(strongly) agree", "don't know")
    assert study.item("ambtsdragers", "hinder").label_of("wel") == "hindrance"
    assert study.codebooks["ambtsdragers"].groups == {"stellingen": "Statements"}
    assert study.plan("1").table("tbl-geslacht").base == "office-holders, without don't know"
    assert study.plan("2").title == "Clerks"
    assert (study.facts["start"].value, study.facts["uitgenodigd"].value) == ("3 January", 2500)


def test_ids_codes_rules_and_files_are_those_of_the_main_language(both):
    dutch, study = load_study("tiny", both.root), english(both)
    ids = [[(c.code, c.id) for c in i.categories] for i in study.codebooks["ambtsdragers"].questions]
    assert ids == [[(c.code, c.id) for c in i.categories] for i in dutch.codebooks["ambtsdragers"].questions]
    assert study.settings.rules == dutch.settings.rules
    assert study.population("ambtsdragers").files == dutch.population("ambtsdragers").files
    assert study.results == dutch.results


def test_the_main_language_is_as_it_was(project):
    before = load_study("tiny", project.root)
    after = load_study("tiny", add_english(project).root)
    assert (after.codebooks, after.plans, after.facts) == (before.codebooks, before.plans, before.facts)
    assert after.settings.model_copy(update={"languages": ("nl",)}) == before.settings


def test_what_has_words_has_a_folder_of_its_own(both):
    dutch, study, root = load_study("tiny", both.root), english(both), both.root
    assert study.text_results == root / "results/tiny/en"
    assert study.text_reports == root / "reports/tiny/en"
    assert study.text_templates == root / "templates/tiny/en"
    assert (study.argument, study.text_id) == ("tiny --language en", "tiny/en")
    assert (dutch.text_results, dutch.text_reports) == (dutch.results, dutch.reports)
    assert (dutch.argument, dutch.text_id, dutch.language_prefix) == ("tiny", "tiny", "")


def test_a_study_in_english_only_needs_no_translation(project):
    project.replace(STUDY, "language: nl", "language: en")
    study = english(project)
    assert study.settings.languages == ("en",)
    assert study.text_results == study.results


def test_the_files_behind_a_chapter_are_those_of_its_language(both):
    study = english(both)
    assert {TRANSLATION, "templates/tiny/en/01-ambtsdragers.qmd.j2"} <= set(study.text_files_of("1"))
    assert "templates/tiny/01-ambtsdragers.qmd.j2" not in study.text_files_of("1")
    assert not any(file.endswith(".j2") for file in study.text_files_of("2"))
    assert TRANSLATION not in load_study("tiny", both.root).text_files_of("1")


def test_all_that_has_no_translation_comes_at_once_with_place_and_next_step(both):
    both.replace(TRANSLATION, "title: Small monitor\n", "")
    both.replace(TRANSLATION, "vrij: {label: I feel free}", "vrij: {}")
    both.replace(TRANSLATION, ", helemaal_eens: strongly agree", "")
    both.replace(TRANSLATION, "{start: 3 January}", "{}")
    both.replace(TRANSLATION, ", base: clerks", "")
    assert problems(both) == [
        f"{TRANSLATION}, line 1: title has no translation: 'Kleine monitor'\n"
        "  expected: the same in English\n  next: add 'title: ...'",
        f"{TRANSLATION}, line 11: populations.ambtsdragers.scales.eens.categories.helemaal_eens has no translation: "
        "'helemaal eens'\n  expected: the same in English\n"
        "  next: add 'helemaal_eens: ...' under populations.ambtsdragers.scales.eens.categories",
        f"{TRANSLATION}, line 18: populations.ambtsdragers.items.vrij.label has no translation: 'Ik voel me vrij'\n"
        "  expected: the same in English\n  next: add 'label: ...' under populations.ambtsdragers.items.vrij",
        f"{TRANSLATION}, line 37: chapters.2.elements.tbl-tevreden.base has no translation: 'griffiers'\n"
        "  expected: the same in English\n  next: add 'base: ...' under chapters.2.elements.tbl-tevreden",
        f"{TRANSLATION}, line 38: facts.start has no translation: '3 januari'\n"
        "  expected: the same in English\n  next: add 'start: ...' under facts",
    ]


STALE = {
    "a renamed item": ("      vrij: {label", "      vrj: {label", ["unknown item 'vrj'", "did you mean 'vrij'?", "items.vrij.label has no"]),
    "an unknown element": ("tbl-trend: {title", "tbl-trends: {title", ["unknown table or figure 'tbl-trends'"]),
    "an unknown scale": ("      eens:\n", "      oneens:\n", ["unknown scale 'oneens'"]),
    "an unknown key": ("subtitle: Twelve", "subtitel: Twelve", ["line 2: unknown key 'subtitel'", "did you mean 'subtitle'?"]),
    "a translation of nothing": ("tevreden: {label: Is satisfied,", "tevreden: {label: Is satisfied, question: Are you?,", ["items.tevreden.question translates nothing"]),
    "too many notes": ('tbl-trend: {title', 'tbl-trend: {notes: [Extra.], title', ["tbl-trend.notes has 1 of 0 texts"]),
    "a fact that is a number": ("{start: 3 January}", "{start: 3 January, uitgenodigd: many}", ["unknown fact with a text 'uitgenodigd'"]),
    "an empty label": ("label: I feel free", 'label: " "', ["items.vrij.label has no translation"]),
}  # fmt: skip


@pytest.mark.parametrize("case", STALE)
def test_a_translation_that_does_not_fit_the_study_is_told(both, case):
    old, new, expected = STALE[case]
    both.replace(TRANSLATION, old, new)
    said = "\n".join(problems(both))
    for text in expected:
        assert text in said


def test_a_short_label_may_be_left_out(both):
    codebook = "data/tiny/codebook/ambtsdragers.yaml"
    both.replace(codebook, "label: neutraal}", "label: niet eens en niet oneens, short: neutraal}")
    category = english(both).item("ambtsdragers", "open").category("neutraal")
    assert (category.label, category.short) == ("neutral", None)
    both.replace(
        TRANSLATION, "        missing: {8:", "        short: {neutraal: neither}\n        missing: {8:"
    )
    assert english(both).item("ambtsdragers", "open").category("neutraal").short == "neither"


def test_an_item_may_say_it_in_other_words_than_its_scale(both):
    both.replace(TRANSLATION, "{label: I feel free}", "{label: I feel free, nets: {eens: free}}")
    study = english(both)
    assert study.item("ambtsdragers", "vrij").label_of("eens") == "free"
    assert study.item("ambtsdragers", "open").label_of("eens") == "(strongly) agree"


def test_caveats_of_trend_breaks_are_translated_in_order(both):
    breaks = "trend_breaks: [{items: [vrij], from_wave: 2024, caveat: De vraag is veranderd.}]\nchapters"
    both.replace(STUDY, "chapters", breaks)
    assert "trend_breaks has 0 of 1 texts" in problems(both)[0]
    with both.path(TRANSLATION).open("a", encoding="utf-8") as file:
        file.write("trend_breaks: [The question was changed.]\n")
    assert english(both).settings.trend_breaks[0].caveat == "The question was changed."


def test_without_a_file_the_error_names_it(both):
    both.path(TRANSLATION).unlink()
    code, errors = both.run("check", "tiny")
    assert code == 1
    assert f"{TRANSLATION}: the file does not exist" in errors


def test_check_checks_all_languages(both):
    assert both.run("check", "tiny") == (0, "")
    both.replace(TRANSLATION, "title: Small monitor\n", "")
    code, errors = both.run("check", "tiny")
    assert code == 1 and "title has no translation" in errors


def test_a_language_that_the_study_does_not_have(both):
    code, errors = both.run("draw", "tiny", "1", "--language", "de")
    assert code == 1
    assert "data/tiny/study.yaml, languages: unknown language 'de'" in errors


@pytest.mark.parametrize("languages", ["[en, nl]", "[nl, nl]", "[]"])
def test_the_main_language_comes_first_and_each_once(project, languages):
    project.replace(STUDY, "language: nl", f"language: nl\nlanguages: {languages}")
    code, errors = project.run("check", "tiny")
    assert code == 1
    assert "study.yaml, line 9: 'languages' is" in errors and "the main one first: [nl, ...]" in errors


def test_a_label_for_a_question_block_that_no_item_is_in(project):
    project.replace(
        "data/tiny/codebook/ambtsdragers.yaml", "\nscales:", "\ngroups: {stelling: Stellingen}\nscales:"
    )
    code, errors = project.run("check", "tiny")
    assert code == 1
    assert "line 4: unknown question block 'stelling'" in errors and "did you mean 'stellingen'?" in errors


def words(value: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], str]:
    """All texts for readers in a definition, by their place."""
    if isinstance(value, dict):
        parts = value.items()
    elif isinstance(value, list | tuple):
        parts = ((str(i), inner) for i, inner in enumerate(value))
    else:
        is_text = isinstance(value, str) and value and READABLE & {*path[-2:]}
        return {path: value} if is_text else {}
    return {place: text for name, inner in parts for place, text in words(inner, (*path, str(name))).items()}


def test_the_english_edition_of_the_shipped_study_has_no_text_in_common_with_the_dutch_one():
    def texts(study: Study) -> dict[tuple[str, ...], str]:
        parts = (study.settings, *study.codebooks.values(), *study.plans)
        return {
            place: text
            for i, part in enumerate(parts)
            for place, text in words(part.model_dump(), (str(i),)).items()
        }

    dutch, english = texts(load_study("miv2024", ROOT)), texts(load_study("miv2024", ROOT, "en"))
    assert len(english) > 600
    assert [text for place, text in english.items() if dutch.get(place) == text] == []
    missing = {place for place in dutch if place not in english}
    assert {place[-1] for place in missing} <= {"short"}  # the only one that may be left out
