"""Publish due jobs again, every few seconds, until stopped."""

from __future__ import annotations

import logging
import signal
import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import OperationalError, connection

from esgcheck.jobs.queue import enqueue, sweep

logger = logging.getLogger(__name__)

TIDY_EVERY_SECONDS = 3600.0


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # they load every page: it starts in a third of the time without
    help = (
        "Publish again what a dead worker or an absent broker left undone, and have the workers tidy up every hour. "
        "Run one beside the workers."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=float, default=3.0, metavar="SECONDS")
        parser.add_argument("--once", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for signal_number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signal_number, lambda *_: stop.set())
        tidied = 0.0  # time.monotonic() counts from the start of the machine, which may have been a moment ago
        while True:
            try:
                if not options["once"] and (not tidied or time.monotonic() - tidied > TIDY_EVERY_SECONDS):
                    enqueue("tidy", "uploads")
                    tidied = time.monotonic()
                sweep()
            except OperationalError:
                logger.warning("The sweeper did not reach the database; it tries again")
                connection.close()
            if options["once"] or stop.wait(options["every"]):
                return
