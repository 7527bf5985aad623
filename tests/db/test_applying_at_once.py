"""Families who send at the same moment, while coordinators decide: nothing lost, nothing doubled."""

import threading
from contextlib import suppress
from copy import copy

from participants.actions.approve import approve
from participants.actions.move import DecidedMeanwhile, MoveNotAllowed
from participants.actions.places import GroupFull
from participants.actions.submit_application import _known_child as known_to_the_link
from participants.actions.submit_application import submit_application
from participants.models import Application, Enrolment, EnrolmentMove, FamilyLink, Participant, Place
from participants.rules.answers import Answers
from participants.views.families.drafting import Drafting
from portal.accounts.models import User
from portal.audit.actor import Actor
from tests.db.applying import APPLICANT, CHILD, actor_of, drafted
from tests.db.catalogues import listed
from tests.db.people import WHY, applies, child, group
from tests.db.test_capacity import all_at_once, at_the_same_moment

FAMILIES, PLACES = 50, 7


def number(model: type, **fields) -> int:
    return model.objects.everything(why=WHY).filter(**fields).count()


def sent(link: FamilyLink, answers: Answers) -> Application:
    """Each who sends has read the link for itself."""
    return submit_application(actor=actor_of(link), link=copy(link), answers=answers)


@at_the_same_moment
def test_a_form_sent_five_times_at_once_is_one_application(samklang):
    link = drafted(listed(samklang.group))
    answers, found = Drafting(link).answers(), []
    all_at_once([lambda: found.append(sent(link, answers).pk) for _ in range(5)])
    assert len(found) == 5
    assert len(set(found)) == 1
    assert number(Application, link=link) == number(Participant, given_name="Selma") == 1
    assert (
        number(Enrolment, application=found[0]) == number(EnrolmentMove, enrolment__application=found[0]) == 1
    )


@at_the_same_moment
def test_control_without_taking_the_draft_five_times_at_once_are_five_children(samklang, monkeypatch):
    """The guard seen to fail: each looks for the child, then writes."""
    looked = threading.Barrier(5)

    def found(*told: object) -> Participant | None:
        child = known_to_the_link(*told)
        looked.wait()
        return child

    monkeypatch.setattr("participants.actions.submit_application._draft_taken", lambda *_: True)
    monkeypatch.setattr("participants.actions.submit_application._known_child", found)
    link = drafted(listed(samklang.group))
    answers = Drafting(link).answers()
    all_at_once([lambda: sent(link, answers)] * 5)
    assert number(Participant, given_name="Selma") == 5


@at_the_same_moment
def test_fifty_families_at_once_while_coordinators_decide(samklang):
    wanted = listed(group(samklang.run, samklang.roskilde, "Eftertragtet", PLACES))
    before = [applies(wanted, child(samklang.roskilde, f"Søger{n}")) for n in range(10)]
    links = [
        drafted(
            wanted,
            child=CHILD | {"given_name": f"Barn{n:02}", "family_name": f"Prøve{chr(97 + n % 26) * 4}{n}"},
            applicant=APPLICANT | {"email": f"familie{n}@example.org", "phone": f"71 10 00 {n:02}"},
        )
        for n in range(FAMILIES)
    ]
    ready = [(link, Drafting(link).answers()) for link in links]

    def decide(enrolment: Enrolment) -> None:
        with suppress(GroupFull, DecidedMeanwhile, MoveNotAllowed):
            actor = Actor.of(User.objects.get(pk=samklang.bodil.pk))
            approve(actor=actor, enrolment_id=enrolment.pk, based_on="applied")

    all_at_once(
        [
            *(lambda link=link, answers=answers: sent(link, answers) for link, answers in ready),
            *(lambda one=one: decide(one) for one in before),
        ]
    )
    keys = [link.pk for link in links]
    assert number(Application, link__in=keys) == FAMILIES
    assert number(Enrolment, application__link__in=keys, state="applied") == FAMILIES
    assert number(EnrolmentMove, enrolment__application__link__in=keys) == FAMILIES
    assert number(Participant, given_name__startswith="Barn", school=samklang.roskilde) == FAMILIES
    assert number(Place, group=wanted) == number(Enrolment, group=wanted, state="enrolled") == PLACES
