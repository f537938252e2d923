"""Run in a process of its own, with the live server's environment: do one thing, print the answer as JSON.

python -m tests.live.inside upload FILE [KIND]   a new case with this document in it; its version's primary key
python -m tests.live.inside state VERSION        how far it is, and the attempts of its jobs
python -m tests.live.inside digest VERSION       all that was made of it, counted and hashed
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import django


def upload(path: str, kind: str = "report") -> str:
    from esgcheck import pipeline
    from esgcheck.accounts.models import the_owner
    from esgcheck.cases.people import open_case

    owner = the_owner()
    case = open_case(title="Live", organisation="Nordholm Instruments", by=owner)
    file = Path(path)
    version = pipeline.upload(case=case, kind=kind, filename=file.name, chunks=[file.read_bytes()], by=owner)
    return str(version.pk)


def state(pk: str) -> dict[str, Any]:
    from esgcheck.documents.models import Version
    from esgcheck.jobs.models import Job

    version = Version.objects.get(pk=pk)
    jobs = Job.objects.filter(subject__in=[str(version.pk), str(version.case_id)])
    return {
        "state": version.state,
        "failure": version.failure,
        "pages_read": version.pages_read,
        "pages_known": version.pages_known,
        "unfinished": jobs.unfinished().count(),
        "attempts": max(jobs.values_list("attempts", flat=True)),
    }


def digest(pk: str) -> dict[str, Any]:
    from esgcheck.claims.models import Candidate
    from esgcheck.documents.models import Version

    version = Version.objects.get(pk=pk)
    passages = list(version.passages.order_by("ordinal").values_list("ordinal", "start", "end", "kind", "page_number"))
    candidates = sorted(Candidate.objects.filter(version=version).values_list("start", "end", "kind"))
    return {
        "pages": list(version.pages.order_by("number").values_list("number", flat=True)),
        "passages": len(passages),
        "candidates": len(candidates),
        "sha256": hashlib.sha256(repr((version.text(), passages, candidates)).encode()).hexdigest(),
    }


if __name__ == "__main__":
    django.setup()
    what = {"upload": upload, "state": state, "digest": digest}[sys.argv[1]]
    print(json.dumps(what(*sys.argv[2:])))
