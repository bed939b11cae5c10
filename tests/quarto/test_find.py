"""Which Quarto is used: the argument, else QUARTO_PATH, else PATH; and never one that is too old."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from drukproef.errors import DrukproefError
from drukproef.render.quarto import find
from drukproef.render.quarto.find import find_quarto

from tests.quarto.conftest import FakeQuarto


@pytest.fixture
def empty(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "empty").mkdir()
    return {"PATH": str(tmp_path / "empty")}


def test_it_is_found_on_path(quarto: FakeQuarto) -> None:
    found = find_quarto(None, quarto.environment)
    assert (found.path, found.version) == (quarto.program, "1.10.18")


@pytest.mark.parametrize("folder", [False, True])
def test_quarto_path_names_the_program_or_its_folder(
    quarto: FakeQuarto, empty: dict[str, str], folder: bool
) -> None:
    named = quarto.folder if folder else quarto.program
    assert find_quarto(None, {**empty, "QUARTO_PATH": str(named)}).path == quarto.program


def test_an_installation_is_found_by_its_folder(quarto: FakeQuarto, empty: dict[str, str]) -> None:
    home = quarto.folder.parent / "opt"
    home.mkdir()
    quarto.folder.rename(home / "bin")
    assert find_quarto(str(home), empty).path == home / "bin" / "quarto"


def test_the_argument_wins(quarto: FakeQuarto, empty: dict[str, str]) -> None:
    environment = {**empty, "QUARTO_PATH": "/nowhere"}
    assert find_quarto(str(quarto.program), environment).path == quarto.program


def test_a_wrong_argument_is_an_error_although_path_has_one(quarto: FakeQuarto) -> None:
    with pytest.raises(DrukproefError, match="--quarto /nowhere/quarto: there is no Quarto"):
        find_quarto("/nowhere/quarto", quarto.environment)


def test_a_wrong_quarto_path_is_an_error_although_path_has_one(quarto: FakeQuarto) -> None:
    with pytest.raises(DrukproefError, match="QUARTO_PATH /nowhere: there is no Quarto"):
        find_quarto(None, {**quarto.environment, "QUARTO_PATH": "/nowhere"})


def test_a_file_that_is_no_program_is_not_taken(quarto: FakeQuarto) -> None:
    quarto.program.chmod(0o644)
    with pytest.raises(DrukproefError, match="there is no Quarto"):
        find_quarto(str(quarto.program), quarto.environment)


def test_none_at_all_says_where_it_was_sought(empty: dict[str, str]) -> None:
    with pytest.raises(DrukproefError, match="it was not found") as caught:
        find_quarto(None, empty)
    assert "--quarto PATH" in str(caught.value)


@pytest.mark.parametrize("version", ["1.6.43", "1.0.0", "0.99.1"])
def test_an_old_version_is_refused(quarto: FakeQuarto, version: str) -> None:
    quarto.tell(version=version)
    with pytest.raises(DrukproefError, match=f"this is Quarto {version}\n  expected: Quarto 1.7.0 or newer"):
        find_quarto(None, quarto.environment)


@pytest.mark.parametrize("version", ["1.7.0", "1.10.18", "2.0.0-rc.1", "99.9.9"])
def test_newer_and_development_versions_are_taken(quarto: FakeQuarto, version: str) -> None:
    quarto.tell(version=version)
    assert find_quarto(None, quarto.environment).version == version.split("-")[0]


@pytest.mark.parametrize(("version", "code"), [("bash: no such thing", 0), ("1.10.18", 3)])
def test_a_program_that_tells_no_version_is_refused(quarto: FakeQuarto, version: str, code: int) -> None:
    quarto.tell(version=version, version_code=code)
    with pytest.raises(DrukproefError, match=f"exit code {code}, and it says: {version}"):
        find_quarto(None, quarto.environment)


def test_a_program_that_hangs_on_its_version_is_refused(
    quarto: FakeQuarto, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find, "VERSION_TIMEOUT", 0.2)
    quarto.program.write_text(f"#!{sys.executable}\nimport time; time.sleep(60)\n", encoding="utf-8")
    with pytest.raises(DrukproefError, match="does not answer within 0.2 seconds"):
        find_quarto(None, quarto.environment)


def test_a_program_that_cannot_start_is_refused(quarto: FakeQuarto) -> None:
    quarto.program.write_text("#!/nowhere/python\n", encoding="utf-8")
    with pytest.raises(DrukproefError, match="it can't be started"):
        find_quarto(None, quarto.environment)
