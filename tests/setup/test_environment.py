"""pyproject.toml, environment.yml and requirements.lock name the same dependencies, each for its own tool."""

import re
import tomllib
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]

CONDA_NAMES = {
    "matplotlib": "matplotlib-base",  # without a window system
    "pypandoc_binary": "pypandoc",  # conda has pandoc as a package of its own
    "snakemake": "snakemake-minimal",  # without the plugins for cloud storage
}
ONLY_CONDA = {"python", "pip", "pandoc", "pango", "quarto", "brotli-python"}

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LOCK = (ROOT / "requirements.lock").read_text()
LOCK_COMMENTS = "\n".join(line for line in LOCK.splitlines() if line.lstrip().startswith("#"))


def split_requirement(text: str) -> tuple[str, str]:
    """`"pandas >=3.0"` -> `("pandas", ">=3.0")`"""
    name, bound = re.fullmatch(r"([\w.-]+)(?:\[\w+\])?\s*(.*)", text).groups()
    return name, bound


def project_requirements() -> dict[str, str]:
    lines = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"]
    return dict(split_requirement(line) for line in lines)


def conda_requirements() -> dict[str, str]:
    environment = YAML(typ="safe").load(ROOT / "environment.yml")
    return dict(split_requirement(line) for line in environment["dependencies"])


def lock_entries() -> dict[str, str]:
    """Package -> its entry with hashes; a package that has an entry per Python version gets them all."""
    entries: dict[str, str] = {}
    for entry in re.split(r"\n(?=[a-z0-9])", LOCK):
        if match := re.match(r"([a-z0-9-]+)==", entry):
            entries[match[1]] = entries.get(match[1], "") + entry
    return entries


def lock_name(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_environment_yml_has_the_same_packages_and_bounds_as_pyproject():
    expected = {CONDA_NAMES.get(name, name): bound for name, bound in project_requirements().items()}
    found = {name: bound for name, bound in conda_requirements().items() if name not in ONLY_CONDA}
    assert found == expected


def test_environment_yml_asks_for_the_same_python():
    assert conda_requirements()["python"] == PROJECT["requires-python"]


def test_bounds_are_lower_bounds_only():
    assert {bound[:2] for bound in project_requirements().values()} == {">="}
    assert not [bound for bound in project_requirements().values() if "," in bound]


@pytest.mark.parametrize("name", project_requirements())
def test_lock_pins_each_dependency(name):
    assert lock_name(name) in lock_entries(), f"{name} is not in requirements.lock: run `make lock`"


@pytest.mark.parametrize("name", lock_entries())
def test_each_locked_package_has_hashes(name):
    pins, hashes = lock_entries()[name].count("=="), lock_entries()[name].count("--hash=sha256:")
    assert hashes >= pins >= 1


def test_lock_names_no_address_and_no_place_on_a_machine():
    assert "http" not in LOCK
    assert "://" not in LOCK
    assert "index-url" not in LOCK
    assert "find-links" not in LOCK
    assert not re.search(r"(^|[\s=])(/|~/|[A-Z]:\\)", LOCK, flags=re.MULTILINE)


def test_lock_says_how_it_is_made():
    assert "make lock" in LOCK_COMMENTS


def test_there_is_no_second_lock_file():
    assert not (ROOT / "uv.lock").exists()
