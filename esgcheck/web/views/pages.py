"""Reading one document by itself, and the images and words of its pages, to members of its case."""

from __future__ import annotations

import uuid
from html import escape
from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from esgcheck.analysis.types import UnreadableDocument
from esgcheck.cases.models import Role
from esgcheck.claims.models import ClaimKind, Outcome
from esgcheck.documents.drawing import Busy
from esgcheck.documents.images import SIZES, THUMBNAIL
from esgcheck.documents.images import page_image as image_of
from esgcheck.documents.models import Page, Version
from esgcheck.web.reading.address import SIDES, ReadingAddress
from esgcheck.web.reading.reader import beside, leaf, reader
from esgcheck.web.workbench.blocks import unseen_words

_SIDE = "reading_side"
"""The cookie in which a browser keeps which panel is shown beside a page: its name, or "closed"."""


@login_required
@require_safe
def pages(request: HttpRequest, version_id: uuid.UUID, number: int) -> HttpResponse:
    """One page of one document, with a passage highlighted and words found where the address names them."""
    version = _version(request, version_id)
    address = ReadingAddress.of(version.pk, number, request.GET)
    kept = request.COOKIES.get(_SIDE, "")
    shown = reader(version, address, kept if kept in SIDES else "contents" if version.outline else "pages")
    if shown.sheet is None and version.pages_read:
        raise Http404
    if shown.search and shown.search.here_url and address.hit is None and address.at is None and not address.first:
        return redirect(shown.search.here_url)
    context = {
        "reading": shown,
        "version": version,
        "case": version.case,
        "kinds": ClaimKind.choices,
        "settling": _settling(request, version, address),
        "current": version.document.version if version.is_older else None,
        "may_decide": version.case.allows(request.user, Role.REVIEWER),
    }
    response = render(request, "reading/reader.html", context)
    if address.side:
        response.set_cookie(_SIDE, address.side, max_age=31_536_000, path="/versions/", samesite="Lax")
    return response


@login_required
@require_safe
def page_sheet(request: HttpRequest, version_id: uuid.UUID, number: int) -> HttpResponse:
    """A page by itself, as a part of the page above, which shows it over or under another."""
    version = _version(request, version_id)
    shown = leaf(version, ReadingAddress.of(version.pk, number, request.GET))
    if shown.sheet is None:
        raise Http404
    return render(request, "reading/_leaf.html", {"reading": shown, "version": version})


@login_required
@require_safe
def page_side(request: HttpRequest, version_id: uuid.UUID, number: int) -> HttpResponse:
    """What stands beside a page by itself: thumbnails, contents, what was found."""
    version = _version(request, version_id)
    shown = beside(version, ReadingAddress.of(version.pk, number, request.GET))
    return render(request, "reading/_side.html", {"reading": shown, "version": version})


@login_required
@require_safe
def page_plan(request: HttpRequest, version_id: uuid.UUID) -> HttpResponseBase:
    """How large every page is, for the length of the whole: ``{"sizes": [[pages, width, height, characters], …]}``.

    Pages of the same size that follow each other are counted together. A page without an image has no size, and one
    with has no characters: 0.
    """
    version = _version(request, version_id)
    etag = f'"plan-{version.pk}-{version.read_at}"'.replace(" ", "T")
    if held := get_conditional_response(request, etag=etag):
        return _asked_each_time(held, etag)
    rows = version.pages.values_list("width", "height", "start", "end")
    sizes = [(round(w), round(h), 0 if w else round(end - start, -2)) for w, h, start, end in rows]
    plan = [[len(list(run)), *size] for size, run in groupby(sizes)]
    return _asked_each_time(JsonResponse({"sizes": plan}), etag)


@login_required
@require_safe
def go(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """To the page that somebody typed: by what is printed on it, else by its number, else the nearest there is."""
    version = _version(request, version_id)
    wanted = request.GET.get("number", "").strip()
    number = version.pages.filter(label__iexact=wanted).values_list("number", flat=True).first() if wanted else None
    if number is None:
        number = int(wanted) if wanted.isdecimal() and len(wanted) < 7 else 1
    number = max(1, min(number, version.pages_read or 1))
    return redirect(reverse("pages", args=[version.pk, number]))


@require_safe
def page_image(request: HttpRequest, version_id: uuid.UUID, number: int) -> HttpResponseBase:
    """The page as WebP, in the size that ``?dpi=`` names: 28 (a thumbnail), 110, 220 or 440.

    A browser may keep it, but has to ask each time whether this person may still see it.
    """
    version = _version(request, version_id)
    dpi = request.GET.get("dpi", str(SIZES[0]))
    if dpi not in map(str, (THUMBNAIL, *SIZES)) or not version.pages.filter(number=number, width__gt=0).exists():
        raise Http404
    etag = f'"{version.sha256[:32]}-{number}-{dpi}"'
    if held := get_conditional_response(request, etag=etag):
        return _asked_each_time(held, etag)
    try:
        path = image_of(version, number, int(dpi))
    except UnreadableDocument as problem:
        return _no_image(str(problem))
    except FileNotFoundError:
        return _no_image("The file of this document is not on this server any more.")
    except Busy as busy:
        return _no_image(str(busy), soon=True)
    except OSError:
        return _no_image("This server has no room or no process left to draw it.", soon=True)
    return _asked_each_time(FileResponse(path.open("rb"), content_type="image/webp"), etag)


@require_safe
def page_words(request: HttpRequest, version_id: uuid.UUID, number: int) -> HttpResponseBase:
    """The words of a page for the layer of text over its image: ``[[start, end, x0, y0, x1, y1, text], …]``.

    Offsets into the canonical text, boxes in points. A word that was recognised in a picture has an eighth entry, how
    sure that is, 0 to 1. ``hidden`` are the passages that nobody can see on the page: ``[[start, end, why], …]``.
    """
    version = _version(request, version_id)
    page = get_object_or_404(Page, version=version, number=number)
    etag = f'"{version.pk}-{number}-{version.read_at}"'.replace(" ", "T")
    if held := get_conditional_response(request, etag=etag):
        return _asked_each_time(held, etag)
    words = [
        [page.start + start, page.start + end, x0, y0, x1, y1, page.text[start:end], *sure]
        for start, end, x0, y0, x1, y1, *sure in page.words
    ]
    unseen = version.passages.filter(start__lt=page.end, end__gt=page.start).exclude(hidden="")
    hidden = [[start, end, unseen_words(why)] for start, end, why in unseen.values_list("start", "end", "hidden")]
    answer = {"width": page.width, "height": page.height, "words": words, "hidden": hidden}
    return _asked_each_time(JsonResponse(answer), etag)


def _asked_each_time(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    """A browser may keep it, but asks before every use: who has left the case, or logged out, sees nothing more."""
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _settling(request: HttpRequest, version: Version, address: ReadingAddress) -> Outcome | None:
    """What a place is being chosen for, if this is the file for it."""
    if not address.settling:
        return None
    return Outcome.objects.visible_to(request.user).filter(pk=address.settling, succession__came=version).first()


def _version(request: HttpRequest, version_id: uuid.UUID) -> Version:
    versions = Version.objects.visible_to(request.user).select_related("document", "case")
    return get_object_or_404(versions, pk=version_id)


def _no_image(why: str, *, soon: bool = False) -> HttpResponse:
    """A picture that says why there is none: it stands where the page would. ``soon``: it pays to ask again."""
    sentence = f"This page cannot be shown {'yet' if soon else ''}".strip() + f". {why}"
    words, lines = f"{sentence} Its text can be read below.".split(), [""]
    for word in words:
        lines = [*lines[:-1], f"{lines[-1]} {word}".strip()] if len(lines[-1]) + len(word) < 52 else [*lines, word]
    spans = "".join(f'<tspan x="60" dy="24">{escape(line)}</tspan>' for line in lines)
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 595 842" width="595" height="842">'
        f"<title>{escape(sentence)}</title>"
        '<rect width="595" height="842" fill="#fff"/><rect x="40" y="60" width="4" height="140" fill="#b5350c"/>'
        f'<text y="72" font-family="sans-serif" font-size="17" fill="#17191b">{spans}</text></svg>'
    )
    response = HttpResponse(picture, content_type="image/svg+xml", status=503)
    response.headers["Cache-Control"] = "no-store"
    if soon:
        response.headers["Retry-After"] = "3"
    return response
