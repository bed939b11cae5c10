"""The fixed words of the table book, in Dutch and English."""

from __future__ import annotations

from drukproef.study.frozen import Frozen
from drukproef.tabulate.cell import Status

SYMBOLS = {
    Status.SMALL_BASE: "•",
    Status.PROTECTED: "×",
    Status.IMPRECISE: "≈",
    Status.EMPTY: "○",
    Status.NOT_ASKED: "–",
}
"""What stands in the place of a share that is not shown."""

REST_SIGNS = {"higher": "▲", "lower": "▼", "": ""}
PREVIOUS_SIGNS = {"higher": "↑", "lower": "↓", "": ""}


class Words(Frozen):
    """Words of one language. Texts with {braces} are filled with str.format."""

    table_book: str
    contents: str
    skip: str
    back: str
    open_data: str
    excel: str
    # the list of tables
    table: str
    block: str
    population: str
    subject: str
    question: str
    waves: str
    contents_title: str  # accessible name of the list
    contents_description: str
    go_to: str
    background: str
    other_questions: str
    # a table
    groups: str
    answer: str
    letter: str
    total: str
    wave: str
    by_group: str
    by_wave: str
    earlier_waves: str
    n: str
    n_weighted: str
    differences: str  # header of a row with signs
    count: str  # a count in the place of a hidden share
    base: str
    edition: str
    dont_know_excluded: str
    dont_know_in_base: str
    all_of: str  # base of an item that everybody was asked
    of_which: str  # base of an item that only some were asked
    not_in_edition: str
    # legend and notes
    legend: str
    notes: str
    notice: str
    licence: str
    made_by: str
    for_whom: str
    date: str
    statuses: dict[Status, str]
    letters_legend: str
    rest_legend: dict[str, str]
    previous_legend: dict[str, str]
    net_legend: str
    spoken_rest: dict[str, str]
    spoken_previous: dict[str, str]
    spoken_letters: str
    rounding: str
    weighting: str
    testing: str
    adjustments: dict[str, str]
    small_bases: dict[str, str]
    imprecise: str  # "{limits}", with `or_limit` between them
    or_limit: str
    limits: dict[str, str]  # of rules.publication
    trend_break: str  # "{wave}: {caveat}"
    of_answers: str  # what a share of answers is about
    statistics: str  # how means are tested, and that other statistics are not
    # open data
    codebook_of: str
    cube_title: str
    cube_description: str
    columns: dict[str, str]

    def without(self, status: Status) -> Words:
        """The same for a study in which a status does not occur."""
        return self.model_copy(
            update={"statuses": {s: t for s, t in self.statuses.items() if s is not status}}
        )


DUTCH = Words(
    table_book="Tabellenboek",
    contents="Inhoud",
    skip="Naar de tabellen",
    back="← Inhoud",
    open_data="Open data (CSV)",
    excel="Excel",
    table="Tabel",
    block="Vraagblok",
    population="Populatie",
    subject="Onderwerp",
    question="Vraag",
    waves="Metingen",
    contents_title="Inhoudsopgave",
    contents_description=(
        "Alle tabellen, met vraagblok, onderwerp, metingen en n. De eerste kolom is een link naar het blad."
    ),
    go_to="Naar tabel {number}",
    background="Achtergrondkenmerken",
    other_questions="Overige vragen",
    groups="Groep",
    answer="Antwoord",
    letter="Kolomletter",
    total="Totaal",
    wave="Meting {wave}",
    by_group="{label}, meting {wave}, naar groep",
    by_wave="{label}, naar meting",
    earlier_waves="Eerdere metingen naar groep",
    n="n (ongewogen)",
    n_weighted="n (gewogen)",
    differences="verschillen",
    count="n={n}",
    base="Basis",
    edition="Editie",
    dont_know_excluded="“weet niet” telt niet mee",
    dont_know_in_base="“weet niet” telt mee",
    all_of="alle {population}",
    of_which="{population}, alleen {levels}",
    not_in_edition="Deze vraag is in {edition} niet gesteld.",
    legend="Betekenis van de tekens",
    notes="Toelichting",
    notice="Let op",
    licence="Licentie",
    made_by="Auteur",
    for_whom="In opdracht van",
    date="Datum",
    statuses={
        Status.SMALL_BASE: "te weinig respondenten",
        Status.PROTECTED: "afgeschermd: zou een kleine groep onthullen",
        Status.IMPRECISE: "te onnauwkeurig",
        Status.EMPTY: "geen antwoorden",
        Status.NOT_ASKED: "niet gevraagd, of dit antwoord werd niet aangeboden",
    },
    letters_legend="A B C: significant hoger dan de groep met die kolomletter, binnen dezelfde uitsplitsing",
    rest_legend={
        "higher": "significant hoger dan de andere groepen van dezelfde uitsplitsing samen",
        "lower": "significant lager dan de andere groepen van dezelfde uitsplitsing samen",
    },
    previous_legend={
        "higher": "significant hoger dan de vorige meting waarin de vraag is gesteld",
        "lower": "significant lager dan de vorige meting waarin de vraag is gesteld",
    },
    net_legend="Schuin gedrukt: antwoorden die zijn samengenomen.",
    spoken_rest={"higher": "hoger dan de andere groepen", "lower": "lager dan de andere groepen"},
    spoken_previous={"higher": "hoger dan de vorige meting", "lower": "lager dan de vorige meting"},
    spoken_letters="hoger dan",
    rounding="Percentages zijn afgerond. Daardoor tellen ze niet altijd op tot 100%.",
    weighting=(
        "De percentages van {population} zijn gewogen naar {strata} ({levels}). "
        "De gewogen n telt op tot de hele groep."
    ),
    testing="Verschillen zijn tweezijdig getoetst (t-toets op gewogen aandelen, p < {alpha}), {adjustment}.",
    adjustments={
        "none": "zonder correctie voor het aantal toetsen",
        "holm": "met de correctie van Holm",
        "bh": "met de correctie van Benjamini en Hochberg",
        "bonferroni": "met de correctie van Bonferroni",
    },
    small_bases={
        "hide": "Groepen met minder dan {minimum} respondenten worden niet getoond en niet getoetst.",
        "count": "Van groepen met minder dan {minimum} respondenten staan er aantallen (n=…). Zij worden niet getoetst.",
    },
    imprecise="Te onnauwkeurige uitkomsten worden niet getoond en niet getoetst. Dat zijn uitkomsten met {limits}.",
    or_limit=", of ",
    limits={
        "effective_base": "een effectieve basis onder {limit}",
        "interval_width": "een 95%-betrouwbaarheidsinterval van {limit} procentpunten of breder",
        "relative_width": "een interval dat breder is dan {narrow} procentpunten en dan {limit} van het aandeel zelf",
        "degrees_of_freedom": "minder dan {limit} vrijheidsgraden",
        "coefficient_of_variation": "een variatiecoëfficiënt boven {limit} (gemiddelden)",
    },
    trend_break="Trendbreuk in {wave}: {caveat}",
    of_answers=(
        "Aandeel van de antwoorden: van alle antwoorden die in dit vraagblok zijn gegeven, door wie er ten minste één gaf."
    ),
    statistics="Verschillen van gemiddelden zijn net zo getoetst. Medianen, kwartielen en totalen zijn niet getoetst.",
    codebook_of="Codeboek: {title}, {population}",
    cube_title="{title}: alle uitkomsten",
    cube_description=(
        "Eén rij per populatie, meting, vraag, antwoord en groep. Wat niet is gevraagd, heeft geen rij. "
        "Een uitkomst die niet mag worden getoond, heeft een status maar geen cijfers. "
        "Labels van vragen en antwoorden staan in de codeboeken."
    ),
    columns={
        "population": "populatie",
        "wave": "meting",
        "item": "vraag",
        "category": "antwoord, of samengenomen antwoorden",
        "is_net": "antwoorden zijn samengenomen",
        "banner": "uitsplitsing",
        "level": "groep",
        "status": "mag de uitkomst worden getoond, en zo niet, waarom",
        "n": "respondenten in de basis, ongewogen",
        "n_category": "respondenten met dit antwoord, ongewogen",
        "n_weighted": "som van de gewichten in de basis",
        "estimate": "gewogen aandeel (van 0 tot 1), gemiddelde, kwantiel of totaal, niet afgerond",
        "statistic": "wat de uitkomst is: een aandeel, gemiddelde, kwantiel of totaal",
        "se": "standaardfout van de uitkomst",
        "ci_low": "ondergrens van het betrouwbaarheidsinterval ({confidence})",
        "ci_high": "bovengrens van het betrouwbaarheidsinterval ({confidence})",
        "deff": "ontwerpeffect",
        "n_eff": "effectieve basis",
        "rest_mark": "significant hoger of lager dan de andere groepen samen",
        "previous_wave": "vorige meting waarin de vraag is gesteld",
        "previous_mark": "significant hoger of lager dan de vorige meting",
    },
)
ENGLISH = Words(
    table_book="Table book",
    contents="Contents",
    skip="Skip to the tables",
    back="← Contents",
    open_data="Open data (CSV)",
    excel="Excel",
    table="Table",
    block="Question block",
    population="Population",
    subject="Subject",
    question="Question",
    waves="Surveys",
    contents_title="Contents",
    contents_description="All tables, with question block, subject, surveys and n. The first column links to the sheet.",
    go_to="Go to table {number}",
    background="Background",
    other_questions="Other questions",
    groups="Group",
    answer="Answer",
    letter="Column letter",
    total="Total",
    wave="Survey of {wave}",
    by_group="{label}, survey of {wave}, by group",
    by_wave="{label}, by survey",
    earlier_waves="Earlier surveys by group",
    n="n (unweighted)",
    n_weighted="n (weighted)",
    differences="differences",
    count="n={n}",
    base="Base",
    edition="Edition",
    dont_know_excluded="“don't know” is not counted",
    dont_know_in_base="“don't know” is counted",
    all_of="all {population}",
    of_which="{population}, only {levels}",
    not_in_edition="This question was not asked in {edition}.",
    legend="What the signs mean",
    notes="Notes",
    notice="Please note",
    licence="Licence",
    made_by="Author",
    for_whom="Commissioned by",
    date="Date",
    statuses={
        Status.SMALL_BASE: "too few respondents",
        Status.PROTECTED: "protected: would reveal a small group",
        Status.IMPRECISE: "too imprecise",
        Status.EMPTY: "no answers",
        Status.NOT_ASKED: "not asked, or this answer was not offered",
    },
    letters_legend="A B C: significantly higher than the group with that column letter, within the same breakdown",
    rest_legend={
        "higher": "significantly higher than the other groups of the same breakdown together",
        "lower": "significantly lower than the other groups of the same breakdown together",
    },
    previous_legend={
        "higher": "significantly higher than the previous survey in which the question was asked",
        "lower": "significantly lower than the previous survey in which the question was asked",
    },
    net_legend="In italics: answers taken together.",
    spoken_rest={"higher": "higher than the other groups", "lower": "lower than the other groups"},
    spoken_previous={"higher": "higher than the previous survey", "lower": "lower than the previous survey"},
    spoken_letters="higher than",
    rounding="Percentages are rounded, so they do not always add up to 100%.",
    weighting="Percentages of {population} are weighted by {strata} ({levels}). The weighted n adds up to the whole group.",
    testing="Differences were tested with a two-sided t test on weighted shares (p < {alpha}), {adjustment}.",
    adjustments={
        "none": "without correction for the number of tests",
        "holm": "with Holm's correction",
        "bh": "with Benjamini and Hochberg's correction",
        "bonferroni": "with Bonferroni's correction",
    },
    small_bases={
        "hide": "Groups with fewer than {minimum} respondents are neither shown nor tested.",
        "count": "Groups with fewer than {minimum} respondents have counts (n=…). They are not tested.",
    },
    imprecise="Results that are too imprecise are neither shown nor tested. They have {limits}.",
    or_limit=", or ",
    limits={
        "effective_base": "an effective base under {limit}",
        "interval_width": "a 95% confidence interval of {limit} percentage points or wider",
        "relative_width": "an interval wider than {narrow} percentage points and than {limit} of the share itself",
        "degrees_of_freedom": "fewer than {limit} degrees of freedom",
        "coefficient_of_variation": "a coefficient of variation over {limit} (means)",
    },
    trend_break="Break in series in {wave}: {caveat}",
    of_answers=(
        "Share of answers: of all answers that were given in this question block, by those who gave one at least."
    ),
    statistics="Differences of means are tested in the same way. Medians, quartiles and totals are not tested.",
    codebook_of="Codebook: {title}, {population}",
    cube_title="{title}: all results",
    cube_description=(
        "One row per population, survey, question, answer and group. What was not asked has no row. "
        "A result that may not be shown has a status but no figures. Labels of questions and answers are in the codebooks."
    ),
    columns={
        "population": "population",
        "wave": "survey",
        "item": "question",
        "category": "answer, or answers taken together",
        "is_net": "answers are taken together",
        "banner": "breakdown",
        "level": "group",
        "status": "whether the result may be shown, and if not, why",
        "n": "respondents in the base, unweighted",
        "n_category": "respondents with this answer, unweighted",
        "n_weighted": "sum of weights in the base",
        "estimate": "weighted share (from 0 to 1), mean, quantile or total, not rounded",
        "statistic": "what the result is: a share, mean, quantile or total",
        "se": "standard error of the result",
        "ci_low": "lower bound of the confidence interval ({confidence})",
        "ci_high": "upper bound of the confidence interval ({confidence})",
        "deff": "design effect",
        "n_eff": "effective base",
        "rest_mark": "significantly higher or lower than the other groups together",
        "previous_wave": "previous survey in which the question was asked",
        "previous_mark": "significantly higher or lower than the previous survey",
    },
)


def words_of(language: str) -> Words:
    """The words of a language, 'nl' or 'en'."""
    return {"nl": DUTCH, "en": ENGLISH}[language]
