"""What is asked of `drukproef weight FILE` in, a recipe and checked columns out; options never go unused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from drukproef.errors import DrukproefError, Problem
from drukproef.study.weighting import Recipe
from drukproef.weight.options import SUFFIXES, pair, rules

HERE = "command line"


@dataclass(frozen=True)
class Request:
    """The options as they were given."""

    file: Path
    output: Path
    poststrata: str | None = None
    targets: Path | None = None
    rake: Path | None = None
    linear: Path | None = None
    logit: Path | None = None
    base_weight: str | None = None
    bounds: str | None = None
    trim: str | None = None
    keep: Literal["targets", "total"] = "targets"
    collapse: Sequence[str] = ()
    normalise: Literal["population", "n"] = "population"
    id_column: str | None = None
    name: str = "weight"
    deff: Sequence[str] = ()
    strata: str | None = None
    psu: str | None = None
    diagnostics_file: Path | None = None
    figure_file: Path | None = None

    @property
    def methods(self) -> dict[str, Path | None]:
        """The methods that are asked for, each with its file of population figures."""
        files = {"rake": self.rake, "linear": self.linear, "logit": self.logit}
        asked: dict[str, Path | None] = {name: path for name, path in files.items() if path}
        return asked | ({"poststratify": self.targets} if self.poststrata or self.targets else {})

    @property
    def variables(self) -> list[str]:
        """The variables whose cells are weighted."""
        return [name.strip() for name in (self.poststrata or "").split(",") if name.strip()]


def recipe_of(request: Request) -> Recipe:
    """The recipe that the options make; DrukproefError for those that are missing or would be ignored."""
    problems = list(_problems(request))
    if problems:
        raise DrukproefError(problems)
    ((method, path),) = request.methods.items()
    cells = method == "poststratify"
    raw: dict[str, Any] = {
        "method": method,
        "normalise": request.normalise,
        "base_weight": request.base_weight,
    }
    raw |= {"targets": str(path)} if cells else {"margins": (str(path),)}
    raw["collapse"] = rules(list(request.collapse), per_variable=not cells)
    if request.bounds:
        raw["bounds"] = pair("--bounds", request.bounds)
    if request.trim:
        lower, upper = pair("--trim", request.trim)
        raw["trim"] = {"lower": lower, "upper": upper, "keep": request.keep}
    try:
        return Recipe.model_validate(raw)
    except ValidationError as error:
        found = [
            ": ".join([*map(str, e["loc"]), e["msg"].removeprefix("Value error, ")]) for e in error.errors()
        ]
        raise DrukproefError(Problem(HERE, text, "options that fit together") for text in found) from error


def _problems(request: Request) -> Iterator[Problem]:
    methods = request.methods
    if len(methods) != 1:
        found = ", ".join(methods) or "no method"
        expected = "one of: --poststrata with --targets, --rake, --linear, --logit"
        yield Problem(HERE, found, expected)
    if bool(request.variables) != bool(request.targets):
        found = "--targets without --poststrata" if request.targets else "--poststrata without --targets"
        yield Problem(HERE, found, "both: the variable, and the CSV with its population")
    if request.keep == "total" and not request.trim:
        yield Problem(HERE, "--keep total without --trim", "both", "leave --keep out")
    for option, name in (("--strata", request.strata), ("--psu", request.psu)):
        if name and not request.deff:
            yield Problem(HERE, f"{option} without --deff", "both", "name a column, or leave it out")
    outputs = {"--output": (request.output, SUFFIXES), "--diagnostics": (request.diagnostics_file, (".csv",)),
               "--figure": (request.figure_file, (".svg",))}  # fmt: skip
    for option, (path, suffixes) in outputs.items():
        if path and path.suffix.lower() not in suffixes:
            yield Problem(f"{option} {path}", f"the extension '{path.suffix}'", " or ".join(suffixes))
        if path and path.resolve() == request.file.resolve():
            yield Problem(
                f"{option} {path}", "this is the data file itself", "another file: it stays as it is"
            )
    named = [path.resolve() for path, _ in outputs.values() if path]
    if len(set(named)) < len(named):
        yield Problem(HERE, "two results in one file", "a file for each")
