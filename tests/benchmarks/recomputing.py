"""Figures worked out anew, against 143 that were found by reading: ``python -m tests.benchmarks.recomputing``.

``recomputing_gold.json`` has figures of sentences that can be worked out from the same report, as hash and offsets,
with the outcome that a reader saw, written down before the first run; split by report. *Found*: the program says
something of the figure; *right*: it says what the reader saw (agreeing when rounded counts as agreeing); *wrong*: the
opposite.
Then everything that is said to differ in all 25 reports, as far as a person read it: ``recomputing_read.json`` has what
was found on reading, by report and offset; what is not in there is counted as unread. ``--list`` prints what to read.

The peer is the naive rule: a figure that stands anywhere in a table of the report agrees, any other differs.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from esgcheck.analysis import find_claims, read_document
from esgcheck.analysis.recomputing import Recomputation, Report
from esgcheck.analysis.types import Document, FoundClaim, Span
from tests.benchmarks.claims_score import Marked, placed

GOLD = Path(__file__).parent / "recomputing_gold.json"
READ = Path(__file__).parent / "recomputing_read.json"
REPORTS = Path(__file__).resolve().parents[3] / "shared" / "data" / "reports"
SPLITS = ("dev", "held out")
_NUMBER = re.compile(r"\d[\d.,'’]*\d|\d")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a claim as the reader wrote it down. ``agrees`` is what the tables say of it."""

    span: Span
    at: Span
    checksum: str
    split: str
    kind: str
    agrees: bool


def gold() -> dict[str, list[Figure]]:
    """The figures by the SHA-256 of their report."""
    found: dict[str, list[Figure]] = defaultdict(list)
    for row in json.loads(GOLD.read_text())["figures"]:
        found[row["report"]].append(_figure(row))
    return found


def _figure(row: dict[str, Any]) -> Figure:
    return Figure(
        Span(row["start"], row["end"]),
        Span(row["figure_start"], row["figure_end"]),
        row["checksum"],
        row["split"],
        row["kind"],
        row["outcome"] == "agrees",
    )


def where_now(document: Document, figures: Sequence[Figure]) -> Iterator[tuple[Figure, Span]]:
    """The figures whose words are still there, each with its place in the text as it is now read."""
    for figure in figures:
        here, _ = placed(document, [Marked(figure.span, 2, "m", figure.checksum)])
        if here:
            by = here[0].span.start - figure.span.start
            yield figure, Span(figure.at.start + by, figure.at.end + by)


def judged(figure: Figure, said: Sequence[Recomputation]) -> str:
    """ "right", "wrong", or "silent" where the program says nothing that it stands by."""
    outcomes = {one.outcome for one in said} - {"untold"}
    if not outcomes:
        return "silent"
    agrees = bool(outcomes & {"agrees", "rounded"})
    if agrees and "differs" in outcomes:
        return "wrong"
    return "right" if agrees == figure.agrees else "wrong"


def naive(document: Document, at: Span, cells: frozenset[str]) -> bool:
    """Whether the figure stands in a table of the report."""
    number = _NUMBER.search(at.of(document.text))
    return number is not None and number[0] in cells


def in_tables(document: Document) -> frozenset[str]:
    return frozenset(
        number
        for passage in document.passages
        for cell in passage.cells
        for number in _NUMBER.findall(cell.span.of(document.text))
    )


def tell(name: str, verdicts: Sequence[str]) -> None:
    count = Counter(verdicts)
    said = count["right"] + count["wrong"]
    share = count["right"] / said if said else 0.0
    print(
        f"  {name:28}found {said} of {len(verdicts)}  right {count['right']}  wrong {count['wrong']}  "
        f"precision {share:.3f}  right of all {count['right'] / max(1, len(verdicts)):.3f}"
    )


def differing(report: Report, claims: Sequence[FoundClaim]) -> Iterator[tuple[FoundClaim, Recomputation]]:
    for claim in claims:
        for one in report.recompute(claim.span, claim.fields, context=claim.context):
            if one.outcome == "differs":
                yield claim, one


def main() -> None:
    if not REPORTS.is_dir():
        raise SystemExit("The real reports (../shared/data/reports) are not here; there is nothing to measure on.")
    wanted, listing = gold(), "--list" in sys.argv[1:]
    read: dict[str, dict[str, str]] = json.loads(READ.read_text())["read"] if READ.is_file() else {}
    ours: dict[str, list[str]] = defaultdict(list)
    peers: dict[str, list[str]] = defaultdict(list)
    outcomes: Counter[str] = Counter()
    differ: Counter[str] = Counter()
    seconds, pages = 0.0, 0
    for path in sorted(REPORTS.glob("*.pdf")):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        document = read_document(path)
        claims = find_claims(document)
        begun = time.process_time()
        report = Report(document)
        said = {claim.span.start: report.recompute(claim.span, claim.fields, context=claim.context) for claim in claims}
        seconds, pages = seconds + time.process_time() - begun, pages + len(document.pages)
        cells = in_tables(document)
        outcomes.update(one.outcome for found in said.values() for one in found)
        for figure, at in where_now(document, wanted.get(digest, [])):
            near = [one for found in said.values() for one in found if one.figure.start <= at.start < one.figure.end]
            ours[figure.split].append(judged(figure, near))
            peers[figure.split].append("right" if naive(document, at, cells) == figure.agrees else "wrong")
        for claim, one in differing(report, claims):
            verdict = read.get(digest, {}).get(f"{one.figure.start}", "unread")
            differ[verdict] += 1
            if listing:
                page = document.page_at(claim.span.start).number
                print(f"{path.stem[:30]} p. {page} {one.figure.start} [{verdict}] {one.says} {' | '.join(one.steps)}")
    for split in SPLITS:
        print(f"{len(ours[split])} figures, {split}")
        tell("esgcheck", ours[split])
        tell("peer: stands in a table", peers[split])
    print("All claims of the 25 reports:", dict(outcomes.most_common()))
    print("Said to differ, by what reading found:", dict(differ.most_common()))
    print(f"{1000 * seconds / max(1, pages):.1f} ms a page for tables and claims, CPU")


if __name__ == "__main__":
    main()
