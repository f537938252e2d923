"""The parts that a server has instead of the embedded ones: PostgreSQL, and a broker that runs already."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from esgcheck.serve import broker as brokers
from esgcheck.serve.ports import free_port
from tests.conftest import REPORT_TEXT
from tests.live.server import LiveServer


@pytest.fixture
def database_url() -> Iterator[str]:
    """A fresh database on the server that ESGCHECK_TEST_POSTGRES names."""
    server = os.environ.get("ESGCHECK_TEST_POSTGRES")
    if not server:
        pytest.skip("PostgreSQL is not here (ESGCHECK_TEST_POSTGRES is not set)")
    name = f"esgcheck_live_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield server.rpartition("/")[0] + "/" + name
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def redis_url(tmp_path: Path) -> Iterator[str]:
    """A Redis of this machine's, or the wheel's Valkey where there is none; not started by bin/serve."""
    broker = brokers.configure(tmp_path / "redis", shutil.which("redis-server"))
    with subprocess.Popen(broker.command, stdout=subprocess.DEVNULL) as process:
        broker.wait(lambda: process.poll() is None)
        yield broker.url
        process.terminate()


def test_a_document_is_read_with_postgresql_and_a_broker_of_the_operators(
    tmp_path: Path, database_url: str, redis_url: str
) -> None:
    report = tmp_path / "report.txt"
    report.write_text(REPORT_TEXT)
    server = LiveServer(tmp_path / "var", port=free_port(), env={"DATABASE_URL": database_url, "REDIS_URL": redis_url})
    try:
        version = server.inside("upload", str(report))

        end = server.inside("wait-until-done", version, "60")

        assert (end["state"], end["attempts"]) == ("ready", 1)
        assert "broker" not in server.pids
        assert not (server.var / "esgcheck.sqlite3").exists()
        assert server.inside("digest", version)["candidates"] > 0
    finally:
        server.kill()
