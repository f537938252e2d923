"""Links that play a moment of a recording, and the player."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.db.models import Min
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from esgcheck.documents.models import Document, Version
from esgcheck.documents.recordings import recording_of, recordings_of, timed_documents
from esgcheck.documents.transcribing import engine
from esgcheck.jobs.models import Job
from esgcheck.web.templatetags.look import icon
from esgcheck.web.workbench.placing import clock

register = template.Library()


def _media_urls(context: Context, version: Version) -> dict[Any, str]:
    """Of every transcript of the version's case, the address of its recording; asked for once a page."""
    page: Any = context.render_context.dicts[0]
    kept: dict[Any, dict[Any, str]] = page.setdefault("recordings", {})
    if version.case_id not in kept:
        transcripts = Document.objects.filter(case_id=version.case_id, recording__isnull=False)
        playable = ((one.pk, recording_of(one)) for one in transcripts.select_related("recording"))
        kept[version.case_id] = {pk: reverse("media", args=[media.pk]) for pk, media in playable if media}
    return kept[version.case_id]


def fragment(start: float, end: float | None) -> str:
    """A stretch of time as Media Fragments URI 1.0 has it: t=12.5,20."""
    return f"t={start:g}" + (f",{end:g}" if end is not None and end > start else "")


@register.simple_tag(takes_context=True)
def heard(
    context: Context, version: Version, start: float | None, end: float | None = None, *, unheld: bool = True
) -> SafeString | str:
    """A moment, as a link that plays it where the recording is held; where it is not, just the moment, or nothing.

    Without scripts the browser's own player opens there; static/js/player.js plays it in the dock.
    """
    if start is None:
        return ""
    end = end if isinstance(end, float) else None  # a suggestion knows its beginning alone
    url = _media_urls(context, version).get(version.document_id, "")
    if not url:
        return clock(start) if unheld else ""
    return format_html(
        '<a class="heard" href="{}#{}" data-media="{}" data-from="{}" data-to="{}" data-what="{}, {}" '
        'title="Play from {}">{}{}</a>',
        url,
        fragment(start, end),
        url,
        f"{start:.3f}",
        f"{start if end is None else end:.3f}",
        version.document.title,
        clock(start),
        clock(start),
        icon("play"),
        clock(start),
    )  # fmt: skip


@register.inclusion_tag("recordings/dock.html")
def player(version: Version | None = None) -> dict[str, Any]:
    """The dock that plays; with a transcript's version it is open from the start and turns its pages with the words."""
    media = recording_of(version.document) if version else None
    if version is None or media is None:
        return {"media": None}
    pages = (
        version.passages.filter(time_start__isnull=False)
        .values("page_number")
        .annotate(first=Min("time_start"))
        .order_by("page_number")
    )
    return {
        "media": media,
        "title": media.document.title,
        "url": reverse("media", args=[media.pk]),
        "is_video": media.media_type.startswith("video/"),
        "pages": json.dumps([[row["page_number"], row["first"]] for row in pages]),
        "page_url": reverse("pages", args=[version.pk, 0]),
    }


@register.inclusion_tag("documents/recording.html", takes_context=True)
def hearing(context: Context, document: Document, may_change: bool) -> dict[str, Any]:
    """On a document's page: a recording with its transcripts, or the recording that a transcript belongs to."""
    version = document.version
    shown: dict[str, Any] = {"document": document, "version": version, "may_change": may_change}
    shown["csrf_token"] = context.get("csrf_token")
    if version.is_recording:
        transcripts = document.transcripts.present()
        others = timed_documents(document.case).filter(recording=None)
        shown |= {"is_recording": True, "transcripts": transcripts, "others": others if may_change else []}
        writing = Job.objects.about("transcribe", version.pk).unfinished().exists()
        return shown | {"writing": writing, "engine": may_change and not writing and bool(engine())}
    if document.recording_id or version.passages.filter(time_start__isnull=False).exists():
        others = recordings_of(document.case)
        return shown | {"is_timed": True, "recording": recording_of(document), "others": others if may_change else []}
    return shown
