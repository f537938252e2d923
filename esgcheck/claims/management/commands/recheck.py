"""``manage.py recheck [CASE …]``: look every quotation up and rank every claim anew, with nothing that is kept.

Checks do this by themselves where sources, reports or the rules have changed. This is for whoever doubts what a disk
has kept. It only asks for the work; the workers do it. What people decided stays as it is.
"""

from __future__ import annotations

import uuid
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from esgcheck.cases.models import Case
from esgcheck.claims.checking import forget
from esgcheck.jobs.queue import enqueue


class Command(BaseCommand):
    help = "Have cases checked anew, as if nothing had been looked up or ranked before."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("cases", nargs="*", metavar="CASE", type=uuid.UUID, help="ids of cases; all without any")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted: list[uuid.UUID] = options["cases"]
        cases = list(Case.objects.filter(pk__in=wanted) if wanted else Case.objects.all())
        if missing := set(wanted) - {case.pk for case in cases}:
            raise CommandError(f"There is no case {min(missing)}. Its id stands in the address of its page.")
        for case in cases:
            forget(case)
            enqueue("check", case.pk)
        self.stdout.write(f"{len(cases)} case{'' if len(cases) == 1 else 's'} will be checked anew by the workers.")
