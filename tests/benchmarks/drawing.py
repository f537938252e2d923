"""Page images as a browser gets them: ``python -m tests.benchmarks.drawing [PAGES]`` in the root of the repository.

The real server with a dozen real reports (``../shared/data``, nothing is kept), and one browser's worth of requests,
one after another: pages picked at random, each for the first time and again; all thumbnails of the longest report;
some pages at twice the size. Beside it poppler's ``pdftoppm``, which has no server, no cage and no WebP to make.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from esgcheck.serve.ports import free_port
from tests.live.server import ROOT, LiveServer

DATA = ROOT.parent / "shared" / "data" / "reports"
REPORTS = 12


def main(count: int) -> None:
    folder = Path(tempfile.mkdtemp(prefix="esgcheck-benchmark-"))
    server = LiveServer(folder / "var", port=free_port())
    try:
        env = server.env | {"REDIS_URL": server.redis_url}
        command = [sys.executable, "-m", "tests.benchmarks.drawing", "inside"]
        out = subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout
        given = json.loads(out.splitlines()[-1])
        measure(Browser(server.url, given["session"]), given["versions"], count)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


class Browser:
    """One connection that stays open, as a browser's does."""

    def __init__(self, url: str, session: str) -> None:
        self._connection = HTTPConnection(urlsplit(url).netloc)
        self._headers = {"Cookie": f"sessionid={session}"}

    def get(self, path: str, **headers: str) -> tuple[float, bytes, str]:
        """Milliseconds, the body and the ETag. Raises where there is no image."""
        start = time.perf_counter()
        self._connection.request("GET", path, headers=self._headers | headers)
        response = self._connection.getresponse()
        body = response.read()
        spent = (time.perf_counter() - start) * 1000
        if response.status not in (200, 304):
            raise RuntimeError(f"{response.status} for {path}: {body[:300]!r}")
        return spent, body, response.headers.get("ETag", "")


def measure(browser: Browser, versions: list[tuple[str, str, int]], count: int) -> None:
    chance = random.Random(110)
    every = [(pk, path, number) for pk, path, pages in versions for number in range(1, pages + 1)]
    picked = chance.sample(every, count)
    browser.get(address(*every[0]))  # not one of a server that was only just started
    first, again, held, sizes, poppler = [], [], [], [], []
    for one in picked:
        spent, body, etag = browser.get(address(*one))
        first.append(spent)
        sizes.append(len(body) / 1000)
        again.append(browser.get(address(*one))[0])
        held.append(browser.get(address(*one), **{"If-None-Match": etag})[0])
        poppler.append(pdftoppm(*one[1:]))
    print(f"{count} pages of {len(versions)} reports at 110 dpi")
    tell("first view", first, "ms")
    tell("again, from the cache", again, "ms")
    tell("again, held by the browser", held, "ms")
    tell("size", sizes, "KB")
    tell("pdftoppm -r 110, no server, cage or WebP", poppler, "ms")
    sharp = [browser.get(address(*one, dpi=220)) for one in picked[:20]]
    tell("220 dpi, first view", [spent for spent, _, _ in sharp], "ms")
    tell("220 dpi, size", [len(body) / 1000 for _, body, _ in sharp], "KB")
    pk, path, pages = max(versions, key=lambda version: version[2])
    start = time.perf_counter()
    small = [browser.get(address(pk, path, number, dpi=28)) for number in range(1, pages + 1)]
    print(f"all {pages} thumbnails of the longest report, one after another: {time.perf_counter() - start:.2f} s")
    tell("thumbnail", [spent for spent, _, _ in small], "ms")
    tell("thumbnail, size", [len(body) / 1000 for _, body, _ in small], "KB")


def address(pk: str, path: str, number: int, dpi: int = 110) -> str:
    return f"/versions/{pk}/pages/{number}.webp?dpi={dpi}"


def pdftoppm(path: str, number: int) -> float:
    start = time.perf_counter()
    command = ["pdftoppm", "-r", "110", "-f", str(number), "-l", str(number), path]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000


def tell(what: str, values: Sequence[float], unit: str) -> None:
    ordered = sorted(values)
    at = [ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.95)]
    print(f"  {what:42} p50 {at[0]:6.1f}   p95 {at[1]:6.1f}   most {ordered[-1]:6.1f} {unit}", flush=True)


def inside() -> None:
    """Bring the reports in, wait until they are read, and log in: a process with the server's database and broker."""
    import django

    django.setup()
    from django.test import Client

    from esgcheck import pipeline
    from esgcheck.accounts.models import the_owner
    from esgcheck.cases.people import open_case
    from esgcheck.documents.models import Version
    from esgcheck.jobs.models import Job

    owner = the_owner()
    case = open_case(title="Pages", organisation="Everybody", by=owner)
    every = sorted(DATA.glob("*.pdf"))
    paths = {}
    for path in every[:: max(1, len(every) // REPORTS)][:REPORTS]:
        version = pipeline.upload(case=case, kind="source", filename=path.name, chunks=[path.read_bytes()], by=owner)
        paths[str(version.pk)] = str(path)
    while Job.objects.unfinished().exists():
        time.sleep(0.5)
    read = Version.objects.filter(pk__in=paths, state=Version.State.READY).values_list("pk", "pages_read")
    client = Client()
    client.force_login(owner)
    versions = [(str(pk), paths[str(pk)], pages) for pk, pages in read]
    print(json.dumps({"versions": versions, "session": client.cookies["sessionid"].value}))


if __name__ == "__main__":
    if "inside" in sys.argv:
        inside()
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else 60)
