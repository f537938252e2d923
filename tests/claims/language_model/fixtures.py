"""The server's language model, for every test that wants one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from esgcheck.claims.language_model import client
from tests.claims.language_model.server import Model


@pytest.fixture
def model(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Model]:
    """The server's language model: "teapot-7b", at an address of this machine."""
    server = Model()
    settings.LANGUAGE_MODEL_URL = server.url
    settings.LANGUAGE_MODEL_NAME = "teapot-7b"
    settings.LANGUAGE_MODEL_KEY = "sk-very-secret"
    settings.LANGUAGE_MODEL_SECONDS = 5.0
    settings.LANGUAGE_MODEL_FILE = tmp_path / "language_model.json"
    monkeypatch.setattr(client, "PAUSES", (0.0, 0.0))
    yield server
    server.close()
