"""How often the topics of a claim are right: ``python -m tests.benchmarks.topics``.

``topics_gold.tsv`` has claims of the labelled reports, drawn at random, with the ESRS standard and the GRI disclosures
that a reader filed them under: SHA-256 of the report, start, end, checksum of the words, ESRS, GRI ("-" for none). The
reader saw what the phrases had found, and some phrases were mended afterwards: the figures flatter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

from esgcheck.analysis import read_document
from esgcheck.analysis.claims.topics import find_topics
from esgcheck.analysis.types import Document, Span

GOLD = Path(__file__).parent / "topics_gold.tsv"
REPORTS = Path(__file__).resolve().parents[3] / "shared" / "data" / "reports"


def heading_above(document: Document, start: int) -> str:
    headings = [p.span for p in document.passages if p.kind == "heading" and p.span.start <= start]
    return " ".join(headings[-1].of(document.text).split())[:80] if headings else ""


def main() -> None:
    if not REPORTS.is_dir():
        print("The real reports (../shared/data/reports) are not here: nothing was measured.")
        return
    wanted = defaultdict(list)
    for line in GOLD.read_text().splitlines():
        sha256, start, end, _, esrs, gri = line.split("\t")
        wanted[sha256].append((Span(int(start), int(end)), {esrs} - {"-"}, set(gri.split(",")) - {"-"}))
    tally: Counter[str] = Counter()
    for path in sorted(REPORTS.glob("*.pdf")):
        document = read_document(path)
        for span, esrs, gri in wanted.get(document.sha256, ()):
            words = " ".join(span.of(document.text).split())
            found = find_topics(words, heading_above(document, span.start))
            for name, gold in (("ESRS", esrs), ("GRI", gri)):
                given = {topic.code for topic in found if topic.vocabulary == name}
                tally.update(
                    {f"{name} right": len(given & gold), f"{name} given": len(given), f"{name} gold": len(gold)}
                )
    for name in ("ESRS", "GRI"):
        right, given, gold = (tally[f"{name} {what}"] for what in ("right", "given", "gold"))
        print(f"{name}: precision {right / given:.3f} ({right} of {given}), recall {right / gold:.3f} (of {gold})")


if __name__ == "__main__":
    main()
