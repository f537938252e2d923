"""Run in a process of its own, with the live server's environment: what is asked for a line, answered a line.

``python -m tests.live.inside`` reads lists of words as JSON, and answers each as ``{"answer": ...}`` or, where it went
wrong, ``{"wrong": "..."}``. It is one process for all questions, since to start Django takes longer than most answers.

- ``link``: the path of another log-in link
- ``case TITLE``: a new case of the owner's; its primary key
- ``upload FILE [KIND]``: a new case with this document in it; the primary key of its version
- ``add CASE KIND NAME TEXT``: a document of these words, its title the name without its ending; the same key
- ``how-far VERSION``: its state, pages and jobs at the moment
- ``wait-until-reading VERSION``: when some of its pages are read, how far it is
- ``wait-until-done VERSION SECONDS``: when nothing is left to do, how it ended
- ``digest VERSION``: all that was made of it, counted and hashed
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django


def link() -> str:
    from esgcheck.accounts.models import make_login_link, the_owner

    return f"/enter/{make_login_link(the_owner())}/"


def case(title: str) -> str:
    from esgcheck.accounts.models import the_owner
    from esgcheck.cases.people import open_case

    return str(open_case(title=title, organisation="Nordholm Instruments", by=the_owner()).pk)


def upload(path: str, kind: str = "report") -> str:
    from esgcheck import pipeline
    from esgcheck.accounts.models import the_owner
    from esgcheck.cases.models import Case

    owner, its = the_owner(), Case.objects.get(pk=case("Live"))
    file = Path(path)
    version = pipeline.upload(case=its, kind=kind, filename=file.name, chunks=[file.read_bytes()], by=owner)
    return str(version.pk)


def add(case_id: str, kind: str, name: str, text: str) -> str:
    from esgcheck import pipeline
    from esgcheck.accounts.models import the_owner
    from esgcheck.cases.models import Case

    its = Case.objects.get(pk=case_id)
    version = pipeline.upload(case=its, kind=kind, filename=name, chunks=[text.encode()], by=the_owner())
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


def wait_until_reading(pk: str) -> dict[str, Any]:
    return _wait(pk, 60, lambda now: now["pages_read"] > 0)


def wait_until_done(pk: str, seconds: str) -> dict[str, Any]:
    return _wait(pk, float(seconds), lambda now: not now["unfinished"] and now["state"] in ("ready", "failed"))


def _wait(pk: str, seconds: float, reached: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    until = time.monotonic() + seconds
    while not reached(now := state(pk)):
        if time.monotonic() > until:
            raise TimeoutError(f"Not within {seconds:.0f} s: {now}")
        time.sleep(0.05)
    return now


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


def main() -> None:
    django.setup()
    commands = {
        "link": link,
        "case": case,
        "upload": upload,
        "add": add,
        "how-far": state,
        "wait-until-reading": wait_until_reading,
        "wait-until-done": wait_until_done,
        "digest": digest,
    }
    for line in sys.stdin:
        name, *words = json.loads(line)
        try:
            said = {"answer": commands[name](*words)}
        except Exception:
            said = {"wrong": traceback.format_exc()}
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
