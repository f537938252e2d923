"""The claims that were marked by reading (``claims_gold/``), and whether a proposal hits one of them.

The words are not kept, so a mark is bound to its offsets and a checksum; where the reader of documents has changed
since, the place is found again by trying the lines of the document and runs of lines against the checksum.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from esgcheck.analysis.models.training.labels import checksums_of
from esgcheck.analysis.sentences import sentences
from esgcheck.analysis.types import ClaimKind, Document, FoundClaim, Span

FOLDER = Path(__file__).parent / "claims_gold"
KINDS: dict[str, ClaimKind] = {
    "q": "quoted_finding",
    "n": "denial",
    "c": "commitment",
    "f": "certification",
    "m": "metric",
    "a": "action",
    "g": "general",
}
WHOLE = frozenset({"table_row", "heading"})
_LONGEST_RUN = 40


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of a report with what a reader gave it. A claim is ``grade`` 2 or 3; ``same`` numbers repetitions."""

    span: Span
    grade: int
    kind: str
    checksum: str
    same: str = ""


def read_gold(path: Path) -> tuple[str, list[Marked]]:
    """The SHA-256 of the report, and its marks in document order."""
    digest, marks = "", []
    for line in path.read_text().splitlines():
        if line.startswith("#"):
            digest = line.split()[2] if line.startswith("# sha256") else digest
            continue
        start, end, grade, kind, check, *same = line.split("\t")
        marks.append(Marked(Span(int(start), int(end)), int(grade), kind, check, "".join(same)))
    return digest, marks


def lines_of(document: Document) -> list[Span]:
    """The lines that were read: sentences, and whole rows and headings, in document order."""
    found: list[Span] = []
    for passage in sorted(document.passages, key=lambda passage: passage.span):
        whole = passage.kind in WHOLE
        found += [passage.span] if whole else sentences(document.text, passage.span)
    return found


def placed(document: Document, marks: Sequence[Marked]) -> tuple[list[Marked], list[Marked]]:
    """The marks where their words now stand, and those whose words are nowhere any more."""
    kept = [mark for mark in marks if mark.checksum in checksums_of(mark.span.of(document.text))]
    missing = [mark for mark in marks if mark not in kept]
    if not missing:
        return kept, []
    lost = []
    lines = lines_of(document)
    for mark in missing:
        again = _found_again(document.text, lines, mark)
        if again is None:
            lost.append(mark)
        else:
            kept.append(replace(mark, span=again))
    return sorted(kept, key=lambda mark: mark.span), lost


def _found_again(text: str, lines: Sequence[Span], mark: Marked) -> Span | None:
    """The run of lines with the mark's words that is nearest to where they were."""
    low, high = 0.8 * len(mark.span) - 20, 1.25 * len(mark.span) + 20
    best: Span | None = None
    for first, line in enumerate(lines):
        if best is not None and abs(line.start - mark.span.start) >= abs(best.start - mark.span.start):
            continue
        for last in lines[first : first + _LONGEST_RUN]:
            run = Span(line.start, max(line.start, last.end))
            if len(run) > high:
                break
            if len(run) >= low and mark.checksum in checksums_of(run.of(text)):
                best = run
                break
    return best


def shared(span: Span, others: Iterable[Span]) -> int:
    """How many characters of ``span`` the others cover together."""
    covered, reached = 0, span.start
    for other in sorted(others):
        start, end = max(reached, other.start), min(span.end, other.end)
        if start < end:
            covered, reached = covered + end - start, end
    return covered


def pieces(claim: FoundClaim) -> tuple[Span, ...]:
    """All that a proposal points at: its own words, its context and where else the report says it."""
    return (claim.span, *claim.context, *claim.places)


def is_found(mark: Marked, pointed_at: Sequence[Span]) -> bool:
    """Whether proposals point at half of a marked claim or more. Several may do so together, as for a row of prose."""
    return 2 * shared(mark.span, pointed_at) >= len(mark.span)


def deserves(span: Span, claims: Sequence[Marked]) -> bool:
    """Whether half of a proposal are marked claims, or it has half of one of them."""
    near = [mark.span for mark in claims if mark.span.overlaps(span)]
    if 2 * shared(span, near) >= max(1, len(span)):
        return True
    return any(2 * shared(claim, [span]) >= len(claim) for claim in near)


def best_of(mark: Marked, proposals: Sequence[FoundClaim]) -> FoundClaim | None:
    """The proposal whose words (or whose further places) are nearest to being the marked claim."""

    def agreement(proposal: FoundClaim) -> float:
        spans = (proposal.span, *proposal.places)
        return max(shared(mark.span, [span]) / max(len(mark.span), len(span), 1) for span in spans)

    best = max(proposals, key=agreement, default=None)
    return best if best is not None and agreement(best) > 0 else None
