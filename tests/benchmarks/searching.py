"""The search box over 15,000 pages: how long until it can be asked, how large it is, how long an answer takes.

    python -m tests.benchmarks.searching [--times 9]

The 25 reports are taken in as often as asked (9 times: over 15,000 pages). The peer is SQLite's FTS5 (porter stemmer,
bm25) over the same passages, asked the same questions in the same run. Times are CPU seconds of this process.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from esgcheck.analysis.asking import asked
from esgcheck.analysis.reading import read_document
from esgcheck.analysis.searching import Filters, PassageIndex
from esgcheck.analysis.text import normalise, words_of
from esgcheck.analysis.types import FURNITURE, Document
from tests.conftest import SHARED

QUESTIONS = 300


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=9)
    times = parser.parse_args().times
    documents = [read_document(path) for path in sorted((SHARED / "reports").glob("*.pdf"))]
    pages = sum(len(document.pages) for document in documents) * times
    passages = sum(len(document.passages) for document in documents) * times
    questions = list(_questions(documents))
    print(f"{pages:,} pages, {passages:,} passages, {len(questions)} questions of each kind")
    with tempfile.TemporaryDirectory() as folder:
        _ours(Path(folder), documents, times, questions)
        _peer(Path(folder) / "peer.sqlite3", documents, times, questions)


def _questions(documents: list[Document]) -> Iterator[tuple[str, str, str]]:
    """Two words, a phrase of three, and the same with OR and NOT, out of passages picked at random."""
    choose = random.Random(7)
    long = [
        words
        for document in documents
        for passage in document.passages
        if len(words := words_of(normalise(passage.span.of(document.text)).text)) >= 12
    ]
    for words in choose.sample(long, QUESTIONS):
        at = choose.randrange(len(words) - 3)
        one, two, three = words[at : at + 3]
        yield f"{one} {three}", f'"{one} {two} {three}"', f"({one} OR {two}) {three} NOT zzz"


def _ours(folder: Path, documents: list[Document], times: int, questions: list[tuple[str, str, str]]) -> None:
    began = time.process_time()
    index = PassageIndex(folder)
    for round_ in range(times):
        index.replace((round_ * 100 + number, document, 20240101) for number, document in enumerate(documents))
    built = time.process_time() - began
    began = time.process_time()
    index.replace(iter([(1, documents[1], 20240101)]))
    again = time.process_time() - began
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"ours: built in {built:.1f} s CPU, one report replaced in {again:.2f} s, {size / 1e6:.0f} MB on disk")
    for name, which in (("words", 0), ("phrase", 1), ("OR, NOT", 2)):
        _timed(f"ours, {name}", [lambda q=q[which]: index.find(asked(q), Filters())[0] for q in questions])
    _timed("ours, words in 3 documents", [
        lambda q=q: index.find(asked(q[0]), Filters(keys=frozenset({1, 2, 3})))[0] for q in questions
    ])  # fmt: skip


def _peer(path: Path, documents: list[Document], times: int, questions: list[tuple[str, str, str]]) -> None:
    database = sqlite3.connect(path)
    database.execute("CREATE VIRTUAL TABLE passages USING fts5(words, tokenize='porter unicode61')")
    began = time.process_time()
    for _ in range(times):
        database.executemany(
            "INSERT INTO passages VALUES (?)",
            (
                (passage.span.of(document.text),)
                for document in documents
                for passage in document.passages
                if passage.kind not in FURNITURE
            ),
        )
    database.commit()
    print(f"FTS5: built in {time.process_time() - began:.1f} s CPU, {path.stat().st_size / 1e6:.0f} MB on disk")

    def find(query: str) -> int:
        rows = database.execute(
            "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT 30", (query,)
        ).fetchall()
        return len(rows)

    for name, queries in (
        ("words", [q[0] for q in questions]),
        ("phrase", [q[1] for q in questions]),
        ("OR, NOT", [q[2].replace(") ", ") AND ", 1) for q in questions]),
    ):
        quoted = [" ".join(_fts(word) for word in query.split(" ")) if name == "words" else query for query in queries]
        _timed(f"FTS5, {name}", [lambda q=q: find(q) for q in quoted])


def _fts(word: str) -> str:
    return f'"{word}"'


def _timed(name: str, asks: list[Callable[[], int]]) -> None:
    taken: list[float] = []
    found = 0
    for ask in asks:
        began = time.process_time()
        found += ask() > 0
        taken.append(1000 * (time.process_time() - began))
    taken.sort()
    p50, p95 = taken[len(taken) // 2], taken[int(0.95 * len(taken))]
    print(f"{name:28} p50 {p50:6.2f} ms, p95 {p95:6.2f} ms; {found} of {len(asks)} with hits")


if __name__ == "__main__":
    main()
