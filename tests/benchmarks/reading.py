"""Figures on reading: ``python -m tests.benchmarks.reading [reports|odd|transcripts]`` in the root of the repository.

- reports: CPU of a page's whole record against PyMuPDF's own word list, and the time of a whole document in the cage.
- odd: every malformed, hostile or merely odd file ends in a document or in a clear refusal, and what comes out of the
  cage equals what comes out without one.
- transcripts: the same for subtitle files.

It reads ``../shared/data`` and is not part of the test suite.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from esgcheck.analysis.reading import read_document
from esgcheck.analysis.types import UnreadableDocument

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"

_CPU = """
import sys, time
from esgcheck.analysis.reading import pdf
import pymupdf
document = pymupdf.open(sys.argv[1])
count = min(len(document), 60)
times = []
for what in (
    lambda page: page.get_textpage(flags=pdf._FLAGS).extractWORDS(),
    lambda page: pdf.page_record(document, page.number, characters=200_000),
    lambda page: page.get_textpage(flags=pdf._FLAGS).extractWORDS(),
    lambda page: pdf.page_record(document, page.number, characters=200_000),
):
    start = time.process_time()
    for number in range(count):
        what(document[number])
    times.append(time.process_time() - start)
print(count, min(times[0], times[2]), min(times[1], times[3]))
"""


def reports() -> None:
    """CPU a page, and wall time a document."""
    totals = [0, 0.0, 0.0]
    read_pages, read_seconds = 0, 0.0
    for path in sorted((DATA / "reports").glob("*.pdf")):
        out = subprocess.run([sys.executable, "-c", _CPU, str(path)], capture_output=True, text=True, check=True).stdout
        pages, words, record = out.split()
        totals = [totals[0] + int(pages), totals[1] + float(words), totals[2] + float(record)]
        start = time.perf_counter()
        document = read_document(path)
        seconds = time.perf_counter() - start
        read_pages += len(document.pages)
        read_seconds += seconds
        kinds = Counter(passage.kind for passage in document.passages)
        print(
            f"{path.name[:44]:44} {len(document.pages):4} pages {seconds:6.2f} s"
            f"  words {float(words) / int(pages) * 1000:5.1f} ms  record {float(record) / int(pages) * 1000:5.1f} ms"
            f"  {dict(kinds)} {[problem.code for problem in document.problems]}",
            flush=True,
        )
    pages, words, record = totals
    print(
        f"{pages} pages: words {words / pages * 1000:.2f} ms,"
        f" record {record / pages * 1000:.2f} ms, {record / words:.2f} times"
    )
    print(f"in the cage: {read_pages} pages in {read_seconds:.1f} s, {read_seconds / read_pages * 1000:.1f} ms a page")


def odd() -> None:
    """Every odd file, and what became of it."""
    _folder(sorted(path for path in (DATA / "robustness").rglob("*") if path.is_file()))


def transcripts() -> None:
    """Every subtitle file."""
    _folder(sorted(path for path in (DATA / "transcripts").rglob("*") if path.is_file()))


def _folder(paths: list[Path]) -> None:
    outcomes: Counter[str] = Counter()
    slowest: list[tuple[float, str]] = []
    for path in paths:
        start = time.perf_counter()
        try:
            document = read_document(path)
        except UnreadableDocument as refused:
            outcome = f"refused: {refused.code}"
            shown = str(refused)
        except Exception as wrong:
            outcome = f"TRACEBACK {type(wrong).__name__}"
            shown = str(wrong)
        else:
            outcome = "document" + "".join(sorted({f" +{problem.code}" for problem in document.problems}))
            shown = f"{len(document.pages)} pages, {len(document.text)} characters, {len(document.passages)} passages"
        outcomes[outcome] += 1
        seconds = time.perf_counter() - start
        slowest.append((seconds, path.name))
        print(f"{seconds:6.2f} s  {path.parent.name}/{path.name[:50]:50} {outcome:34} {shown[:90]}", flush=True)
    print(f"{len(paths)} files:")
    for outcome, count in outcomes.most_common():
        print(f"  {count:4}  {outcome}")
    print("slowest:", ", ".join(f"{name} {seconds:.1f} s" for seconds, name in sorted(slowest, reverse=True)[:8]))


if __name__ == "__main__":
    for task in sys.argv[1:] or ["reports", "odd", "transcripts"]:
        {"reports": reports, "odd": odd, "transcripts": transcripts}[task]()
