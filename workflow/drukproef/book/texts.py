"""A study's definition in, the sentences around the tables out: bases, notes, legend."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from drukproef.book.page import Page
from drukproef.book.words import PREVIOUS_SIGNS, REST_SIGNS, SYMBOLS, Words
from drukproef.study import Codebook, Item, Study
from drukproef.study.statistics import OF_ANSWERS
from drukproef.theme import Messages
from drukproef.wording.formats import number, pct


def capitalised(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def group_label(codebook: Codebook, item: Item, words: Words) -> str:
    """The label of an item's question block; from its id when the codebook gives none."""
    if item in codebook.variables:
        return words.background
    if not item.group:
        return words.other_questions
    return capitalised(codebook.groups.get(item.group) or item.group.replace("_", " "))


def base_text(study: Study, population: str, item: Item, words: Words) -> str:
    """Whom the percentages are about."""
    people = study.population(population).label
    text = item.base_label or words.all_of.format(population=people)
    if item.base and not item.base_label:
        codebook = study.codebooks[population]
        levels = [codebook.variable(name).label_of(level) for name, ids in item.base.items() for level in ids]
        text = words.of_which.format(population=people, levels=", ".join(levels))
    extra = {"excluded": words.dont_know_excluded, "in_base": words.dont_know_in_base}.get(item.dont_know)
    return f"{text}; {extra}" if extra else text


def base_line(page: Page, words: Words, language: str) -> str:
    """The base with its size in the newest wave."""
    base, newest = page.blocks[0].bases[0], page.blocks[0].title
    size = words.statuses[base.status] if base.n is None else f"n = {number(base.n, language)}"
    return f"{words.base}: {page.base}. {newest}: {size}"


def item_notes(study: Study, item: Item, words: Words) -> tuple[str, ...]:
    """What a reader of this item must know: not asked this time, or a break in its series."""
    edition = study.settings.edition
    notes = [] if edition in item.waves else [words.not_in_edition.format(edition=edition)]
    notes += [words.of_answers] * item.share_of_answers
    for broken in study.settings.trend_breaks:
        if item.id in broken.items:
            notes.append(words.trend_break.format(wave=broken.from_wave, caveat=broken.caveat))
    return tuple(notes)


def details(study: Study, messages: Messages, words: Words) -> tuple[tuple[str, str], ...]:
    """Which edition this is, whose, and of when."""
    settings = study.settings
    return (
        (words.edition, str(settings.edition)),
        (words.for_whom, settings.client),
        (words.made_by, settings.author),
        (words.date, messages.written_date(settings.published)),
        (words.licence, settings.licence),
    )


def legend(words: Words) -> tuple[tuple[str, str], ...]:
    """Each sign with its meaning."""
    signs = [(REST_SIGNS[mark], text) for mark, text in words.rest_legend.items()]
    letters, meaning = words.letters_legend.split(": ", 1)
    signs.append((letters, meaning))
    signs += [(PREVIOUS_SIGNS[mark], text) for mark, text in words.previous_legend.items()]
    signs += [(SYMBOLS[status], text) for status, text in words.statuses.items()]
    return tuple(signs)


def general_notes(study: Study, words: Words) -> tuple[str, ...]:
    """How the figures were weighted, rounded, tested and hidden."""
    rules, language = study.settings.rules, study.settings.language
    alpha = number(Decimal(str(rules.alpha)), language)
    testing = words.testing.format(alpha=alpha, adjustment=words.adjustments[rules.adjustment])
    small = words.small_bases[rules.small_base].format(minimum=number(rules.minimum_base, language))
    weighting = (weighting_text(study, population, words) for population in study.settings.populations)
    asked = {name for book in study.codebooks.values() for item in book.items for name in item.statistic_ids}
    statistics = (words.statistics,) if asked - {OF_ANSWERS} else ()
    return (
        *weighting,
        words.rounding,
        words.net_legend,
        small,
        *_precision_note(study, words),
        testing,
        *statistics,
    )


def _precision_note(study: Study, words: Words) -> Iterator[str]:
    """The limits of publication, when the study has any."""
    rules, language = study.settings.rules.publication, study.settings.language
    limits = rules.model_dump(exclude_none=True) if rules else {}
    shown = {
        name: pct(limit, language=language)
        if name in ("relative_width", "coefficient_of_variation")
        else number(Decimal(f"{limit * 100 if name.endswith('_width') else limit:g}"), language)
        for name, limit in limits.items()
    }
    narrow = shown.pop("narrow_width", "")
    if shown:
        parts = (words.limits[name].format(limit=limit, narrow=narrow) for name, limit in shown.items())
        yield words.imprecise.format(limits=words.or_limit.join(parts))


def weighting_text(study: Study, population: str, words: Words) -> str:
    """What a population is weighted by."""
    people = study.population(population)
    strata = study.codebooks[population].variable(people.strata)
    levels = ", ".join(category.label for category in strata.categories)
    return words.weighting.format(population=people.label, strata=strata.label, levels=levels)


def column_text(study: Study, name: str, words: Words) -> str:
    """What a column of the open data holds."""
    confidence = pct(study.settings.rules.confidence, language=study.settings.language)
    return words.columns[name].format(confidence=confidence)
