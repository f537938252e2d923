"""What the styles of a workbook do to the words in its cells: how numbers are shown, what is set off, what is white."""

from __future__ import annotations

from dataclasses import dataclass

from esgcheck.analysis.reading.numberformats import BUILT_IN
from esgcheck.analysis.reading.package import Package

_WHITE = "FFFFFF"


@dataclass(slots=True)
class Style:
    code: str = "General"
    white: bool = False
    strong: bool = False


def local_name(tag: str) -> str:
    return tag.rpartition("}")[2]


def plain_names(attributes: dict[str, str]) -> dict[str, str]:
    return {local_name(key): value for key, value in attributes.items()} if attributes else attributes


def small(value: str) -> int:
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 9 else 0


def read_styles(package: Package, name: str) -> list[Style]:
    """What each style of a cell does to its words."""
    codes = dict(BUILT_IN)
    white_fonts: list[bool] = []
    bold_fonts: list[bool] = []
    filled: list[bool] = []
    styles: list[Style] = []
    within: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        local, values = local_name(tag), plain_names(attributes)
        around = within[-1] if within else ""
        within.append(local)
        if local == "numFmt" and around == "numFmts":
            codes[small(values.get("numFmtId", ""))] = values.get("formatCode", "General")
        elif local == "font" and around == "fonts":
            white_fonts.append(False)
            bold_fonts.append(False)
        elif local == "b" and around == "font" and bold_fonts:
            bold_fonts[-1] = values.get("val", "1") not in ("0", "false")
        elif local == "color" and around == "font" and white_fonts:
            white_fonts[-1] = values.get("rgb", "")[-6:].upper() == _WHITE or (
                values.get("theme") == "0" and "tint" not in values
            )
        elif local == "fill" and around == "fills":
            filled.append(False)
        elif local == "patternFill" and filled:
            filled[-1] = values.get("patternType", "none") not in ("none", "gray125")
        elif local == "fgColor" and around == "patternFill" and filled:
            filled[-1] = filled[-1] and values.get("rgb", "")[-6:].upper() != _WHITE and values.get("theme") != "0"
        elif local == "gradientFill" and filled:
            filled[-1] = True
        elif local == "xf" and around == "cellXfs" and len(styles) < 100_000:
            font, fill = small(values.get("fontId", "0")), small(values.get("fillId", "0"))
            white = white_fonts[font : font + 1] == [True] and filled[fill : fill + 1] != [True]
            strong = bold_fonts[font : font + 1] == [True] or filled[fill : fill + 1] == [True]
            styles.append(Style(codes.get(small(values.get("numFmtId", "0")), "General"), white, strong))

    def end(_: str) -> None:
        within.pop()

    if name in package.names:
        package.parse(name, start, end, None)
    return styles
