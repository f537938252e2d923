"""The real thing: bin/serve's supervisor with broker, web, worker and sweeper, on a folder and a port of its own."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parents[2]
DATABASE = "esgcheck.sqlite3"
LINK = re.compile(r"http://\S+/enter/\S+")


class LiveServer:
    """Started by the constructor, which returns when the log-in link is printed.

    ``url`` is where it answers, ``link`` logs the owner in once (``new_link`` gives others), ``pids`` names the
    children's process numbers: broker, web, worker, sweeper. ``env`` is what an operator would set. ``prepared`` is a
    folder in which database and static files are ready (:meth:`keep_prepared`), so that they need not be made.
    """

    def __init__(
        self,
        var: Path,
        *,
        port: int,
        command: list[str] | None = None,
        env: dict[str, str] | None = None,
        prepared: Path | None = None,
    ) -> None:
        self.var = var
        self._env = env or {}
        self._helper: subprocess.Popen[str] | None = None
        self.var.mkdir(parents=True, exist_ok=True)
        if prepared and not (self.var / DATABASE).exists():
            shutil.copytree(prepared, self.var, dirs_exist_ok=True)
        self._output = var / "terminal.txt"
        with self._output.open("w") as output:
            self.process = subprocess.Popen(
                [*(command or [sys.executable, "-m", "esgcheck.serve"]), "--port", str(port), "--workers", "2"],
                cwd=ROOT,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            self.link: str = eventually(self._link, seconds=300)
        except BaseException:
            self.kill()
            raise
        note = json.loads((var / "run" / "serve.json").read_text())
        self.url: str = note["url"]
        self.pids: dict[str, int] = note["pids"]
        self.redis_url: str = note["redis_url"]

    @property
    def env(self) -> dict[str, str]:
        """The environment of a process that belongs to this server; nothing of the caller's own set-up leaks in."""
        ours = ("DATABASE_URL", "REDIS_URL", "ESGCHECK_", "DJANGO_", "PYTEST_", "COV_")
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        own = {"ESGCHECK_VAR": str(self.var), "DJANGO_SETTINGS_MODULE": "esgcheck.settings"}
        return inherited | own | self._env

    @property
    def said(self) -> str:
        """All that the terminal shows."""
        return self._output.read_text()

    def new_link(self) -> str:
        """Another link that logs the owner in once."""
        return f"{self.url}{self.inside('link')}"

    def inside(self, *words: str) -> Any:
        """What ``tests.live.inside`` answers, a process of its own with this server's database and broker."""
        if self._helper is None:
            self._helper = subprocess.Popen(
                [sys.executable, "-m", "tests.live.inside"],
                cwd=ROOT,
                env=self.env | {"REDIS_URL": self.redis_url, "ESGCHECK_URL": self.url},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        assert self._helper.stdin is not None
        assert self._helper.stdout is not None
        self._helper.stdin.write(json.dumps(words) + "\n")
        self._helper.stdin.flush()
        said = json.loads(self._helper.stdout.readline() or '{"wrong": "it ended"}')
        assert "answer" in said, said["wrong"]
        return said["answer"]

    def keep_prepared(self, folder: Path) -> Path:
        """Keep what was made at the start, for servers to come."""
        folder.mkdir()
        with sqlite3.connect(self.var / DATABASE) as ours, sqlite3.connect(folder / DATABASE) as theirs:
            ours.backup(theirs)
        ours.close()
        theirs.close()
        shutil.copytree(self.var / "static", folder / "static")
        return folder

    def processes(self) -> list[psutil.Process]:
        """Every process that was started for this folder, whoever its parent is now."""
        return [process for process in psutil.process_iter() if self._is_ours(process)]

    def children(self) -> set[int]:
        """Process numbers of what the supervisor itself has started and keeps alive."""
        found = set()
        for process in self.processes():
            with contextlib.suppress(psutil.Error):  # it may end while it is looked at
                if process.ppid() == self.process.pid:
                    found.add(process.pid)
        return found

    def stop(self, number: int = signal.SIGINT) -> int:
        """Ask it to stop as Ctrl-C does; returns the exit status."""
        self._dismiss_helper()
        self.process.send_signal(number)
        return self.process.wait(timeout=60)

    def kill(self) -> None:
        self._dismiss_helper()
        self.process.kill()
        self.process.wait()
        eventually(lambda: not self.processes())

    def _is_ours(self, process: psutil.Process) -> bool:
        try:
            named = process.environ().get("ESGCHECK_VAR") == str(self.var)
            # The broker overwrites its environment, but names its configuration file.
            named = named or any(word.startswith(str(self.var)) for word in process.cmdline())
            is_helper = self._helper is not None and process.pid == self._helper.pid
            return named and not is_helper and process.status() != psutil.STATUS_ZOMBIE
        except psutil.Error:
            return False

    def _link(self) -> str | None:
        assert self.process.poll() is None, f"it ended:\n{self.said}"
        found = LINK.search(self.said)
        return found[0] if found and (self.var / "run" / "serve.json").exists() else None

    def _dismiss_helper(self) -> None:
        if self._helper is not None:
            with self._helper as helper:
                helper.kill()
            self._helper = None


def eventually(look: Callable[[], Any], seconds: float = 60, every: float = 0.05) -> Any:
    """The first true thing that ``look`` returns. Fails the test when there is none in time."""
    until = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < until, f"it did not happen within {seconds:.0f} s"
        time.sleep(every)
    return found
