"""The English edition of the tiny study: its words and numbers, what it refuses, and a chapter without a text.

Weighted by hand as in test_page.py: 55 of 100 are free to speak; men 40 of 50, women 10 of 45.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pandas as pd
import pytest
from drukproef.write.direction import asserted
from drukproef.write.scan import unbound
from jinja2 import Environment

from tests.conftest import Project
from tests.english import TEMPLATE, TRANSLATION, add_english

pytestmark = pytest.mark.slow  # together: each makes a small study, or draws or runs something whole

ENVIRONMENT = Environment(comment_start_string="{##", comment_end_string="##}")


@pytest.fixture
def both(tabulated: Project) -> Project:
    """The tiny study up to and including its figures, in both languages."""
    add_english(tabulated)
    for chapter in ("1", "2"):
        assert tabulated.run("draw", "tiny", chapter, "--language", "en") == (0, "")
    return tabulated


def blocks(project: Project, chapter: str) -> list[dict[str, Any]]:
    path = project.path(f"results/tiny/en/chapters/{chapter}.json")
    return json.loads(path.read_text(encoding="utf-8"))["blocks"]


def element(project: Project, chapter: str, name: str) -> dict[str, Any]:
    return next(block for block in blocks(project, chapter) if block.get("id") == name)


def write(project: Project, text: str) -> tuple[int, str, str]:
    """Write chapter 1 in English with this as its text; returns exit code, messages and the markdown."""
    project.path(TEMPLATE).write_text("{% set v = vrij.eens %}\n" + text, encoding="utf-8")
    code, errors = project.run("write", "tiny", "1", "--language", "en")
    written = project.path("results/tiny/en/chapters/1.json").is_file()
    return code, errors, "\n".join(b.get("markdown", "") for b in blocks(project, "1")) if written else ""


PRINTED = {
    "{{ v | percent }}": "[55 per cent]",
    "{{ fact('uitgenodigd') | n }}": "[2,500]",
    "{{ fact('start') }}": "[3 January]",
    "{{ (v - v[2022]) | points }}": "[40 percentage points]",
    "{{ v.geslacht | pcts }}": "[22%]",
    "{{ v | words }}": "[just over half]",
    "{{ v | words('A small majority') }}": "[A small majority]",
    "{{ claim(v > v[2022]) | says('increased') }}": "[increased]",
    "{{ claim(v > v[2022]) | adverb }}": "[more]",
    "{{ claim(v.geslacht.vrouw < v.geslacht.man) | adverb }}": "[less]",
    "{{ claim(v == open.eens) | adverb }}": "[equally]",
    "{{ claim(v <= open.eens) | says('not higher') }}": "[not higher]",
    "{{ most(v.geslacht.man) | says('most often') }}": "[most often]",
    "{{ vrij | label }}": "I feel free",
    "{{ v | label }}": "agree",
}


@pytest.mark.parametrize("expression", PRINTED)
def test_an_expression_prints_english(both, expression):
    code, errors, markdown = write(both, f"Text {expression} text.")
    assert (code, errors) == (0, "")
    assert PRINTED[expression] in markdown


def test_all_levels_of_a_banner_are_joined_in_english(both):
    _, _, markdown = write(both, "{{ v.geslacht | pcts }}")
    assert "} and [22%]" in markdown


REFUSED = {
    "{{ v | words('Nine in ten') }}": ["'Nine in ten' does not fit 55 percent", "fits: 'just over half'"],
    "{{ v | words('ruim de helft') }}": ["the phrase 'ruim de helft' has no rule"],
    "{{ claim(v > v[2022]) | says('decreased') }}": [
        "the words 'decreased' say lower, the comparison says higher"
    ],
    "{{ claim(v < v[2022]) | says('fell') }}": ["claimed lower, found higher: 55.0% (n = 12"],
    "That is 55 per cent.": ["the digits '55' stand in the text itself"],
}


@pytest.mark.parametrize("expression", REFUSED)
def test_an_expression_is_refused_with_the_place_in_the_english_text(both, expression):
    code, errors, _ = write(both, f"\nText {expression} text.")
    assert code == 1
    assert f"{TEMPLATE}, line 3" in errors
    assert all(text in errors for text in REFUSED[expression])


def test_tables_and_figures_are_in_english(both):
    assert both.run("write", "tiny", "1", "--language", "en") == (0, "")
    table = element(both, "1", "tbl-geslacht")
    assert (table["caption"], table["base"]) == (
        "Free and open, by gender",
        "office-holders, without don't know",
    )
    assert [c["header"] for c in table["columns"]] == ["Total", "Men", "Women"]
    assert [r["header"] for r in table["rows"]] == ["I feel free", "People are open & <honest> here"]
    assert table["mark_words"] == "the other group"
    trend = element(both, "1", "tbl-trend")
    assert trend["mark_words"] == "the previous survey"
    assert trend["rows"][1]["cells"][0]["reason"] == "not asked"
    figure = element(both, "1", "fig-stellingen")
    assert figure["alt"].startswith("Stacked bars of 2 statements. I feel free: ")
    assert both.path("results/tiny/en/figures/1/fig-stellingen.svg").is_file()
    assert figure["svg"] == "figures/1/fig-stellingen.svg"


REASONS = {
    "minimum_base: 5": "too few respondents",
    "minimum_base: 2": "",
    "minimum_base: 2, publication: {effective_base: 5}": "too imprecise",
}


@pytest.mark.parametrize("rule", REASONS)
def test_why_a_number_is_hidden_is_said_in_english(both, rule):
    both.replace("data/tiny/study.yaml", "minimum_base: 2", rule)
    both.replace("data/tiny/plan/1.yaml", "banner: geslacht", "banner: laag")
    assert both.run("tabulate", "tiny", "ambtsdragers")[0] == 0
    code, errors, _ = write(both, "{{ table('tbl-geslacht') }}")
    assert (code, errors) == (0, "")
    cells = element(both, "1", "tbl-geslacht")["rows"][0]["cells"]
    assert cells[2]["reason"] == REASONS[rule]


def test_words_outside_a_claim_are_listed_by_the_rules_of_english(both):
    code, errors, _ = write(both, "Men feel free more often, just over half. Dat is vaker. {{ v | pct }}")
    assert code == 0
    assert (
        "2 words of comparison or quantity stand outside a claim: results/tiny/en/write/1-unbound.csv"
        in errors
    )
    listed = pd.read_csv(both.path("results/tiny/en/write/1-unbound.csv"))
    assert listed["text"].tolist() == ["more", "half"]


def test_a_chapter_without_an_english_text_is_its_tables_and_figures(both):
    both.path(TEMPLATE).unlink()
    assert both.run("write", "tiny", "1", "--language", "en") == (0, "")
    made = blocks(both, "1")
    assert [b.get("id") or b["markdown"] for b in made] == [
        "The text of this chapter exists in Dutch only. Its tables and figures are below.\n\n## Tables {#sec-1-tables}\n",
        "tbl-geslacht", "tbl-trend", "## Figures {#sec-1-figures}\n", "fig-stellingen",
    ]  # fmt: skip
    ledger = pd.read_parquet(both.path("results/tiny/en/ledger/1.parquet"))
    assert "data/tiny/translations/en.yaml=" in ledger["inputs_sha256"].iloc[0]
    assert len(pd.read_csv(both.path("results/tiny/en/write/1-unbound.csv"))) == 0


def test_a_main_language_without_a_text_stays_an_error(both):
    both.path("templates/tiny/02-griffiers.qmd.j2").unlink()
    code, errors = both.run("write", "tiny", "2")
    assert code == 1
    assert "templates/tiny/02-griffiers.qmd.j2: the template does not exist" in errors


def test_a_table_over_a_trend_break_says_so_where_no_text_does(both):
    breaks = "trend_breaks: [{items: [vrij], from_wave: 2024, caveat: De vraag is veranderd.}]\nchapters"
    both.replace("data/tiny/study.yaml", "chapters", breaks)
    with both.path(TRANSLATION).open("a", encoding="utf-8") as file:
        file.write("trend_breaks: [The question was changed.]\n")
    both.path(TEMPLATE).unlink()
    assert both.run("write", "tiny", "1", "--language", "en") == (0, "")
    assert element(both, "1", "tbl-trend")["notes"] == [
        "Break in series in 2024 for I feel free: The question was changed."
    ]
    assert element(both, "1", "tbl-geslacht")["notes"] == []


def test_quotations_come_from_a_file_of_the_language(both):
    answers = "themes: {trust: {source: invented, anonymous: true, quotes: [I trust them.]}}\n"
    code, errors, _ = write(both, "{{ quotes('trust') }}")
    assert code == 1 and "data/tiny/answers/en/1.yaml: the file does not exist" in errors
    path = both.path("data/tiny/answers/en/1.yaml")
    path.parent.mkdir(parents=True)
    path.write_text(answers, encoding="utf-8")
    code, errors, markdown = write(both, "{{ quotes('trust') }}")
    assert (code, errors) == (0, "")
    assert "“I trust them.”" in markdown


def test_a_figure_that_was_not_drawn_in_english_says_what_to_run(tabulated):
    code, errors = add_english(tabulated).run("write", "tiny", "1", "--language", "en")
    assert code == 1
    assert "results/tiny/en/figures/1/fig-stellingen.json: the figure has not been drawn" in errors
    assert "run: drukproef draw tiny --language en 1" in errors


def test_the_dutch_edition_has_the_same_bytes_with_and_without_an_english_one(tabulated):
    def hashes() -> dict[str, str]:
        for chapter in ("1", "2"):
            assert tabulated.run("draw", "tiny", chapter)[0] == 0
            assert tabulated.run("write", "tiny", chapter)[0] == 0
        folders = (tabulated.path(f"results/tiny/{part}") for part in ("chapters", "figures", "write"))
        files = [p for folder in folders for p in sorted(folder.rglob("*")) if p.is_file()]
        return {p.as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}

    before = hashes()
    add_english(tabulated)
    assert hashes() == before


@pytest.mark.parametrize(
    ("words", "direction"),
    [("more often", "higher"), ("less often", "lower"), ("fewer", "lower"), ("a larger group", "higher"), ("fell", "lower"),
     ("increased", "higher"), ("the same", "same"), ("not higher", "same"), ("most often", "higher"), ("about as many", "same"),
     ("more critical", "lower"), ("less critical", "higher"), ("more positive", "higher"), ("at least as many", "same"),
     ("haven’t risen", "same"), ("clearer", "higher"), ("less likely", "lower"), ("no different", "same"), ("better and better known", "higher"),
     ("least well known", "lower"), ("otherwise", "unclear"), ("vaker", "unclear")],
)  # fmt: skip
def test_what_english_words_assert(words, direction):
    assert asserted(words, "en") == direction


def test_english_words_of_comparison_and_quantity_are_found():
    text = "Women are less free.\nJust over half.\nNine in ten.\nTwo-thirds agree."
    assert [(u.line, u.kind, u.text) for u in unbound(text, ENVIRONMENT, "en")] == [
        (1, "comparison", "less"), (2, "quantity", "half"), (3, "quantity", "Nine in ten"), (4, "quantity", "thirds")]  # fmt: skip


def test_a_phrase_that_holds_such_a_word_and_compares_nothing_is_not_listed():
    text = "They mention at least one kind.\nAt most a few do.\nAt least as many women do.\nThe least do."
    assert [(u.line, u.text) for u in unbound(text, ENVIRONMENT, "en")] == [
        (3, "least"),
        (4, "least"),
    ]
