"""Measure the looking up of quotations on real texts: ``python -m tests.benchmarks.locating [--pages N] [--develop]``.

15,000 pages (``planting`` says of what), 600 quotations planted in them and damaged on purpose, 100 sentences that
stand nowhere, and 300 near misses (``near_misses``). The peer, in the same run: edlib's infix alignment over the whole
text, for every seventh of the quotations, since it takes a quarter of a second each. Times are CPU time; ours is the
whole check with its difference and its reason, the peer's the scan alone.

Of a quotation with an ellipsis the peer is given the longest part: it knows no parts. Found is what is found at the
place where the words were taken from, or where the very same words stand.

``--develop`` takes the seed that the rules were written against.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence

import edlib

from esgcheck.analysis import Corpus
from esgcheck.analysis.checking import parts_of
from esgcheck.analysis.locating import allowed
from esgcheck.analysis.telling import changes
from esgcheck.analysis.text import normalise
from esgcheck.analysis.types import Document, QuotationCheck
from tests.benchmarks.near_misses import DEVELOPED, EXPECTED, REPORTED, near_misses
from tests.benchmarks.planting import SHARED, Planted, absent_sentences, corpus_of, planted

_MARKS = " .,;:\"'!?()-[]"
_EVERY = 7


def percentiles(seconds: Sequence[float]) -> str:
    return f"p50 {_at(seconds, 0.5) * 1e3:.1f} ms, p95 {_at(seconds, 0.95) * 1e3:.1f} ms"


def _at(seconds: Sequence[float], share: float) -> float:
    return sorted(seconds)[int(share * (len(seconds) - 1))]


def _bare(text: str) -> str:
    return normalise(text).text.strip(_MARKS)


def _found(check: QuotationCheck, documents: list[Document], one: Planted) -> tuple[bool, bool]:
    """Whether it was found, and with exact edges."""
    wanted = _bare(one.words)
    near = [(m.document, _bare(m.span.of(documents[m.document].text))) for m in check.matches]
    if check.status in ("spliced", "not_found"):
        return False, False
    exact = any(text == wanted for _, text in near)
    inside = any(number == one.document and (text in wanted or wanted in text) for number, text in near)
    here = any(number == one.document and check.matches[0].score > 0.5 for number, _ in near)
    return exact or inside or here, exact


class Peer:
    """edlib over everything: where in the one long text some words stand, and in which document that is."""

    def __init__(self, documents: list[Document]) -> None:
        folded = [normalise(document.text).text for document in documents]
        self.text = "\n\n".join(folded)
        self.text = self.text.encode("ascii", "replace").decode()
        self.starts: list[int] = []
        start = 0
        for text in folded:
            self.starts.append(start)
            start += len(text) + 2

    def finds(self, one: Planted) -> tuple[bool, float]:
        words = max(parts_of(one.quoted), key=len).encode("ascii", "replace").decode()
        begin = time.process_time()
        scanned = edlib.align(words, self.text, mode="HW", task="locations", k=allowed(words))
        taken = time.process_time() - begin
        places = [(start or 0, end + 1) for start, end in scanned["locations"]] if scanned["editDistance"] >= 0 else []
        low = self.starts[one.document]
        high = self.starts[one.document + 1] if one.document + 1 < len(self.starts) else len(self.text)
        wanted = _bare(one.words).encode("ascii", "replace").decode()
        return any(low <= start < high or self.text[start:end].strip(_MARKS) == wanted for start, end in places), taken


def measure_planted(corpus: Corpus, documents: list[Document], seed: int, scale: float) -> list[float]:
    """Prints the table of the planted and the absent; returns what each of our look-ups took."""
    asked = planted(documents, random.Random(seed), scale)
    peer = Peer(documents)
    taken: list[float] = []
    peers: list[float] = []
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    statuses: dict[str, Counter[str]] = defaultdict(Counter)
    both = ours_of_both = peers_of_both = 0
    for index, one in enumerate(asked):
        begin = time.process_time()
        check = corpus.check_quotation(one.quoted)
        taken.append(time.process_time() - begin)
        found, exact = _found(check, documents, one)
        rows[one.kind].update(n=1, found=found, exact=exact)
        statuses[one.kind][check.status] += 1
        if index % _EVERY == 0:
            also, seconds = peer.finds(one)
            peers.append(seconds)
            both += 1
            ours_of_both += found
            peers_of_both += also
            rows[one.kind].update(asked=1, peer=also)
        if not found:
            print(f"    missed [{one.kind}] {check.status}: {one.quoted[:110]!r}")
    for kind, row in rows.items():
        figures = f"found {row['found'] / row['n']:6.1%}  edges exact {row['exact'] / max(1, row['found']):6.1%}"
        print(f"  {kind:36} n {row['n']:3}  {figures}  peer {row['peer']}/{row['asked']}  {dict(statuses[kind])}")
    total = {name: sum(row[name] for row in rows.values()) for name in ("n", "found", "exact")}
    print(f"  all {total['n']}: found {total['found'] / total['n']:.2%}, edges {total['exact'] / total['found']:.2%}")
    print(f"  the {both} that the peer was asked too: ours {ours_of_both}, peer {peers_of_both}")
    nowhere: Counter[str] = Counter()
    for words in absent_sentences(round(100 * scale)):
        begin = time.process_time()
        check = corpus.check_quotation(words)
        taken.append(time.process_time() - begin)
        nowhere[check.status + (" with the nearest" if check.nearest else "")] += 1
    print(f"  sentences that stand nowhere, n {sum(nowhere.values())}: {dict(nowhere)}")
    p50, p95 = _at(peers, 0.5), _at(peers, 0.95)
    print(f"  ours: {percentiles(taken)}; peer, edlib over everything: {percentiles(peers)} (n {len(peers)})")
    print(f"  ours is 1/{p50 / _at(taken, 0.5):.0f} of the scan at p50, 1/{p95 / _at(taken, 0.95):.0f} at p95")
    return taken


def measure_near_misses(corpus: Corpus, documents: list[Document], seed: int, each: int) -> None:
    """Prints how many changed quotations were called verbatim, and of how many the change was named first."""
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for one in near_misses(documents, seed, each):
        check = corpus.check_quotation(one.quoted)
        told = changes(check.matches[0].differences) if check.matches and check.status == "altered" else ()
        right = told[:1] == (EXPECTED[one.kind],)
        rows[one.kind].update(n=1, right=right, verbatim=check.status == "verbatim", altered=check.status == "altered")
        if not right or check.status == "verbatim":
            print(f"    [{one.kind}] {check.status} {told}: {one.quoted[:150]!r}")
            print(f"      {check.reason[:160]}")
    for kind, row in rows.items():
        named = f"named right {row['right'] / row['n']:6.1%}"
        print(f"  {kind:10} n {row['n']:3}  altered {row['altered']:3}  {named}  called verbatim {row['verbatim']}")
    total = {name: sum(row[name] for row in rows.values()) for name in ("n", "right", "verbatim")}
    print(f"  all {total['n']}: named right {total['right'] / total['n']:.1%}, called verbatim {total['verbatim']}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=15_000)
    parser.add_argument("--scale", type=float, default=1.0, help="of the 600 quotations and 300 near misses")
    parser.add_argument("--develop", action="store_true", help="the seed that the rules were written against")
    asked = parser.parse_args()
    if not SHARED.is_dir():
        print("the real inputs (../shared/data) are not here")
        return 1
    seed = DEVELOPED if asked.develop else REPORTED
    documents = corpus_of(asked.pages)
    letters, pages = sum(len(d.text) for d in documents), sum(len(d.pages) for d in documents)
    print(f"{len(documents)} documents, {pages} pages, {letters / 1e6:.1f} million letters, seed {seed}")
    corpus = Corpus(documents)
    begin, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    corpus.check_quotation("anything at all")
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"table of pages, made at the first question: {time.process_time() - begin:.1f} s, {grown:.0f} MB")
    print("Quotations")
    measure_planted(corpus, documents, seed, asked.scale)
    print("Near misses")
    measure_near_misses(corpus, documents, seed, round(50 * asked.scale))
    return 0


if __name__ == "__main__":
    sys.exit(main())
