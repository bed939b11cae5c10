"""The tiny study with amounts: hours per week, two means of transport that can both be ticked, and a scored scale.

By hand, for 2024 (weights: gemeente 10, provincie 5). Hours: gemeente 10, 20, 30, 40 (men), 10, 20, 30 and one refusal
(women); provincie 8, 12 (men), 40 (woman) and one without an answer. So the mean is (160 x 10 + 60 x 5) / 85 = 22,35; of
men (100 x 10 + 20 x 5) / 50 = 22, of women (60 x 10 + 40 x 5) / 35 = 22,86. Weights up to and including 8, 10, 12, 20,
30, 40 are 5, 25, 30, 50, 70, 85: a quarter of 85 lies in 10, half in 20, three quarters in 30. The total is 1900.
In 2022 the mean is (52 x 10 + 22 x 5) / 100 = 6,3. The mean code of `vrij` is (21 x 10 + 12 x 5) / 100 = 2,7.
Car: gemeente 4, provincie 2 times; bicycle: 4 and 1: shares of answers 50 / 95 and 45 / 95, given by 8 people.
"""

from __future__ import annotations

from tests.conftest import Project

CODEBOOK = "data/tiny/codebook/ambtsdragers.yaml"
PLAN = "data/tiny/plan/1.yaml"
TEMPLATE = "templates/tiny/01-ambtsdragers.qmd.j2"
ANSWERS = "data/tiny/answers/ambtsdragers-{}.csv"
ITEMS = """\
  - id: uren
    label: Tijd voor het ambt
    kind: numeric
    unit: uur per week
    minimum: 0
    maximum: 80
    statistics: [mean, median, p25, p75, total]
    missing: [{code: 99, kind: refused, label: wil niet zeggen}]
    waves: [2022, 2024]
    group: tijd
  - {id: reis, label: Reistijd, kind: numeric, unit: minuten, decimals: 0, waves: [2024], group: tijd}
  - {id: auto, label: Komt met de auto, kind: multiple, share_of_answers: true, waves: [2024], group: vervoer, categories: &ja_nee [{code: 0, id: nee, label: nee}, {code: 1, id: ja, label: ja}]}
  - {id: fiets, label: Komt met de fiets, kind: multiple, share_of_answers: true, waves: [2024], group: vervoer, categories: *ja_nee}
"""
TABLES = """\
tables:
  - {id: tbl-uren, title: Tijd voor het ambt, items: [uren], show: [gemiddelde, mediaan], banner: geslacht, columns: [categories, levels], total: true, marks: rest}
  - {id: tbl-uren-trend, title: "Tijd, door de jaren", items: [uren], show: gemiddelde, columns: [waves], waves: [2022, 2024], marks: previous}
  - {id: tbl-som, title: Alle tijd samen, items: [uren], show: som, columns: [waves], waves: [2022, 2024]}
  - {id: tbl-gemengd, title: Aandeel en gemiddelde naast elkaar, items: [vrij], show: [eens, gemiddelde], columns: [categories]}
  - {id: tbl-eenheden, title: Twee soorten tijd, items: [uren, reis], show: gemiddelde, columns: [waves], waves: [2024]}
  - {id: tbl-vervoer, title: Vervoer, items: [auto, fiets], show: aandeel_antwoorden, columns: [waves], waves: [2024]}
"""
FIGURES = """\
figures:
  - {id: fig-vervoer, title: Vervoer, kind: bars, items: [auto, fiets], show: aandeel_antwoorden}
  - {id: fig-uren, title: "Tijd voor het ambt, naar geslacht", kind: dots, items: [uren], show: gemiddelde, banner: geslacht, total: true}
  - {id: fig-som, title: "Alle tijd samen, door de jaren", kind: trend, items: [uren], show: som, waves: [2022, 2024]}
"""
COLUMNS = {
    2024: {
        "uren": "10 20 30 40 10 20 30 99 8 12 40 -",
        "reis": "5 10 15 20 5 10 15 20 5 10 15 20",
        "auto": "1 1 1 0 0 0 1 0 1 1 0 0",
        "fiets": "1 0 1 1 1 0 0 0 1 0 0 0",
    },
    2022: {"uren": "5 6 7 8 5 6 7 8 4 5 6 7"},
}
TEXT = """\
{% set v = vrij.eens %}
## Vrij spreken {#sec-vrij}

Ambtsdragers besteden gemiddeld {{ uren.gemiddelde | with_unit }} aan hun ambt; de mediaan is {{ uren.mediaan | amount }}.
Dat is {{ claim(uren.gemiddelde > uren.gemiddelde[2022]) | says("meer") }} dan in {{ wave(2022) }}, een verschil van {{ (uren.gemiddelde - uren.gemiddelde[2022]) | with_unit }}.
Zie @tbl-uren, @tbl-geslacht en @fig-stellingen.

{{ table("tbl-geslacht") }}

{{ figure("fig-stellingen") }}

{{ table("tbl-trend") }}

{{ table("tbl-uren") }}

{{ table("tbl-uren-trend") }}

{{ table("tbl-som") }}

{{ table("tbl-gemengd") }}

{{ table("tbl-eenheden") }}

{{ table("tbl-vervoer") }}

{{ figure("fig-vervoer") }}

{{ figure("fig-uren") }}

{{ figure("fig-som") }}
"""


def add_numbers(project: Project) -> None:
    """Give the population ambtsdragers its amounts, chapter 1 its tables and a text."""
    for wave, columns in COLUMNS.items():
        path = project.path(ANSWERS.format(wave))
        lines = path.read_text(encoding="utf-8").splitlines()
        values = [[name, *text.split()] for name, text in columns.items()]
        added = zip(*values, strict=True)
        rows = [",".join([line, *more]).replace("-", "") for line, more in zip(lines, added, strict=True)]
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    path = project.path(CODEBOOK)
    path.write_text(path.read_text(encoding="utf-8") + ITEMS, encoding="utf-8")
    project.replace(
        CODEBOOK, "{id: vrij, label: Ik voel me vrij,", "{id: vrij, score: true, label: Ik voel me vrij,"
    )
    project.replace(PLAN, "tables:\n", TABLES)
    project.replace(PLAN, "figures:\n", FIGURES)
    project.path(TEMPLATE).write_text(TEXT, encoding="utf-8")
