"""Publish due jobs again, every few seconds, until stopped."""

from __future__ import annotations

import logging
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import OperationalError, connection

from esgcheck.jobs.queue import sweep

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Publish again what a dead worker or an absent broker left undone. Run one beside the workers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=float, default=3.0, metavar="SECONDS")
        parser.add_argument("--once", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for signal_number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signal_number, lambda *_: stop.set())
        while True:
            try:
                sweep()
            except OperationalError:
                logger.warning("The sweeper did not reach the database; it tries again")
                connection.close()
            if options["once"] or stop.wait(options["every"]):
                return
