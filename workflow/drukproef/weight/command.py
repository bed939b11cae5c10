"""`drukproef weight`: a study and its population in, or a data file with options; weights and diagnostics out."""

from __future__ import annotations

from inspect import signature
from pathlib import Path
from typing import Any, get_type_hints

from drukproef.errors import DrukproefError, fail
from drukproef.study import load_study
from drukproef.study.check import unknown
from drukproef.weight import options as o


def weight_command(
    what: o.What,
    population: o.PopulationId = None,
    output: o.Output = None,
    poststrata: o.Poststrata = None,
    targets: o.Targets = None,
    rake: o.Rake = None,
    linear: o.Linear = None,
    logit: o.Logit = None,
    base_weight: o.BaseWeight = None,
    bounds: o.BoundsText = None,
    trim: o.TrimText = None,
    keep: o.Keep = "targets",
    collapse: o.Collapse = None,
    normalise: o.Normalise = "population",
    id_column: o.IdColumn = None,
    name: o.Name = "weight",
    deff: o.Deff = None,
    strata: o.Strata = None,
    psu: o.Psu = None,
    diagnostics_file: o.DiagnosticsFile = None,
    figure_file: o.FigureFile = None,
) -> None:
    """Weight the responses of a study to its population figures, or any data file: -o says where the result goes."""
    given = {option: value for option, value in locals().items() if _is_given(option, value)}
    del given["what"]
    if o.is_data_file(what):
        _weight_file(Path(what), given)
    else:
        _weight_study(what, population, [option for option in given if option != "population"])


def _is_given(option: str, value: Any) -> bool:
    """Whether an option was used: its value is not the one that the signature has."""
    return bool(value != [] and value != signature(weight_command).parameters[option].default)


def _weight_file(file: Path, given: dict[str, Any]) -> None:
    from drukproef.weight.file import weight_file  # pandas: not before it is needed
    from drukproef.weight.request import Request

    if "population" in given or "output" not in given:
        found = f"the argument '{given['population']}'" if "population" in given else "no output"
        step = "drukproef weight FILE ... -o weights.csv"
        raise fail("command line", found, "a data file and -o <output>", step)
    print(weight_file(Request(file, **given)))


def _weight_study(study: str, population: str | None, given: list[str]) -> None:
    from drukproef.weight.run import weight

    if given:
        found = f"the options {', '.join(map(_flag, given))} for a study"
        raise fail("command line", found, "no options: the recipe is in study.yaml", "change study.yaml")
    loaded = load_study(study, Path.cwd())
    known = loaded.settings.populations
    if population is None:
        raise fail("command line", "no population", f"one of: {', '.join(known)}")
    if population not in known:
        raise DrukproefError([unknown("population", population, known, "command line")])
    weight(loaded, population)


def _flag(option: str) -> str:
    """The option as a person writes it: the name that it was given, which typer keeps as a default, or its own."""
    (info,) = get_type_hints(weight_command, include_extras=True)[option].__metadata__
    return info.default if isinstance(info.default, str) else f"--{option.replace('_', '-')}"
