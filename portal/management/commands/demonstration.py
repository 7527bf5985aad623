"""Loads the demonstration, or shows its accounts."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from portal.accounts.models import CultureSchool, User
from portal.demonstration import accounts
from portal.demonstration.registry import loaders


class Command(BaseCommand):
    help = "Loads the demonstration's made-up data into an empty portal; does nothing where it is loaded."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--accounts", action="store_true", help="show who can sign in, and load nothing")

    def handle(self, *args: object, **options: object) -> None:
        loaded = User.objects.filter(email=accounts.ADMINISTRATOR).exists()
        if options["accounts"]:
            self._show(loaded)
        elif not loaded:
            _load()
            self.stdout.write("The demonstration is loaded.")

    def _show(self, loaded: bool) -> None:
        if not loaded:
            raise CommandError("The demonstration is not loaded; manage.py demonstration loads it.")
        rows = [(row.role, row.email, accounts.PASSWORD, row.try_this) for row in accounts.ACCOUNTS]
        table = [("role", "e-mail", "password", "what to try"), *rows]
        widths = [max(len(row[column]) for row in table) for column in range(3)]
        for row in table:
            cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
            self.stdout.write("  ".join([*cells, row[3]]))


def _load() -> None:
    if settings.PRODUCTION:
        raise CommandError("The demonstration is not for production: SAMKLANG_ENV is production.")
    with transaction.atomic():
        if CultureSchool.objects.everything(why="only whether there is one").exists():
            raise CommandError(
                "There are schools here already: the demonstration goes into an empty database only."
            )
        today = timezone.localdate()
        for load in loaders():
            load(today)
