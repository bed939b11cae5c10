"""A folder with all files of a report in, the list of them for its front page out: what each is, its type and size.

The front page is made before the Word file and the table book are, so the list is put in when all are published.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from drukproef.render.pdfarchive import archive_name
from drukproef.render.theme import Theme
from drukproef.study.load import Study
from drukproef.wording.formats import number, rounded

PLACE = Markup("<!-- files -->")
"""Where the front page gets the list."""
OPEN_DATA = "open-data"
TYPES = {"docx": "Word", "xlsx": "Excel"}
"""What people call a type of file; others are called by their suffix."""


@dataclass(frozen=True)
class Download:
    """A file of the report; `path` is as seen from the front page."""

    path: str
    title: str
    type: str
    size: str


def with_downloads(front: str, folder: Path, study: Study, theme: Theme) -> str:
    """The front page with links to the files in `folder`: only those that are there."""
    files = theme.fill("files.html.j2", files=downloads(folder, study, theme), words=theme.words)
    return front.replace(PLACE, files)


def downloads(folder: Path, study: Study, theme: Theme) -> tuple[Download, ...]:
    """The files of a report that are in `folder`, those for readers first."""
    language = study.settings.language
    return tuple(
        Download(f"../{name}", title, type_of(name), size_words(path.stat().st_size, language))
        for name, title in _titles(study, theme)
        if (path := folder / name).is_file()
    )


def _titles(study: Study, theme: Theme) -> Iterator[tuple[str, str]]:
    """Every file that a report may have, with what it is called."""
    words = theme.words
    yield f"{study.id}.pdf", words.file_report
    yield archive_name(study), words.file_archive
    yield f"{study.id}.docx", words.file_word
    yield "tabellenboek.xlsx", words.file_book
    yield "tabellenboek.html", words.file_book
    yield f"{OPEN_DATA}/cube.csv", words.file_data
    yield f"{OPEN_DATA}/cube.csv-metadata.json", words.file_columns
    for name, population in study.settings.populations.items():
        yield f"{OPEN_DATA}/codebook-{name}.xml", words.file_codebook.format(population=population.label)


def type_of(name: str) -> str:
    """What people call the type of a file.

    >>> type_of("miv2024.docx"), type_of("open-data/cube.csv")
    ('Word', 'CSV')
    """
    suffix = name.rpartition(".")[2]
    return TYPES.get(suffix, suffix.upper())


def size_words(size: int, language: str) -> str:
    """A number of bytes for people; a thousand bytes are a kB.

    >>> size_words(519_366, "nl"), size_words(1_734_745, "nl"), size_words(12, "en")
    ('519 kB', '1,7 MB', '1 kB')
    """
    if size >= 1_000_000:
        return f"{number(rounded(size / 1_000_000, 1), language)} MB"
    return f"{max(1, int(rounded(size / 1000)))} kB"
