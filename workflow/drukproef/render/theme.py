"""The brand and the templates of templates/theme, as style sheets and a template environment."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from traceback import extract_tb

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError

from drukproef.errors import fail
from drukproef.theme import Brand, Logo, Messages, font_files, load_brand, load_logo, load_messages
from drukproef.theme.brand import THEME


@dataclass(frozen=True)
class Theme:
    """The look and words of one report."""

    root: Path  # of the project
    brand: Brand
    words: Messages
    fonts: tuple[Path, ...]
    logo: Logo | None = None

    @cached_property
    def environment(self) -> Environment:
        """Templates; whatever they print is escaped unless it is Markup."""
        return Environment(
            loader=FileSystemLoader(self.root / THEME),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def css(self, name: str) -> str:
        """A style sheet of the theme."""
        return self.text(f"css/{name}")

    def text(self, name: str) -> str:
        """A file of the theme; DrukproefError when it is not there."""
        path = self.root / THEME / name
        if not path.is_file():
            raise fail(f"{THEME}/{name}", "the file does not exist", "a file of the theme", "restore it")
        return path.read_text(encoding="utf-8")

    def fill(self, name: str, **values: object) -> str:
        """A template with its values; DrukproefError when it can't be filled."""
        return fill(self.environment, name, **values)

    def font_css(self, folder: str) -> str:
        """@font-face rules for font files in a folder beside the page."""
        return "".join(
            f'@font-face {{ font-family: "{self.brand.fonts.family}"; font-weight: {face.weight}; '
            f'font-style: {face.style}; src: url("{folder}/{face.file}") format("truetype"); }}\n'
            for face in self.brand.fonts.faces
        )

    def colour_css(self, with_dark: bool) -> str:
        """The colours as custom properties: '--primary' and so on."""
        light = self.brand.colours.model_dump(exclude={"likert", "dont_know", "series"})
        light |= {"background": "#ffffff"}
        light |= {f"cover-{k}": v for k, v in self.brand.cover.model_dump().items()}
        if self.logo:
            light |= {"logo": f'url("{self.logo.address}")', "logo-ratio": f"{self.logo.ratio:.4f}"}
        rules = f":root {{ {_properties(light)} }}\n"
        if with_dark:
            dark = _properties(self.brand.dark.model_dump())
            rules += f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
        return rules


def fill(environment: Environment, name: str, **values: object) -> str:
    """A template with its values; DrukproefError names file and line of what Jinja can't read or fill."""
    try:
        return environment.get_template(name).render(**values)
    except TemplateError as error:
        where, line = _place(error, name)
        raise fail(
            f"{THEME}/{where}{line}", str(error.message), "a template that Jinja can fill", "mend it"
        ) from error


def _place(error: TemplateError, name: str) -> tuple[str, str]:
    """Template and line: of a mistake in writing as Jinja says it, else of the last line that it ran."""
    if isinstance(error, TemplateSyntaxError):
        return error.name or name, f", line {error.lineno}"
    ran = [frame for frame in extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    return (
        (ran[-1].filename.rpartition(f"{THEME.as_posix()}/")[2], f", line {ran[-1].lineno}")
        if ran
        else (name, "")
    )


def load_theme(root: Path, language: str) -> Theme:
    """The checked theme; DrukproefError when the brand, a font or a catalogue is wrong."""
    return Theme(root, load_brand(root), load_messages(root, language), font_files(root), load_logo(root))


def _properties(values: dict[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in values.items())
