"""The few words that text and tables need beside the labels of the study, in Dutch and English."""

from __future__ import annotations

from drukproef.study.frozen import Frozen


class Words(Frozen):
    """Words of one language. Texts with {braces} are filled with str.format."""

    percent: str  # "84 procent"
    point: str  # "1 procentpunt"
    points: str
    and_: str
    quantity: str  # pattern of words that state how many, for what stands outside a binding
    more: str  # of an adverb that follows the data
    less: str
    equally: str
    # tables
    total: str
    reasons: dict[str, str]  # why there is no number, by the status of the cell
    not_available: str
    other_group: str  # what marks compare with
    other_groups: str
    previous_wave: str
    trend_break: str  # "{wave}: {caveat}"
    # a chapter without a text in this language
    languages: dict[str, str]
    text_elsewhere: str
    elements_below: str
    tables: str
    figures: str


DUTCH = Words(
    percent="procent",
    point="procentpunt",
    points="procentpunten",
    and_="en",
    quantity=(
        r"helft|driekwart|kwart|derde|meerderheid|minderheid|meesten|merendeel"
        r"|(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen) (?:op|van) de \w+"
    ),
    more="meer",
    less="minder",
    equally="even",
    total="Totaal",
    reasons={
        "small_base": "te weinig respondenten",
        "protected": "afgeschermd: zou een kleine groep onthullen",
        "imprecise": "te onnauwkeurig",
        "empty": "geen antwoorden",
        "not_asked": "niet gevraagd",
    },
    not_available="niet beschikbaar",
    other_group="de andere groep",
    other_groups="de andere groepen",
    previous_wave="de vorige meting",
    trend_break="Trendbreuk in {wave} bij {items}: {caveat}",
    languages={"nl": "het Nederlands", "en": "het Engels"},
    text_elsewhere="De tekst van dit hoofdstuk is er alleen in {language}.",
    elements_below="Hieronder staan de tabellen en figuren.",
    tables="Tabellen",
    figures="Figuren",
)
ENGLISH = Words(
    percent="per cent",
    point="percentage point",
    points="percentage points",
    and_="and",
    quantity=(
        r"half|quarters?|thirds?|fifths?|tenths?|majority|minority"
        r"|(?:one|two|three|four|five|six|seven|eight|nine) (?:in|out of) (?:every )?"
        r"(?:two|three|four|five|six|seven|eight|ten|twenty)"
    ),
    more="more",
    less="less",
    equally="equally",
    total="Total",
    reasons={
        "small_base": "too few respondents",
        "protected": "protected: would reveal a small group",
        "imprecise": "too imprecise",
        "empty": "no answers",
        "not_asked": "not asked",
    },
    not_available="not available",
    other_group="the other group",
    other_groups="the other groups",
    previous_wave="the previous survey",
    trend_break="Break in series in {wave} for {items}: {caveat}",
    languages={"nl": "Dutch", "en": "English"},
    text_elsewhere="The text of this chapter exists in {language} only.",
    elements_below="Its tables and figures are below.",
    tables="Tables",
    figures="Figures",
)


def words_of(language: str) -> Words:
    """The words of a language, 'nl' or 'en'."""
    return {"nl": DUTCH, "en": ENGLISH}[language]
