"""The public side: reads a publication and its images, and nothing else. No log-in, no session, no cookie, no script.

Templates are rendered without the request, so that nothing of it (user, messages, token) can be asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
from csp.decorators import csp
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from esgcheck.publishing.models import Publication, PublicationImage
from esgcheck.publishing.page import page_of

View = Callable[..., HttpResponseBase]


def public(view: View) -> View:
    """Headers of everything public: in no index, with no trace to other sites, kept in no cache (revoked is gone)."""

    @require_safe
    @csp(
        {
            "default-src": ["'none'"],
            "style-src": ["'self'"],
            "font-src": ["'self'"],
            "img-src": ["'self'"],
            "base-uri": ["'none'"],
            "form-action": ["'none'"],
            "frame-ancestors": ["'none'"],
        }
    )
    def shown(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response["Referrer-Policy"] = "no-referrer"
        response["Cache-Control"] = "no-store"
        return response

    return shown


@public
def published(request: HttpRequest, token: str) -> HttpResponse:
    """The page of a published claim."""
    publication = _find(token)
    if publication is None or publication.revoked_at is not None:
        return _gone(publication)
    names = [image["name"] for part in _parts(publication.snapshot) for image in part["images"]]
    images = {name: reverse("published-image", args=[token, name]) for name in names}
    context = {"page": page_of(publication.snapshot, images), "json_url": reverse("published-json", args=[token])}
    return HttpResponse(render_to_string("publishing/published.html", context))


@public
def published_json(request: HttpRequest, token: str) -> HttpResponse:
    """The same as data: the snapshot as it was stored."""
    publication = _find(token)
    if publication is None or publication.revoked_at is not None:
        return _gone(publication)
    return HttpResponse(orjson.dumps(publication.snapshot, option=orjson.OPT_INDENT_2), content_type="application/json")


@public
def published_image(request: HttpRequest, token: str, name: str) -> HttpResponse:
    """A crop of a page."""
    image = PublicationImage.objects.filter(publication__token=token, publication__revoked_at=None, name=name).first()
    if image is None:
        return _gone(_find(token))
    return HttpResponse(bytes(image.webp), content_type="image/webp")


def _find(token: str) -> Publication | None:
    return Publication.objects.filter(token=token).only("id", "snapshot", "revoked_at").first()


def _parts(snapshot: dict[str, Any]) -> list[dict[str, Any]]:
    return [snapshot["claim"], *snapshot["evidence"]]


def _gone(publication: Publication | None) -> HttpResponse:
    """410 for what was taken back, 404 for what never was; both say it in words."""
    revoked = publication is not None and publication.revoked_at is not None
    context = {"revoked_at": publication.revoked_at if publication else None}
    return HttpResponse(render_to_string("publishing/gone.html", context), status=410 if revoked else 404)
