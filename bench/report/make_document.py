"""Makes a document like a whole monitor: 100 pages, 60 tables, 45 figures, out of the chapters of a built study.

    python bench/report/make_document.py FOLDER [--study miv2024]

FOLDER becomes a project with one study, 'groot', whose chapters are already written: `render` can start at once.
"""

from __future__ import annotations

import argparse
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from drukproef.render.chapters import read_chapters
from drukproef.study.load import Study, load_study
from drukproef.write.document import Block, Chapter, Figure, Prose, Table

TABLES, FIGURES, CHAPTERS = 60, 45, 9
ROOT = Path(__file__).resolve().parents[2]


def make_document(folder: Path, source: Study) -> Study:
    """Write chapters, figures, ledgers and the theme into `folder`; returns the study."""
    shutil.copytree(source.root / "templates" / "theme", folder / "templates" / "theme", dirs_exist_ok=True)
    ids = tuple(str(number) for number in range(1, CHAPTERS + 1))
    settings = source.settings.model_copy(update={"id": "groot", "chapters": ids})
    study = Study(folder, settings, source.codebooks, (), source.facts)
    main = max(read_chapters(source), key=lambda chapter: len(chapter.blocks))
    tables, figures = _shares(TABLES), _shares(FIGURES)
    for chapter_id, n_tables, n_figures in zip(ids, tables, figures, strict=True):
        chapter = repeat(main, chapter_id, n_tables, n_figures)
        _write(study, source, main, chapter)
    return study


def _shares(total: int) -> list[int]:
    """A total over the chapters, as equal as it goes."""
    return [total // CHAPTERS + (number < total % CHAPTERS) for number in range(CHAPTERS)]


def repeat(main: Chapter, chapter_id: str, n_tables: int, n_figures: int) -> Chapter:
    """A chapter with prose of `main`, and so many of its tables and figures, each chapter from another place on."""
    offset = int(chapter_id) - 1
    own = [b for b in main.blocks if isinstance(b, Table)]
    tables = _turned(own, offset * 5, n_tables)
    figures = _turned([b for b in main.blocks if isinstance(b, Figure)], offset * 3, n_figures)
    prose = [b for b in main.blocks if isinstance(b, Prose)]
    blocks: list[Block] = [
        Prose(markdown="## Uitkomsten")
    ]  # prose may start with a heading of the third level
    for position in range(max(n_tables, n_figures)):
        blocks += _turned(prose, 3 * position + 7 * offset, 3)
        blocks += [
            _renamed(b, chapter_id)
            for b in (*tables[position : position + 1], *figures[position : position + 1])
        ]
    blocks = [_unlinked(block) if isinstance(block, Prose) else block for block in blocks]
    return main.model_copy(update={"id": chapter_id, "number": chapter_id, "blocks": tuple(blocks)})


def _turned(items: list[Block], start: int, count: int) -> list[Block]:
    return [items[(start + i) % len(items)] for i in range(count)]


def _renamed(block: Table | Figure, chapter_id: str) -> Table | Figure:
    return block.model_copy(update={"id": f"{block.id}-{chapter_id}"})


def _unlinked(block: Prose) -> Prose:
    """Without references and ids: what they point to may be in no chapter, or in two."""
    text = re.sub(r"\[?-?@[\w-]*\w\]?", "tabel", block.markdown)
    return Prose(markdown=re.sub(r" *\{#sec-[\w-]+\}", "", text))


def _write(study: Study, source: Study, main: Chapter, chapter: Chapter) -> None:
    path = study.results / "chapters" / f"{chapter.id}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(chapter.model_dump_json(), encoding="utf-8")
    ledger = study.results / "ledger" / f"{chapter.id}.parquet"
    ledger.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source.results / "ledger" / f"{main.id}.parquet", ledger)
    for svg in _images(chapter):
        (study.results / svg).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source.results / svg, study.results / svg)


def _images(chapter: Chapter) -> Iterator[str]:
    return (block.svg for block in chapter.blocks if isinstance(block, Figure))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--study", default="miv2024")
    arguments = parser.parse_args()
    made = make_document(arguments.folder, load_study(arguments.study, ROOT))
    print(f"{made.results}: {len(made.settings.chapters)} chapters, {TABLES} tables, {FIGURES} figures")
