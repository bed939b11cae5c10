"""Settings and outline in, what stands before the first chapter out: notice, colophon and contents."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from drukproef.render.document import label_of
from drukproef.render.outline import Outline, Part
from drukproef.render.pandoc import Node
from drukproef.render.theme import Theme
from drukproef.render.word import nodes as make
from drukproef.study.settings import StudySettings

LOCALES = {"nl": "nl-NL", "en": "en-GB"}
_RUN = '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:r>'
FIELD_START = _RUN.format('<w:fldChar w:fldCharType="begin"/>') + _RUN.format(
    '<w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText>'
) + _RUN.format('<w:fldChar w:fldCharType="separate"/>')  # fmt: skip
FIELD_END = _RUN.format('<w:fldChar w:fldCharType="end"/>')


def metadata(settings: StudySettings, theme: Theme) -> dict[str, Any]:
    """What pandoc prints on the title page and puts in the file's properties."""
    shown = {"title": settings.title, "subtitle": settings.subtitle, "author": settings.author}
    shown |= {"date": theme.words.written_date(settings.published)}
    hidden = {
        "lang": LOCALES[settings.language],
        "description": settings.notice,
        "subject": settings.subtitle,
    }
    inlines = {name: {"t": "MetaInlines", "c": [make.text(words)]} for name, words in shown.items() if words}
    return inlines | {name: {"t": "MetaString", "c": words} for name, words in hidden.items() if words}


def front_matter(settings: StudySettings, outline: Outline, theme: Theme) -> list[Node]:
    """The rest of the title page, the colophon and the contents."""
    words = theme.words
    client = make.paragraph("Author", make.text(f"{words.commissioned_by} {settings.client}"))
    return [client, *_notice(settings, theme), *_colophon(settings, theme), *_contents(outline, theme)]


def _notice(settings: StudySettings, theme: Theme) -> list[Node]:
    if not settings.notice:
        return []
    lead = make.strong(make.text(f"{theme.words.notice}."))
    return [make.paragraph("Let op", lead, make.text(f" {settings.notice}"))]


def _colophon(settings: StudySettings, theme: Theme) -> list[Node]:
    words = theme.words
    facts = (
        (words.commissioned_by, settings.client),
        (words.made_by, settings.author),
        (words.date, words.written_date(settings.published)),
        (words.licence, settings.licence),
    )
    return [
        make.paragraph("TOC Heading", make.text(words.colophon)),
        *(_fact(name, value) for name, value in facts),
        _fact(words.how_made, words.how_made_text),
        make.paragraph("Body Text", make.text(f"{words.version.format(version=version('drukproef'))}.")),
    ]


def _fact(name: str, value: str) -> Node:
    return make.paragraph("Body Text", make.strong(make.text(name)), make.line_break(), make.text(value))


def _contents(outline: Outline, theme: Theme) -> list[Node]:
    """Links to all chapters and sections, inside a field that Word fills with page numbers on request (F9)."""
    entries = [entry for part in outline.parts for entry in _entries(part, theme)]
    if not entries:
        return []
    entries[0][1].insert(0, make.raw(FIELD_START))
    entries[-1][1].append(make.raw(FIELD_END))
    heading = make.paragraph("TOC Heading", make.text(theme.words.contents))
    return [heading, *(make.paragraph(style, *inlines) for style, inlines in entries)]


def _entries(part: Part, theme: Theme) -> list[tuple[str, list[Node]]]:
    title = _titled(label_of(part, theme), part.chapter.title)
    sections = [
        ("TOC 2", [make.link(f"#{s.id}", make.text(_titled(s.number, s.text)))]) for s in part.sections
    ]
    return [("TOC 1", [make.link(f"#{part.anchor}", make.text(title))]), *sections]


def _titled(number: str, title: str) -> str:
    return f"{number}\u2002{title}" if number else title
