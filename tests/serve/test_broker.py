from __future__ import annotations

import shutil
import socket
import subprocess
from pathlib import Path

import pytest
import redis

from esgcheck.serve import broker as brokers
from esgcheck.serve.steps import Stop

PROGRAMS = [brokers.find_program(), *filter(None, map(shutil.which, ("valkey-server", "redis-server")))]


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: Path(path).name)
def test_the_broker_answers_with_its_password_and_not_without(program: str, tmp_path: Path) -> None:
    broker = brokers.configure(tmp_path / "with a space", program)
    with subprocess.Popen(broker.command, stdout=subprocess.DEVNULL) as process:
        try:
            broker.wait(lambda: process.poll() is None)
            with redis.Redis.from_url(broker.url) as client:
                client.set("key", "value")
                assert client.get("key") == b"value"
            with socket.create_connection(("127.0.0.1", broker.port)) as stranger:
                stranger.sendall(b"GET key\r\n")
                assert stranger.recv(100).startswith(b"-NOAUTH")
        finally:
            process.terminate()


def test_the_password_is_in_a_file_for_the_owner_alone_and_not_on_the_command_line(tmp_path: Path) -> None:
    broker = brokers.configure(tmp_path)

    assert broker.config.stat().st_mode & 0o777 == 0o600
    assert broker.password in broker.config.read_text()
    assert not any(broker.password in word for word in broker.command)


def test_each_start_has_another_password(tmp_path: Path) -> None:
    assert brokers.configure(tmp_path).password != brokers.configure(tmp_path).password


def test_a_broker_that_ends_at_once_is_said_to(tmp_path: Path) -> None:
    broker = brokers.configure(tmp_path, "/bin/false")

    with pytest.raises(Stop, match="does not start"):
        broker.wait(lambda: False)


def test_without_the_wheel_a_server_on_the_path_serves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "redis-server").write_text("#!/bin/sh\n")
    (tmp_path / "redis-server").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(brokers.importlib, "import_module", _not_for_this_machine)

    assert brokers.find_program() == str(tmp_path / "redis-server")


def test_without_any_broker_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(brokers.importlib, "import_module", _not_for_this_machine)

    with pytest.raises(Stop, match="apt install redis-server"):
        brokers.find_program()


def _not_for_this_machine(name: str) -> None:
    raise ModuleNotFoundError(name)
