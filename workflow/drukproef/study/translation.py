"""translations/<language>.yaml: the words of an edition in another language, by the ids of the definition."""

from __future__ import annotations

from drukproef.study.frozen import Frozen


class AnswerWords(Frozen):
    """Labels of the answers of a scale or question, by id; those that are no answer by their code."""

    categories: dict[str, str] = {}
    short: dict[str, str] = {}  # of categories, for where there is little room; may be left out
    nets: dict[str, str] = {}
    missing: dict[int, str] = {}


class QuestionWords(AnswerWords):
    """A variable or item. Answers that it has from a scale are translated there, and need not be here."""

    label: str = ""
    question: str = ""
    base_label: str = ""
    unit: str = ""  # of a numeric item


class PopulationWords(Frozen):
    """A population and its codebook, with a label for each question block."""

    label: str = ""
    groups: dict[str, str] = {}
    scales: dict[str, AnswerWords] = {}
    variables: dict[str, QuestionWords] = {}
    items: dict[str, QuestionWords] = {}


class ElementWords(Frozen):
    """A table or figure."""

    title: str = ""
    base: str = ""
    notes: tuple[str, ...] = ()


class ChapterWords(Frozen):
    """A chapter's title, and its tables and figures by id."""

    title: str = ""
    elements: dict[str, ElementWords] = {}


class Translation(Frozen):
    """All of translations/<language>.yaml."""

    title: str = ""
    subtitle: str = ""
    client: str = ""
    licence: str = ""
    notice: str = ""
    populations: dict[str, PopulationWords] = {}
    trend_breaks: tuple[str, ...] = ()  # the caveats, in the order of study.yaml
    chapters: dict[str, ChapterWords] = {}
    facts: dict[str, str] = {}  # of facts that are texts
