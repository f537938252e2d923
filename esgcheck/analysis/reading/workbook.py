"""An Excel workbook (XLSX) as grids of words: each cell as its number format shows it; inside the cage.

Read as a stream by expat alone, like Word documents: memory grows with the filled cells and not with the mark-up, and
no formula is ever worked out. What a cell shows is the result that the last program to save the file left in it.
"""

from __future__ import annotations

import math
import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from esgcheck.analysis.reading.blocks import TooMuch, tidy
from esgcheck.analysis.reading.numberformats import general, shown, shown_text
from esgcheck.analysis.reading.package import BadPackage, Package
from esgcheck.analysis.reading.sheetrows import SheetCell, SheetRow, column_of
from esgcheck.analysis.reading.sheetstyles import Style, local_name, plain_names, read_styles, small

MOST_CELLS = 500_000
MOST_ROWS = 200_000
_MOST_STRINGS = 2_000_000
_MOST_SHEETS = 1_000
_LAST_COLUMN = 16_384
_LAST_ROW = 1_048_576
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(slots=True)
class Remark:
    """A comment on a cell."""

    place: str
    author: str
    text: str


@dataclass(slots=True)
class Sheet:
    """One sheet: its rows in order, and what else is on it."""

    name: str
    hidden: bool = False
    rows: list[SheetRow] = field(default_factory=list)
    hidden_rows: int = 0
    hidden_columns: set[int] = field(default_factory=set)
    unresolved: int = 0
    remarks: list[Remark] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    charts: int = 0
    pictures: int = 0


@dataclass(slots=True)
class Workbook:
    sheets: list[Sheet] = field(default_factory=list)
    from_1904: bool = False


@dataclass(slots=True)
class Bounds:
    """How much of a workbook is read."""

    cells: int = MOST_CELLS
    rows: int = MOST_ROWS


def read_workbook(package: Package, bounds: Bounds) -> Workbook:
    """Every sheet, hidden ones too. Raises BadPackage, and blocks.TooMuch for more cells or rows than are read."""
    main = next((name for kind, name in package.related("").values() if kind == "officeDocument"), "xl/workbook.xml")
    if main not in package.names or main.endswith(".bin"):
        raise BadPackage(
            "The file is an Excel file of a kind that is not read (XLSB): save it as XLSX and upload that."
            if any(name.endswith("workbook.bin") for name in package.names)
            else "The Excel file is damaged: it holds no workbook. Open it in Excel, save it anew, and upload that.",
            "unsupported" if any(name.endswith("workbook.bin") for name in package.names) else "damaged",
        )
    workbook = Workbook()
    wanted: list[tuple[Sheet, str]] = []
    parts = package.related(main)

    def start(tag: str, attributes: dict[str, str]) -> None:
        local, values = local_name(tag), plain_names(attributes)
        if local == "workbookPr":
            workbook.from_1904 = values.get("date1904", "0") in ("1", "true")
        elif local == "sheet" and len(wanted) < _MOST_SHEETS:
            relation = next((value for key, value in attributes.items() if key.endswith("relationships}id")), "")
            name = tidy(values.get("name", "")).replace("\n", " ")[:60] or f"Sheet {len(wanted) + 1}"
            wanted.append((Sheet(name, hidden=values.get("state", "visible") != "visible"), relation))

    package.parse(main, start, _ignore, None)
    folder = posixpath.dirname(main)
    strings = _strings(package, _part(parts, "sharedStrings", f"{folder}/sharedStrings.xml"))
    styles = read_styles(package, _part(parts, "styles", f"{folder}/styles.xml"))
    people = _people(package, _part(parts, "person", ""))
    left = bounds.cells
    for sheet, relation in wanted:
        kind, name = parts.get(relation, ("", ""))
        workbook.sheets.append(sheet)
        if kind == "worksheet":
            reader = _SheetReader(
                sheet, strings, styles, from_1904=workbook.from_1904, bounds=Bounds(left, bounds.rows)
            )
            reader.read(package, name)
            left -= reader.filled
        elif kind == "chartsheet":
            sheet.charts += 1
        if name:
            _beside(package, name, sheet, people)
    return workbook


def _part(parts: dict[str, tuple[str, str]], kind: str, custom: str) -> str:
    return next((name for what, name in parts.values() if what == kind), custom)


def _ignore(_: str) -> None:
    """An end that is of no interest."""


def _yes(value: str) -> bool:
    return value in ("1", "true", "on")


def words(text: str) -> str:
    """A string as it was typed: what cannot stand in XML is written as _x000D_ there."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)
    return tidy(text)


def texts_of(package: Package, name: str, item: str) -> Iterator[tuple[dict[str, str], str]]:
    """For each element ``item`` its attributes and the words in it, phonetic guides left out."""
    found: list[tuple[dict[str, str], str]] = []
    current: dict[str, str] = {}
    pieces: list[str] = []
    inside = guide = skipped = 0
    taken = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal current, inside, guide, taken, skipped
        local = local_name(tag)
        if local == item:
            inside += 1
            current = plain_names(attributes)
            pieces.clear()
        elif local == "rPh":
            guide += 1
        elif local == "Fallback":
            skipped += 1
        taken = local in ("t", "text") and bool(inside) and not guide and not skipped

    def end(tag: str) -> None:
        nonlocal inside, guide, taken, skipped
        local = local_name(tag)
        taken = False
        if local == item:
            inside -= 1
            found.append((current, words("".join(pieces))))
            if len(found) > _MOST_STRINGS:
                raise TooMuch
        elif local == "rPh":
            guide -= 1
        elif local == "Fallback":
            skipped -= 1
        elif local == "p" and inside:
            pieces.append("\n")

    def text(said: str) -> None:
        if taken:
            pieces.append(said)

    if name in package.names:
        package.parse(name, start, end, text)
    yield from found


def _strings(package: Package, name: str) -> list[str]:
    return [text for _, text in texts_of(package, name, "si")]


class _SheetReader:
    """Reads one sheet's cells."""

    def __init__(self, sheet: Sheet, strings: list[str], styles: list[Style], *, from_1904: bool, bounds: Bounds):
        self.filled = 0
        self._sheet, self._strings, self._styles = sheet, strings, styles
        self._from_1904, self._bounds = from_1904, bounds
        self._row = SheetRow(0, [])
        self._column = -1
        self._cell: dict[str, str] = {}
        self._value: list[str] = []
        self._taken = self._formula = self._in_data = False
        self._merged: dict[tuple[int, int], str] = {}
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "sheetData": lambda _: self._data(inside=True),
            "row": self._begin_row,
            "c": self._begin_cell,
            "v": lambda _: self._take(),
            "t": lambda _: self._take(),
            "f": lambda _: self._has_formula(),
            "col": self._column_widths,
            "mergeCell": self._merge,
        }
        self._guide = 0

    def read(self, package: Package, name: str) -> None:
        package.parse(name, self._start, self._end, self._characters)
        if self._merged:
            for row in self._sheet.rows:
                for cell in row.cells:
                    cell.over = self._merged.get((row.number, cell.column), "")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        local = local_name(tag)
        if local == "rPh":
            self._guide += 1
        elif local in self._starts:
            self._starts[local](plain_names(attributes))

    def _end(self, tag: str) -> None:
        local = local_name(tag)
        if local == "rPh":
            self._guide -= 1
        elif local in ("v", "t"):
            self._taken = False
        elif local == "c" and self._in_data:
            self._end_cell()
        elif local == "row" and self._in_data:
            self._end_row()
        elif local == "sheetData":
            self._in_data = False

    def _characters(self, text: str) -> None:
        if self._taken:
            self._value.append(text)

    def _data(self, *, inside: bool) -> None:
        self._in_data = inside

    def _take(self) -> None:
        self._taken = self._in_data and not self._guide

    def _has_formula(self) -> None:
        self._formula = True

    def _column_widths(self, values: dict[str, str]) -> None:
        if _yes(values.get("hidden", "")) or values.get("width") == "0":
            first, last = small(values.get("min", "0")), small(values.get("max", "0"))
            if 0 < first <= last <= _LAST_COLUMN:
                self._sheet.hidden_columns |= set(range(first - 1, last))

    def _merge(self, values: dict[str, str]) -> None:
        first, _, last = values.get("ref", "").partition(":")
        place = _place_of(first)
        if place and _place_of(last) and len(self._merged) < MOST_CELLS:
            self._merged[place] = last.replace("$", "")

    def _begin_row(self, values: dict[str, str]) -> None:
        number = small(values.get("r", "")) or self._row.number + 1
        unseen = _yes(values.get("hidden", "")) or values.get("ht") == "0" or self._sheet.hidden
        self._row = SheetRow(min(number, _LAST_ROW), [], "hidden" if unseen else "")
        self._column = -1

    def _begin_cell(self, values: dict[str, str]) -> None:
        place = _place_of(values.get("r", ""))
        self._column = place[1] if place else self._column + 1
        self._cell, self._value, self._formula = values, [], False

    def _end_cell(self) -> None:
        style_number = small(self._cell.get("s", "0"))
        style = self._styles[style_number] if style_number < len(self._styles) else Style()
        raw = "".join(self._value)
        text, hidden = self._shown(raw, self._cell.get("t", "n"), style)
        if self._formula and not raw:
            self._sheet.unresolved += 1
        if not text:
            return
        if self._column in self._sheet.hidden_columns:
            hidden = "hidden"
        elif style.white and not hidden:
            hidden = "white"
        self.filled += 1
        if self.filled > self._bounds.cells:
            raise TooMuch
        self._row.cells.append(SheetCell(min(self._column, _LAST_COLUMN), text, hidden, strong=style.strong))

    def _shown(self, raw: str, kind: str, style: Style) -> tuple[str, str]:
        """The words of a cell, and "hidden" where its format shows none."""
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(raw.strip(), tidy(raw)), ""
        if kind in ("e", "d"):
            return tidy(raw), ""
        if kind in ("s", "str", "inlineStr"):
            if kind == "s":
                at = small(raw.strip())
                raw = self._strings[at] if raw.strip() and at < len(self._strings) else ""
            else:
                raw = words(raw)
            said = shown_text(raw, style.code)
            return (said, "") if said else (raw, "hidden")
        try:
            value = float(raw)
        except ValueError:
            return tidy(raw), ""
        if not math.isfinite(value):
            return tidy(raw), ""
        said = shown(value, style.code, from_1904=self._from_1904)
        return (said, "") if said else (general(value), "hidden")

    def _end_row(self) -> None:
        if not self._row.cells:
            return
        self._sheet.hidden_rows += bool(self._row.hidden) and not self._sheet.hidden
        before = self._sheet.rows[-1].number if self._sheet.rows else 0
        self._row.cells.sort(key=lambda cell: cell.column)
        if self._row.number <= before:  # a file that counts wrongly keeps its order
            self._row.number = before + 1
        self._sheet.rows.append(self._row)
        if len(self._sheet.rows) > self._bounds.rows:
            raise TooMuch


def _place_of(reference: str) -> tuple[int, int] | None:
    """(row from 1, column from 0) of a reference like B4."""
    found = _REFERENCE.fullmatch(reference)
    return (int(found.group(2)), column_of(found.group(1))) if found else None


def _people(package: Package, name: str) -> dict[str, str]:
    found: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        values = plain_names(attributes)
        if local_name(tag) == "person":
            found[values.get("id", "")] = tidy(values.get("displayName", ""))[:80]

    if name in package.names:
        package.parse(name, start, _ignore, None)
    return found


def _beside(package: Package, name: str, sheet: Sheet, people: dict[str, str]) -> None:
    """Comments, text boxes, charts and pictures of a sheet."""
    related = list(package.related(name).values())
    threads = [part for kind, part in related if kind == "threadedComment"]
    for part in threads:
        for values, text in texts_of(package, part, "threadedComment"):
            sheet.remarks.append(Remark(values.get("ref", "")[:10], people.get(values.get("personId", ""), ""), text))
    for kind, part in related:
        if kind == "comments" and not threads:
            authors = _authors(package, part)
            for values, text in texts_of(package, part, "comment"):
                number = small(values.get("authorId", ""))
                author = authors[number] if number < len(authors) else ""
                text = text.removeprefix(f"{author}:").strip() if author else text
                sheet.remarks.append(Remark(values.get("ref", "")[:10], author, text))
        elif kind == "drawing":
            drawn = [what for what, _ in package.related(part).values()]
            sheet.charts += sum(what in ("chart", "chartEx") for what in drawn)
            sheet.pictures += drawn.count("image")
            sheet.boxes += [text for _, text in texts_of(package, part, "sp") if text]
    sheet.remarks = [remark for remark in sheet.remarks if remark.text]


def _authors(package: Package, name: str) -> list[str]:
    found: list[str] = []
    current: list[str] = []

    def end(tag: str) -> None:
        if local_name(tag) == "author":
            found.append(tidy("".join(current)).replace("\n", " ")[:80])
        current.clear()

    package.parse(name, lambda tag, attributes: current.clear(), end, current.append)
    return found
