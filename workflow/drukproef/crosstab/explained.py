"""What each column of the result means: the one text behind `--help`, the Python API and the Excel file."""

from __future__ import annotations

CELL_COLUMNS = {
    "item": "the question: a column of the file",
    "category": "an answer that occurs, a net of answers, or an option of --multiple; empty for a number",
    "label": "the value label of the answer (of an option: its variable label), where the file has one (.sav)",
    "measure": "share, share of answers (--multiple), mean, median, total or ratio",
    "by": "the banner variable, or variables with * between them; 'total' for everyone",
    "level": "a level of the banner; 'total' for everyone",
    "level_label": "the value label of the level, where the file has one (.sav)",
    "wave": "the wave; empty without --wave",
    "n": "base: respondents with an answer to the item and this level, unweighted",
    "n_weighted": "the sum of their weights",
    "estimate": "weighted share of the category in the base, 0 to 1 (or mean, median, total, ratio, in units of the item); "
    "empty when nobody is in the base",
    "se": "standard error of the estimate (Taylor linearisation over the whole design, as R survey)",
    "ci_low": "lower bound of the confidence interval (shares: --ci; medians: Woodruff; others: Wald); empty without "
    "degrees of freedom",
    "ci_high": "upper bound of the confidence interval",
    "deff": "design effect: variance over that of a simple random sample of n with replacement; empty "
    "without variation",
    "n_eff": "effective base: n / deff (n where there is no design effect)",
}
TEST_COLUMNS = {
    "versus": "what the level is tested against: 'rest' (the other levels together), another level, or the "
    "wave before; empty on a row without a test",
    "difference": "estimate minus that of what it is tested against; empty when a base is below 2",
    "se_difference": "standard error of the difference, covariance included",
    "statistic": "t: difference / se_difference; empty when nothing varies",
    "df": "degrees of freedom of t: clusters minus strata of both bases together, minus 1",
    "p": "two-sided p value of t",
    "p_adjusted": "p adjusted (--adjust) for the number of tests in its family: the tests of one item, "
    "category and wave over the levels (or pairs of levels) of one banner",
    "mark": "'higher' or 'lower' when p_adjusted is below --alpha and the difference is not below --minimum-difference; "
    "otherwise empty",
}
PUBLISH_COLUMNS = {
    "publish": "only with --publish: publish, review or suppress. Shares by effective base (30), width of the "
    "Korn-Graubard interval (0.05, 0.30; 130% of the share) and degrees of freedom (8), as NCHS (2017); other estimates "
    "by coefficient of variation (16.6%, 33.3%), as Statistics Canada",
    "reason": "only with --publish: the rules that led to review or suppress",
}
COLUMNS = CELL_COLUMNS | TEST_COLUMNS
ALL_COLUMNS = COLUMNS | PUBLISH_COLUMNS


def help_text() -> str:
    """The explanation of all columns, one paragraph each (typer keeps the line breaks after \\b)."""
    lines = [f"{name}: {text}" for name, text in ALL_COLUMNS.items()]
    return "Columns of the result, all unrounded:\n\n" + "\n\n".join(lines)
