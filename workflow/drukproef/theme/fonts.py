"""The committed font files, checked against their checksums: another file would give other bytes."""

from __future__ import annotations

from pathlib import Path

from drukproef.errors import DrukproefError, Problem
from drukproef.files import sha256
from drukproef.theme.brand import THEME, Face, load_brand

FONTS = THEME / "fonts"
CHECKSUMS = "SHA256SUMS"


def font_files(root: Path) -> tuple[Path, ...]:
    """The paths of the brand's font files, in the order of brand.yaml.

    Raises a DrukproefError when a file is missing, has no checksum, or differs from it.
    """
    known = _checksums(root)
    faces = load_brand(root).fonts.faces
    problems = [problem for face in faces if (problem := _problem(root, face, known))]
    if problems:
        raise DrukproefError(problems)
    return tuple(root / FONTS / face.file for face in faces)


def _checksums(root: Path) -> dict[str, str]:
    """File name -> SHA-256, from the file that `sha256sum` writes."""
    path = root / FONTS / CHECKSUMS
    if not path.is_file():
        raise DrukproefError(
            [Problem(f"{FONTS}/{CHECKSUMS}", "the file does not exist", "a checksum per font file")]
        )
    pairs = [line.split() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {name: checksum for checksum, name in pairs}


def _problem(root: Path, face: Face, known: dict[str, str]) -> Problem | None:
    place = f"{FONTS}/{face.file}"
    next_step = "restore the file from the repository, or write the new checksum to SHA256SUMS on purpose"
    if not (root / FONTS / face.file).is_file():
        return Problem(place, "the font file does not exist", "the file that brand.yaml names", next_step)
    if face.file not in known:
        return Problem(place, f"no checksum in {CHECKSUMS}", "a line with its SHA-256", next_step)
    found = sha256(root / FONTS / face.file)
    if found != known[face.file]:
        return Problem(place, f"SHA-256 is {found[:12]}…", f"{known[face.file][:12]}…", next_step)
    return None
