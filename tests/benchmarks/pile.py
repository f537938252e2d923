"""The pile: every odd, damaged and hostile file and all real reports queued at once in one case, on the real server.

    .venv/bin/python -m tests.benchmarks.pile

Needs ../shared/data. Prints how the documents ended and the sentences that those that cannot be read are given. Takes
some three minutes; nothing is kept.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from esgcheck.serve.ports import free_port
from tests.live.server import ROOT, LiveServer

DATA = ROOT.parent / "shared" / "data"


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="esgcheck-benchmark-"))
    server = LiveServer(folder / "var", port=free_port())
    try:
        env = server.env | {"REDIS_URL": server.redis_url}
        subprocess.run([sys.executable, "-m", "tests.benchmarks.pile", "inside"], cwd=ROOT, env=env, check=True)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def inside() -> None:
    """Upload, wait, tell: in a process that has the server's database and broker."""
    import django

    django.setup()
    from esgcheck import pipeline
    from esgcheck.accounts.models import the_owner
    from esgcheck.cases.people import open_case
    from esgcheck.documents.models import Version
    from esgcheck.errors import Refused
    from esgcheck.jobs.models import Job

    owner = the_owner()
    case = open_case(title="The pile", organisation="Everybody", by=owner)
    refused: Counter[str] = Counter()
    reports = sorted((DATA / "reports").glob("*.pdf"))
    odd = sorted(path for path in (DATA / "robustness").rglob("*") if path.is_file())
    began = time.monotonic()
    for path in [*odd, *reports]:
        kind = "report" if path in reports else "source"
        try:
            pipeline.upload(case=case, kind=kind, filename=path.name, chunks=[path.read_bytes()], by=owner)
        except Refused as refusal:
            refused[type(refusal).__name__] += 1
    versions = Version.objects.filter(case=case)
    print(f"{versions.count()} documents queued in {time.monotonic() - began:.0f} s; refused at once: {dict(refused)}")
    while Job.objects.unfinished().exists():
        time.sleep(1)
    print(f"all done after {time.monotonic() - began:.0f} s: {dict(Counter(versions.values_list('state', flat=True)))}")
    ready = versions.filter(document__kind="report", state=Version.State.READY)
    pages = sum(ready.values_list("pages_read", flat=True))
    print(f"reports complete: {ready.count()} of {len(reports)}, {pages} pages")
    for sentence, count in Counter(
        versions.filter(state=Version.State.FAILED).values_list("failure", flat=True)
    ).most_common():
        print(f"{count:4}  {sentence}")


if __name__ == "__main__":
    inside() if "inside" in sys.argv else main()
