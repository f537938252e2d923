"""For whoever runs the server: is the cage whole, does work get done, is there room left."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from esgcheck.analysis.reading import cage_status
from esgcheck.analysis.reading.ocr import engine, ocr_words
from esgcheck.claims.language_model.standing import health as language_model_health
from esgcheck.documents.models import Version
from esgcheck.jobs.models import Job
from esgcheck.web.views.cases import person

NOBODY_WORKS_AFTER = timedelta(minutes=2)
"""A job that waits longer than this without being held back says that no worker takes jobs."""
LITTLE_ROOM = 2 << 30


@login_required
def health(request: HttpRequest) -> HttpResponse:
    """Numbers only: nothing here names a case, a document or a person."""
    if not person(request).is_staff:
        raise Http404
    now = timezone.now()
    due = Job.objects.due(now)
    oldest = due.filter(state=Job.State.WAITING).aggregate(oldest=Min("created_at"))["oldest"]
    disk = shutil.disk_usage(_existing(Path(settings.VAR)))
    context = {
        "cage": cage_status(),
        "recognises": engine() is not None,
        "recognition": ocr_words(),
        "language_model": language_model_health(),
        "jobs": dict(Job.objects.order_by().values_list("state").annotate(Count("pk"))),
        "oldest": oldest,
        "stuck": oldest is not None and now - oldest > NOBODY_WORKS_AFTER,
        "failed": Job.objects.filter(state=Job.State.FAILED).order_by("-finished_at")[:20],
        "last_done": Job.objects.filter(state=Job.State.DONE).order_by("-finished_at").first(),
        "versions": dict(Version.objects.present().order_by().values_list("state").annotate(Count("pk"))),
        "disk": disk,
        "disk_used": disk.total - disk.free,
        "little_room": disk.free < LITTLE_ROOM,
        "database": settings.DATABASES["default"]["ENGINE"].rpartition(".")[2],
    }
    return render(request, "cases/health.html", context)


def _existing(path: Path) -> Path:
    return path if path.exists() or path == path.parent else _existing(path.parent)
