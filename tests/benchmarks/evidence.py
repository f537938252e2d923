"""Measure the ranking of evidence: ``python -m tests.benchmarks.evidence [citint] [climate] [within] [speed] [model]``.

With no names everything. Peers run in the same process over the same passages: BM25 alone (the plain search of the
same index), the vectors alone, and of the speed tantivy's own query. Times are CPU time. The constants of the ranking
were chosen on the training part of citint; nothing was chosen on what is printed here.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np

from esgcheck.analysis import Corpus
from esgcheck.analysis.embedding import embed
from esgcheck.analysis.embedding.neighbours import Embedded, Neighbours
from esgcheck.analysis.evidence import EvidenceIndex
from esgcheck.analysis.ranking import ordered, rank
from esgcheck.analysis.reading.plain import document_from_text
from esgcheck.analysis.sentences import sentences
from esgcheck.analysis.text import normalise
from esgcheck.analysis.types import Document, Hit, Page, Passage, Span
from tests.benchmarks.locating import percentiles
from tests.benchmarks.planting import SHARED, texts

_MARK = re.compile(r"\[?<\|.*?\|>,?\]?")
TOP = 10


class Question(NamedTuple):
    """A claim and the texts that bear on it."""

    claim: str
    wanted: frozenset[str]


def rows(path: str) -> Iterator[dict]:
    with (SHARED / path).open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def citint(part: str) -> tuple[Corpus, list[Question]]:
    """Abstracts, one passage each, those with the same words once; claims without their citation marks."""
    abstracts = {row["doc_id"]: " ".join(row["abstract"]) for row in rows("evidence/citint/corpus.jsonl")}
    first = {normalise(text).text: text for text in reversed(abstracts.values())}
    same = {number: first[normalise(text).text] for number, text in abstracts.items()}
    asked = [
        Question(_MARK.sub("", row["claim"]), frozenset(same[int(number)] for number in row["evidence"]))
        for row in rows(f"evidence/citint/claims_{part}.jsonl")
    ]
    return Corpus.from_texts(list(first.values())), [question for question in asked if question.wanted]


def climate_fever(*, titles: bool) -> tuple[Corpus, list[Question]]:
    """The sentences of all claims pooled; with ``titles`` each article a document with its title as the heading."""
    claims = list(rows("evidence/climate_fever/first-1000.jsonl"))
    pooled = sorted(
        {(e["article"] if titles else e["evidence"], e["evidence"]) for row in claims for e in row["evidences"]}
    )
    articles = [(title, [text for _, text in group]) for title, group in groupby(pooled, key=lambda pair: pair[0])]
    documents = [document_of(title if titles else "", sentences) for title, sentences in articles]
    asked = [Question(row["claim"], frozenset(e["evidence"] for e in row["evidences"])) for row in claims]
    return Corpus(documents), asked


def document_of(title: str, passages: Sequence[str]) -> Document:
    text, found = "", []
    for kind, words in [*([("heading", title)] if title else []), *(("paragraph", words) for words in passages)]:
        found.append(Passage(Span(len(text), len(text) + len(words)), 1, kind))
        text += words + "\n\n"
    return Document(text, (Page(1, 0, len(text)),), tuple(found))


def hit_at(question: Question, found: Sequence[str]) -> float:
    return float(not question.wanted.isdisjoint(found))


def recall_at(question: Question, found: Sequence[str]) -> float:
    return len(question.wanted & set(found)) / len(question.wanted)


def texts_of(hits: Sequence[Hit]) -> list[str]:
    """What is shown and, with it, where else it stands in nearly the same words."""
    return [text for hit in hits for text in (hit.text, *(place.text for place in hit.places))]


Score = Callable[[Question, Sequence[str]], float]


def measure(name: str, corpus: Corpus, asked: Sequence[Question], score: Score) -> None:
    begin = time.process_time()
    corpus = Corpus.embedded(corpus.documents)
    made = time.process_time() - begin
    count = sum(len(document.passages) for document in corpus.documents)
    print(f"  {name}: {len(asked)} claims, {count} passages; vectors made in {made:.0f} s")
    claims = embed([question.claim for question in asked])
    plain = Corpus(corpus.documents)
    ways: dict[str, Callable[[int, str], list[Hit]]] = {
        "BM25 alone": lambda number, claim: plain.search(claim, limit=TOP),
        "the ranking without vectors": lambda number, claim: plain.rank_evidence(claim, limit=TOP),
        "words and vectors": lambda number, claim: corpus.rank_evidence(claim, limit=TOP, vector=claims[number]),
    }
    for way, ranked in ways.items():
        scores = [score(question, texts_of(ranked(number, question.claim))) for number, question in enumerate(asked)]
        print(f"    {way:30} {sum(scores) / len(scores):.3f}")


def measure_citint() -> None:
    measure("citint dev, hit@10", *citint("dev"), hit_at)


def measure_climate() -> None:
    measure("climate_fever, recall@10, the title above each sentence", *climate_fever(titles=True), recall_at)
    measure("climate_fever, recall@10, bare sentences", *climate_fever(titles=False), recall_at)


def measure_speed() -> None:
    """100,000 passages of one to three sentences, drawn from 8,000 real ones; a passage's vector is made of those of
    its sentences, and one of its own would take as long to compare."""
    rng = random.Random(11)
    read = [document_from_text(text) for text in texts()]
    every = [span.of(d.text) for d in read for p in d.passages for span in sentences(d.text, p.span)]
    pool = rng.sample([sentence for sentence in every if len(sentence) > 40], 8_000)
    begin = time.process_time()
    vectors = embed(pool)
    each = (time.process_time() - begin) / len(pool)
    print(f"  {1 / each:.0f} sentences a second, {np.mean([len(one) for one in pool]):.0f} characters each")
    drawn = [rng.sample(range(len(pool)), rng.choice((1, 1, 2, 3))) for _ in range(100_000)]
    passages = [" ".join(pool[i] for i in some) for some in drawn]
    documents = [document_of("", passages[n : n + 500]) for n in range(0, len(passages), 500)]
    index = EvidenceIndex()
    begin = time.process_time()
    index.replace(enumerate(documents))
    print(f"  index built in {time.process_time() - begin:.1f} s")
    rows = np.stack([vectors[some].sum(axis=0) for some in drawn])
    starts = [[passage.span.start for passage in document.passages] for document in documents]
    begin = time.process_time()
    near = Neighbours(Embedded(n, starts[n], rows[500 * n : 500 * n + 500]) for n in range(len(documents)))
    print(f"  neighbours built in {time.process_time() - begin:.1f} s")
    claims = rng.sample(range(len(pool)), 200)
    ways: dict[str, Callable[[int], object]] = {
        "tantivy's own query, 10 hits": lambda i: index.asked(pool[i], 10),
        "tantivy's own query, 100 hits": lambda i: index.asked(pool[i], 100),
        "nearest 100 vectors": lambda i: near.find(vectors[i], limit=100),
        "order, by words alone": lambda i: ordered(index, pool[i], limit=TOP),
        "order, by words and vectors": lambda i: ordered(index, pool[i], near=near.near(vectors[i]), limit=TOP),
        "the whole, with stance and reasons": lambda i: rank(index, pool[i], limit=TOP, near=near.near(vectors[i])),
    }
    for ask in ways.values():
        ask(claims[0])
    taken: dict[str, list[float]] = {way: [] for way in ways}
    for number in claims:
        for way, ask in ways.items():
            begin = time.process_time()
            ask(number)
            taken[way].append(time.process_time() - begin)
    for way, seconds in taken.items():
        print(f"    {way:36} {percentiles(seconds)}")


MEASURES = {"citint": measure_citint, "climate": measure_climate, "speed": measure_speed}


def main() -> int:
    if not SHARED.is_dir():
        print("the real inputs (../shared/data) are not here")
        return 1
    for name in sys.argv[1:] or MEASURES:
        print(name)
        MEASURES[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
