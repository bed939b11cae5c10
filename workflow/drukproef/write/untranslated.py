"""A chapter that has no text in this language in, its tables and figures in the order of the plan out."""

from __future__ import annotations

from drukproef.study import ChapterPlan, Study, TablePlan
from drukproef.study.settings import TrendBreak
from drukproef.write.words import Words, words_of


def markdown_of(plan: ChapterPlan, study: Study) -> str:
    """A line that says where the text is, then all tables and figures."""
    words = words_of(study.settings.language)
    language = words.languages[study.settings.languages[0]]
    line = words.text_elsewhere.format(language=language)
    both = bool(plan.tables and plan.figures)
    parts = [f"{line} {words.elements_below}" if plan.tables or plan.figures else line]
    for kind, title, elements in (
        ("table", words.tables, plan.tables),
        ("figure", words.figures, plan.figures),
    ):
        if both:
            parts.append(f"## {title} {{#sec-{plan.id}-{kind}s}}")
        parts += [f"⟦{kind}:{element.id}⟧" for element in elements]
    return "\n\n".join(parts) + "\n"


def with_caveats(plan: ChapterPlan, study: Study) -> ChapterPlan:
    """The plan with a note under each table whose marks cross a trend break: here no sentence of a text says so.

    Figures say it themselves.
    """
    words = words_of(study.settings.language)
    tables = (t.model_copy(update={"notes": t.notes + _caveats(t, plan, study, words)}) for t in plan.tables)
    return plan.model_copy(update={"tables": tuple(tables)})


def _caveats(table: TablePlan, plan: ChapterPlan, study: Study, words: Words) -> tuple[str, ...]:
    codebook = study.codebooks[study.population_of(plan, table)]
    notes = []
    for known in study.settings.trend_breaks:
        items = [codebook.item(name).label for name in table.items if name in known.items]
        if items and _crosses(table, known):
            shown = {"wave": known.from_wave, "items": ", ".join(items), "caveat": known.caveat}
            notes.append(words.trend_break.format(**shown))
    return tuple(notes)


def _crosses(table: TablePlan, known: TrendBreak) -> bool:
    waves = table.waves or ()
    return any(w < known.from_wave for w in waves) and any(w >= known.from_wave for w in waves)
