"""Command line in, one stage run out. Each command reads and writes files, so a person can run it by hand."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import typer

from drukproef.crosstab.command import crosstab_command
from drukproef.errors import DrukproefError, fail
from drukproef.items.command import items_command
from drukproef.study import Study, edition_of, load_study
from drukproef.weight.command import weight_command

app = typer.Typer(
    help="From survey file to official report, with every number bound to its computation.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

app.command("crosstab")(crosstab_command)
app.command("weight")(weight_command)
app.command("items")(items_command)

StudyId = Annotated[str, typer.Argument(help="the study: a folder under data/")]
PopulationId = Annotated[str, typer.Argument(help="a population of study.yaml")]
ChapterId = Annotated[str, typer.Argument(help="a chapter of study.yaml")]
LanguageId = Annotated[str | None, typer.Option(help="a language of study.yaml; without it the main one")]


def progress(message: str) -> None:
    """Say how far a long step is."""
    print(message, file=sys.stderr, flush=True)


def _study(study_id: str, language: str | None = None) -> Study:
    return load_study(study_id, Path.cwd(), language)


def _population(study: Study, population: str) -> str:
    _known("population", population, study.settings.populations)
    return population


def _known(kind: str, name: str, known: object) -> None:
    from drukproef.study.check import unknown

    if name not in known:  # type: ignore[operator]
        raise DrukproefError([unknown(kind, name, known, "command line")])  # type: ignore[arg-type]


@app.command()
def check(study: StudyId) -> None:
    """Check the definition of a study: study.yaml, codebooks, plans, facts, translations."""
    loaded = _study(study)
    for language in loaded.settings.languages:
        edition_of(loaded, language)
    print(
        f"{study}: {sum(len(c.items) for c in loaded.codebooks.values())} items, {len(loaded.plans)} chapters, sound"
    )


@app.command()
def schema(folder: Annotated[Path, typer.Argument(help="where the JSON Schemas go")]) -> None:
    """Write the JSON Schemas of all definition files, so that an editor completes and checks them."""
    from drukproef.study.schema import write_schemas

    for path in write_schemas(folder):
        print(path)


@app.command()
def reconstruct(study: StudyId, population: PopulationId) -> None:
    """Make a data file whose weighted tables round to the published ones."""
    from drukproef.reconstruct.run import reconstruct as run

    loaded = _study(study)
    run(loaded, _population(loaded, population), progress)


@app.command()
def clean(study: StudyId, population: PopulationId) -> None:
    """Check the data files against the codebook and write responses and a cleaning log."""
    from drukproef.clean.run import clean as run

    loaded = _study(study)
    run(loaded, _population(loaded, population))


@app.command()
def tabulate(study: StudyId, population: PopulationId) -> None:
    """Compute every cell and every comparison of a population."""
    from drukproef.tabulate.run import tabulate as run

    loaded = _study(study)
    run(loaded, _population(loaded, population))


@app.command()
def draw(study: StudyId, chapter: ChapterId, language: LanguageId = None) -> None:
    """Draw the figures of a chapter."""
    from drukproef.draw.run import draw as run

    loaded = _study(study, language)
    _known("chapter", chapter, loaded.settings.chapters)
    run(loaded, chapter)


@app.command()
def write(study: StudyId, chapter: ChapterId, language: LanguageId = None) -> None:
    """Write a chapter: bind its numbers, test its claims, make its tables."""
    from drukproef.write.run import write as run

    loaded = _study(study, language)
    _known("chapter", chapter, loaded.settings.chapters)
    loose = [find for find in run(loaded, chapter) if find.kind != "digit"]
    if loose:
        progress(f"{len(loose)} words of comparison or quantity stand outside a claim: "
                 f"results/{loaded.text_id}/write/{chapter}-unbound.csv")  # fmt: skip


@app.command()
def quarto(study: StudyId, language: LanguageId = None) -> None:
    """Write the chapters as a Quarto book project: results/<study>/qmd/."""
    from drukproef.render.quarto.project import write_quarto

    write_quarto(_study(study, language))


@app.command()
def book(study: StudyId, language: LanguageId = None) -> None:
    """Make the table book (Excel and HTML) and the open data of all populations."""
    from drukproef.book.run import book as run

    run(_study(study, language), progress)


@app.command()
def render(
    study: StudyId,
    chapter: Annotated[str | None, typer.Option(help="only this chapter's page and proof")] = None,
    renderer: Annotated[
        Literal["embedded", "quarto"],
        typer.Option("--with", help="embedded: HTML and PDF; quarto: HTML and Word by an installed Quarto"),
    ] = "embedded",
    quarto: Annotated[
        str | None, typer.Option(help="the Quarto program or its folder; else QUARTO_PATH, else PATH")
    ] = None,
    language: LanguageId = None,
    alone: Annotated[
        bool, typer.Option("--alone", help="without links to the other languages, when these are not made")
    ] = False,
) -> None:
    """Make the HTML and PDF report from the written chapters."""
    loaded = _study(study, language)
    if renderer == "quarto":
        if chapter is not None:
            raise fail(
                "command line", "--chapter with --with quarto", "one of them", "Quarto makes the whole report"
            )
        from drukproef.render.quarto.run import render_with_quarto

        render_with_quarto(loaded, quarto, progress)
        return
    if quarto is not None:
        raise fail("command line", "--quarto without --with quarto", "both", "add --with quarto")
    from drukproef.render.run import render as run
    from drukproef.render.run import render_chapter

    if chapter is None:
        run(loaded, progress, alone)
    else:
        _known("chapter", chapter, loaded.settings.chapters)
        render_chapter(loaded, chapter)


@app.command()
def word(study: StudyId, language: LanguageId = None) -> None:
    """Make the Word file from the written chapters, for readers who comment."""
    from drukproef.render.word.run import word as run

    run(_study(study, language), progress)


@app.command()
def proof(study: StudyId, chapter: ChapterId) -> None:
    """Make one chapter's page and PDF proof again from an existing cube; exit code 3 when that takes the whole workflow."""
    from drukproef.preview.quick import quick_proof

    if not quick_proof(study, Path.cwd(), chapter, progress=progress):
        sys.exit(3)


@app.command()
def preview(
    study: StudyId,
    port: Annotated[int, typer.Option(help="of the address on this machine; 0: any that is free")] = 8765,
    open_browser: Annotated[bool, typer.Option("--open", help="open the page in the browser")] = False,
    language: LanguageId = None,
) -> None:
    """Serve the report, rebuild on save and reload the page, with broken claims beside their sentence."""
    from drukproef.preview.run import preview as run

    run(_study(study, language), port, open_browser, progress)


@app.command()
def publish(study: StudyId, language: LanguageId = None) -> None:
    """Put the rendered report in reports/<study>/, whole or not at all."""
    from drukproef.render.publish import publish as run

    run(_study(study, language))


@app.command()
def reconcile(
    study: StudyId,
    json: Annotated[Path | None, typer.Option(help="write counts and rows to this file")] = None,
) -> None:
    """Hold every published cell against the cube: reproduced, deviating, or in conflict."""
    from drukproef.reconcile.run import reconcile as run

    run(_study(study), json)


def main(arguments: list[str] | None = None) -> None:
    """Run a command; problems are printed for people, with exit code 1 and no traceback."""
    _exit_on_problems(lambda: app(args=arguments, standalone_mode=True))


def _exit_on_problems(run: Callable[[], object]) -> None:
    try:
        run()
    except DrukproefError as error:
        count = len(error.problems)
        print(f"\n{count} problem{'s' if count > 1 else ''}:\n", file=sys.stderr)
        print("\n\n".join(str(p) for p in error.problems), file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
