"""The words of comparison of each language, with what they say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Direction = Literal["higher", "lower", "same"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True)
class Comparing:
    """Words of one language, in lower case; `ending` is what an adjective may have behind it."""

    stems: dict[Direction, frozenset[str]]
    denials: frozenset[str]  # they make whatever is said "same"
    too_common: frozenset[str]  # to be taken for a comparison where they stand alone
    also: frozenset[str]  # words that state a result without a direction
    ending: str = ""
    turning: frozenset[str] = frozenset()  # after one of these words, less of it is better: "more critical"
    set_phrases: tuple[tuple[str, Direction], ...] = ()  # patterns that go before all words
    idioms: str = r"(?!)"  # pattern of phrases that hold such a word and compare nothing

    @property
    def known(self) -> frozenset[str]:
        """The words that are listed when they stand outside a claim."""
        return (frozenset().union(*self.stems.values()) - self.too_common) | self.also


DUTCH = Comparing(
    stems={
        "higher": _words(
            "hoger hoogst meer meest vaker vaakst groter grootst beter best sterker sterkst positiever positiefst "
            "gunstiger gestegen steeg stegen stijg stijgt stijgen stijging toegenomen toename toenam toe groei "
            "groeit groeide groeiden gegroeid verdubbeld verdubbelde verdubbeling bekender bekendst opener ruimer "
            "vrijer vrijst bovenaan"
        ),
        "lower": _words(
            "lager laagst minder minst kleiner kleinst slechter slechtst zwakker negatiever ongunstiger milder "
            "gedaald daal daalt dalen daalde daalden daling gezakt zakt zakte zakten afgenomen afname afnam af "
            "krimpt gekrompen gehalveerd halvering zeldzamer kritischer onbekender schaarser onderaan"
        ),
        "same": _words(
            "gelijk gelijke stabiel even evenveel hetzelfde dezelfde onveranderd ongeveer vergelijkbaar "
            "nauwelijks net"
        ),
    },
    denials=_words("niet geen noch"),
    too_common=_words("even net toe af best ongeveer nauwelijks gelijke"),
    also=_words("alle allemaal verschilt verschillen verschil"),
    ending="e",
    idioms=r"\b(?:onder meer|ten minste|ten hoogste)\b",
)
ENGLISH = Comparing(
    stems={
        "higher": _words(
            "higher highest more most oftener larger largest greater greatest bigger biggest better best stronger "
            "strongest freer freest wider widest clearer likelier rose risen rise rises rising increase increases "
            "increased increasing up grew grown grow grows growing growth doubled doubling gained improved "
            "improves improvement twice top exceed exceeds exceeded outnumber outnumbers"
        ),
        "lower": _words(
            "lower lowest less least fewer fewest smaller smallest worse worst weaker weakest milder rarer "
            "scarcer fell fallen fall falls falling decrease decreases decreased decreasing decline declines "
            "declined declining down dropped drop drops dropping shrank shrunk shrinks halved halving lost "
            "worsened half bottom"
        ),
        "same": _words(
            "same equal equally unchanged stable steady similar similarly alike about as level comparable hardly "
            "barely"
        ),
    },
    denials=_words("not no nor neither never isn't aren't didn't hasn't haven't"),
    too_common=_words(
        "as about up down level best half top bottom alike hardly barely lost drop drops steady same"
    ),
    also=_words("all differ differs differed difference differences"),
    turning=_words("critical negative sceptical pessimistic unfavourable"),
    set_phrases=((r"\bat (?:least|most)\b", "same"),),
    idioms=r"\bat (?:least|most)\b(?! as\b)",
)


def comparing_in(language: str) -> Comparing:
    """The words of a language, 'nl' or 'en'."""
    return {"nl": DUTCH, "en": ENGLISH}[language]
