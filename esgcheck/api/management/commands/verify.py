"""``manage.py verify REPORT --source PATH … --output case.json``: the whole check from the shell, with no server.

A case is opened in a database of its own, in a temporary folder that is gone afterwards; the same pipeline reads, finds
and checks, and the same function writes the export. What is said to people goes to standard error, so that
``--output -`` can be piped.

Exit codes: 0 everything was read; 1 nothing could be checked (a report could not be read, or a path is wrong); 3 the
report was checked, but some sources could not be read.
"""

from __future__ import annotations

import logging
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console

from esgcheck.api.verifying.files import Given, files_under
from esgcheck.api.verifying.place import temporary_place

UNREAD_SOURCES = 3


class Command(BaseCommand):
    help = "Check a report against sources and write what was found as JSON, with no server running."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reports", nargs="+", metavar="REPORT", type=Path, help="the report; several are possible")
        parser.add_argument(
            "--source", action="append", default=[], metavar="PATH", type=Path,
            help="a file or a folder of files to hold the report against; can be given several times",
        )  # fmt: skip
        parser.add_argument(
            "--output", default="case.json", metavar="FILE", help="where to write; - is standard output"
        )
        parser.add_argument("--title", default="", help="of the case; the first report's name if not given")
        parser.add_argument("--organisation", default="", help="whose report it is")
        parser.add_argument("--quiet", action="store_true", help="no progress bar and no summary")

    def handle(self, *args: Any, **options: Any) -> None:
        given = Given(files_under(options["reports"]), files_under(options["source"]))
        if not given.reports:
            raise CommandError("There is no file to read among the reports.")
        console = Console(stderr=True, quiet=options["quiet"], highlight=False)
        logging.getLogger().setLevel(logging.CRITICAL)
        try:
            self._verify(given, options, console)
        except KeyboardInterrupt:
            console.print("Stopped. Nothing was written.")
            sys.exit(130)

    def _verify(self, given: Given, options: dict[str, Any], console: Console) -> None:
        with temporary_place():
            # Imported here: they know the database, which has just been put in place.
            from esgcheck.api.verifying.run import verify
            from esgcheck.api.verifying.summary import not_read, summary
            from esgcheck.publishing.export import export_case

            title = options["title"] or given.reports[0].stem
            case, unread = verify(given, title=title, organisation=options["organisation"] or title, console=console)
            _write(options["output"], export_case(case))
            summary(case, console)
            for path, why in unread:
                not_read(console, path, why)
            if any(path in given.reports for path, _ in unread):
                sys.exit(1)
            if unread:
                sys.exit(UNREAD_SOURCES)


def _write(output: str, pieces: Any) -> None:
    if output == "-":
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
        return
    target = Path(output)
    partial = target.with_name(target.name + ".part")
    try:
        with partial.open("wb") as file:
            file.writelines(pieces)
        partial.replace(target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise CommandError(f"{output} cannot be written: {error.strerror}.") from None
