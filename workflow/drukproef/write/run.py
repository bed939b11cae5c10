"""A chapter's plan, template, figures and the cube in; document model, ledger and list of unbound words out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version

from drukproef.draw.drawn import DrawnFigure
from drukproef.errors import DrukproefError, Problem, fail
from drukproef.files import sha256, write_text
from drukproef.study import ChapterPlan, Study
from drukproef.tabulate.cube import Cube
from drukproef.write.bindings import Bindings
from drukproef.write.document import Block, Chapter, Figure, Prose, Table
from drukproef.write.figures import FigureMaker
from drukproef.write.grid import grid
from drukproef.write.ledger import Ledger, write_ledger
from drukproef.write.page import Markdown, Page, environment, item_names, render_template
from drukproef.write.quotes import quotes
from drukproef.write.scan import Unbound, unbound
from drukproef.write.tables import TableMaker
from drukproef.write.untranslated import markdown_of, with_caveats

_MARKER = re.compile(r"⟦(table|figure):([\w-]+)⟧")


@dataclass(frozen=True)
class Composed:
    """A chapter whose numbers are bound and whose claims hold; nothing of it has been written yet."""

    page: Page
    chapter: Chapter
    loose: list[Unbound]
    """The words in its prose that no claim stands behind."""

    def write_chapter(self) -> None:
        """Write the document model, which is all that rendering needs."""
        folder = self.page.study.text_results / "chapters"
        write_text(folder / f"{self.chapter.id}.json", self.chapter.model_dump_json(indent=1) + "\n")

    def write_evidence(self) -> None:
        """Write what an auditor needs: the ledger, and the list of unbound words."""
        results, page = self.page.study.text_results, self.page
        ledger = results / "ledger" / f"{self.chapter.id}.parquet"
        write_ledger(ledger, page.ledger.rows, _inputs(page), version("drukproef"))
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(Unbound.__dataclass_fields__)
        writer.writerows(vars(find).values() for find in self.loose)
        write_text(results / "write" / f"{self.chapter.id}-unbound.csv", out.getvalue())


def write(study: Study, chapter_id: str, cubes: Mapping[str, Cube] | None = None) -> list[Unbound]:
    """Compose one chapter and write all of it; returns the words in its prose that no claim stands behind."""
    composed = compose(study, chapter_id, cubes)
    composed.write_chapter()
    composed.write_evidence()
    return composed.loose


def compose(study: Study, chapter_id: str, cubes: Mapping[str, Cube] | None = None) -> Composed:
    """Fill in one chapter. Without a text in the study's language it is its tables and figures.

    All problems are collected: unknown names, broken claims, phrases that don't fit, orphan digits. `cubes` are
    those of its populations, for a caller that has read them already.
    """
    plan, names = study.plan(chapter_id), study.populations_of(chapter_id)
    read = {name: cubes[name] if cubes else Cube.load(study, name) for name in names}
    if study.has_text(chapter_id):
        page = Page(study, plan, read, Ledger(chapter_id))
        markdown, loose = _from_template(page)
        source = page.template
    else:
        page = Page(study, with_caveats(plan, study), read, Ledger(chapter_id))
        markdown, loose = markdown_of(plan, study), []
        source = f"data/{study.id}/plan/{chapter_id}.yaml"
    return Composed(page, _chapter(page, markdown, source), loose)


def _from_template(page: Page) -> tuple[str, list[Unbound]]:
    made = environment(page)
    _equip(page, made)
    markdown = render_template(page, made)
    source = (page.study.text_templates / page.plan.template).read_text(encoding="utf-8")
    loose = list(unbound(source, made, page.language))
    page.problems += [*_orphans(page, loose), *_missing_caveats(page)]
    if page.problems:
        raise DrukproefError(page.problems)
    return markdown, loose


def _equip(page: Page, made: object) -> None:
    bindings = Bindings(page)
    env = made
    env.filters.update(bindings.filters())  # type: ignore[attr-defined]
    env.globals.update(item_names(page))  # type: ignore[attr-defined]
    env.globals.update(bindings.functions())  # type: ignore[attr-defined]
    settings = page.study.settings
    env.globals.update(  # type: ignore[attr-defined]
        table=partial(_place_element, page, "table"),
        figure=partial(_place_element, page, "figure"),
        grid=partial(grid, bindings),
        quotes=partial(quotes, bindings),
        edition=bindings.declared.wave(settings.edition),
        title=settings.title,
    )


def _place_element(page: Page, kind: str, element_id: str) -> Markdown:
    planned = page.plan.tables if kind == "table" else page.plan.figures
    if element_id not in {e.id for e in planned}:
        page.unknown(kind, element_id, [e.id for e in planned])
        return Markdown()
    if element_id in page.used:
        page.problem(
            f"{element_id} stands in the text twice",
            "each table and figure once",
            f"refer to it: @{element_id}",
        )
    page.used.add(element_id)
    return Markdown(f"\n\n⟦{kind}:{element_id}⟧\n\n")


def _orphans(page: Page, loose: list[Unbound]) -> list[Problem]:
    return [
        Problem(
            f"{page.template}, line {find.line}",
            f"the digits '{find.text}' stand in the text itself",
            "a bound number",
            "bind it: {{ item.category | pct }}, or declare it: {{ lit('...', source='...') }}, {{ wave(2022) }}",
        )
        for find in loose
        if find.kind == "digit"
    ]


def _missing_caveats(page: Page) -> list[Problem]:
    return [
        Problem(
            f"{page.template}, line {line}",
            f"'{item}' is compared over a trend break",
            "its caveat in the same chapter",
            f"add {{{{ caveat({item}) }}}} after the comparison",
        )
        for item, line in page.crossed.items()
        if item not in page.caveats
    ]


def _chapter(page: Page, markdown: str, source: str) -> Chapter:
    tables = TableMaker(page.study, page.plan, page.cubes, page.ledger)
    figures = FigureMaker(page.study, page.cubes, page.ledger)
    blocks: list[Block] = []
    pieces = _MARKER.split(markdown)
    for i in range(0, len(pieces), 3):
        if pieces[i].strip():
            blocks.append(Prose(markdown=pieces[i].strip("\n") + "\n"))
        if i + 2 < len(pieces):
            blocks.append(_element(page, tables, figures, *pieces[i + 1 : i + 3]))
    number = None if page.plan.number is None else str(page.plan.number)
    return Chapter(
        id=page.plan.id, number=number, title=page.plan.title, language=page.language,
        source=source, blocks=tuple(blocks),
    )  # fmt: skip


def _element(
    page: Page, tables: TableMaker, figures: FigureMaker, kind: str, element_id: str
) -> Table | Figure:
    if element_id in page.grids:
        return page.grids[element_id]  # type: ignore[no-any-return]
    if kind == "table":
        return tables.table(page.plan.table(element_id))
    return figures.figure(_drawn(page.study, page.plan, element_id))


def _drawn(study: Study, plan: ChapterPlan, element_id: str) -> DrawnFigure:
    path = study.text_results / "figures" / plan.id / f"{element_id}.json"
    if not path.is_file():
        shown = path.relative_to(study.root)
        raise fail(
            str(shown),
            "the figure has not been drawn",
            "its JSON",
            f"run: drukproef draw {study.argument} {plan.id}",
        )
    return DrawnFigure.model_validate_json(path.read_text(encoding="utf-8"))


def _inputs(page: Page) -> dict[str, str]:
    """SHA-256 of every file that the chapter's numbers depend on, by path from the project's root."""
    study = page.study
    files = study.text_files_of(page.plan.id)
    for name in page.cubes:
        population = study.population(name)
        files += [*study.weighting_files_of(name), *population.files.values()]
        files += [f"results/{study.id}/{part}/{name}.parquet" for part in ("cube", "comparisons")]
    return {f: sha256(study.root / f) for f in files if (study.root / f).is_file()}
