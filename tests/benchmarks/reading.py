"""Figures on reading: ``python -m tests.benchmarks.reading [cpu|reports|memory|hidden|odd|transcripts]`` in the root.

- cpu: what a page's whole record costs (child and parent: words, boxes, order, headers and footers, hidden words,
  checks, the written text), beside PyMuPDF's and pdfplumber's own word lists. Each report is opened anew for each, and
  once more with the fonts already loaded ("warm"). pdfplumber is given four pages of each.
- reports: all of them in the cage, with the time of each.
- memory: the most that child and parent held, for generated PDFs of 50, 500 and 5,000 pages.
- hidden: how many pages have words that nobody sees.
- odd: every malformed, hostile or merely odd file ends in a document or in a clear refusal.
- transcripts: the same for subtitle files.

It reads ``../shared/data`` and is not part of the test suite.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from esgcheck.analysis.reading import read_document, reading
from esgcheck.analysis.types import UnreadableDocument

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"

_CPU = """
import sys, time
from esgcheck.analysis.reading import pdf
from esgcheck.analysis.reading.assemble import assembled
from esgcheck.analysis.reading.mupdf import pymupdf
from esgcheck.analysis.reading.records import page_from
from esgcheck.analysis.reading.secondlook import Looks
from esgcheck.analysis.reading.spool import Spool
from esgcheck.analysis.reading.survey import Survey

def words(document, count):
    for number in range(count):
        document[number].get_text("words")

def records(document, count):
    looks = Looks(len(document))
    return [pdf.page_record(document, number, characters=200_000, looks=looks) for number in range(count)]

def pages(payloads):
    spool, survey = Spool(), Survey()
    for payload in payloads:
        record = page_from(payload)
        spool.add(record, payload)
        survey.learn(record)
    for page in assembled(spool, survey=survey):
        pass

def timed(work, *given):
    start = time.process_time()
    result = work(*given)
    return time.process_time() - start, result

pdf.warm_up()
first, second = pymupdf.open(sys.argv[1]), pymupdf.open(sys.argv[1])
count = min(len(first), 60)
cold_words, _ = timed(words, first, count)
warm_words, _ = timed(words, first, count)
cold, payloads = timed(records, second, count)
parent, _ = timed(pages, payloads)
warm, _ = timed(records, second, count)
print(count, cold_words, warm_words, cold, warm, parent)
"""

_PLUMBER = """
import sys, time, pdfplumber
document = pdfplumber.open(sys.argv[1])
numbers = [int(len(document.pages) * part) for part in (0.2, 0.4, 0.6, 0.8)]
start = time.process_time()
for number in numbers:
    document.pages[number].extract_words()
print(len(numbers), time.process_time() - start)
"""


def cpu() -> None:
    """CPU a page."""
    totals = [0.0] * 6
    slow = [0.0, 0.0]
    for path in sorted((DATA / "reports").glob("*.pdf")):
        figures = _python(_CPU, path)
        totals = [total + figure for total, figure in zip(totals, figures, strict=True)]
        slow = [total + figure for total, figure in zip(slow, _python(_PLUMBER, path), strict=True)]
        pages, cold_words, warm_words, cold, warm, parent = figures
        print(
            f"{path.name[:44]:44} {pages:4.0f} pages, ms: words {cold_words / pages * 1000:5.2f}"
            f"  child {cold / pages * 1000:5.2f}  parent {parent / pages * 1000:5.2f}",
            flush=True,
        )
    pages, cold_words, warm_words, cold, warm, parent = totals
    plumber = slow[1] / slow[0]
    ours = (cold + parent) / pages
    print(
        f"{pages:.0f} pages, ms a page: words {cold_words / pages * 1000:.2f} (warm {warm_words / pages * 1000:.2f});"
        f" ours: child {cold / pages * 1000:.2f} (warm {warm / pages * 1000:.2f}), parent {parent / pages * 1000:.2f}"
    )
    print(
        f"ours is {(cold + parent) / cold_words:.2f} times PyMuPDF's words (warm {(warm + parent) / warm_words:.2f}),"
        f" pdfplumber's words ({plumber * 1000:.0f} ms) are {plumber / ours:.1f} times ours"
    )


def _python(code: str, path: Path) -> list[float]:
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    return [float(figure) for figure in done.stdout.split()]


def reports() -> None:
    """Wall time of every report in the cage."""
    read_pages, read_seconds = 0, 0.0
    for path in sorted((DATA / "reports").glob("*.pdf")):
        start = time.perf_counter()
        document = read_document(path)
        seconds = time.perf_counter() - start
        read_pages += len(document.pages)
        read_seconds += seconds
        kinds = Counter(passage.kind for passage in document.passages)
        print(
            f"{path.name[:44]:44} {len(document.pages):4} pages {seconds:6.2f} s"
            f"  {dict(kinds)} {[problem.code for problem in document.problems]}",
            flush=True,
        )
    print(f"in the cage: {read_pages} pages in {read_seconds:.1f} s, {read_seconds / read_pages * 1000:.1f} ms a page")


def hidden() -> None:
    """Pages with words that nobody sees, and why."""
    pages = found = documents = 0
    reasons: Counter[str] = Counter()
    for path in sorted((DATA / "reports").glob("*.pdf")):
        document = read_document(path)
        unseen = [passage for passage in document.passages if passage.hidden]
        on = {passage.page for passage in unseen}
        pages += len(document.pages)
        found += len(on)
        documents += bool(on)
        reasons.update(passage.hidden for passage in unseen)
        told = [problem.message for problem in document.problems if problem.code in ("hidden_text", "lost_letters")]
        print(f"{path.name[:44]:44} {len(on):4} of {len(document.pages):4} pages {told}", flush=True)
    print(f"{found} of {pages} pages in {documents} reports; passages: {dict(reasons)}")


def memory() -> None:
    """The most that was held, by pages."""
    with tempfile.TemporaryDirectory() as folder:
        for pages in (50, 500, 5_000):
            path = Path(folder, f"{pages}.pdf")
            for part in (["make", str(path), str(pages)], ["held", str(path)]):
                command = [sys.executable, "-m", "tests.benchmarks.reading", *part]
                print(subprocess.run(command, capture_output=True, text=True, check=True).stdout, end="", flush=True)


def make(path: str, pages: str) -> None:
    """A PDF of two columns of words, a header and a page number."""
    import pymupdf

    chance = random.Random(7)
    letters = "abcdefghijklmnoprstuvw"
    vocabulary = ["".join(chance.choices(letters, k=chance.randint(2, 11))) for _ in range(6_000)]
    font = pymupdf.Font("tiro")
    document = pymupdf.open()
    for number in range(int(pages)):
        page = document.new_page()
        writer = pymupdf.TextWriter(page.rect)
        for column in (60, 310):
            for line in range(48):
                text = " ".join(chance.choices(vocabulary, k=5))[:44]
                writer.append((column, 90 + 14 * line), text, font=font, fontsize=9)
        writer.append((60, 30), "Yearly report of the harbour", font=font, fontsize=8)
        writer.append((300, 820), str(number + 1), font=font, fontsize=8)
        writer.write_text(page)
    document.save(path, deflate=True)


def held(path: str) -> None:
    """Read a PDF as the worker does, page by page, and watch this process and its children meanwhile."""
    most = {"parent": 0, "child": 0}
    done = threading.Event()

    def watch() -> None:
        me = os.getpid()
        while not done.wait(0.02):
            most["parent"] = max(most["parent"], _resident(me))
            most["child"] = max([most["child"], *(_resident(pid) for pid in _children(me))])

    watching = threading.Thread(target=watch)
    watching.start()
    start = time.process_time()
    with reading(path) as read:
        sizes = [len(page.page.words) for page in read.pages()]
    done.set()
    watching.join()
    print(
        f"{len(sizes):5} pages, {sum(sizes):9,} words: parent {most['parent'] / 1e6:.0f} MB,"
        f" child {most['child'] / 1e6:.0f} MB at most; parent {time.process_time() - start:.1f} s of CPU"
    )


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def _children(parent: int) -> list[int]:
    found = []
    for entry in os.listdir("/proc"):
        try:
            if entry.isdigit() and Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()[1] == str(parent):
                found.append(int(entry))
        except (OSError, IndexError):
            continue
    return found


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
    if sys.argv[1:2] == ["make"]:
        make(*sys.argv[2:4])
    elif sys.argv[1:2] == ["held"]:
        held(sys.argv[2])
    else:
        tasks = {
            "cpu": cpu,
            "reports": reports,
            "memory": memory,
            "hidden": hidden,
            "odd": odd,
            "transcripts": transcripts,
        }
        for task in sys.argv[1:] or list(tasks):
            tasks[task]()
