"""Errors of reading order on 40 hand-ordered pages: ``python -m tests.benchmarks.order [--pages]`` in the root.

Ours beside PyMuPDF, pdfium, pdftotext and pdfplumber, on the same pages in the same run; what counts as an error stands
in :mod:`tests.benchmarks.order_score`. Ours reads the whole report, as users do; the others need the page alone.
``--pages`` adds the errors of every page. It reads ``../shared/data`` and is not part of the test suite.

The pages are a reserve: nobody looks at them, or at the figures of single pages, to improve the reader.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from esgcheck.analysis.reading import read_document
from esgcheck.analysis.types import Document
from tests.benchmarks.order_score import Box, GoldPage, Score, gold_pages, score, total

REPORTS = Path(__file__).resolve().parents[3] / "shared" / "data" / "reports"


@cache
def _document(path: Path) -> Document:
    return read_document(path)


def ours(path: Path, number: int) -> list[Box]:
    """The words of a page in the order of the canonical text."""
    document = _document(path)
    words = sorted(document.pages[number - 1].words, key=lambda word: word.start)
    return [
        (word.box.x0, word.box.y0, word.box.x1, word.box.y1)
        for word in words
        if _telling(document.text[word.start : word.end])
    ]


def _telling(text: str) -> bool:
    return any(character.isalnum() for character in text)


def pymupdf_words(path: Path, number: int, *, sort: bool = False) -> list[Box]:
    import pymupdf

    with pymupdf.open(path) as document:
        return [word[:4] for word in document[number - 1].get_text("words", sort=sort) if _telling(word[4])]


def pymupdf_sorted(path: Path, number: int) -> list[Box]:
    return pymupdf_words(path, number, sort=True)


def pdfium(path: Path, number: int) -> list[Box]:
    """Words cut at white space out of pdfium's text, each with the hull of its characters' boxes."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    page = document[number - 1]
    if page.get_rotation():
        raise ValueError("the pages of the gold are not rotated")
    left, _bottom, _right, top = page.get_cropbox()
    text = page.get_textpage()
    words: list[Box] = []
    hull: Box | None = None
    letters = ""
    for index in range(text.count_chars() + 1):
        character = text.get_text_range(index, 1) if index < text.count_chars() else " "
        if character.strip() and character not in "\ufffe\u0002":
            x0, y0, x1, y1 = text.get_charbox(index, loose=True)
            box = (x0 - left, top - y1, x1 - left, top - y0)
            hull = box if hull is None else _hull(hull, box)
            letters += character
            continue
        if hull is not None and _telling(letters):
            words.append(hull)
        hull, letters = None, ""
    document.close()
    return words


def _hull(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def pdftotext(path: Path, number: int, *, raw: bool = False) -> list[Box]:
    """Poppler's words in its own reading order (by flows, blocks and lines), or as they come in the file."""
    mode = ["-raw", "-bbox"] if raw else ["-bbox-layout"]
    command = ["pdftotext", *mode, "-cropbox", "-f", str(number), "-l", str(number), str(path), "-"]
    out = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace")
    root = ElementTree.fromstring("".join(character for character in out if character >= " " or character in "\n\t"))
    return [
        (float(word.get("xMin", 0)), float(word.get("yMin", 0)), float(word.get("xMax", 0)), float(word.get("yMax", 0)))
        for word in root.iter("{http://www.w3.org/1999/xhtml}word")
        if _telling(word.text or "")
    ]


def pdftotext_raw(path: Path, number: int) -> list[Box]:
    return pdftotext(path, number, raw=True)


def pdfplumber_words(path: Path, number: int) -> list[Box]:
    import pdfplumber

    with pdfplumber.open(path) as document:
        page: Any = document.pages[number - 1]
        return [
            (word["x0"], word["top"], word["x1"], word["bottom"])
            for word in page.extract_words()
            if _telling(word["text"])
        ]


TOOLS: dict[str, Callable[[Path, int], list[Box]]] = {
    "esgcheck": ours,
    "PyMuPDF words": pymupdf_words,
    "PyMuPDF words, sort=True": pymupdf_sorted,
    "pdfium text": pdfium,
    "pdftotext -bbox-layout": pdftotext,
    "pdftotext -raw": pdftotext_raw,
    "pdfplumber words": pdfplumber_words,
}
PEERS = ["PyMuPDF words", "PyMuPDF words, sort=True", "pdfium text", "pdftotext -bbox-layout", "pdftotext -raw"]


def measure(pages: list[GoldPage], tools: dict[str, Callable[[Path, int], list[Box]]]) -> dict[str, list[Score]]:
    """The score of each tool on each page; a region has words where more than half of the tools find some."""
    found: dict[str, list[Score]] = {name: [] for name in tools}
    for page in pages:
        words = {name: tool(REPORTS / page.report, page.number) for name, tool in tools.items()}
        seen = Counter(region for boxes in words.values() for region in {page.region_of(box) for box in boxes})
        filled = {region for region, count in seen.items() if region is not None and 2 * count > len(tools)}
        for name, boxes in words.items():
            found[name].append(score(page, boxes, filled))
    return found


def main() -> None:
    if not REPORTS.is_dir():
        sys.exit("The real reports (../shared/data/reports) are not here: nothing to measure on.")
    pages = gold_pages()
    tabled(pages, measure(pages, TOOLS), each="--pages" in sys.argv)


def tabled(pages: list[GoldPage], found: dict[str, list[Score]], *, each: bool) -> None:
    """Print the sums of each tool; ``each``: the errors of every page, too."""
    print(f"{len(pages)} pages of {len({page.report for page in pages})} reports")
    heads = ("errors", "jumps", "back", "lost", "per 100", "pages without", "words")
    print(f"{'':26}" + "".join(f"{head:>15}" for head in heads))
    for name, scores in found.items():
        sums = total(scores)
        rate = f"{100 * sums.errors / sums.places:.1f}"
        clean = sum(one.errors == 0 for one in scores)
        figures = (sums.errors, sums.jumps, sums.steps_back, sums.lost, rate, clean, sums.words)
        print(f"{name:26}" + "".join(f"{figure:>15}" for figure in figures))
    best = min(PEERS, key=lambda name: total(found[name]).errors)
    own, peer = total(found["esgcheck"]).errors, total(found[best]).errors
    print(f"ours against the best of PyMuPDF, pdfium and pdftotext ({best}): {own} / {peer} = {own / max(peer, 1):.2f}")
    if each:
        for position, page in enumerate(pages):
            errors = [found[name][position].errors for name in found]
            print(f"{page.report[:44]:44} {page.number:4} {page.layout:24}" + "".join(f"{one:6}" for one in errors))


if __name__ == "__main__":
    main()
