"""What a printed row claims: its share, and an n that is the item's or, with a printed base, the level's."""

from __future__ import annotations

from collections.abc import Callable

from drukproef.reconstruct.claims import Claim
from drukproef.reconstruct.task import read_task
from drukproef.study import Study

Tiny = Callable[..., Study]


def claims(study: Study) -> set[tuple[str, str, str, float, int]]:
    found: tuple[Claim, ...] = read_task(study, "people").claims
    return {(c.item, c.kind, c.level, c.printed, len(c.cells)) for c in found}


def test_n_of_a_level_is_that_of_the_item_without_a_printed_base(tiny: Tiny) -> None:
    study = tiny("t,1,2024,free,agree,role,chair,pct,50,9,,1\n")
    assert claims(study) == {("free", "share", "chair", 50, 1), ("free", "n", "totaal", 9, 1)}


def test_a_printed_base_of_the_level_makes_n_the_levels(tiny: Tiny) -> None:
    study = tiny("t,1,2024,basis,,role,chair,base,4,,,1\nt,1,2024,free,agree,role,chair,pct,50,4,,1\n")
    assert claims(study) == {("free", "share", "chair", 50, 1), ("free", "n", "chair", 4, 2)}


def test_a_cell_that_is_printed_twice_is_one_claim(tiny: Tiny) -> None:
    study = tiny(
        "t,1,2024,free,agree,totaal,totaal,pct,43,,,1\nu,1,2024,free,agree,totaal,totaal,pct,43,,,9\n"
    )
    assert claims(study) == {("free", "share", "totaal", 43, 2)}


def test_cells_without_a_value_and_names_outside_are_no_claims(tiny: Tiny) -> None:
    study = tiny(
        "t,1,2024,free,agree,totaal,totaal,pct,,,suppressed,1\nt,1,2024,letters,sent,totaal,totaal,count,5,,,1\n"
    )
    assert claims(study) == set()
