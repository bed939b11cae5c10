"""The look and the fixed words of a report, shared by figures and pages."""

from drukproef.theme.brand import Brand, Face, load_brand
from drukproef.theme.fonts import font_files
from drukproef.theme.logo import Logo, load_logo
from drukproef.theme.messages import Messages, load_messages

__all__ = ["Brand", "Face", "Logo", "Messages", "font_files", "load_brand", "load_logo", "load_messages"]
