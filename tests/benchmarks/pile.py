"""The pile: many documents queued at once in one case, on the real server with two workers.

    .venv/bin/python -m tests.benchmarks.pile [all|reports] [--times N]

``all``: every odd, damaged and hostile file and all real reports. ``reports``: the reports alone, each ``--times`` over
(copies told apart by a comment after their end). Meanwhile somebody else uploads one small file in another case. Prints
when everything was read, could be searched, was ready and was over; how the documents ended, with the sentences that
those that cannot be read are given; and the most that any process took, beside its limits.

Needs ../shared/data. Nothing is kept.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil

from esgcheck.serve.ports import free_port
from tests.live.server import ROOT, LiveServer

DATA = ROOT.parent / "shared" / "data"


def main(options: argparse.Namespace) -> None:
    folder = Path(tempfile.mkdtemp(prefix="esgcheck-benchmark-"))
    server = LiveServer(folder / "var", port=free_port())
    try:
        watch = Watch(server.process.pid)
        watch.start()
        env = server.env | {"REDIS_URL": server.redis_url}
        command = [sys.executable, "-m", "tests.benchmarks.pile", options.what, "--times", str(options.times)]
        subprocess.run([*command, "--inside"], cwd=ROOT, env=env, check=True)
        watch.tell()
        alive = psutil.Process(server.pids["worker"]).is_running()
        errors = sum(" ERROR " in line for path in (server.var / "log").glob("*.log") for line in path.open())
        print(f"the worker of the start is alive: {alive}; errors in the logs: {errors}")
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


class Watch(threading.Thread):
    """Looks at every process of the server twice a second."""

    def __init__(self, server: int) -> None:
        super().__init__(daemon=True)
        self._server = psutil.Process(server)
        self._memory: Counter[str] = Counter()
        self._seconds: Counter[str] = Counter()

    def run(self) -> None:
        while self._server.is_running():
            for process in self._processes():
                try:
                    role = self._role(process)
                    times = process.cpu_times()
                    self._memory[role] = max(self._memory[role], process.memory_info().rss)
                    self._seconds[role] = max(self._seconds[role], int(times.user + times.system))
                except psutil.Error:
                    continue
            time.sleep(0.5)

    def _processes(self) -> list[psutil.Process]:
        with suppress(psutil.Error):
            return self._server.children(recursive=True)
        return []

    def tell(self) -> None:
        print("the most that one process took (a reading process may have 1,074 MB and 900 s):")
        for role, memory in sorted(self._memory.items()):
            print(f"  {role:12} {memory / 1e6:6.0f} MB {self._seconds[role]:5} s of processor time")
        print(f"processor time of the workers and of all that they started: {self._workers():.0f} s")

    def _workers(self) -> float:
        """Seconds, those of the processes that have ended included."""
        return sum(
            sum(process.cpu_times()[:4]) for process in self._processes() if self._role(process) == "worker"
        )  # user, system, and both of what it started

    @staticmethod
    def _role(process: psutil.Process) -> str:
        words = " ".join(process.cmdline())
        roles = {"child.py": "reading", "celery": "worker", "gunicorn": "web", "sweep": "sweeper"}
        return next((role for word, role in roles.items() if word in words), process.name())


def files(what: str, times: int) -> Iterator[tuple[str, str, bytes]]:
    """Name, kind and bytes, the odd ones first."""
    if what == "all":
        for path in sorted(path for path in (DATA / "robustness").rglob("*") if path.is_file()):
            yield path.name, "source", path.read_bytes()
    for copy in range(times):
        for path in sorted((DATA / "reports").glob("*.pdf")):
            yield f"{copy}-{path.name}", "report", path.read_bytes() + (b"\n%% copy %d\n" % copy if copy else b"")


def inside(options: argparse.Namespace) -> None:
    """Upload, wait, tell: in a process that has the server's database and broker."""
    import django

    django.setup()
    from esgcheck import pipeline
    from esgcheck.accounts.models import the_owner
    from esgcheck.cases.people import open_case
    from esgcheck.documents.models import Version
    from esgcheck.documents.searching import bring_up_to_date
    from esgcheck.errors import Refused
    from esgcheck.jobs.models import Job

    owner = the_owner()
    case = open_case(title="The pile", organisation="Everybody", by=owner)
    other = open_case(title="Another case", organisation="Somebody", by=owner)
    refused: Counter[str] = Counter()
    began = time.monotonic()
    for name, kind, data in files(options.what, options.times):
        try:
            pipeline.upload(case=case, kind=kind, filename=name, chunks=[data], by=owner)
        except Refused as refusal:
            refused[type(refusal).__name__] += 1
    versions = Version.objects.filter(case=case)
    reports = versions.filter(document__kind="report")
    print(f"{versions.count()} documents queued in {time.monotonic() - began:.0f} s; refused at once: {dict(refused)}")
    single = pipeline.upload(case=other, kind="source", filename="note.txt", chunks=[b"A single note."], by=owner)
    asked = time.monotonic()
    waiting = {
        "a single note in another case ready": lambda: not Version.objects.in_work().filter(pk=single.pk).exists(),
        "reports read": lambda: not reports.filter(state__in=["waiting", "reading"]).exists(),
        "everything read": lambda: not versions.filter(state__in=["waiting", "reading"]).exists(),
        "everything searchable": lambda: bring_up_to_date(case, most_pages=0) == 0,
        "everything ready": lambda: not versions.in_work().exists(),
        "all jobs over": lambda: not Job.objects.unfinished().exists(),
    }
    while waiting:
        for what, reached in list(waiting.items()):
            if what == "everything searchable" and "everything read" in waiting:
                continue
            if reached():
                since = asked if what.startswith("a single") else began
                spent = time.monotonic() - since
                pages = sum(reports.values_list("pages_read", flat=True))
                each = "" if since == asked else f"  {spent / max(pages, 1) * 1000:6.1f} ms a page of the reports"
                print(f"  {what:38} after {spent:6.1f} s{each}", flush=True)
                del waiting[what]
        time.sleep(0.3)
    ready = reports.filter(state=Version.State.READY)
    print(f"how they ended: {dict(Counter(versions.values_list('state', flat=True)))}")
    pages = sum(ready.values_list("pages_read", flat=True))
    print(f"reports complete: {ready.count()} of {reports.count()}, {pages} pages")
    checks = Job.objects.filter(lane=str(case.pk)).exclude(kind__in=["read", "find"]).values_list("kind", flat=True)
    print(f"jobs about the whole case: {dict(Counter(checks))}")
    for sentence, count in Counter(
        versions.filter(state=Version.State.FAILED).values_list("failure", flat=True)
    ).most_common():
        print(f"{count:4}  {sentence}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("what", nargs="?", choices=["all", "reports"], default="all")
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--inside", action="store_true")
    chosen = parser.parse_args()
    inside(chosen) if chosen.inside else main(chosen)
