"""A made-up survey with everything that makes counting hard: gaps, uneven weights, texts, waves, rare codes."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest


def made_up(rows: int = 600, seed: int = 1) -> pd.DataFrame:
    """Strata of uneven size, weights that differ within them, a rare code, a text banner and two waves."""
    random = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {
            "stratum": random.integers(1, 5, rows),
            "wave": random.choice([2022, 2024], rows),
            "sex": random.choice(["m", "w", None], rows, p=[0.5, 0.4, 0.1]),
            "region": random.integers(1, 8, rows),
            "q1": random.integers(1, 6, rows).astype(float),
            "q2": random.choice([1.0, 2.0, 3.0, 99.0], rows, p=[0.5, 0.3, 0.19, 0.01]),
            "weight": np.exp(random.normal(0, 0.4, rows)),
        }
    )
    frame.loc[random.random(rows) < 0.05, "q1"] = np.nan
    frame["size"] = frame["stratum"] * 1000.0
    return frame


@pytest.fixture
def frame() -> pd.DataFrame:
    return made_up()
