"""Print a path that logs the owner (or --user NAME) in, once."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from esgcheck.accounts.models import User, make_login_link, the_owner


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # they load every page, which takes longer than the link
    help = "Print a one-time path that logs the owner in; the owner is made if there is nobody yet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--user", help="user name; the owner if not given")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["user"]:
            user = User.objects.filter(username=options["user"], is_active=True).first()
            if user is None:
                raise CommandError("There is no active user of that name.")
        else:
            user = the_owner()
        self.stdout.write(f"/enter/{make_login_link(user)}/")
