"""Bring database and static files up to date and make a log-in link, all in one process: Django starts only once.

Writes a JSON object a line: ``{"done": "Database up to date", "seconds": 0.4}`` and at last ``{"link": "/enter/..."}``.
"""

from __future__ import annotations

import io
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import F
from django.utils import timezone


def main(only_link: bool, after_a_crash: bool) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "esgcheck.settings")
    django.setup()
    if not only_link:
        _timed(_migrate)
        _release(give_back=not after_a_crash)
        _timed(_collect)
    out = io.StringIO()
    call_command("login_link", stdout=out)
    _write({"link": out.getvalue().strip()})


def _migrate() -> str:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return "Database is up to date"
    call_command("migrate", verbosity=0, interactive=False)
    return f"Database brought up to date ({len(plan)} steps)"


def _release(*, give_back: bool) -> None:
    """Jobs that were running when the last bin/serve ended go on at once, not when their lease has run out.

    ``give_back`` them the attempt where it was we who were stopped; a document that brought everything down must not do
    so at every start. Only with SQLite: it is a file of this folder, which only we
    serve, so that no worker can be at work on them.
    """
    if connection.vendor == "sqlite":
        from esgcheck.jobs.models import Job  # when Django is set up, and not before

        running = Job.objects.filter(state=Job.State.RUNNING, attempts__gt=0)
        running.update(lease_until=timezone.now(), attempts=F("attempts") - (1 if give_back else 0))


def _collect() -> str:
    """Copy, hash and compress the static files, unless none has changed since."""
    sources = sorted(Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([]))
    state = repr([(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in sources])
    note = Path(settings.STATIC_ROOT) / ".collected"
    if note.exists() and note.read_text() == state:
        return f"{len(sources)} style, script and font files are ready"
    # From nothing: it goes by dates otherwise, and would keep a file that an older one replaces.
    call_command("collectstatic", clear=True, verbosity=0, interactive=False)
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(state)
    return f"{len(sources)} style, script and font files made ready"


def _timed(work: Callable[[], str]) -> None:
    began = time.monotonic()
    _write({"done": work(), "seconds": time.monotonic() - began})


def _write(message: dict[str, object]) -> None:
    print(json.dumps(message), flush=True)


if __name__ == "__main__":
    main(only_link="--only-link" in sys.argv, after_a_crash="--after-a-crash" in sys.argv)
