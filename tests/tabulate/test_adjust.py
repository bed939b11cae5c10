"""Adjusted p values against R's p.adjust."""

from __future__ import annotations

import numpy as np
import pytest
from drukproef.tabulate.adjust import adjusted

P = [0.001, 0.04, 0.012, 0.03, 0.2]
R = {  # R 4.2.2: p.adjust(c(0.001, 0.04, 0.012, 0.03, 0.2), method)
    "holm": [0.005, 0.09, 0.048, 0.09, 0.2],
    "bh": [0.005, 0.05, 0.03, 0.05, 0.2],
    "bonferroni": [0.005, 0.2, 0.06, 0.15, 1.0],
    "none": P,
}


@pytest.mark.parametrize("method", R)
def test_equals_p_adjust(method: str) -> None:
    assert adjusted(np.array(P)[:, None], [slice(0, 5)], method).ravel() == pytest.approx(
        R[method], rel=1e-12
    )


def test_what_was_not_tested_does_not_count_and_families_stay_apart() -> None:
    p = np.array([[0.01], [np.nan], [0.02], [0.01]])
    found = adjusted(p, [slice(0, 3), slice(3, 4)], "bonferroni").ravel()
    assert found.tolist() == pytest.approx([0.02, np.nan, 0.04, 0.01], nan_ok=True)
