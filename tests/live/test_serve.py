"""bin/serve from the outside, as a person at a terminal meets it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from esgcheck.serve.ports import answers, free_port
from tests.live.server import LINK, ROOT, LiveServer, eventually

Start = Callable[..., LiveServer]


@pytest.fixture
def start(tmp_path: Path, prepared: Path) -> Iterator[Start]:
    started: list[LiveServer] = []

    def start(port: int = 0) -> LiveServer:
        command = [str(ROOT / "bin" / "serve")]
        started.append(LiveServer(tmp_path / "var", port=port or free_port(), command=command, prepared=prepared))
        return started[-1]

    yield start
    for server in reversed(started):
        server.kill()


def test_ctrl_c_leaves_no_process_behind_and_the_next_start_is_fast(start: Start) -> None:
    first = start()
    # Supervisor, keeper, broker, sweeper; web with two; worker with two and the one that is kept for another case.
    eventually(lambda: len(first.processes()) == 11)

    assert first.stop(signal.SIGINT) == 0

    assert first.processes() == []
    assert not answers(first.url)
    assert "Stopped" in first.said
    second = start()
    # Computing time, since other tests run at the same time: 1.2 s measured; the first start of all needs 20 s.
    used = psutil.Process(second.process.pid).cpu_times()
    assert used.user + used.children_user < 5
    assert "packages" not in second.said
    assert "Database is up to date" in second.said
    assert "files are ready" in second.said


def test_kill_9_of_the_supervisor_leaves_no_process_behind(start: Start) -> None:
    server = start()

    server.process.kill()

    eventually(lambda: not server.processes())


def test_a_taken_port_is_said_and_the_next_is_used_and_a_second_start_points_there(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]

        server = start(taken)

        assert f"Port {taken} is taken by another program" in server.said
        assert f":{taken}" not in server.url
        eventually(lambda: answers(server.url))

    # The other program is gone: it is the folder that leads to the first, not the port.
    second = subprocess.run([ROOT / "bin" / "serve"], env=server.env, capture_output=True, text=True, timeout=120)

    assert second.returncode == 0
    assert f"runs already, at {server.url}" in second.stdout
    link = LINK.search(second.stdout)
    assert link is not None
    assert link[0] != server.link


@pytest.mark.parametrize("name", ["broker", "web", "sweeper"])
def test_what_is_killed_comes_back(server: LiveServer, name: str) -> None:
    before = server.children()
    victim = next(pid for pid in before if pid == server.pids[name])

    os.kill(victim, signal.SIGKILL)

    eventually(lambda: victim not in (now := server.children()) and len(now) == len(before))
    eventually(lambda: answers(server.url))
    assert f"{name} ended (killed by SIGKILL)" in server.said


def test_what_is_kept_is_for_the_owner_alone(server: LiveServer) -> None:
    assert server.var.stat().st_mode & 0o777 == 0o700
    assert (server.var / "esgcheck.sqlite3").stat().st_mode & 0o777 == 0o600
    assert (server.var / "secret_key").stat().st_mode & 0o777 == 0o600
