"""Recordings: the file in pieces, as players ask for it, and which transcript belongs to which recording."""

from __future__ import annotations

import os
import re
import uuid
from collections.abc import Iterator
from pathlib import Path

from csp.decorators import csp_replace
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from esgcheck import pipeline
from esgcheck.documents.files import path_of
from esgcheck.documents.models import Document, Version
from esgcheck.documents.recordings import pair
from esgcheck.errors import Refused
from esgcheck.web.views.cases import person

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})\s*$")
_PIECE = 256 * 1024
_AT_ONCE = 2 * 1024 * 1024
"""Bytes that answer an open range ("bytes=0-"). A player that is paused stops taking what it is sent; this much the
system takes for it, so that no thread of the server waits with it. A player that wants more asks again."""

_PATIENCE_SECONDS = 30.0
"""So long somebody who asked for more may take none of it."""


@require_safe
@csp_replace({"default-src": ["'none'"], "sandbox": True})  # type: ignore[arg-type]  # knows views of one argument
def media(request: HttpRequest, version_id: uuid.UUID) -> HttpResponseBase:
    """The recording, or the stretch of it that a ``Range`` asks for (RFC 9110, section 14), so that a player can seek.

    It is the one uploaded file that goes to a browser as it is: under the type that its first bytes have, in a
    sandbox, never as a page.
    """
    version = get_object_or_404(Version.objects.visible_to(request.user), pk=version_id)
    path = path_of(version.sha256)
    if not version.is_recording or not path.is_file():
        raise Http404
    size = path.stat().st_size
    first, last = 0, size - 1
    asked = _RANGE.match(request.headers.get("Range", ""))
    part = asked is not None and asked.group(0) != "bytes=-" and _is_fresh(request, version)
    if asked and part:
        first, last = _stretch(asked, size)
        if first > last:
            refused = HttpResponse(status=416)
            refused["Content-Range"] = f"bytes */{size}"
            return refused
    if (connection := request.META.get("gunicorn.socket")) is not None:
        connection.settimeout(_PATIENCE_SECONDS)
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse(content_type=version.media_type)
    else:
        response = StreamingHttpResponse(_pieces(path, first, last), content_type=version.media_type)
    if part:
        response.status_code = 206
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Content-Length"] = str(last - first + 1)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = _etag(version)
    response["Cache-Control"] = "private, no-cache"
    response["Content-Disposition"] = "inline"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _etag(version: Version) -> str:
    return f'"{version.sha256[:32]}"'


def _is_fresh(request: HttpRequest, version: Version) -> bool:
    """A stretch of another file than the one that the player began with would be noise."""
    wanted = request.headers.get("If-Range")
    return wanted is None or wanted == _etag(version)


def _stretch(asked: re.Match[str], size: int) -> tuple[int, int]:
    start, end = asked.groups()
    if not start:  # the last so many bytes
        return max(0, size - int(end)), size - 1
    return int(start), min(int(end) if end else int(start) + _AT_ONCE - 1, size - 1)


def _pieces(path: Path, first: int, last: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first, os.SEEK_SET)
        left = last - first + 1
        while left > 0 and (piece := file.read(min(_PIECE, left))):
            left -= len(piece)
            yield piece


@login_required
@require_POST
def belongs(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Say which recording a transcript belongs to: posted from the page of either."""
    documents = Document.objects.visible_to(request.user)
    here = get_object_or_404(documents, pk=document_id)
    other = request.POST.get("other", "")
    try:
        chosen = documents.filter(pk=uuid.UUID(other)).first() if other else None
        if here.version.is_recording:
            if chosen is None:
                raise Refused("Choose the transcript that belongs to this recording.")
            pair(transcript=chosen, recording=here, by=person(request))
        else:
            pair(transcript=here, recording=chosen, by=person(request))
    except (Refused, ValueError) as problem:
        said = str(problem) if isinstance(problem, Refused) else "There is no such document."
        messages.error(request, said)
    else:
        messages.success(request, "The two belong together now." if chosen else "It belongs to no recording now.")
    return redirect("document", here.pk)


@login_required
@require_POST
def transcribe(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Have a recording written down by the speech engine of this server."""
    document = get_object_or_404(Document.objects.visible_to(request.user), pk=document_id)
    try:
        pipeline.transcribe(document=document, by=person(request))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("document", document.pk)
