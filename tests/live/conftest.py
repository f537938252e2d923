"""One live server for all tests of a process that ask for it; those that do run in as few processes as can be
(``tests.scheduling``). A test elsewhere gets it by ``from tests.live.conftest import server``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from esgcheck.serve.ports import free_port
from tests.live.server import LiveServer

HERE = Path(__file__).resolve().parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.live)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """The real server, worker and broker. ``url``, ``link`` (logs the owner in, once), ``new_link()``, ``pids``."""
    server = LiveServer(tmp_path_factory.mktemp("live") / "var", port=free_port())
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def prepared(server: LiveServer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database and static files that are ready, for servers that start anew; ``server`` made its own."""
    return server.keep_prepared(tmp_path_factory.mktemp("live") / "prepared")
