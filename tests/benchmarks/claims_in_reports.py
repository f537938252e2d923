"""The finding of claims on two reports that were read in full: ``python -m tests.benchmarks.claims_in_reports``.

``claims_gold/`` says what a reader marked, before any tuning; nobody tunes on it. A claim is what has grade 2 or 3.

- recall: claims of which proposals point at half the characters or more (words, context, further places).
- precision: proposals of which half the characters are claims, or that have half of one.
- first 50: how many of the first fifty, in the product's own order, are claims by the same rule.
- kinds: of the claims found, those whose nearest proposal has the kind that the reader gave.
- reliability: of the proposals with a score in a tenth, the share that are claims; the expected calibration error is
  the mean distance of the two, weighted by proposals.

Peers in the same run: every sentence and row; those with a digit; a bag of words (logistic regression on words and word
pairs) that has learnt from the *other* of the two reports, which is more than ours may do.
"""

from __future__ import annotations

import importlib.util
import math
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from esgcheck.analysis import find_claims, read_document
from esgcheck.analysis.types import FURNITURE, Document, FoundClaim, Span
from tests.benchmarks import claims_score
from tests.benchmarks.claims_score import Marked, deserves, lines_of, pieces

REPORTS = Path(__file__).resolve().parents[3] / "shared" / "data" / "reports"
FIRST = 50
_WORD = re.compile(r"[^\W\d_]+|\d")


@dataclass(frozen=True, slots=True)
class Report:
    name: str
    document: Document
    marks: list[Marked]
    lines: list[Span]

    @property
    def claims(self) -> list[Marked]:
        return [mark for mark in self.marks if mark.grade >= 2]


@dataclass(frozen=True, slots=True)
class Proposed:
    """What one method says of one report. ``ranked`` are the claims, best first."""

    report: Report
    ranked: list[FoundClaim]

    def right(self, claim: FoundClaim) -> bool:
        return deserves(claim.span, self.report.claims)

    def found(self) -> list[Marked]:
        pointed_at = sorted(span for claim in self.ranked for span in pieces(claim))
        return [mark for mark in self.report.claims if claims_score.is_found(mark, pointed_at)]

    def kinds_right(self) -> int:
        nearest = [(mark, claims_score.best_of(mark, self.ranked)) for mark in self.found()]
        return sum(claim is not None and claim.kind == claims_score.KINDS[mark.kind] for mark, claim in nearest)


def load(path: Path) -> Report:
    digest, marks = claims_score.read_gold(path)
    document = read_document(REPORTS / f"{path.stem}.pdf")
    if document.sha256 != digest:
        raise SystemExit(f"{path.stem}.pdf is not the file that was read; its SHA-256 is another.")
    here, lost = claims_score.placed(document, marks)
    moved = sum(mark not in marks for mark in here)
    if moved or lost:
        print(f"{path.stem}: the text has changed since: {moved} marks found at another place, {len(lost)} lost")
    aside = [passage.span for passage in document.passages if passage.kind in FURNITURE | {"heading"}]
    places = {(span.start, span.end) for span in aside}
    lines = [line for line in lines_of(document) if (line.start, line.end) not in places]
    return Report(path.stem, document, here, lines)


def ranked(claims: Sequence[FoundClaim]) -> list[FoundClaim]:
    """In the order of the product's own list."""
    if importlib.util.find_spec("esgcheck.analysis.claims.rank"):
        from esgcheck.analysis.claims import rank

        return list(rank.ranked(list(claims)))
    return sorted(claims, key=lambda claim: -claim.score)


def as_claims(report: Report, scored: Sequence[tuple[Span, float]]) -> list[FoundClaim]:
    """A peer's lines as proposals, the best first; a peer knows no kinds and calls everything general."""
    best = sorted(scored, key=lambda pair: -pair[1])
    return [FoundClaim(span, span.of(report.document.text), "general", score) for span, score in best]


def features(words: str) -> list[str]:
    found = [word.lower() for word in _WORD.findall(words)]
    return [*found, *(f"{a} {b}" for a, b in pairwise(found))]


def bag_of_words(taught: Report) -> Callable[[str], float]:
    """Logistic regression by gradient descent over presence of words and pairs that occur twice or more."""
    counts = Counter(name for line in taught.lines for name in set(features(line.of(taught.document.text))))
    rows = [_present(line.of(taught.document.text), counts) for line in taught.lines]
    truth = [float(deserves(line, taught.claims)) for line in taught.lines]
    weights: Counter[str] = Counter()
    bias = 0.0
    for step in range(30):
        rate = 0.5 / (1 + step / 5)
        for row, label in zip(rows, truth, strict=True):
            length = math.sqrt(len(row)) or 1.0
            wrong = label - _sigmoid(bias + sum(weights[name] for name in row) / length)
            bias += rate * wrong * 0.1
            for name in row:
                weights[name] += rate * (wrong / length - 1e-4 * weights[name])  # type: ignore[assignment]

    def score(words: str) -> float:
        row = _present(words, counts)
        return _sigmoid(bias + sum(weights[name] for name in row) / (math.sqrt(len(row)) or 1.0))

    return score


def _present(words: str, counts: Counter[str]) -> list[str]:
    return sorted(name for name in set(features(words)) if counts[name] > 1)


def _sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


def tell(method: str, results: Sequence[Proposed], kinds: bool = False) -> None:
    gold = sum(len(result.report.claims) for result in results)
    found = sum(len(result.found()) for result in results)
    heavy = sum(mark.grade == 3 for result in results for mark in result.report.claims)
    heavy_found = sum(mark.grade == 3 for result in results for mark in result.found())
    proposed = sum(len(result.ranked) for result in results)
    right = sum(result.right(claim) for result in results for claim in result.ranked)
    first = " and ".join(f"{sum(map(result.right, result.ranked[:FIRST]))}" for result in results)
    line = f"recall {found / gold:.3f} ({found} of {gold}; grade 3: {heavy_found} of {heavy})  "
    line += f"precision {right / max(1, proposed):.3f} ({right} of {proposed})  first {FIRST}: {first}"
    if kinds:
        line += f"  kinds {sum(result.kinds_right() for result in results)} of {found}"
    print(f"  {method:34}{line}")


def reliability(results: Sequence[Proposed]) -> None:
    tenths: dict[int, list[tuple[float, bool]]] = {}
    for result in results:
        for claim in result.ranked:
            tenths.setdefault(min(9, int(claim.score * 10)), []).append((claim.score, result.right(claim)))
    total = sum(map(len, tenths.values()))
    error = 0.0
    print("  score       proposals  mean score  share that are claims")
    for tenth, pairs in sorted(tenths.items()):
        mean = sum(score for score, _ in pairs) / len(pairs)
        share = sum(right for _, right in pairs) / len(pairs)
        error += abs(mean - share) * len(pairs) / total
        print(f"  {tenth / 10:.1f} to {tenth / 10 + 0.1:.1f}  {len(pairs):8}  {mean:10.2f}  {share:10.2f}")
    print(f"  expected calibration error {error:.3f}")


def main() -> None:
    if not REPORTS.is_dir():
        raise SystemExit("The real reports (../shared/data/reports) are not here; there is nothing to measure on.")
    reports = [load(path) for path in sorted(claims_score.FOLDER.glob("*.tsv"))]
    ours: list[Proposed] = []
    for report in reports:
        begin = time.process_time()
        claims = find_claims(report.document)
        took = time.process_time() - begin
        ours.append(Proposed(report, ranked(claims)))
        print(f"{report.name}: {len(report.lines)} lines, {len(report.claims)} claims, {took:.1f} s of CPU")
        tell("esgcheck", ours[-1:], kinds=True)
    print("both together")
    tell("esgcheck", ours, kinds=True)
    everything = [Proposed(r, as_claims(r, [(line, 0.5) for line in r.lines])) for r in reports]
    tell("peer: every sentence and row", everything)
    digits = [[line for line in r.lines if any(map(str.isdigit, line.of(r.document.text)))] for r in reports]
    with_digit = [
        Proposed(r, as_claims(r, [(line, 0.5) for line in lines])) for r, lines in zip(reports, digits, strict=True)
    ]
    tell("peer: has a digit", with_digit)
    bag = []
    for report, other in zip(reports, reports[::-1], strict=True):
        score = bag_of_words(other)
        scored = [(line, score(line.of(report.document.text))) for line in report.lines]
        bag.append(Proposed(report, as_claims(report, [pair for pair in scored if pair[1] >= 0.5])))
    tell("peer: bag of words, other report", bag)
    print("how far a score can be believed")
    reliability(ours)


if __name__ == "__main__":
    main()
