"""The sample report as a Word file, made once for all tests that only read it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from drukproef.render.word.package import find, parsed, read_parts
from drukproef.render.word.run import word
from drukproef.study.load import Study

from tests.render import sample


@dataclass(frozen=True)
class WordFile:
    """A Word file, opened."""

    path: Path

    @property
    def parts(self) -> dict[str, bytes]:
        return read_parts(self.path.read_bytes())

    def part(self, name: str) -> Any:
        """The root of a part."""
        return parsed(self.parts[name])

    def find(self, path: str, name: str = "word/document.xml") -> list[Any]:
        """What an XPath finds in a part."""
        return find(self.part(name), path)

    def text(self, element: Any) -> str:
        """The words within an element."""
        return "".join(find(element, ".//w:t/text()"))

    def table(self, table_id: str) -> Any:
        """The table under the caption with this bookmark."""
        (mark,) = self.find(f"//w:bookmarkStart[@w:name='{table_id}']")
        (table,) = find(mark, "ancestor::w:p/following-sibling::w:tbl[1]")
        return table


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return sample.study(tmp_path_factory.mktemp("word"))


@pytest.fixture(scope="session")
def made(study: Study) -> WordFile:
    return WordFile(word(study, lambda _: None))
