"""Measure the finding of claims: ``python -m tests.benchmarks.finding``; of quotations: ``.quotations``.

environmental_claims dev is only measured on.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from esgcheck.analysis.claims import find_claims, score_claim
from esgcheck.analysis.claims.signals import THRESHOLD
from esgcheck.analysis.quotations import find_quotations
from esgcheck.analysis.reading.reader import read_document

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


def story() -> None:
    """The claim of the real case's report, with what it quotes."""
    for claim in find_claims(read_document(SHARED / "cases" / "hikvision" / "report-excerpt.pdf")):
        if claim.kind == "quoted_finding" and claim.quotation:
            print(f"Hikvision report: quoted finding, cue {claim.quotation.cue!r}, speaker {claim.quotation.speaker!r}")


def environmental_claims() -> None:
    """Claim or not, for bare sentences; the peers are two baselines without any knowledge of claims."""
    lines = (SHARED / "claims" / "environmental_claims" / "dev.jsonl").read_text().splitlines()
    rows = [json.loads(line) for line in lines]
    texts = [row["text"] for row in rows]
    truth = [bool(row["label"]) for row in rows]
    print(f"environmental_claims dev: {len(rows)} sentences, {sum(truth)} claims")
    _f1(f"rules at {THRESHOLD}", texts, truth, lambda text: score_claim(text) >= THRESHOLD)
    _f1("peer: every sentence", texts, truth, lambda text: True)
    _f1("peer: has a digit", texts, truth, lambda text: any(char.isdigit() for char in text))
    _f1("peer: 25 words or more", texts, truth, lambda text: len(text.split()) >= 25)


def _f1(name: str, texts: Sequence[str], truth: Sequence[bool], says: Callable[[str], bool]) -> None:
    said = [says(text) for text in texts]
    hits = sum(a and b for a, b in zip(said, truth, strict=True))
    precision, recall = hits / max(1, sum(said)), hits / sum(truth)
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    print(f"  {name:24} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")


def speed() -> None:
    """CPU seconds for the 144-page report, after reading it."""
    document = read_document(SHARED / "reports" / "sustqa_commerzbank-ag.pdf")
    start = time.process_time()
    quotations = find_quotations(document)
    between = time.process_time()
    claims = find_claims(document)
    end = time.process_time()
    print(
        f"Commerzbank, {len(document.pages)} pages: {len(quotations)} quotations in {between - start:.2f} s, "
        f"{len(claims)} claims in {end - between:.2f} s (CPU time)"
    )


def main() -> None:
    if not SHARED.is_dir():
        raise SystemExit("The real inputs (../shared/data) are not here; there is nothing to measure on.")
    story()
    environmental_claims()
    speed()


if __name__ == "__main__":
    main()
