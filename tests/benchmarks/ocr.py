"""Figures on recognising scans: ``python -m tests.benchmarks.ocr [pages] [dpi] [languages]`` at the root.

Pages of the real reports are drawn at 200 dots an inch in grey, given a little noise and turned by half a degree, as a
scanner would, and put into PDFs as pictures. What is read from these is held against the words that the report itself
has there: recall and precision of words (white space apart, nothing forgiven), how far the boxes are from the true
ones, and CPU a page. The peer is the plain text of the ``tesseract`` command on the same pictures.

No page whose number ends in 7 is taken: those are kept for measuring the order of reading. It reads ``../shared/data``
and is not part of the test suite.
"""

from __future__ import annotations

import io
import math
import os
import random
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean, median

import pymupdf
from PIL import Image, ImageChops

from esgcheck.analysis.reading import Limits, read_document
from esgcheck.analysis.reading.ocr import LANGUAGES, engine
from esgcheck.analysis.types import Document

REPORTS = Path(__file__).resolve().parents[3] / "shared" / "data" / "reports"
SCANNED_DPI = 200
DEGREES = 0.5
NOISE = 12
FEWEST_WORDS = 120


@dataclass(frozen=True)
class Scanned:
    """A page as it is, and as the scanner saw it."""

    name: str
    true: Document
    png: bytes
    pdf: bytes


def scans(count: int) -> Iterator[Scanned]:
    """Pages of different reports, the same ones every time."""
    chance = random.Random(3)
    paths = sorted(REPORTS.glob("*.pdf"))
    for at in range(count):
        path = paths[at % len(paths)]
        with pymupdf.open(path) as report:
            for number in chance.sample(range(1, len(report) + 1), len(report)):
                page = report[number - 1]
                if number % 10 == 7 or page.rotation or len(page.get_text("words")) < FEWEST_WORDS:
                    continue
                yield _scanned(f"{path.stem[:32]}, page {number}", report, page)
                break


def _scanned(name: str, report: pymupdf.Document, page: pymupdf.Page) -> Scanned:
    alone = pymupdf.open()
    alone.insert_pdf(report, from_page=page.number, to_page=page.number)
    pixels = page.get_pixmap(dpi=SCANNED_DPI, colorspace=pymupdf.csGRAY, alpha=False)
    image = Image.frombytes("L", (pixels.width, pixels.height), pixels.samples)
    image = image.rotate(DEGREES, Image.Resampling.BICUBIC, fillcolor=255)
    image = ImageChops.add(image, Image.effect_noise(image.size, NOISE), 1, -128)
    data = io.BytesIO()
    image.save(data, "PNG", dpi=(SCANNED_DPI, SCANNED_DPI), compress_level=1)
    scan = pymupdf.open()
    scan.new_page(width=page.rect.width, height=page.rect.height).insert_image(page.rect, stream=data.getvalue())
    return Scanned(name, read_document(alone.tobytes()), data.getvalue(), scan.tobytes())


def compared(read: list[str], true: list[str]) -> tuple[float, float]:
    """Recall and precision."""
    both = (Counter(read) & Counter(true)).total()
    return both / max(len(true), 1), both / max(len(read), 1)


def distances(read: Document, true: Document) -> list[float]:
    """For words that stand once on the page: how far, in points, the farther of two corners is from where it is."""
    (page,) = true.pages
    turn = math.radians(DEGREES)
    places = _single(read)
    found = []
    for word, (x0, y0, x1, y1) in _single(true).items():
        if word in places:
            # the middle of the word, turned with the page, so that a turned box's larger extent does not count
            x, y = (x0 + x1) / 2 - page.width / 2, (y0 + y1) / 2 - page.height / 2
            x, y = x * math.cos(turn) + y * math.sin(turn), y * math.cos(turn) - x * math.sin(turn)
            a0, b0, a1, b1 = places[word]
            found.append(math.hypot((a0 + a1) / 2 - page.width / 2 - x, (b0 + b1) / 2 - page.height / 2 - y))
    return found


def _single(document: Document) -> dict[str, tuple[float, float, float, float]]:
    count = Counter(document.text.split())
    boxes = {document.text[w.start : w.end]: w.box for page in document.pages for w in page.words}
    return {word: (box.x0, box.y0, box.x1, box.y1) for word, box in boxes.items() if count[word] == 1 and len(word) > 3}


def cpu() -> float:
    """Seconds that this process and all that it has waited for have used."""
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def main() -> None:
    arguments = sys.argv[1:]
    count = int(arguments[0]) if arguments else 20
    limits = replace(Limits(), ocr_dpi=int(arguments[1])) if len(arguments) > 1 else Limits()
    if len(arguments) > 2:
        os.environ[LANGUAGES] = arguments[2]
    tesseract = engine()
    if tesseract is None or not REPORTS.is_dir():
        sys.exit("It needs Tesseract and the reports in ../shared/data.")
    languages = "+".join(tesseract.languages)
    ours: list[tuple[float, float]] = []
    theirs: list[tuple[float, float]] = []
    spent, peer, away = 0.0, 0.0, list[float]()
    for scanned in scans(count):
        true = scanned.true.text.split()
        begun = cpu()
        document = read_document(scanned.pdf, limits=limits)
        spent += cpu() - begun
        ours.append(compared(document.text.split(), true))
        off = distances(document, scanned.true)
        away += off
        begun = cpu()
        command = ["tesseract", "stdin", "stdout", "-l", languages]
        plain = subprocess.run(
            command, input=scanned.png, capture_output=True, check=True, env={**os.environ, "OMP_THREAD_LIMIT": "1"}
        ).stdout.decode()
        peer += cpu() - begun
        theirs.append(compared(plain.split(), true))
        print(
            f"{scanned.name:45} {len(true):5} words  ours {ours[-1][0]:.3f} {ours[-1][1]:.3f}  "
            f"tesseract {theirs[-1][0]:.3f} {theirs[-1][1]:.3f}  boxes {median(off or [0]):.1f} pt",
            flush=True,
        )
    print(f"\n{len(ours)} pages, {limits.ocr_dpi} dpi, languages {languages}, Tesseract {tesseract.version}")
    for name, figures, seconds in (("ours", ours, spent), ("tesseract", theirs, peer)):
        recall, precision = mean(one for one, _ in figures), mean(other for _, other in figures)
        print(
            f"{name:10} word recall {recall:.3f}, precision {precision:.3f}, CPU {seconds / len(figures):.2f} s a page"
        )
    away.sort()
    print(
        f"boxes of {len(away)} words that stand once on their page: the middle off by {median(away):.2f} pt (median), "
        f"{away[int(0.95 * len(away))]:.2f} pt (95 %)"
    )


if __name__ == "__main__":
    main()
