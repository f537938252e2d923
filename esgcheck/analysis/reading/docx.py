"""Word documents: paragraphs, headings, lists, tables, notes, comments and what tracked changes did; inside the cage.

What a reader of the accepted document would see is the text: insertions are in, and told. Deletions and hidden words
are kept as passages that are marked so and never taken as evidence. What stands at the head and foot of every page is
there once. Comments stand at the end, each said by who wrote it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from esgcheck.analysis.reading.blocks import Block, document_from_blocks
from esgcheck.analysis.reading.numbering import Numbering
from esgcheck.analysis.reading.package import BadPackage, Package
from esgcheck.analysis.reading.properties import facts_of
from esgcheck.analysis.reading.stories import StoryReader
from esgcheck.analysis.reading.tables import settled
from esgcheck.analysis.reading.wordparts import Story, Style, outline_level, word
from esgcheck.analysis.types import Document, Problem

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_docx(data: bytes) -> Document:
    """Raises BadPackage, and blocks.TooMuch."""
    return document_from_package(Package(data))


def document_from_package(package: Package) -> Document:
    """Raises BadPackage, and blocks.TooMuch."""
    main = _main_part(package)
    folder = posixpath.dirname(main)

    def part(name: str) -> str:
        path = posixpath.join(folder, name)
        return path if path in package.names else ""

    styles = _styles(package, part("styles.xml")) if part("styles.xml") else {}
    notes: dict[str, list[Block]] = {}
    for kind in ("footnote", "endnote"):
        name = part(f"{kind}s.xml")
        if name:
            found = StoryReader(styles, items=kind).read(package, name)
            notes |= {f"{kind}:{key}": blocks for key, blocks in found.by_id.items()}
    numbering = Numbering.read(package, part("numbering.xml"))
    story = StoryReader(styles, notes=notes, numbering=numbering).read(package, main)
    problems = _told(story)
    blocks = [*_around(package, main, styles, "header"), *story.blocks, *_around(package, main, styles, "footer")]
    if part("comments.xml"):
        comments = StoryReader(styles, items="comment").read(package, part("comments.xml"))
        said = list(_comments(comments, story))
        if said:
            blocks += [Block("Comments", "heading", level=1), *said]
            count = _many(len(comments.by_id), "comment")
            problems.append(Problem("comments", f"{count} in the margin stand at the end of the text, with names."))
    problems += _not_read(package, folder)
    facts, dated = facts_of(package)
    facts += _who_changed(story)
    return document_from_blocks(
        settled(blocks), media_type=MEDIA_TYPE, problems=problems, pages_known=story.turns, facts=facts, dated=dated
    )


def _around(package: Package, main: str, styles: dict[str, Style], kind: Literal["header", "footer"]) -> list[Block]:
    """What stands at the head or the foot of the pages, each wording once."""
    seen: dict[str, Block] = {}
    for what, name in package.related(main).values():
        if what == kind:
            for block in StoryReader(styles).read(package, name).blocks:
                seen.setdefault(block.text, replace(block, kind=kind, level=0, table=0, cells=(), turn=False))
    return list(seen.values())


def _comments(comments: Story, story: Story) -> Iterator[Block]:
    for key, blocks in comments.by_id.items():
        on = " ".join("".join(story.said_on.get(key, ())).split())
        place = f"on “{on[:100]}{'…' if len(on) > 100 else ''}”" if on else ""
        for block in blocks:
            who = comments.authors.get(key) or "Somebody without a name"
            yield Block(block.text, "utterance", hidden=block.hidden, speaker=who, place=place)


def _told(story: Story) -> list[Problem]:
    """What tracked changes did, and what nobody sees."""
    problems = []
    for code, changes, what, where in (
        ("tracked_deletions", story.deletions, "deletion", "kept apart from the text, marked as deleted"),
        ("tracked_insertions", story.insertions, "insertion", "in the text"),
        ("tracked_moves", story.moves, "moved piece", "in the text once, at the new place"),
    ):
        if changes.count:
            verb = "is" if changes.count == 1 else "are"
            message = f"This document has tracked changes: {_many(changes.count, what)} {verb} {where}."
            problems.append(Problem(code, message))
    if story.hidden:
        verb = "is" if story.hidden == 1 else "are"
        message = f"{_many(story.hidden, 'piece')} of text that cannot be seen in Word {verb} marked as hidden."
        problems.append(Problem("hidden_text", message))
    return problems


def _who_changed(story: Story) -> Iterator[tuple[str, str]]:
    """Names go to the facts and nowhere else: they may be those of whoever passed the document on."""
    for changes, what in ((story.insertions, "Insertions"), (story.deletions, "Deletions"), (story.moves, "Moves")):
        names = list(changes.who)
        by = ", ".join(names[:10]) + (" and others" if len(names) > 10 else "")
        days = f"{changes.first} to {changes.last}" if changes.last > changes.first else changes.first
        yield f"{what} by", f"{by or 'somebody without a name'}{f' ({days})' if days else ''}" if changes.count else ""


def _not_read(package: Package, folder: str) -> list[Problem]:
    pictures = sum(name.startswith(f"{folder}/media/") for name in package.names)
    charts = sum(name.startswith(f"{folder}/charts/chart") for name in package.names)
    said = [_many(count, what) for count, what in ((pictures, "picture"), (charts, "chart")) if count]
    if not said:
        return []
    message = f"{' and '.join(said)} in this document cannot be read: words in them are not in the text."
    return [Problem("pictures_not_read", message)]


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _main_part(package: Package) -> str:
    targets = [name for what, name in package.related("").values() if what == "officeDocument"]
    for target in [*targets[:1], "word/document.xml"]:
        if target in package.names and not target.startswith(("xl/", "ppt/")):
            return target
    if any(name.startswith("ppt/") for name in package.names):
        raise BadPackage("The file is a PowerPoint file. Save it as PDF and upload that.", "unsupported")
    raise BadPackage(
        "The file is a ZIP archive without a Word document in it. Upload the files one by one.", "unsupported"
    )


def _styles(package: Package, name: str) -> dict[str, Style]:
    styles: dict[str, Style] = {}
    current = Style()

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal current
        local, values = word(tag), {key.rpartition("}")[2]: value for key, value in attributes.items()}
        if local == "style":
            current = Style()
            if len(styles) < 10_000:
                styles[values.get("styleId", "")] = current
        elif local == "name":
            current.name = values.get("val", "").lower()
        elif local == "basedOn":
            current.based_on = values.get("val", "")
        elif local == "outlineLvl":
            current.level = outline_level(values.get("val", "9"))
        elif local == "numPr":
            current.listed = True
        elif local == "numId":
            current.number = values.get("val", "")
        elif local == "ilvl" and values.get("val", "") in tuple("012345678"):
            current.at = int(values["val"])

    package.parse(name, start, lambda tag: None, None)
    return {key: _resolved(styles, style) for key, style in styles.items()}


def _resolved(styles: dict[str, Style], style: Style) -> Style:
    level, listed, number, place = 0, False, "", -1
    at: Style | None = style
    for _ in range(12):
        if at is None:
            break
        level = level or at.level or _named_level(at.name)
        listed = listed or at.listed or at.name.startswith("list ")
        number = number or at.number
        place = at.at if place < 0 else place
        at = styles.get(at.based_on)
    return Style(style.name, style.based_on, level, listed, number, place)


def _named_level(name: str) -> int:
    if name in ("title", "subtitle"):
        return 1 if name == "title" else 2
    number = name.removeprefix("heading ")
    return int(number) if name.startswith("heading ") and number in tuple("123456789") else 0
