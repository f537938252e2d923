"""Everything the pages are made of, on one page: /styleguide/ while developing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from esgcheck.claims.models import CheckStatus, ClaimKind, Stance, VerdictValue

COUNTS = {
    "supported": 21,
    "contradicted": 9,
    "misleading_by_omission": 4,
    "conflicting_evidence": 3,
    "not_enough_evidence": 15,
    "open": 162,
}


def styleguide(request: HttpRequest) -> HttpResponse:
    context = {
        "counts": COUNTS,
        "stances": Stance.values,
        "verdicts": VerdictValue.values,
        "kinds": ClaimKind.values,
        "quotations": CheckStatus.values,
        "reasons": ["‘failings’ speaks against ‘no indication’", "the same period, 2022"],
        "now": timezone.now(),
    }
    return render(request, "styleguide.html", context)
