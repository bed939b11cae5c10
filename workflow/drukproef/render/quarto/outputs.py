"""The outputs of a python cell in, markdown out; an output that reports don't use is a problem with its name."""

from __future__ import annotations

from typing import Any

from drukproef.errors import Problem

MARKDOWN = "text/markdown"


def markdown_of(outputs: list[Any], place: str, as_is: bool, problems: list[Problem]) -> str:
    """The markdown that a cell displays, or prints under `#| output: asis`; other outputs join `problems`."""
    pieces: list[str] = []
    for output in outputs:
        kind = output["output_type"]
        if kind == "stream" and output["name"] == "stdout" and as_is:
            pieces.append(output["text"])
        elif kind == "stream":
            problems.append(_stream(output, place))
        elif MARKDOWN in output["data"]:
            pieces.append(f"\n\n{output['data'][MARKDOWN]}\n\n")
        else:
            problems.append(_data(output["data"], place))
    return "".join(pieces).strip("\n")


def _stream(output: Any, place: str) -> Problem:
    words = " ".join(output["text"].split())[:120]
    if output["name"] == "stderr":
        return Problem(
            place, f"python cell: it complains: {words}", "a cell without complaints", "mend the code"
        )
    step = "add '#| output: asis', and print markdown"
    return Problem(place, f"python cell: it prints '{words}' as program output", "markdown", step)


def _data(data: Any, place: str) -> Problem:
    kinds = ", ".join(sorted(data))
    if any(kind.startswith("image/") for kind in data):
        step = "put the figure in the plan: drukproef draws it, with its numbers and alternative text"
        return Problem(place, f"python cell: it shows a picture ({kinds})", "markdown", step)
    step = "display it: from IPython.display import Markdown; Markdown('...')"
    return Problem(place, f"python cell: its output is {kinds}", "markdown", step)
