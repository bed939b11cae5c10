"""The tiny study with an English edition: chapter 1 has an English text, chapter 2 has none."""

from __future__ import annotations

from tests.conftest import Project

TRANSLATION = "data/tiny/translations/en.yaml"
TEMPLATE = "templates/tiny/en/01-ambtsdragers.qmd.j2"

WORDS = """\
title: Small monitor
subtitle: Twelve office-holders
client: nobody
licence: CC0
notice: Invented data.
populations:
  ambtsdragers:
    label: office-holders
    groups: {stellingen: Statements}
    scales:
      eens:
        categories: {mee_oneens: disagree, neutraal: neutral, mee_eens: agree, helemaal_eens: strongly agree}
        missing: {8: don't know}
        nets: {eens: (strongly) agree}
    variables:
      laag: {label: tier, categories: {gemeente: municipalities, provincie: provinces}}
      geslacht: {label: gender, categories: {man: men, vrouw: women}, missing: {9: would rather not say}}
    items:
      vrij: {label: I feel free}
      open: {label: "People are open & <honest> here"}
      hinder: {label: Hindrance in the duty of care, categories: {geen: no hindrance, wel: hindrance}}
  griffiers:
    label: clerks
    variables:
      laag: {label: tier, categories: {gemeente: municipalities, provincie: provinces}}
    items:
      tevreden: {label: Is satisfied, categories: {nee: not satisfied, ja: satisfied}}
chapters:
  "1":
    title: Office-holders
    elements:
      tbl-geslacht: {title: "Free and open, by gender", base: "office-holders, without don't know"}
      tbl-trend: {title: "Free, over the years"}
      fig-stellingen: {title: Two statements, base: office-holders}
  "2":
    title: Clerks
    elements:
      tbl-tevreden: {title: Satisfaction, base: clerks}
facts: {start: 3 January}
"""

TEXT = """\
{% set v = vrij.eens %}
## Speaking freely {#sec-vrij}

Of the office-holders, {{ v | percent }} feel free (n = {{ v | n }}). That is {{ v | words("Just over half") }}, or {{ v | words }}.
Men feel {{ claim(v.geslacht.man > v.geslacht.vrouw) | says("free more often") }} than women: {{ v.geslacht | pcts }}.
See @tbl-geslacht and @fig-stellingen. For the survey, {{ fact("uitgenodigd") | n }} people were invited.^[Fieldwork began on {{ fact("start") }}.]

{{ table("tbl-geslacht") }}

{{ figure("fig-stellingen") }}

In {{ edition }} the share is {{ claim(v > v[2022]) | adverb("higher", "lower", "the same") }}, or {{ (v - v[2022]) | points }}.

{{ table("tbl-trend") }}
"""


def add_english(project: Project) -> Project:
    """Give the study an English edition."""
    project.replace("data/tiny/study.yaml", "language: nl", "language: nl\nlanguages: [nl, en]")
    for name, text in ((TRANSLATION, WORDS), (TEMPLATE, TEXT)):
        project.path(name).parent.mkdir(parents=True, exist_ok=True)
        project.path(name).write_text(text, encoding="utf-8")
    return project
