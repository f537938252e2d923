"""Spreadsheets as documents: each sheet begins a page under its name, its rows are passages that know their cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from esgcheck.analysis.reading.blocks import Block, TooMuch, document_from_blocks
from esgcheck.analysis.reading.package import BadPackage, Package
from esgcheck.analysis.reading.properties import facts_of
from esgcheck.analysis.reading.sheetrows import address, blocks_of_rows
from esgcheck.analysis.reading.workbook import Bounds, Sheet, Workbook, read_workbook
from esgcheck.analysis.types import Document, Problem

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_PAGE = 6_000
"""Characters: a long sheet is cut into pages at its rows."""


def is_workbook(package: Package) -> bool:
    return any(name.startswith("xl/") for name in package.names) and "word/document.xml" not in package.names


def document_from_workbook(package: Package, bounds: Bounds) -> Document:
    """Raises BadPackage, and blocks.TooMuch."""
    package.called("Excel file", "Excel")
    facts, dated = facts_of(package)
    try:
        workbook = read_workbook(package, bounds)
    except TooMuch:
        raise BadPackage(
            f"The Excel file has more than {bounds.cells:,} filled cells or a sheet of more than {bounds.rows:,} rows, "
            "which is more than is read. Save the sheets that matter as files of their own.",
            "too_large",
        ) from None
    return document_from_blocks(
        _blocks(workbook),
        media_type=MEDIA_TYPE,
        problems=_told(workbook),
        pages_known=True,
        longest_page=LONGEST_PAGE,
        facts=facts,
        dated=dated,
    )


def _blocks(workbook: Workbook) -> Iterator[Block]:
    for sheet in workbook.sheets:
        unseen = "hidden" if sheet.hidden else ""
        within = [*blocks_of_rows(sheet.rows, sheet=sheet.name), *_beside(sheet)]
        if within:
            yield Block(sheet.name, "heading", level=1, turn=True, hidden=unseen)
            yield from (replace(block, hidden=block.hidden or unseen) for block in within)


def _beside(sheet: Sheet) -> Iterator[Block]:
    """What floats over the cells: text boxes, and comments as what somebody said."""
    for text in sheet.boxes:
        yield Block(text)
    for remark in sheet.remarks:
        who = remark.author or "Somebody without a name"
        yield Block(
            remark.text,
            "utterance",
            speaker=who,
            place=address(sheet.name, [remark.place]),
        )


def _told(workbook: Workbook) -> list[Problem]:
    sheets = workbook.sheets
    hidden = [
        _many(
            sum(sheet.hidden for sheet in sheets), "sheet", ", ".join(sheet.name for sheet in sheets if sheet.hidden)
        ),
        _many(sum(sheet.hidden_rows for sheet in sheets), "row"),
        _many(sum(len(_filled(sheet)) for sheet in sheets if not sheet.hidden), "column"),
    ]
    white = sum(cell.hidden == "white" for sheet in sheets for row in sheet.rows for cell in row.cells)
    problems = []
    if any(hidden) or white:
        said = ", ".join(filter(None, [*hidden, _many(white, "white cell")]))
        message = f"This workbook hides {said}: their words are marked as hidden."
        problems.append(Problem("hidden_text", message))
    if unresolved := sum(sheet.unresolved for sheet in sheets):
        message = (
            f"{_many(unresolved, 'formula')} of this workbook came without results: those cells are empty here. "
            "Open it in Excel, save it, and upload that."
        )
        problems.append(Problem("formulas_without_results", message))
    drawn = [_many(sum(sheet.charts for sheet in sheets), "chart"), _many(sum(s.pictures for s in sheets), "picture")]
    if any(drawn):
        message = f"What this workbook draws is not read: {' and '.join(filter(None, drawn))}. Look there in Excel."
        problems.append(Problem("pictures_not_read", message))
    if remarks := sum(len(sheet.remarks) for sheet in sheets):
        stand = "stands after the rows of its sheet" if remarks == 1 else "stand after the rows of their sheets"
        problems.append(Problem("comments", f"{_many(remarks, 'comment')} {stand}, with who wrote what."))
    return problems


def _filled(sheet: Sheet) -> set[int]:
    """Hidden columns with anything in them: most sheets hide thousands of empty ones."""
    return {cell.column for row in sheet.rows for cell in row.cells} & sheet.hidden_columns


def _many(count: int, what: str, which: str = "") -> str:
    if not count:
        return ""
    named = f" ({which[:80]}{'…' if len(which) > 80 else ''})" if which else ""
    return f"{count:,} {what}{'' if count == 1 else 's'}{named}"
