"""Arrays in, weights out: the methods themselves, which know nothing of studies and files."""

from drukproef.weight.methods.calibrate import calibrate
from drukproef.weight.methods.deff import kish_deff, sample_design
from drukproef.weight.methods.margin import Margin
from drukproef.weight.methods.normalise import normalise
from drukproef.weight.methods.poststratify import poststratify
from drukproef.weight.methods.rake import rake
from drukproef.weight.methods.result import Achieved, Summary, Weighted
from drukproef.weight.methods.trim import trim

__all__ = [
    "Achieved",
    "Margin",
    "Summary",
    "Weighted",
    "calibrate",
    "kish_deff",
    "normalise",
    "poststratify",
    "rake",
    "sample_design",
    "trim",
]
