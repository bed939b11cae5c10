"""What is hidden, and that the total does not give it away."""

from __future__ import annotations

import numpy as np
import pytest
from drukproef.tabulate.statuses import protected


@pytest.mark.parametrize(
    ("n", "n_total", "also_hidden"),
    [
        ([7, 40, 60], 107, [1]),  # 107 - 100 = the hidden 7
        ([7, 8, 60], 75, []),  # two hidden levels hide each other
        ([40, 60], 100, []),  # nothing hidden
        ([0, 40, 60], 100, []),  # an empty level hides nothing
        ([7, 93], 100, [1]),
        ([7, 40, 60], 129, [1]),  # 22 respondents of unknown level: a remainder of 29 is still too small
        ([7, 40, 60], 130, []),  # 23 of unknown level: the remainder is a base that may be shown
        ([7], 7, []),  # there is no other level to hide
    ],
)
def test_a_hidden_level_cannot_be_worked_out(n: list[int], n_total: int, also_hidden: list[int]) -> None:
    assert protected(np.array(n), n_total, minimum=30) == also_hidden


def test_after_hiding_no_remainder_is_one_small_level() -> None:
    """For any three levels: a hidden one is never the only one."""
    for n in np.ndindex(6, 6, 6):
        sizes = np.array(n)
        hidden = {i for i in range(3) if 0 < sizes[i] < 3} | set(
            protected(sizes, int(sizes.sum()), minimum=3)
        )
        shown = [i for i in range(3) if sizes[i] >= 3 and i not in hidden]
        assert not (len(hidden) == 1 and shown)
