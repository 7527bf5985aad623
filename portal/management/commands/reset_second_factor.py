from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from portal.accounts.actions.invitation_mail import MailNotSent
from portal.accounts.actions.reset_second_factor import reset_second_factor_on_server
from portal.accounts.models import User
from portal.audit.actor import Actor


class Command(BaseCommand):
    help = "Resets the second factor of somebody whom no coordinator can help; she is told by mail."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: object, **options: str) -> None:
        user = User.objects.filter(email__iexact=options["email"]).first()
        if user is None:
            raise CommandError(f"Nobody signs in with {options['email']}.")
        try:
            reset_second_factor_on_server(actor=Actor.system("reset_second_factor"), user=user)
        except MailNotSent:
            raise CommandError("It is reset, but the mail could not be sent: tell her.") from None
        self.stdout.write("It is reset, and the mail is sent.")
