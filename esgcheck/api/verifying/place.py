"""A database and a folder for files that are there for one run."""

from __future__ import annotations

import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections


@contextmanager
def temporary_place() -> Iterator[None]:
    """Everything that follows writes to a temporary folder; it is removed however the run ends, but for SIGKILL.

    The settings name the real database; its connection is replaced before anything has opened it.
    """
    signal.signal(signal.SIGTERM, _leave)
    with tempfile.TemporaryDirectory(prefix="esgcheck-verify-") as folder:
        place = Path(folder)
        connections.close_all()
        connections.settings[DEFAULT_DB_ALIAS] = connections.configure_settings(
            {
                DEFAULT_DB_ALIAS: {
                    "ENGINE": "django.db.backends.sqlite3",
                    "NAME": str(place / "case.sqlite3"),
                    "OPTIONS": {
                        "timeout": 20,
                        "transaction_mode": "IMMEDIATE",
                        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",
                    },
                }
            }
        )[DEFAULT_DB_ALIAS]
        connections[DEFAULT_DB_ALIAS]  # makes one if there is none yet, so that there is one to forget
        del connections[DEFAULT_DB_ALIAS]
        settings.FILES_DIR, settings.IMAGES_DIR = place / "files", place / "images"
        settings.SEARCH_DIR = place / "search"
        settings.JOBS_PUBLISH = False
        # Straight from the models: going through all that the tables have been takes ten times as long.
        settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True, run_syncdb=True)
        try:
            yield
        finally:
            connections.close_all()


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)
