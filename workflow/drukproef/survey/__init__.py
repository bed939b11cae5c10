"""A sample design and answers in, estimates with design-based errors, intervals and tests out (as R survey).

>>> from drukproef.survey import Design, mean, share
>>> design = Design([2.0, 2.0, 1.0, 1.0], strata=["a", "a", "b", "b"])
>>> agrees = share(design, [True, False, True, True])
>>> round(agrees.estimate, 4), round(agrees.se, 4), agrees.n, agrees.df
(0.6667, 0.3333, 4, 2)
"""

from drukproef.survey.adjust import adjust
from drukproef.survey.association import Association, equal_means, rao_scott
from drukproef.survey.calibrating import calibrate, poststratify, rake
from drukproef.survey.calibration import Greg, PostStrata, Raking
from drukproef.survey.crosstab import Crosstab, crossed, crosstab, levels_of, means
from drukproef.survey.design import Design
from drukproef.survey.difference import Difference, against_rest, difference
from drukproef.survey.estimate import Estimate, covariance
from drukproef.survey.estimators import mean, ratio, share, shares, total
from drukproef.survey.intervals import Interval
from drukproef.survey.items import ItemAnalysis, analyse_items, scale_scores
from drukproef.survey.letters import column_letters
from drukproef.survey.logistic import Logistic, logistic
from drukproef.survey.multiple import shares_of_answers, shares_of_respondents
from drukproef.survey.publication import Publication, Verdict, publication
from drukproef.survey.quantiles import Quantile, median, quantile
from drukproef.survey.refusals import STANDARD, Limits, Reason
from drukproef.survey.replicates import Replicates
from drukproef.survey.rules import Rules
from drukproef.survey.segmentation import Predictor, Segment, Stopping, segment
from drukproef.survey.stack import Stack, stack
from drukproef.survey.testing import (
    Tested,
    all_pairs,
    levels_against_rest,
    parts_against_whole,
    run_tests,
    waves_against,
    waves_against_previous,
)

__all__ = [
    "STANDARD",
    "Association",
    "Crosstab",
    "Design",
    "Difference",
    "Estimate",
    "Greg",
    "Interval",
    "ItemAnalysis",
    "Limits",
    "Logistic",
    "PostStrata",
    "Predictor",
    "Publication",
    "Quantile",
    "Raking",
    "Reason",
    "Replicates",
    "Rules",
    "Segment",
    "Stack",
    "Stopping",
    "Tested",
    "Verdict",
    "adjust",
    "against_rest",
    "all_pairs",
    "analyse_items",
    "calibrate",
    "column_letters",
    "covariance",
    "crossed",
    "crosstab",
    "difference",
    "equal_means",
    "levels_against_rest",
    "levels_of",
    "logistic",
    "mean",
    "means",
    "median",
    "parts_against_whole",
    "poststratify",
    "publication",
    "quantile",
    "rake",
    "rao_scott",
    "ratio",
    "run_tests",
    "scale_scores",
    "segment",
    "share",
    "shares",
    "shares_of_answers",
    "shares_of_respondents",
    "stack",
    "total",
    "waves_against",
    "waves_against_previous",
]
