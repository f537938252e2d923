"""Hold a case's reports against its sources: check every quotation, rank the passages that bear on every claim.

Indirect speech is not looked up: its words are the writer's, so that a source need not have them.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any, cast

from esgcheck.analysis import Corpus
from esgcheck.analysis import types as analysis
from esgcheck.analysis.sharing import shared_words
from esgcheck.analysis.stance import NOTHING_CLEAR
from esgcheck.cases.models import Case
from esgcheck.claims.models import Candidate, CheckStatus, Claim, Quotation, QuotationCheck, Suggestion
from esgcheck.documents.models import Kind, Version
from esgcheck.documents.reading import as_read
from esgcheck.jobs.work import Run

SUGGESTIONS = 12
"""Passages kept for each claim. More than a reviewer reads, few enough to keep for every candidate."""

FEWEST_SHARED = 2
"""A passage that speaks neither for nor against a claim is worth reading only if it shares some telling words."""


@dataclass(frozen=True)
class Held:
    """A source of the case: its row, its text, and its passages for looking up who speaks."""

    version: Version
    document: analysis.Document

    def passage_at(self, offset: int) -> analysis.Passage | None:
        """The passage that holds the character at ``offset``, if one does."""
        passages = self.document.passages
        index = bisect_right(passages, offset, key=lambda passage: passage.span.start) - 1
        return passages[index] if index >= 0 and offset < passages[index].span.end else None


def check_case(case: Case, run: Run) -> None:
    """Replace the quotation checks and the suggestions of every report of the case, in one transaction."""
    versions = case.versions.present().readable().select_related("document")
    held = [Held(version, as_read(version)) for version in versions.filter(document__kind=Kind.SOURCE)]
    corpus = Corpus([source.document for source in held])
    checks: list[QuotationCheck] = []
    suggestions: list[Suggestion] = []
    reports = list(versions.filter(document__kind=Kind.REPORT))
    for report in reports:
        quotations = list(report.quotations.worded())
        checks += [_check(quotation, corpus, held) for quotation in quotations]
        for start, end, text in _claims_of(report):
            inside = next((q for q in quotations if start <= q.start and q.end <= end), None)
            suggestions += _suggest(report, start, end, text, inside, corpus, held)
    with run.writing():
        QuotationCheck.objects.filter(quotation__version__case=case).delete()
        Suggestion.objects.filter(claim_version__case=case).delete()
        alive = set(Quotation.objects.filter(version__in=reports).values_list("pk", flat=True))
        QuotationCheck.objects.bulk_create((c for c in checks if c.quotation_id in alive), batch_size=500)
        Suggestion.objects.bulk_create(suggestions, batch_size=1000)


def _claims_of(report: Version) -> list[tuple[int, int, str]]:
    spans = {(c.start, c.end): c.text for c in Candidate.objects.filter(version=report)}
    spans |= {(c.start, c.end): c.exact for c in Claim.objects.accepted().filter(version=report)}
    return [(start, end, text) for (start, end), text in sorted(spans.items())]


def _check(quotation: Quotation, corpus: Corpus, held: list[Held]) -> QuotationCheck:
    if not held:
        return QuotationCheck(
            quotation=quotation,
            status=CheckStatus.SOURCE_NOT_HELD,
            reason="The case holds no source yet that could have these words.",
        )
    found = corpus.check_quotation(quotation.exact)
    return QuotationCheck(
        quotation=quotation,
        status=found.status,
        reason=found.reason,
        matches=[_match(match, held[match.document]) for match in found.matches],
    )


def _match(match: analysis.Match, source: Held) -> dict[str, Any]:
    page = source.document.page_at(match.span.start)
    passage = source.passage_at(match.span.start)
    return {
        "version": str(source.version.pk),
        "document": str(source.version.document_id),
        "title": source.version.document.title,
        "start": match.span.start,
        "end": match.span.end,
        "page": page.number,
        "label": page.label,
        "score": round(match.score, 4),
        "speaker": passage.speaker if passage else "",
        "time_start": passage.time_start if passage else None,
        "exact": match.span.of(source.document.text),
        "before": match.before,
        "after": match.after,
        "differences": [{"kind": d.kind, "quoted": d.quoted, "source": d.source} for d in match.differences],
    }


def _suggest(
    report: Version, start: int, end: int, text: str, quotation: Quotation | None, corpus: Corpus, held: list[Held]
) -> list[Suggestion]:
    hits = corpus.rank_evidence(text, limit=SUGGESTIONS, quotation=_as_found(quotation)) if held else []
    rows: list[Suggestion] = []
    for hit in hits:
        shared = shared_words(text, hit.text)
        if hit.stance.label == "context" and quotation is None and len(shared) < FEWEST_SHARED:
            continue
        source = held[hit.document]
        passage = source.passage_at(hit.span.start)
        rows.append(
            Suggestion(
                claim_version=report,
                claim_start=start,
                claim_end=end,
                rank=len(rows) + 1,
                version=source.version,
                start=hit.span.start,
                end=hit.span.end,
                page_number=hit.page,
                exact=hit.text,
                speaker=passage.speaker if passage else "",
                time_start=passage.time_start if passage else None,
                score=hit.score,
                stance=hit.stance.label,
                stance_scores=hit.stance.scores,
                reasons=_reasons(hit.stance, shared),
            )
        )
    return rows


def _reasons(stance: analysis.Stance, shared: tuple[str, ...]) -> list[str]:
    """Why the passage is shown: where the stance has nothing to say, the words that it shares with the claim."""
    if stance.reasons != (NOTHING_CLEAR,) or not shared:
        return list(stance.reasons)
    return ["it has the same words: " + ", ".join(f"“{word}”" for word in shared)]


def _as_found(quotation: Quotation | None) -> analysis.FoundQuotation | None:
    if quotation is None:
        return None
    return analysis.FoundQuotation(
        analysis.Span(quotation.start, quotation.end),
        quotation.exact,
        cast(analysis.QuotationKind, quotation.kind),
        quotation.speaker,
        quotation.cue,
    )
