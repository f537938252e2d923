"""Publishing a claim with a preview of just what will be public, revoking, and the list of what is public."""

from __future__ import annotations

import base64

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from esgcheck.cases.models import Case, Role
from esgcheck.claims.models import Claim
from esgcheck.errors import Refused
from esgcheck.publishing.models import Publication
from esgcheck.publishing.page import page_of, tidy
from esgcheck.publishing.publish import SeenDiffers, publish_claim
from esgcheck.publishing.publish import revoke as revoke_publication
from esgcheck.publishing.snapshot import Draft, draft_of
from esgcheck.web.publishing_form import choices_from, rows_of
from esgcheck.web.views.cases import person


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, claim_id: object) -> HttpResponse:
    """GET shows what would be public; POST shows it with other choices (``do=look``) or publishes it."""
    claim = get_object_or_404(Claim.objects.visible_to(request.user).select_related("case"), pk=claim_id)
    claim.case.require(request.user, Role.LEAD)
    try:
        if request.method != "POST":
            return _preview(request, claim, draft_of(claim))
        choices = choices_from(request.POST)
        if request.POST.get("do") != "publish":
            return _preview(request, claim, draft_of(claim, choices))
        publication = publish_claim(claim=claim, by=person(request), choices=choices, seen=request.POST.get("seen", ""))
    except SeenDiffers as differs:
        return _preview(request, claim, differs.draft, because=str(differs), status=409)
    except Refused as refused:
        context = {"claim": claim, "case": claim.case, "because": str(refused), "claim_url": _in_the_workbench(claim)}
        return render(request, "publishing/refused.html", context, status=422)
    messages.success(request, "Published. Only who has the link can see it.")
    return redirect(f"{reverse('publications', args=[claim.case_id])}#p-{publication.pk}")


def _preview(request: HttpRequest, claim: Claim, draft: Draft, because: str = "", status: int = 200) -> HttpResponse:
    images = {
        name: f"data:image/webp;base64,{base64.b64encode(crop.webp).decode()}" for name, crop in draft.images.items()
    }
    context = {
        "claim": claim,
        "claim_url": _in_the_workbench(claim),
        "case": claim.case,
        "page": page_of(draft.snapshot, images),
        "seal": draft.seal,
        "byline": draft.choices.byline,
        "rows": rows_of(draft),
        "because": because,
        "live": Publication.objects.live().filter(claim_id=claim.pk).count(),
    }
    return render(request, "publishing/preview.html", context, status=status)


def _in_the_workbench(claim: Claim) -> str:
    return f"{reverse('review', args=[claim.case_id])}?claim={claim.pk}"


@login_required
@require_safe
def publications(request: HttpRequest, case_id: object) -> HttpResponse:
    """What of this case is public, and what was taken back."""
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=case_id)
    published = list(case.publications.select_related("created_by"))
    wanted = {row.claim_id for row in published if row.revoked_at is None}
    claims = Claim.objects.filter(case=case).prefetch_related("verdicts", "links").in_bulk(wanted)
    rows = [
        {
            "publication": row,
            "changed": row.claim_id in claims and _has_changed_since(claims[row.claim_id], row),
            "words": tidy(row.snapshot["claim"]["exact"]) if row.snapshot else "",
            "verdict": row.snapshot["verdict"]["value"] if row.snapshot else "",
            "link": request.build_absolute_uri(reverse("published", args=[row.token])),
        }
        for row in published
    ]
    context = {"case": case, "rows": rows, "may_publish": case.allows(request.user, Role.LEAD)}
    return render(request, "publishing/publications.html", context)


def _has_changed_since(claim: Claim, publication: Publication) -> bool:
    """Whether the claim was decided anew since, or ought to be."""
    verdict = claim.verdict
    return claim.verdict_is_stale or (verdict is not None and verdict.given_at > publication.created_at)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, publication_id: object) -> HttpResponse:
    """Asks, then takes a publication back for good."""
    publication = get_object_or_404(
        Publication.objects.visible_to(request.user).select_related("case"), pk=publication_id
    )
    publication.case.require(request.user, Role.LEAD)
    if request.method == "POST":
        revoke_publication(publication=publication, by=person(request))
        messages.success(request, "Taken back. Its link now says that it is gone.")
        return redirect("publications", case_id=publication.case_id)
    words = tidy(publication.snapshot["claim"]["exact"]) if publication.snapshot else ""
    context = {"publication": publication, "case": publication.case, "words": words}
    return render(request, "publishing/revoke.html", context)
