"""Several people at the same moment: one renewal, one document, one partner, nothing taken back twice."""

import datetime
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from django.utils import timezone

from partners.actions.note_delivery import note_delivery, version_of_given
from partners.actions.sign_agreement import renew
from partners.actions.write_agreement import ask_for_document
from partners.models import Agreement, AgreementDocument, AgreementParty, Delivery
from portal.accounts.models import User
from portal.audit.actor import Actor
from portal.audit.saving import Refused
from programmes.actions.choose_partners import choose_partners, choose_runs, version_of_choice
from programmes.models import RunPartner, RunSchool
from tests.db.agreeing import agency_in, draft, given, promised, rows, signed
from tests.db.capacity import all_at_once
from tests.db.test_capacity import at_the_same_moment


def anew(user: User) -> Actor:
    return Actor.of(User.objects.get(pk=user.pk))


@at_the_same_moment
def test_what_five_do_to_an_agreement_at_once_is_done_once(samklang):
    today = timezone.localdate()
    agreement = draft(samklang, starts_on=today - datetime.timedelta(days=9), ends_on=today)
    row = promised(samklang, agreement, "agency", "places", 5)
    signed(samklang, agreement)
    note = {"agreement_id": agreement.pk, "commitment_id": row.pk, "on": today}
    seen = version_of_given([given(samklang, row, 2, today)])

    def task(act: Callable[[Actor], object]) -> Callable[[], None]:
        def one() -> None:
            with suppress(Refused):
                act(anew(samklang.bodil))

        return one

    all_at_once([task(lambda actor: note_delivery(actor=actor, **note, quantity=-2, based_on=seen))] * 5)
    assert sorted(one.quantity for one in rows(Delivery)) == [-2, 2]
    all_at_once([task(lambda actor: renew(actor=actor, agreement_id=agreement.pk))] * 5)
    assert rows(Agreement).filter(renews=agreement).count() == 1
    assert rows(AgreementParty).filter(agreement__renews=agreement).count() == 3
    all_at_once([task(lambda actor: ask_for_document(actor=actor, agreement_id=agreement.pk))] * 5)
    assert rows(AgreementDocument).filter(agreement=agreement).count() == 1

    part = rows(RunSchool).get(run=samklang.run, school=samklang.roskilde)
    library = agency_in(samklang, "Biblioteket")
    seen = version_of_choice(set())
    from_run = partial(choose_partners, part_id=part.pk, keys={library.pk}, based_on=seen)
    from_partner = partial(choose_runs, agency_id=library.pk, keys={part.pk}, based_on=seen)
    all_at_once([task(lambda actor, act=act: act(actor=actor)) for act in (from_run, from_partner) * 3])
    assert rows(RunPartner).filter(agency=library).count() == 1
