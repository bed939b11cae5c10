"""The document models of a study in, a Quarto book project (plain markdown and SVG) out."""

from __future__ import annotations

import shutil

from drukproef.files import write_text
from drukproef.study import Study
from drukproef.write.document import Block, Chapter, Figure, Printed, Prose, Table
from drukproef.write.printing import escaped

_SIGNS = {"higher": " ▲", "lower": " ▼", "": ""}


def write_quarto(study: Study) -> None:
    """Write results/<study>/qmd/: _quarto.yml and one .qmd per chapter, from the document models."""
    folder = study.results / "qmd"
    names = []
    for i, plan in enumerate(study.plans):
        path = study.results / "chapters" / f"{plan.id}.json"
        chapter = Chapter.model_validate_json(path.read_text(encoding="utf-8"))
        name = "index.qmd" if i == 0 else f"{plan.id}.qmd"
        write_text(folder / name, _qmd(chapter))
        names.append(name)
        for block in chapter.blocks:
            if isinstance(block, Figure):
                (folder / block.svg).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(study.results / block.svg, folder / block.svg)
    write_text(folder / "_quarto.yml", _project(study, names))


def _project(study: Study, names: list[str]) -> str:
    settings = study.settings
    lines = [
        "project:",
        "  type: book",
        "book:",
        f"  title: {settings.title!r}",
        f"  author: {settings.author!r}",
    ]
    lines += [f"  date: {settings.published.isoformat()!r}", "  chapters:", *(f"    - {n}" for n in names)]
    return (
        "\n".join([*lines, f"lang: {settings.language}", "format:", "  html: default", "  docx: default"])
        + "\n"
    )


def _qmd(chapter: Chapter) -> str:
    unnumbered = "" if chapter.number else " {.unnumbered}"
    return "\n".join([f"# {escaped(chapter.title)}{unnumbered}", "", *(_block(b) for b in chapter.blocks)])


def _block(block: Block) -> str:
    if isinstance(block, Prose):
        return block.markdown
    if isinstance(block, Figure):
        return f'![{escaped(block.caption)}]({block.svg}){{#{block.id} fig-alt="{_attribute(block.alt)}"}}\n'
    return _table(block)


def _table(table: Table) -> str:
    headers = ["", *(f"{c.group} {c.header}".strip() for c in table.columns)]
    rows = [[r.header + (f" (n = {r.n.text})" if r.n else ""), *map(_cell, r.cells)] for r in table.rows]
    lines = [_line(headers), _line([":--", *["--:"] * len(table.columns)], raw=True), *map(_line, rows)]
    return "\n".join([*lines, "", f": {escaped(table.caption)} {{#{table.id}}}", ""])


def _cell(printed: Printed) -> str:
    return printed.text + _SIGNS[printed.mark]


def _line(cells: list[str], raw: bool = False) -> str:
    return f"| {' | '.join(c if raw else escaped(c) for c in cells)} |"


def _attribute(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
