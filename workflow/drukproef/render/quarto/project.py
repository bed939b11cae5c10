"""The document models of a study in, a Quarto book project in results/<study>/qmd/ out: text, figures, settings."""

from __future__ import annotations

import shutil
from pathlib import Path

from drukproef.errors import DrukproefError
from drukproef.files import folder_replaced, write_bytes, write_text
from drukproef.render.chapters import read_chapters
from drukproef.render.outline import Outline, Part, make_outline
from drukproef.render.quarto.blocks import figure_markdown, flat, table_markdown
from drukproef.render.quarto.cells import has_python
from drukproef.render.quarto.prose import QuartoProse
from drukproef.render.quarto.settings import book_settings, yaml_text
from drukproef.render.references import check_references
from drukproef.render.site import missing_figures
from drukproef.render.theme import Theme, load_theme
from drukproef.render.word.raster import png_of
from drukproef.render.word.reference import reference_docx
from drukproef.study.load import Study
from drukproef.write.document import Block, Figure, Prose


def write_quarto(study: Study) -> Outline:
    """Write results/<study>/qmd/ anew: _quarto.yml, a .qmd per chapter, figures, styles. Returns the outline.

    DrukproefError lists references that point nowhere and figures that are missing; the old folder then stays.
    """
    theme = load_theme(study.root, study.settings.language)
    outline = make_outline(read_chapters(study), theme.words)
    check_references(outline, study.root)
    with folder_replaced(study.text_results / "qmd") as folder:
        write_project(study, outline, theme, folder)
    return outline


def write_project(study: Study, outline: Outline, theme: Theme, folder: Path) -> None:
    """Write the project into a folder that is empty."""
    files = file_names(outline)
    write_text(folder / "_quarto.yml", yaml_text(book_settings(study, outline, theme, files)))
    write_text(folder / "drukproef.css", _css(theme))
    write_bytes(folder / "reference.docx", reference_docx(study.settings, theme))
    for part in outline.parts:
        notice = _notice(study, theme) if part is outline.parts[0] else ""
        write_text(folder / files[part.id], chapter_markdown(part, outline, theme, files, notice))
    _add_figures(study, outline, theme, folder)


def file_names(outline: Outline) -> dict[str, str]:
    """The file of each chapter. A Quarto book starts with index.qmd."""
    return {part.id: f"{part.id}.qmd" if i else "index.qmd" for i, part in enumerate(outline.parts)}


def chapter_markdown(
    part: Part, outline: Outline, theme: Theme, files: dict[str, str], notice: str = ""
) -> str:
    """The text of a chapter. With a python cell, Quarto runs it through Jupyter; otherwise it runs nothing."""
    front = {"jupyter": "python3"} if has_python(part.chapter) else {"engine": "markdown"}
    unnumbered = "" if part.chapter.number else " .unnumbered"
    title = f"# {flat(part.chapter.title)} {{#{part.anchor}{unnumbered}}}"
    prose = QuartoProse(part, outline, files)
    blocks = [_block(block, prose, theme) for block in part.chapter.blocks]
    prose.finish()
    pieces = (f"---\n{yaml_text(front)}---", title, notice, *blocks)
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def _notice(study: Study, theme: Theme) -> str:
    """What every form of the report says first: for example that its data are reconstructed."""
    if not study.settings.notice:
        return ""
    text = f"**{theme.words.notice}.** {flat(study.settings.notice)}"
    return f'::: {{.kader custom-style="Let op"}}\n{text}\n:::'


def _block(block: Block, prose: QuartoProse, theme: Theme) -> str:
    if isinstance(block, Prose):
        return prose.rewritten(block.markdown).strip("\n")
    return (
        figure_markdown(block, theme.words)
        if isinstance(block, Figure)
        else table_markdown(block, theme.words)
    )


def _css(theme: Theme) -> str:
    colours = theme.brand.colours
    return (
        f".hoger {{ color: {colours.higher}; font-weight: 600; }}\n"
        f".lager {{ color: {colours.lower}; font-weight: 600; }}\n"
        f".tabelnoot {{ color: {colours.muted}; font-size: 0.85em; }}\n"
        f".kader {{ background: {colours.surface}; border-left: 4px solid {colours.primary}; padding: 0.5em 1em; }}\n"
        ".tabelnoot p { margin: 0.2em 0; }\n"
    )


def _add_figures(study: Study, outline: Outline, theme: Theme, folder: Path) -> None:
    """Each figure as SVG for the site, and as PNG for Word: pandoc turns SVG into it with a program few have."""
    if problems := missing_figures(study, outline.parts):
        raise DrukproefError(problems)
    for figure in (figure for part in outline.parts for figure in part.figures):
        drawn, target = study.text_results / figure.svg, folder / figure.svg
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(drawn, target)
        write_bytes(target.with_suffix(".png"), png_of(drawn, theme, f"results/{study.text_id}/{figure.svg}"))
