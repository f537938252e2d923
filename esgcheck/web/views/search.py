"""The search over everything that a case holds."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from esgcheck.analysis.asking import BadQuery
from esgcheck.documents.models import Kind
from esgcheck.documents.searching import Asked, search
from esgcheck.web.searching import (
    ORDERS,
    PASSAGE_WORDS,
    BadDay,
    Choice,
    address,
    chosen_passages,
    claim_in,
    documents_by_version,
    question,
    results,
)
from esgcheck.web.views.cases import case_for


@login_required
@require_safe
def search_page(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Hits with their words, and what narrows them; a sentence for a question that cannot be understood."""
    case = case_for(request, case_id)
    documents = documents_by_version(case)
    claim = claim_in(request.GET)
    context: dict[str, Any] = {"case": case, "held": len(documents), "typed": request.GET.get("q", "").strip()[:600]}
    context["claim"] = claim
    try:
        wish = question(request.GET)
        context |= _choices(wish)
        if wish.words:
            context["results"] = results(case, wish, search(case, wish), documents, claim)
            context["unfiltered_url"] = address(case, Asked(wish.words), claim=claim)
    except (BadQuery, BadDay) as problem:
        context |= {"problem": str(problem)} | _choices(Asked(""))
    return render(request, "search/search.html", context, status=422 if "problem" in context else 200)


def _choices(wish: Asked) -> dict[str, Any]:
    chosen = chosen_passages(wish)
    return {
        "wish": wish,
        "narrowed": wish != Asked(wish.words, order=wish.order, page=wish.page),
        "kinds": [Choice("", "All documents", not wish.kind)]
        + [Choice(kind.value, f"{kind.label}s", wish.kind == kind.value) for kind in Kind],
        "passages": [Choice(name, words, name in chosen) for name, words in PASSAGE_WORDS.items()],
        "orders": [Choice(name, words, name == wish.order) for name, words in ORDERS.items()],
    }
