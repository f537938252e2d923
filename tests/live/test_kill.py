"""kill -9 in mid-document, for real: finished within two minutes, nothing twice, nothing lost."""

from __future__ import annotations

import os
import random
import signal
from pathlib import Path

import psutil
import pymupdf
import pytest

from esgcheck.serve.ports import free_port
from tests.live.server import LiveServer

PAGES = 300
WITHIN = "120"
"""Seconds. Either takes forty at most where nothing else runs, thirty of them until the lease of the dead run ends."""

WORDS = ["harbour", "lights", "crews", "northern", "sites", "winter", "pumps", "valves", "audit", "board", "water"]


@pytest.fixture(scope="module")
def long_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF that takes some seconds to read, with a claim on every fifth page. The others are questions, no claims,
    and come again here and there, so that little is to be found and checked."""
    path = tmp_path_factory.mktemp("long") / "long report.pdf"
    chance = random.Random(1)
    others = [" ".join(chance.choices(WORDS, k=11)) + " ?" for _ in range(500)]
    with pymupdf.open() as document:
        for number in range(1, PAGES + 1):
            lines = chance.sample(others, 11)
            if number % 5 == 0:
                year = 2000 + number % 20
                lines.append(f"In {year} we reduced the Scope 1 emissions of site {number} by 9 % compared with 1999.")
            chance.shuffle(lines)
            document.new_page().insert_text((50, 60), lines, fontsize=9)
        document.save(path)
    return path


def test_a_worker_killed_in_mid_document_loses_nothing(server: LiveServer, long_report: Path) -> None:
    version = server.inside("upload", str(long_report))
    in_the_middle = server.inside("wait-until-reading", version)
    assert 0 < in_the_middle["pages_read"] < PAGES

    killed = _kill_worker_and_pool(server)

    assert len(killed) >= 3
    assert server.inside("how-far", version)["pages_read"] < PAGES
    # While nothing happens to it, until the dead run's lease ends, the same is read undisturbed in another case.
    undisturbed = server.inside("upload", str(long_report))
    end = server.inside("wait-until-done", version, WITHIN)
    assert end["state"] == "ready", end["failure"]
    assert end["attempts"] == 2
    assert server.inside("wait-until-done", undisturbed, WITHIN)["attempts"] == 1
    after_kill, expected = server.inside("digest", version), server.inside("digest", undisturbed)
    assert after_kill["pages"] == list(range(1, PAGES + 1))
    assert after_kill["candidates"] > 0
    assert after_kill == expected


def test_everything_killed_at_once_goes_on_at_the_next_start(tmp_path: Path, prepared: Path, long_report: Path) -> None:
    before = LiveServer(tmp_path / "var", port=free_port(), prepared=prepared)
    version = before.inside("upload", str(long_report))
    before.inside("wait-until-reading", version)

    before.kill()

    after = LiveServer(tmp_path / "var", port=free_port())
    try:
        end = after.inside("wait-until-done", version, WITHIN)
        assert (end["state"], end["attempts"]) == ("ready", 2), end["failure"]
        assert after.inside("digest", version)["pages"] == list(range(1, PAGES + 1))
    finally:
        after.stop()


def _kill_worker_and_pool(server: LiveServer) -> list[int]:
    """SIGKILL to the worker, its pool and the cage below it, as the machine's own out-of-memory killer might."""
    main = next(child for child in map(psutil.Process, server.children()) if "celery" in child.cmdline())
    pids = [main.pid, *(child.pid for child in main.children(recursive=True))]
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    return pids
