"""The definition of a study: files under data/<study>/ in, validated frozen models out."""

from drukproef.study.codebook import Codebook
from drukproef.study.item import Category, Item, MissingCode, Net, Variable
from drukproef.study.load import Study, edition_of, load_study
from drukproef.study.plan import ChapterPlan, FigurePlan, TablePlan
from drukproef.study.settings import Population, Rules, StudySettings

__all__ = [
    "Category",
    "ChapterPlan",
    "Codebook",
    "FigurePlan",
    "Item",
    "MissingCode",
    "Net",
    "Population",
    "Rules",
    "Study",
    "StudySettings",
    "TablePlan",
    "Variable",
    "edition_of",
    "load_study",
]
