"""Which banners are made of the same atoms, and what can't be."""

from __future__ import annotations

import numpy as np
from drukproef.disclosure.families import families_of, is_impossible
from drukproef.study import Codebook

from .survey import codebook


def wave(**answers: list[int]) -> dict[str, np.ndarray]:
    return {name: np.array(codes) for name, codes in answers.items()}


def test_recodes_of_one_variable_are_a_family() -> None:
    answers = wave(functie=[1, 2, 3, 4, -4], laag=[1, 1, 2, 2, -4], geslacht=[1, 2, 1, 2, 1])
    function, gender = families_of(codebook(), answers, nested=True)
    assert [m.id for m in function.members] == ["functie", "laag"]
    assert (function.levels["laag", "provincie"], function.levels["functie", "raadslid"]) == (
        ((0,), (1,)),
        ((3,),),
    )
    assert list(function.atoms) == [(0,), (1,), (2,), (3,), (4,)], "the last are those of unknown function"
    assert [m.id for m in gender.members] == ["geslacht"]


def test_each_banner_by_itself_when_the_policy_says_so() -> None:
    answers = wave(functie=[1], laag=[1], geslacht=[1])
    assert [f.name for f in families_of(codebook(), answers, nested=False)] == ["functie", "laag", "geslacht"]


def test_answers_that_are_not_what_the_recode_says_make_a_family_of_their_own() -> None:
    """Half of the respondents were not asked for their layer: provincie is not the sum of its functions."""
    answers = wave(functie=[1, 2, 3, 4], laag=[1, -1, 2, -1], geslacht=[1, 2, 1, 2])
    assert [f.name for f in families_of(codebook(), answers, nested=True)] == ["functie", "laag", "geslacht"]


def test_who_is_derived_from_an_answer_cannot_contradict_it() -> None:
    book = codebook().model_dump(exclude_defaults=True)
    rule = {"items": ["v1"], "categories": ["ja", "misschien"]}
    shared = {"label": "x", "waves": (2024,)}
    answers = [{"code": 0, "id": "nee", "label": "nee"}, {"code": 1, "id": "ja", "label": "ja"}]
    book["variables"] += ({"id": "ooit", "banner": True, "categories": answers, "derive": rule, **shared},)
    made = Codebook.model_validate(book)
    families = families_of(made, wave(functie=[1], laag=[1], geslacht=[1], ooit=[1]), nested=True)
    ever, function = families[-1], families[0]
    v1, laag = made.item("v1"), made.item("laag")
    assert is_impossible(v1, "ja", None, ever, (0,)) and not is_impossible(v1, "nee", None, ever, (0,))
    assert not is_impossible(v1, "ja", None, ever, (1,))
    assert is_impossible(laag, "provincie", function, function, (3,))
    assert not is_impossible(laag, "provincie", function, function, (1,))
