"""kill -9 in mid-document, for real: finished within two minutes, nothing twice, nothing lost."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

import psutil
import pymupdf
import pytest

from tests.live.server import LiveServer, eventually

PAGES = 700


@pytest.fixture(scope="module")
def long_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF that takes some seconds to read, with a claim on every page."""
    path = tmp_path_factory.mktemp("long") / "long report.pdf"
    filling = "The harbour lights of the northern sites were inspected by the crews in the winter months."
    with pymupdf.open() as document:
        for number in range(1, PAGES + 1):
            lines = [f"Chapter {number}", ""]
            for row in range(12):
                lines.append(f"In {2000 + row} site {number} cut its Scope 1 emissions by {row + 10} % to {number} tCO2e.")
                lines += [filling, filling, ""]
            document.new_page().insert_text((50, 60), lines, fontsize=9)
        document.save(path)
    return path


def test_a_worker_killed_in_mid_document_loses_nothing(server: LiveServer, long_report: Path) -> None:
    version = server.inside("upload", str(long_report))
    eventually(lambda: 0 < server.inside("state", version)["pages_read"] < PAGES, seconds=30, every=0)

    killed = _kill_worker_and_pool(server)

    began = time.monotonic()
    assert len(killed) >= 3
    end = eventually(lambda: _finished(server, version), seconds=120, every=1)
    print(f"finished {time.monotonic() - began:.0f} s after the kill")
    assert end["state"] == "ready", end["failure"]
    assert end["attempts"] == 2
    undisturbed = server.inside("upload", str(long_report))
    assert eventually(lambda: _finished(server, undisturbed), seconds=60, every=1)["attempts"] == 1
    after_kill, expected = server.inside("digest", version), server.inside("digest", undisturbed)
    assert after_kill["pages"] == list(range(1, PAGES + 1))
    assert after_kill["candidates"] > 0
    assert after_kill == expected


def _kill_worker_and_pool(server: LiveServer) -> list[int]:
    """SIGKILL to the worker, its pool and the cage below it, as the machine's own out-of-memory killer might."""
    main = psutil.Process(next(p.pid for p in server.processes() if _is_worker(p, server)))
    pids = [main.pid, *(child.pid for child in main.children(recursive=True))]
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    return pids


def _is_worker(process: psutil.Process, server: LiveServer) -> bool:
    return process.ppid() == server.process.pid and "celery" in process.cmdline()


def _finished(server: LiveServer, version: str) -> dict[str, Any] | None:
    state: dict[str, Any] = server.inside("state", version)
    return state if not state["unfinished"] and state["state"] in ("ready", "failed") else None
