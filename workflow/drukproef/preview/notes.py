"""A page and the problems in, the page with a list of them out, and with each problem behind its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import html
from markupsafe import Markup

from drukproef.errors import Problem
from drukproef.preview.sentence import BLOCKS, Word, find_sentence
from drukproef.study import Study

_PLACE = re.compile(r"(.+), line (\d+)")


@dataclass(frozen=True)
class Shown:
    """A problem, the chapter in whose text it stands, and the line that makes its sentence."""

    number: int
    problem: Problem
    chapter: str = ""
    line: str = ""

    @property
    def id(self) -> str:
        """The id of the note."""
        return f"preview-{self.number}"


def located(problems: Iterable[Problem], study: Study) -> tuple[Shown, ...]:
    """The problems, numbered, with their chapter and line if they have these."""
    folder = study.text_templates.relative_to(study.root).as_posix()
    templates = {f"{folder}/{plan.template}": plan.id for plan in study.plans}
    return tuple(_located(n, problem, study, templates) for n, problem in enumerate(problems, 1))


def _located(number: int, problem: Problem, study: Study, templates: dict[str, str]) -> Shown:
    match = _PLACE.fullmatch(problem.place)
    if match is None or match[1] not in templates:
        return Shown(number, problem)
    path, line = study.root / match[1], int(match[2])
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return Shown(number, problem, templates[match[1]], lines[line - 1] if 0 < line <= len(lines) else "")


def annotated(page: str, problems: Sequence[Shown]) -> str:
    """The page with the list and the notes; a problem whose sentence can't be found is only in the list."""
    document = html.document_fromstring(page)
    for article in document.iter("article"):
        own = [
            p for p in problems if p.line and f"sec-{p.chapter}" in article.xpath("./*[@class='title']/@id")
        ]
        for line in dict.fromkeys(shown.line for shown in own):
            if (end := find_sentence(article, line)) is not None:
                _insert(end, html.fragment_fromstring(note([shown for shown in own if shown.line == line])))
    document.body.append(html.fragment_fromstring(panel(problems)))
    return f"<!DOCTYPE html>\n{html.tostring(document, encoding='unicode')}"


def _insert(after: Word, element: Any) -> None:
    """Put an element behind a word; behind the whole link or phrase, when the word stands in one."""
    holder, is_tail, end = after.element, after.is_tail, after.end
    if not is_tail and holder.tag not in BLOCKS:
        is_tail, end = True, 0
    while is_tail and holder.getparent().tag not in BLOCKS:
        holder, end = holder.getparent(), 0
    text = (holder.tail if is_tail else holder.text) or ""
    end += len(text[end:]) - len(text[end:].lstrip(".,;:?!)’”"))
    before, element.tail = text[:end], text[end:]
    if is_tail:
        holder.tail = before
        holder.addnext(element)
    else:
        holder.text = before
        holder.insert(0, element)


def note(problems: Sequence[Shown]) -> Markup:
    """What stands behind a sentence."""
    words = Markup("").join(
        Markup('<span id="{}">{}</span>').format(p.id, _words(p.problem, "span")) for p in problems
    )
    return Markup('<span class="preview-note" role="note" lang="en">{}</span>').format(words)


def panel(problems: Sequence[Shown]) -> Markup:
    """The list of all problems, for the foot of the page."""
    count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
    items = Markup("").join(_item(shown) for shown in problems)
    return Markup(
        '<aside class="preview" lang="en" aria-label="Preview"><details open>'
        "<summary>{}; what you see is the last version without</summary><ol>{}</ol></details></aside>"
    ).format(count, items)


def _item(shown: Shown) -> Markup:
    place = Markup("<strong>{}</strong>").format(shown.problem.place)
    if shown.chapter:
        place = Markup('<a href="{}.html#{}">{}</a>').format(shown.chapter, shown.id, place)
    return Markup("<li>{}{}</li>").format(place, _words(shown.problem, "p"))


def _words(problem: Problem, tag: str) -> Markup:
    """What is wrong, without the sentence: that stands in the page."""
    found = problem.found.partition("\n  sentence:")[0]
    parts = [("", found), ("expected: ", problem.expected), ("next: ", problem.next_step)]
    return Markup("").join(
        Markup("<{0}>{1}{2}</{0}>").format(tag, label, text) for label, text in parts if text
    )
