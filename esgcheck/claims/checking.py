"""Hold a case's reports against its sources: check every quotation, rank the passages that bear on every claim."""

from __future__ import annotations

from esgcheck.analysis import Corpus
from esgcheck.cases.models import Case
from esgcheck.claims.held import Held
from esgcheck.claims.looking_up import look_up
from esgcheck.claims.models import Candidate, Claim, Quotation, QuotationCheck, Suggestion
from esgcheck.claims.suggesting import suggest
from esgcheck.documents.models import Kind, Version
from esgcheck.documents.reading import as_read
from esgcheck.jobs.work import Run


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
        checks += [look_up(quotation, corpus, held) for quotation in quotations]
        for start, end, text in _claims_of(report):
            inside = next((q for q in quotations if start <= q.start and q.end <= end), None)
            suggestions += suggest(report, start, end, text, inside, corpus, held)
    with run.writing():
        QuotationCheck.objects.filter(quotation__version__case=case).exclude(
            quotation__version__standing="older"
        ).delete()
        Suggestion.objects.filter(claim_version__case=case).exclude(claim_version__standing="older").delete()
        alive = set(Quotation.objects.filter(version__in=reports).values_list("pk", flat=True))
        QuotationCheck.objects.bulk_create((c for c in checks if c.quotation_id in alive), batch_size=500)
        Suggestion.objects.bulk_create(suggestions, batch_size=1000)


def _claims_of(report: Version) -> list[tuple[int, int, str]]:
    spans = {(c.start, c.end): c.text for c in Candidate.objects.filter(version=report)}
    spans |= {(c.start, c.end): c.exact for c in Claim.objects.accepted().filter(version=report)}
    return [(start, end, text) for (start, end), text in sorted(spans.items())]
