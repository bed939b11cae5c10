"""A finished PDF and the document models that it was made of in, every difference between the two out.

A validator tells whether tags are sound; this tells whether they are right. Runs in every build.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from drukproef.errors import DrukproefError, Problem
from drukproef.render.pdfexpected import Expected, same
from drukproef.render.pdffigures import figure_differences, table_differences
from drukproef.render.pdffound import Found, find
from drukproef.render.pdfpages import NOTE_REF
from drukproef.render.pdftree import Element

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


def check_pdf(pdf: bytes, expected: Expected, place: str) -> None:
    """DrukproefError with every way in which the PDF deviates from the document models."""
    problems = [
        Problem(f"{place}, {where}", is_, should, "report it: the PDF is not what the chapters say")
        for where, is_, should in differences(find(pdf), expected)
    ]
    if problems:
        raise DrukproefError(problems)


def differences(found: Found, expected: Expected) -> Iterator[tuple[str, str, str]]:
    """All deviations: (where, what is found, what is expected)."""
    yield from _document(found, expected)
    yield from _content(found)
    yield from _headings(found, expected)
    yield from table_differences(found, expected)
    yield from figure_differences(found, expected)
    yield from _notes(found, expected)
    yield from _references(found, expected)
    yield from _contents(found, expected)


def _document(found: Found, expected: Expected) -> Iterator[tuple[str, str, str]]:
    if found.title != expected.title or not found.shows_title:
        yield "title", f"'{found.title}'", f"'{expected.title}', shown by the reader"
    if found.language != expected.language:
        yield "language", f"'{found.language}'", f"'{expected.language}'"
    inline = Counter(e.texts["Lang"] for e in found.all("Span") if "Lang" in e.texts)
    if not _as_often(inline, expected.languages):
        yield "language of passages", str(dict(inline)), str(dict(expected.languages))


def _as_often(found: Counter[str], expected: Counter[str]) -> bool:
    """A passage that is broken over two lines or pages is found twice."""
    return set(found) == set(expected) and all(found[key] >= expected[key] for key in expected)


def _content(found: Found) -> Iterator[tuple[str, str, str]]:
    tagged = list(found.top.contents())
    if lost := set(found.texts) - set(tagged):
        first = min(lost)
        text = found.texts[first][:40]
        yield f"page {first.page + 1}", f"{len(lost)} pieces without a tag, first: '{text}'", "tags for all"
    if len(tagged) != len(set(tagged)) or set(tagged) - set(found.texts) or found.owned != len(tagged):
        yield "structure tree", "content that occurs twice or not at all", "each piece of content once"


def _headings(found: Found, expected: Expected) -> Iterator[tuple[str, str, str]]:
    tagged = [(int(e.kind[1]), found.text(e), e) for e in found.all(*HEADINGS)]
    outline = [(level, same(text)) for level, text, _ in tagged]
    if [(level, same(title)) for level, title in found.bookmarks] != outline:
        yield "bookmarks", "other ones than the headings", "a bookmark per heading, at its level"
    own = tagged[-len(expected.headings) :]
    if len(own) != len(expected.headings):
        yield "headings", str(len(own)), str(len(expected.headings))
    for (level, text, element), (id, its_level, its_text) in zip(own, expected.headings, strict=False):
        if (level, same(text)) != (its_level, same(its_text)):
            yield "headings", f"level {level}: '{text}'", f"level {its_level}: '{its_text}'"
        elif found.destinations.get(id) != element.page():
            yield f"heading '{text}'", f"links to it lead to page {page_of(found, id)}", _page(element)


def page_of(found: Found, id: str) -> str:
    """The number of the page that links to an id lead to."""
    return str(found.destinations[id] + 1) if id in found.destinations else "none"


def _page(element: Element) -> str:
    return f"page {element.page() + 1}"


def _notes(found: Found, expected: Expected) -> Iterator[tuple[str, str, str]]:
    notes = found.all("Note")
    if len(notes) != len(expected.notes):
        yield "footnotes", f"{len(notes)} notes", f"{len(expected.notes)} notes"
        return
    calls = {a.target for link in found.all("Reference") for a in link.annotations()}
    for note, (id, text) in zip(notes, expected.notes, strict=True):
        label, *rest = note.elements
        words = "".join(map(found.text, rest))
        if same(words) != same(text):
            yield f"footnote {id}", f"'{words}'", f"'{text}'"
        if "ID" not in note.texts or label.kind != "Lbl" or id not in calls:
            yield f"footnote {id}", "no id, label or reference", "a note that its mark in the text refers to"
        if f"{id}{NOTE_REF}" not in {a.target for a in label.annotations()}:
            yield f"footnote {id}", "no link back", "a link to its mark in the text"


def _references(found: Found, expected: Expected) -> Iterator[tuple[str, str, str]]:
    for annotation in found.top.annotations():
        target = annotation.target
        if "/Dest" in target or (not _is_address(target) and target not in found.destinations):
            yield f"page {annotation.page + 1}", f"a link to '{target}'", "a place in this document"
    in_contents = {id(link) for toc in found.all("TOC") for link in toc.all("Link")}
    links = [link for link in found.all("Link") if id(link) not in in_contents]
    targets = Counter(next(link.annotations()).target for link in links)
    own = Counter({t: n for t, n in targets.items() if not t.startswith("note-")})
    for target in sorted((own - expected.references) | (expected.references - own)):
        yield f"links to '{target}'", str(own[target]), str(expected.references[target])


def _is_address(target: str) -> bool:
    return target.startswith(("http://", "https://", "mailto:"))


def _contents(found: Found, expected: Expected) -> Iterator[tuple[str, str, str]]:
    entries = list(dict.fromkeys(link for toc in found.all("TOC") for link in toc.all("Link")))
    targets = [next(link.annotations()).target for link in entries]
    if tuple(targets) != expected.contents:
        yield "contents", f"{len(targets)} entries", f"{len(expected.contents)}, in the order of the report"
    for link, target in zip(entries, targets, strict=True):
        text = found.text(link)
        if not text.endswith(page_of(found, target)):
            yield f"contents, '{text}'", "another page number", f"page {page_of(found, target)}"
