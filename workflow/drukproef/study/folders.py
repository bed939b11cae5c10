"""Settings in, the folders of a study out: of what all languages share, and of an edition in one of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from drukproef.study.settings import StudySettings


@dataclass(frozen=True)
class Folders:
    """Where a study's files are. Up to the cube they are the same for every language; what has words is not."""

    root: Path  # of the project
    settings: StudySettings

    @property
    def id(self) -> str:
        """The study's id, which is also the name of its folders."""
        return self.settings.id

    @property
    def data(self) -> Path:
        """data/<study>."""
        return self.root / "data" / self.id

    @property
    def results(self) -> Path:
        """results/<study>."""
        return self.root / "results" / self.id

    @property
    def reports(self) -> Path:
        """reports/<study>."""
        return self.root / "reports" / self.id

    @property
    def templates(self) -> Path:
        """templates/<study>."""
        return self.root / "templates" / self.id

    @property
    def language_folder(self) -> str:
        """Where the files of an edition in another language are within those of the study; "" for the main language."""
        return self.settings.language if self.settings.is_translated else ""

    @property
    def language_prefix(self) -> str:
        """The same as the start of a path: "en/", or nothing."""
        return f"{self.language_folder}/" if self.language_folder else ""

    @property
    def text_results(self) -> Path:
        """results/<study>, or results/<study>/<language>: figures, chapters and all that is made of them."""
        return self.results / self.language_folder

    @property
    def text_reports(self) -> Path:
        """reports/<study>, or reports/<study>/<language>."""
        return self.reports / self.language_folder

    @property
    def text_templates(self) -> Path:
        """templates/<study>, or templates/<study>/<language>."""
        return self.templates / self.language_folder

    @property
    def text_id(self) -> str:
        """<study>, or <study>/<language>: the names of these folders, for messages."""
        return f"{self.id}/{self.language_folder}".rstrip("/")

    @property
    def argument(self) -> str:
        """How a command names this edition: "tiny", or "tiny --language en"."""
        return f"{self.id} --language {self.language_folder}" if self.language_folder else self.id

    @property
    def translation_files(self) -> list[str]:
        """The file with the words of this edition, if it has one, as a path from the project's root."""
        folder = self.language_folder
        return [f"data/{self.id}/translations/{folder}.yaml"] if folder else []
