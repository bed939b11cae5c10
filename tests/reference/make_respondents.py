"""Writes data/survey/respondents.csv: made-up respondents in two waves and five strata.

Run once; the file is committed, so that R and Python read the same rows. Stratum 4 is answered by everyone.
"""

import csv
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
SIZES = {2022: {1: 30, 2: 45, 3: 70, 4: 12, 5: 23}, 2024: {1: 25, 2: 40, 3: 50, 4: 12, 5: 23}}
AGREES = {1: 0.3, 2: 0.5, 3: 0.6, 4: 0.4, 5: 0.7}  # the higher, the more people agree in a stratum


def main() -> None:
    random = np.random.default_rng(20241124)
    with (HERE / "data/survey/respondents.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["wave", "respondent", "stratum", "gender", "type", "q1", "q2", "q3"])
        for wave, sizes in SIZES.items():
            for stratum, size in sizes.items():
                for number in range(size):
                    row = respondent(random, stratum)
                    writer.writerow([wave, f"{wave}-{stratum}-{number:02}", stratum, *row])


def respondent(random: np.random.Generator, stratum: int) -> list[int]:
    """Gender, type and three answers; they depend on the stratum, on gender and on each other."""
    gender = int(random.choice([1, 2, -3], p=[0.55, 0.38, 0.07]))
    kind = int(random.choice([1, 2])) if stratum < 3 else int(random.choice([2, 3]))
    agrees = AGREES[stratum] + (0.1 if gender == 2 else 0)
    first = int(1 + random.binomial(4, agrees))
    second = first if random.random() < 0.4 else int(1 + random.binomial(4, agrees))
    third = int(1 + random.binomial(4, 0.5))
    missing = random.random(3) < [0.06, 0.12, 0.2]
    codes = random.choice([-2, -3, -4], size=3)
    return [
        gender,
        kind,
        *(int(m) if gone else a for a, m, gone in zip((first, second, third), codes, missing, strict=True)),
    ]


if __name__ == "__main__":
    main()
