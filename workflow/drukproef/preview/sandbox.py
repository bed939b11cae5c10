"""A study in, the same study out that writes in results/<study>/preview/ and nowhere else."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from drukproef.study import Study, load_study
from drukproef.write.document import Chapter


@dataclass(frozen=True)
class Sandbox(Study):
    """A study whose stages work in a folder of their own. The cube stays where `make report` put it."""

    @property
    def results(self) -> Path:
        """results/<study>/preview."""
        return self.plain.results / "preview"

    @property
    def plain(self) -> Study:
        """The study that works in results/<study>."""
        return Study(self.root, self.settings, self.codebooks, self.plans, self.facts)

    @property
    def site(self) -> Path:
        """The pages."""
        return self.text_results / "html"

    def cube_files(self, population: str) -> list[Path]:
        """What the cube of a population is read from."""
        return [self.plain.results / part / f"{population}.parquet" for part in ("cube", "comparisons")]


def sandbox_of(study: Study) -> Sandbox:
    """The same definition, with results of its own."""
    return Sandbox(study.root, study.settings, study.codebooks, study.plans, study.facts)


def load_again(sandbox: Sandbox) -> Sandbox:
    """Read the definition of a study as it is now; DrukproefError when it is not sound."""
    return sandbox_of(load_study(sandbox.id, sandbox.root, sandbox.settings.language))


def start_from_report(sandbox: Sandbox) -> dict[str, Chapter]:
    """Begin with the chapters and figures of the last report: the good version to fall back on, if there is one."""
    shutil.rmtree(sandbox.text_results, ignore_errors=True)
    sandbox.site.mkdir(parents=True)
    for part in ("chapters", "figures"):
        made = sandbox.plain.text_results / part
        if made.is_dir():
            shutil.copytree(made, sandbox.text_results / part)
    good: dict[str, Chapter] = {}
    for chapter_id in sandbox.settings.chapters:
        with suppress(FileNotFoundError, ValidationError):  # of a version of the program with another model
            good[chapter_id] = written(sandbox, chapter_id)
    return good


def written(sandbox: Sandbox, chapter_id: str) -> Chapter:
    """The document model that `write` made last."""
    return Chapter.model_validate_json(
        (sandbox.text_results / "chapters" / f"{chapter_id}.json").read_bytes()
    )
