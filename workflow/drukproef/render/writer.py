"""A chapter's syntax tree in, HTML out, for the screen or for paper.

Only what a report needs is written; any other construct is a problem with its name, never a guess. The HTML
keeps clear of what spoils the tags of a PDF: no blocks inside list items, no markup inside links.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from markupsafe import Markup, escape

from drukproef.errors import Problem
from drukproef.render.outline import Outline, Part, Target, heading_id
from drukproef.render.pandoc import PLACEHOLDER, QUOTES, Node, nodes, plain_text
from drukproef.render.references import find_target, reference_text, starts_sentence
from drukproef.theme.messages import Messages

Medium = Literal["screen", "print"]

WRAPPED = {
    "Emph": "em",
    "Strong": "strong",
    "Superscript": "sup",
    "Subscript": "sub",
    "Strikeout": "s",
    "Underline": "u",
}
_ADDRESS = re.compile(r"https?://|mailto:|#")
_COMMENT = re.compile(r"\s*<!--.*-->\s*", re.DOTALL)


@dataclass
class Writer:
    """Writes one chapter. `element` gives the HTML of the table or figure at a position in Chapter.blocks.

    `within` holds the ids of the chapters in the document: a reference to another one is text without a link.
    """

    part: Part
    outline: Outline
    messages: Messages
    medium: Medium
    element: Callable[[int], Markup]
    within: frozenset[str]
    site: str = ""  # folder of the other chapters' pages, seen from this one
    notes: list[Markup] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _language: str = ""  # of the passage that is being written, when it has one of its own

    def chapter(self) -> Markup:
        """The text of the chapter; footnotes gather in `notes`."""
        return self._blocks(self.part.blocks)

    def inlines(self, inlines: Iterable[Node]) -> Markup:
        """Words with their markup."""
        written, before = Markup(""), ""
        for node in inlines:
            if node["t"] == "Cite":
                written += self._references(node["c"][0], capital=starts_sentence(before))
            else:
                written += self._inline(node)
            before += plain_text(node)
        return written

    # --- blocks ------------------------------------------------------------------------------------------

    def _blocks(self, blocks: Iterable[Node]) -> Markup:
        return Markup("\n").join(self._block(node) for node in blocks)

    def _block(self, node: Node) -> Markup:
        content: Any = node.get("c")
        match node["t"]:
            case "Para" | "Plain":
                return Markup("<p>{}</p>").format(self._running(content))
            case "Header":
                return self._heading(content)
            case "BulletList":
                return Markup("<ul>\n{}\n</ul>").format(self._items(content))
            case "OrderedList":
                return Markup('<ol start="{}">\n{}\n</ol>').format(content[0][0], self._items(content[1]))
            case "BlockQuote":
                return Markup("<blockquote>\n{}\n</blockquote>").format(self._blocks(content))
            case "Div":
                return self._div(content)
            case "RawBlock":
                return self._raw(node)
            case "HorizontalRule":
                return Markup("<hr>")
            case _:
                return self._unsupported(node)

    def _div(self, content: Any) -> Markup:
        """A box, quotations, or a passage in another language."""
        (_, classes, pairs), blocks = content
        language = dict(pairs).get("lang", "")
        around, self._language = self._language, language or self._language
        inside = self._blocks(blocks)
        self._language = around
        attributes = Markup(' class="{}"').format(" ".join(classes)) if classes else Markup("")
        attributes += Markup(' lang="{}"').format(language) if language else Markup("")
        return Markup("<div{}>\n{}\n</div>").format(attributes, inside)

    def _running(self, inlines: list[Node]) -> Markup:
        """The words of a paragraph or a list item."""
        text = self.inlines(inlines)
        in_another = self._language and self.medium == "print"
        return self._in_language(self._language, text, inlines) if in_another else text

    def _heading(self, content: Any) -> Markup:
        level, (name, _, _), inlines = content
        heading = next(h for h in self.part.headings if h.id == heading_id(self.part.id, name))
        number = Markup('<span class="number">{}</span> ').format(heading.number) if heading.number else ""
        text = number + self.inlines(inlines)
        if self.medium == "print":
            return Markup('<h{0} id="{1}">{2}</h{0}>').format(level, heading.id, text)
        # The name of a heading is its words, without the link behind them.
        return Markup(
            '<h{0} id="{1}" aria-labelledby="{1}-name"><span id="{1}-name">{2}</span>{3}</h{0}>'
        ).format(
            level, heading.id, text, self.permalink(heading.id, f"{heading.number} {heading.text}".strip())
        )

    def permalink(self, target: str, title: str) -> Markup:
        """A link to the place itself, on the screen only."""
        if self.medium == "print":
            return Markup("")
        label = self.messages.permalink.format(what=title)
        return Markup(' <a class="permalink" href="#{}" aria-label="{}">#</a>').format(target, label)

    def _items(self, items: Iterable[list[Node]]) -> Markup:
        return Markup("\n").join(Markup("<li>{}</li>").format(self._flowing(item)) for item in items)

    def _flowing(self, blocks: list[Node]) -> Markup:
        """Blocks as running text with line breaks: list items and footnotes may hold no paragraphs."""
        pieces: list[Markup] = []
        for node in blocks:
            if node["t"] in {"Para", "Plain"}:
                pieces += [Markup("<br>")] if pieces else []
                pieces.append(self._running(node["c"]))
            else:
                pieces.append(self._block(node))
        return Markup("").join(pieces)

    def _raw(self, node: Node) -> Markup:
        kind, text = node["c"]
        if kind == PLACEHOLDER:
            return self.element(int(text))
        if kind == "html" and _COMMENT.fullmatch(text):
            return Markup("")
        return self._unsupported(node)

    # --- inlines -----------------------------------------------------------------------------------------

    def _inline(self, node: Node) -> Markup:
        content: Any = node.get("c")
        match node["t"]:
            case "Str":
                return escape(content)
            case "Space" | "SoftBreak":
                return Markup(" ")
            case "LineBreak":
                return Markup("<br>")
            case "Emph" | "Strong" | "Superscript" | "Subscript" | "Strikeout" | "Underline":
                return Markup("<{0}>{1}</{0}>").format(WRAPPED[node["t"]], self.inlines(content))
            case "Quoted":
                left, right = QUOTES[content[0]["t"]]
                return Markup("{}{}{}").format(left, self.inlines(content[1]), right)
            case "Span":
                return self._span(content)
            case "Link":
                return self._link(node)
            case "Code":
                return Markup("<code>{}</code>").format(content[1])
            case "Note":
                return self._note(content)
            case "RawInline":
                return self._raw(node)
            case _:
                return self._unsupported(node)

    def _link(self, node: Node) -> Markup:
        _, words, (address, _) = node["c"]
        if not _ADDRESS.match(address):
            return self._unsupported(node)
        return Markup('<a href="{}">{}</a>').format(address, plain_text(words))

    def _span(self, content: Any) -> Markup:
        (name, classes, pairs), inlines = content
        cell = dict(pairs).get("data-cel") or dict(pairs).get("cel") or name
        language = dict(pairs).get("lang", "")
        if self.medium == "print" and not language and not _stays_on_a_line(classes, inlines):
            return self.inlines(inlines)  # each span takes time to lay out, and paper shows none of them
        attributes = Markup(' data-cel="{}"').format(cell) if cell else Markup("")
        attributes += Markup(' lang="{}"').format(language) if language else Markup("")
        span = Markup('<span class="{}"{}>{}</span>').format(
            " ".join(classes), attributes, self.inlines(inlines)
        )
        return self._in_language(language, span, inlines) if language and self.medium == "print" else span

    def _in_language(self, language: str, span: Markup, inlines: list[Node]) -> Markup:
        """A link tells the PDF of the language (pdflinks.py), so a passage can't hold another link."""
        for node in nodes(inlines):
            another = node["t"] == "Span" and dict(node["c"][0][2]).get("lang")
            if node["t"] in {"Cite", "Link", "Note"} or another:
                self.problems.append(
                    Problem(
                        self.part.chapter.source,
                        f"a passage with lang={language} holds a {node['t'].lower()}: '{plain_text(inlines)}'",
                        "words without references, links and footnotes",
                        "put these behind the passage",
                    )
                )
        return Markup('<a class="language" href="lang:{}">{}</a>').format(language, span)

    def _references(self, citations: list[Any], capital: bool) -> Markup:
        return Markup(", ").join(self._reference(c, capital and not i) for i, c in enumerate(citations))

    def _reference(self, citation: Any, capital: bool) -> Markup:
        cited = citation["citationId"]
        target = find_target(self.outline, cited)
        if target is None:  # check_references has told so
            return escape(f"@{cited}")
        word, number = reference_text(target, self.messages, capital=capital or cited[:1].isupper())
        if citation["citationPrefix"]:
            word = plain_text(citation["citationPrefix"]).strip()
        if citation["citationMode"]["t"] == "SuppressAuthor":
            word = ""
        text = f"{word}\u00a0{number}" if word else number
        suffix = self.inlines(citation["citationSuffix"])
        return Markup("{}{}").format(self._linked(target, text), suffix)

    def _linked(self, target: Target, text: str) -> Markup:
        if target.part not in self.within:
            return Markup('<span class="reference">{}</span>').format(text)
        return Markup('<a class="reference" href="{}">{}</a>').format(self.address(target), text)

    def address(self, target: Target) -> str:
        """The address of a target as seen from this chapter."""
        if self.medium == "print" or target.part == self.part.id:
            return f"#{target.id}"
        return f"{self.site}{self.outline.part(target.part).file}#{target.id}"

    def _note(self, blocks: list[Node]) -> Markup:
        number = len(self.notes) + 1
        self.notes.append(
            Markup("")
        )  # keeps the place: a note may not hold another one, but then it is numbered
        text = self._flowing(blocks)
        self.notes[number - 1] = text
        if self.medium == "print":
            return Markup(
                '<a class="call" id="{id}-ref" href="#{id}">{number}</a><span class="footnote" id="{id}">'
                '<a class="marker" href="#{id}-ref">{number}</a>&nbsp;&nbsp;{text}</span>'
            ).format(id=self.note_id(number), number=number, text=text)
        return Markup(
            '<sup class="noteref"><button type="button" id="{id}-ref" popovertarget="{id}-pop" '
            'aria-label="{label}">{number}</button></sup>'
            '<span class="notepop" id="{id}-pop" popover><span class="number">{number}</span> {text}</span>'
        ).format(id=self.note_id(number), number=number, label=f"{self.messages.note} {number}", text=text)

    def note_id(self, number: int) -> str:
        """The id of a footnote at the end of the chapter."""
        return f"note-{self.part.id}-{number}"

    def _unsupported(self, node: Node) -> Markup:
        self.problems.append(
            Problem(
                self.part.chapter.source,
                f"the markdown has a construct that reports don't use: {_named(node)}",
                "headings, paragraphs, lists, quotes, boxes, footnotes, references and spans",
                "write it in another way; a table or figure belongs in the plan",
            )
        )
        return Markup("")


def _stays_on_a_line(classes: list[str], inlines: list[Node]) -> bool:
    """Whether a span is a number that could break: "84 procent"."""
    return "getal" in classes and " " in plain_text(inlines)


def _named(node: Node) -> str:
    """What a message calls a construct."""
    if node["t"] == "Link":
        return f"Link to {node['c'][2][0]}"
    return (
        f"{node['t']} {node['c'][1]!r}" if node["t"] in {"RawBlock", "RawInline", "Math"} else str(node["t"])
    )
