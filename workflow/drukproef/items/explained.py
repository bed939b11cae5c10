"""What each column of an item analysis means: the one text behind `--help` and the Excel file."""

from __future__ import annotations

COLUMNS = {
    "part": "what the row is about: 'scale' (all items together), 'item', or 'component' (of their correlations)",
    "name": "the item: a column of the file; of a component its number",
    "n": "respondents who answered all items, unweighted: everything is about them",
    "n_dropped": "respondents who left an item out",
    "mean": "weighted mean of the item; of the scale: of the mean of each respondent's answers",
    "se": "standard error of the mean (Taylor linearisation over the design, as R svymean)",
    "sd": "weighted standard deviation (the root of R svyvar)",
    "alpha": "Cronbach's alpha of the scale, 1 when items measure the same (R svycralpha)",
    "alpha_without": "alpha of the other items: above the alpha of the scale, the scale is better without this item; "
    "empty with two items, or when the others cancel each other out",
    "item_total": "correlation of the item with the sum of the other items; negative: it is probably coded the "
    "other way round",
    "loading": "correlation of the item with the first component",
    "eigenvalue": "variance of the component, in items: all add up to the number of items",
    "share": "the eigenvalue over the number of items: share of the variance, 0 to 1. A first component that is much "
    "larger than the second speaks for one scale",
}


def help_text() -> str:
    """The explanation of all columns, one paragraph each."""
    lines = [f"{name}: {text}" for name, text in COLUMNS.items()]
    return "Columns of the result, all unrounded:\n\n" + "\n\n".join(lines)
