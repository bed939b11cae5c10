"""Pages in, tabellenboek.html out: one page without scripts that works from a folder."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from drukproef.book.page import Block, Page
from drukproef.book.texts import base_line, details, general_notes, legend
from drukproef.book.words import PREVIOUS_SIGNS, REST_SIGNS, SYMBOLS, Words
from drukproef.study import Study
from drukproef.tabulate.cell import Status
from drukproef.theme import Brand, load_brand, load_messages
from drukproef.wording.formats import number, rounded

HERE = Path(__file__).parent
FILES = {"excel": "tabellenboek.xlsx", "data": "open-data/cube.csv"}


def book_html(study: Study, pages: tuple[Page, ...], words: Words) -> str:
    """The whole page. Templates escape whatever they print, unless it is Markup."""
    settings = study.settings
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("tabellenboek.html.j2")
    return template.render(
        settings=settings,
        words=words,
        css=Markup(css(load_brand(study.root))),
        details=details(study, load_messages(study.root, settings.language), words),
        files=FILES,
        legend=legend(words),
        notes=general_notes(study, words),
        chapters=chapters(study, pages),
        groups=groups,
        base_line=partial(base_line, words=words, language=settings.language),
        number=lambda n: number(rounded(n), settings.language),
        text=lambda form, estimate: form.text(estimate, settings.language),
        symbols=SYMBOLS,
        rest_signs=REST_SIGNS,
        previous_signs=PREVIOUS_SIGNS,
    )


def css(brand: Brand) -> str:
    """The style sheet, with the brand's colours as custom properties."""
    light = brand.colours.model_dump(exclude={"likert", "dont_know", "series"})
    light |= {"background": "#ffffff", "family": f'"{brand.fonts.family}"'}
    dark = brand.dark.model_dump()
    colours = f":root {{ {_properties(light)} }}\n"
    colours += f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_properties(dark)} }} }}\n"
    return colours + (HERE / "tabellenboek.css").read_text(encoding="utf-8")


def chapters(study: Study, pages: tuple[Page, ...]) -> list[tuple[str, list[Page]]]:
    """Neighbouring pages of one question block, with its heading; of one population, when there are more."""
    populations = study.settings.populations
    found = groupby(pages, key=lambda page: (page.population, page.group))
    return [
        (f"{populations[name].label}: {group}" if len(populations) > 1 else group, list(members))
        for (name, group), members in found
    ]


def groups(block: Block) -> Iterator[tuple[str, list[int]]]:
    """Columns of one banner, by their place; banners that nobody was asked are left out, waves are not."""
    for group, members in groupby(enumerate(block.columns), key=lambda pair: pair[1].group):
        places = [j for j, _ in members]
        statuses = {block.bases[j].status for j in places}
        if block.is_trend or statuses != {Status.NOT_ASKED}:
            yield group, places


def _properties(values: dict[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in values.items())
