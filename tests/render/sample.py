"""A small report made in code: a summary, a chapter with all that a chapter can have, and an appendix."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from pathlib import Path

from drukproef.study.load import Study
from drukproef.study.settings import Population, StudySettings, Weighting
from drukproef.write.document import Block, Chapter, Column, Figure, Printed, Prose, Row, Table
from drukproef.write.ledger import Ledger, LedgerRow, write_ledger

ROOT = Path(__file__).parents[2]
WAVES = (2020, 2022, 2024)

SUMMARY = """
Negen op de tien ambtsdragers ([84%]{.getal data-cel="s-1"}) voelen zich vrij om een dilemma te bespreken.
Hoofdstuk en tabel staan verderop: zie @sec-2, @tbl-vrij en [@fig-trend].

- Vrouwen voelen zich [minder vrij]{.bewering data-cel="s-2"} dan mannen.
- In [2024]{.vast} is dat *niet* veranderd.

@tbl-kern geeft de kern.
"""

OPENING = """
Dit hoofdstuk gaat over integriteit. De vragen gingen over "bespreken" en over 'voorbeeldgedrag'.[^wet]
Zie ook @sec-bron en @sec-respons.

[^wet]: Zie [artikel 15]{.vast} van de Gemeentewet, en @tbl-breed. Van de genodigden
deed [41%]{.getal data-cel="2-9"} mee.

## Vrijheid om te bespreken {#sec-vrij}

Van de ambtsdragers voelt [84%]{.getal #2-0001} zich vrij (@tbl-vrij). Dat aandeel is
[hoger]{.bewering data-cel="2-0002"} dan in [2022]{.vast}.^[Getoetst met [95]{.vast} procent zekerheid, zonder
correctie voor het aantal vergelijkingen dat in dit rapport is gemaakt.]

### Naar functie

@fig-likert laat zien hoe de antwoorden zijn verdeeld; [-@fig-likert] en [figuren @fig-likert; @fig-trend].
"""

QUOTES = """
::: {.citaten}
- "Het is lastig om in de fractie over geld te praten."

- "Wij bespreken dat elk jaar, ook met de griffier."
:::
"""

BRON = """
## Bronnen van steun {#sec-bron}

Ambtsdragers konden meer dan één antwoord geven. @tbl-breed laat alle bronnen zien.

::: {.kader}
### Zo is er gevraagd

De vraag was: "Met wie bespreekt u een dilemma?"

1. Wie nooit een dilemma had, sloeg de vraag over.
2. Wie er een had, koos alle antwoorden die pasten:
    - binnen de eigen organisatie;
    - daarbuiten.
:::

Een laatste alinea met **nadruk**, *klemtoon* en een [verwijzing naar buiten](https://www.example.org/rapport).
"""

APPENDIX = """
## Deelname {#sec-deelname}

@tbl-lang geeft per provincie hoeveel ambtsdragers meededen.
"""

LABELS = [
    "In mijn organisatie kan ik een integriteitsdilemma vrij bespreken",
    "Mijn leidinggevende geeft zelf het goede voorbeeld",
    "Ik weet waar ik een vermoeden van een misstand kan melden",
    "Over onkosten en declaraties bestaan duidelijke regels",
    "Nevenwerkzaamheden zijn openbaar",
]
FUNCTIONS = ["Raadslid", "Wethouder", "Burgemeester", "Statenlid", "Gedeputeerde", "Bestuurder waterschap"]
PROVINCES = ("Groningen", "Fryslân", "Drenthe", "Utrecht", "Zeeland", "Limburg")
AREAS = [f"{name} ({place})" for name in PROVINCES for place in ("noord", "oost", "zuid", "west", "stad")]


def study(root: Path) -> Study:
    """A study in `root`, with the theme of the project, chapters and figures in place."""
    shutil.copytree(ROOT / "templates" / "theme", root / "templates" / "theme", dirs_exist_ok=True)
    made = Study(root, settings(), {}, (), {})
    for chapter in chapters():
        write_chapter(made, chapter)
        write_ledger(
            made.results / "ledger" / f"{chapter.id}.parquet", ledger_rows(chapter.id), {"a": "b"}, "0"
        )
    return made


def ledger_rows(chapter_id: str) -> list[LedgerRow]:
    """A number and a claim."""
    ledger = Ledger(chapter_id)
    ledger.add("line 3", "share", "84%", 0.8437, base=1082)
    ledger.add("line 4", "claim", 'hoger, "veel"', float("nan"), p=0.0125)
    return ledger.rows


def write_chapter(made: Study, chapter: Chapter) -> None:
    """Put a chapter, its template and its figures where the stage looks for them."""
    path = made.results / "chapters" / f"{chapter.id}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(chapter.model_dump_json(indent=1), encoding="utf-8")
    template = made.root / chapter.source
    template.parent.mkdir(parents=True, exist_ok=True)
    template.write_text(
        "\n".join(b.markdown for b in chapter.blocks if isinstance(b, Prose)), encoding="utf-8"
    )
    for block in chapter.blocks:
        if isinstance(block, Figure):
            target = made.results / block.svg
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(bars_svg(block), encoding="utf-8")


def settings() -> StudySettings:
    """study.yaml, in code."""
    population = Population(
        label="ambtsdragers",
        codebook="codebook.yaml",
        files={wave: f"data/{wave}.sav" for wave in WAVES},
        strata="stratum",
        weighting=Weighting(targets="population.csv"),
    )
    return StudySettings(
        id="proef",
        title="Monitor Integriteit en Veiligheid 2024",
        subtitle="Deel 1, integriteit. Onderzoek onder politieke ambtsdragers",
        edition=2024,
        client="ministerie van Binnenlandse Zaken en Koninkrijksrelaties (voorbeeld)",
        author="drukproef",
        published=dt.date(2024, 9, 30),
        licence="CC0 voor de gegevens, EUPL-1.2 voor het programma",
        notice="Dit is geen officiële publicatie. De antwoorden zijn gereconstrueerd uit percentages.",
        reconstructed=True,
        populations={"ambtsdragers": population},
        chapters=("samenvatting", "2", "respons"),
    )


def chapters() -> tuple[Chapter, ...]:
    """The three chapters."""
    return (
        chapter("samenvatting", None, "Samenvatting", Prose(markdown=SUMMARY), small_table("tbl-kern")),
        chapter(
            "2", "2", "Integriteit van politieke ambtsdragers",
            Prose(markdown=OPENING), likert_figure(), Prose(markdown=QUOTES), spanning_table(),
            Prose(markdown=BRON), wide_table(), trend_figure(),
        ),
        chapter("respons", "A", "Respons en weging", Prose(markdown=APPENDIX), long_table()),
    )  # fmt: skip


def chapter(chapter_id: str, number: str | None, title: str, *blocks: Block) -> Chapter:
    """A chapter in Dutch."""
    source = f"templates/proef/{chapter_id}.qmd.j2"
    return Chapter(id=chapter_id, number=number, title=title, language="nl", source=source, blocks=blocks)


def percentages(name: str, count: int) -> list[Printed]:
    """Cells with seeded numbers, some of them marked."""
    dice = random.Random(name)
    marks = ("", "", "", "higher", "lower")
    return [
        Printed(text=f"{dice.randint(3, 98)}%", ledger=f"{name}-{i}", mark=dice.choice(marks))
        for i in range(count)
    ]


def bare(cells: list[Printed]) -> tuple[Printed, ...]:
    """The same cells without marks."""
    return tuple(cell.model_copy(update={"mark": ""}) for cell in cells)


def base(name: str, number: int) -> Printed:
    """A number of respondents."""
    return Printed(text=f"{number:,}".replace(",", "."), ledger=f"{name}-n")


def small_table(table_id: str) -> Table:
    """Rows are items, columns are waves."""
    return Table(
        id=table_id, caption="Stellingen over integriteit, in 2020, 2022 en 2024", base="alle ambtsdragers",
        stub="(Helemaal) mee eens", columns=tuple(Column(header=str(w)) for w in WAVES),
        rows=tuple(Row(header=label, cells=bare(percentages(label, 3))) for label in LABELS[:3]),
    )  # fmt: skip


def spanning_table() -> Table:
    """Two spanning headers, bases per column, marks and hidden cells."""
    hidden = Printed(text="–", reason="te weinig respondenten")
    columns = (
        Column(header="Totaal", n=base("totaal", 1082)),
        *(Column(header=h, group="Geslacht", n=base(h, 400 + i)) for i, h in enumerate(("Man", "Vrouw"))),
        *(Column(header=h, group="Functie", n=base(h, 31 * i + 5)) for i, h in enumerate(FUNCTIONS[:4])),
    )
    rows = [
        Row(header=label, cells=(*bare(percentages(label, 1)), *percentages(f"{label}x", 5), hidden))
        for label in LABELS
    ]
    rows.append(Row(header="<script>alert('x')</script> & anders", cells=tuple(percentages("script", 7))))
    return Table(
        id="tbl-vrij", caption="Mee eens met stellingen over integriteit, naar geslacht en functie",
        base="ambtsdragers die de vraag beantwoordden", stub="Stelling", columns=columns, rows=tuple(rows),
        notes=("De antwoorden 'mee eens' en 'helemaal mee eens' samen.",),
        marked=True, mark_words="de andere groepen",
    )  # fmt: skip


def wide_table() -> Table:
    """Eleven columns and a base per row; two reasons why a number is not there."""
    columns = tuple(Column(header=h) for h in ("Collega", "Partijgenoot", "Griffier", "Vertrouwenspersoon",
        "Burgemeester", "Secretaris", "Familie", "Vriend", "Beroepsvereniging", "Niemand"))  # fmt: skip
    rows = []
    for i, function in enumerate(FUNCTIONS):
        cells = percentages(function, 10)
        cells[i] = Printed(text="–", reason="te weinig respondenten" if i % 2 else "niet gevraagd")
        rows.append(Row(header=function, n=base(function, 77 * (i + 1)), cells=tuple(cells)))
    return Table(
        id="tbl-breed", caption="Met wie ambtsdragers een dilemma bespreken, naar functie",
        base="wie een dilemma had",
        columns=columns, rows=tuple(rows), marked=True, mark_words="de andere functies",
    )  # fmt: skip


def long_table() -> Table:
    """More rows than a page holds."""
    rows = tuple(Row(header=p, cells=(base(p, 20 + i), base(f"{p}2", 10 + i))) for i, p in enumerate(AREAS))
    columns = (Column(header="Uitgenodigd"), Column(header="Deelgenomen"))
    return Table(id="tbl-lang", caption="Deelname per gebied", stub="Gebied", columns=columns, rows=rows)


def likert_figure() -> Figure:
    """Bars with their numbers as a table."""
    return _figure("fig-likert", "Vrijheid om te bespreken, naar functie", FUNCTIONS[:3])


def trend_figure() -> Figure:
    """The same over the waves."""
    return _figure("fig-trend", "Vrijheid om te bespreken, in 2020, 2022 en 2024", [str(w) for w in WAVES])


def _figure(figure_id: str, caption: str, rows: list[str]) -> Figure:
    headers = ("Mee oneens", "Neutraal", "Mee eens")
    data = Table(
        id=figure_id, caption=caption, columns=tuple(Column(header=h) for h in headers),
        rows=tuple(Row(header=r, n=base(r, 123), cells=bare(percentages(figure_id + r, 3))) for r in rows),
    )  # fmt: skip
    return Figure(
        id=figure_id, caption=caption, base="alle ambtsdragers", svg=f"figures/2/{figure_id}.svg",
        alt=f"Staafdiagram: {caption}. De getallen staan in de tabel.", data=data,
        notes=("Door afronding kan een rij niet op honderd uitkomen.",),
    )  # fmt: skip


def bars_svg(figure: Figure) -> str:
    """A plain stacked bar chart."""
    colours = ("#b35806", "#c8ccd0", "#2166ac")
    marks = []
    for i, row in enumerate(figure.data.rows):
        y = 20 + 40 * i
        marks.append(
            f'<text x="0" y="{y + 18}" font-size="13" font-family="\'Source Sans 3\'">{row.header}</text>'
        )
        for j, colour in enumerate(colours):
            marks.append(f'<rect x="{140 + 150 * j}" y="{y}" width="150" height="28" fill="{colour}"/>')
    height = 40 + 40 * len(figure.data.rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 {height}" width="600" height="{height}">'
        f"<title>{figure.caption}</title>{''.join(marks)}</svg>"
    )
