"""A policy and a codebook in, problems with names that the codebook does not know out."""

from __future__ import annotations

from drukproef.errors import DrukproefError
from drukproef.study import Codebook
from drukproef.study.check import unknown
from drukproef.study.settings import Disclosure


def check_names(policy: Disclosure, codebooks: list[Codebook]) -> None:
    """DrukproefError when the policy names a banner or an item that no codebook has."""
    banners = {b.id for codebook in codebooks for b in codebook.banners}
    items = {q.id for codebook in codebooks for q in codebook.questions}
    place = "study.yaml, rules, disclosure, "
    problems = [
        unknown(kind, name, known, place + key)
        for key, kind, known, names in (
            ("exempt_banners", "banner", banners, policy.exempt_banners),
            ("exempt_items", "item", items, policy.exempt_items),
            ("sensitive", "item", items, policy.sensitive),
        )
        for name in names
        if name not in known
    ]
    if problems:
        raise DrukproefError(problems)
