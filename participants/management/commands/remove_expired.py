from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from participants.actions.remove_expired import NAME, remove_expired, what_would_go
from portal.audit.actor import Actor


class Command(BaseCommand):
    help = "Removes what has been kept long enough, as each night; --dry-run only says how much that is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="count, and remove nothing")

    def handle(self, *args: object, **options: object) -> None:
        carry_out = what_would_go if options["dry_run"] else remove_expired
        removed = carry_out(actor=Actor.system(NAME))
        self.stdout.write("Would be removed:" if options["dry_run"] else "Removed:")
        self.stdout.write(f"  details of {removed.runs} runs and {removed.people} people")
        self.stdout.write(f"  {removed.drafts} drafts and {removed.cards} need cards")
