"""Quotes for reports: kept with a consent, gone with it."""

import datetime

from django.db import transaction

from participants.actions.remove_person import local_day
from participants.models import Participant, Quote
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from programmes.models import ProgrammeRun
from programmes.policies.run import check_open


@transaction.atomic
def keep_quote(
    *,
    actor: Actor,
    run_id: int,
    school: CultureSchool,
    text: str,
    name: str,
    role: str,
    consented_on: datetime.date,
    participant: Participant | None = None,
) -> Quote:
    """Somebody's words, with the name and role that are to stand below them.

    Raises ProgrammeRun.DoesNotExist and CultureSchool.DoesNotExist outside the actor's scope, and RunClosed.
    """
    run = ProgrammeRun.objects.visible_to(actor.signed_in).get(pk=run_id)
    if school.pk not in rights_of(actor.signed_in).of(Role.COORDINATOR):
        raise CultureSchool.DoesNotExist
    check_open(run)
    quote = Quote.objects.create(
        run=run,
        school=school,
        participant=participant,
        text=text,
        name=name,
        role=role,
        consented_on=consented_on,
        noted_by=actor.signed_in,
    )
    record(actor, "keep quote", quote, school=school.pk)
    return quote


@transaction.atomic
def withdraw_quote(*, actor: Actor, quote_id: int) -> Quote:
    """The consent is taken back: words and name go, that there was a quote stays.

    Raises Quote.DoesNotExist outside the actor's scope. A closed run does not stand in the way of a person's
    right.
    """
    visible = Quote.objects.visible_to(actor.signed_in).select_related("school__municipality")
    quote = visible.select_for_update(of=("self",)).get(pk=quote_id)
    if quote.withdrawn_on is None:
        quote.text, quote.name, quote.role = "", "", ""
        quote.withdrawn_on = max(local_day(quote.school), quote.consented_on)
        quote.save(update_fields=["text", "name", "role", "withdrawn_on"])
        record(actor, "withdraw quote", quote, school=quote.school_id)
    return quote
