"""design.yaml in, one validated Design out: sizes, order of the questionnaire, assumptions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import Field

from drukproef.study.codebook import Codebook
from drukproef.study.frozen import Frozen
from drukproef.study.item import Item
from drukproef.study.yamlfile import load_model


class Prior(Frozen):
    """What is assumed about the answers to a question, as far as nothing is printed."""

    shares: dict[str, float] = {}  # category id, or a kind of missing: share, on any scale
    order: tuple[str, ...] = ()  # categories from low to high; answers outside it have no order


class Block(Frozen):
    """Questions that are reached together; who breaks off misses this block and all that follow."""

    id: str
    share: float = Field(gt=0, le=1)  # of the respondents that get here, where no n is printed
    groups: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()


class Response(Frozen):
    """How the published file names the counts of the response table."""

    item: str
    invited: str
    responded: str
    rate: str


class Design(Frozen):
    """Everything in design.yaml."""

    unit: str  # the variable whose levels have a known number of respondents
    respondents: dict[int, dict[str, int]]
    sources: dict[int, str] = {}
    blocks: tuple[Block, ...]
    variables: dict[str, Prior] = {}
    scales: dict[str, Prior] = {}
    items: dict[str, Prior] = {}
    reversed: tuple[str, ...] = ()  # items or groups in which a high answer is a sign of a poor culture
    exclusive: tuple[str, ...] = ()  # items that rule out the others of their group
    elements: dict[str, tuple[str, ...]] = {}  # items of printed elements that show only their base
    response: Response | None = None
    outside: tuple[str, ...] = ()  # names in the published file that are not about answers

    def prior(self, question: Item) -> Prior:
        """The assumption for a question: its own, else that of its scale, else that all answers are equal."""
        own = self.variables.get(question.id) or self.items.get(question.id)
        return own or self.scales.get(question.scale or "") or Prior()

    def is_reversed(self, question: Item) -> bool:
        """Whether a high answer to this question goes with a low answer to others."""
        return question.id in self.reversed or question.group in self.reversed

    def depth(self, question: Item) -> int:
        """How many blocks a respondent must reach to be asked this question; 0 is everyone."""
        for depth, block in enumerate(self.blocks, start=1):
            names = (*block.items, *block.variables)
            if question.id in names or (question.group is not None and question.group in block.groups):
                return depth
        return 0


def load_design(path: Path, shown_path: str) -> Design:
    """Read and validate design.yaml; DrukproefError when it can't be."""
    return load_model(Design, path, shown_path)


def order_of(question: Item, prior: Prior) -> Mapping[int, int]:
    """{code: place}, low to high, of the categories that have an order."""
    ordered = prior.order or tuple(c.id for c in question.categories)
    return {question.category(category).code: place for place, category in enumerate(ordered)}


def sizes(design: Design, codebook: Codebook, wave: int) -> dict[int, int]:
    """{code of the unit's level: respondents} of a wave."""
    unit = codebook.variable(design.unit)
    return {unit.category(level).code: n for level, n in design.respondents[wave].items()}
