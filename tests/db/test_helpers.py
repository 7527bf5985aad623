"""A helper takes no place: triggers, places, waiting list and pages leave her out, the roll marks her."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from participants.actions.approve import enrol as give_place
from participants.actions.close_run import close_run
from participants.actions.help_out import AlreadyInGroup, NeverTookPart, end_helping, register_helper
from participants.actions.withdraw import withdraw
from participants.models import Enrolment, EnrolmentMove, Message, Participant, Place
from participants.roll import read_roll
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry
from programmes.models import Group
from programmes.policies.run import RunClosed
from tests.db.around import had_a_place, helper, match, rows, today
from tests.db.people import applies, child, fill, group

pytestmark = pytest.mark.django_db


@pytest.fixture
def amina(samklang) -> Participant:
    """Had a place in the closed run, and has one in `group`."""
    return samklang.amina


def register(samklang, person: Participant, of: Group, who: str = "bodil") -> Enrolment:
    return register_helper(actor=Actor.of(getattr(samklang, who)), participant_id=person.pk, group_id=of.pk)


def test_registering_is_a_step_of_the_history_and_no_decision_that_is_written_to_the_family(samklang, amina):
    registered = register(samklang, amina, samklang.other_group)
    assert (registered.role, registered.state, registered.enrolled_on) == ("helper", "enrolled", today())
    step = rows(EnrolmentMove).get(enrolment=registered)
    assert (step.from_state, step.to_state, step.decided_by, step.is_decision) == (
        "",
        "enrolled",
        samklang.bodil,
        False,
    )
    assert not rows(Message).exists() and not rows(Place).filter(enrolment=registered).exists()
    assert rows(AuditEntry).get(action="register helper").object_id == str(registered.pk)
    assert register(samklang, amina, samklang.other_group) == registered
    assert rows(EnrolmentMove).filter(enrolment=registered).count() == 1


def test_she_takes_no_place_in_a_full_group_and_hinders_nobody(samklang, amina):
    small = group(samklang.run, samklang.roskilde, "Kælderen", 2)
    fill(small, leaving=1)
    register(samklang, amina, small)
    late = applies(small, child(samklang.roskilde, "Sen"))
    give_place(actor=Actor.of(samklang.bodil), enrolment_id=late.pk, based_on="applied")
    assert rows(Enrolment).filter(group=small).taking_a_place().count() == small.capacity
    register(samklang, samklang.bo, small)
    assert rows(Enrolment).filter(group=small, state="enrolled").count() == small.capacity + 2


def test_the_database_counts_her_from_the_moment_when_she_becomes_a_participant(samklang, amina):
    """Raw SQL turns the helper of a full group into a participant: refused by the trigger."""
    small = group(samklang.run, samklang.roskilde, "Kælderen", 1)
    fill(small)
    registered = register(samklang, amina, small)
    with (
        pytest.raises(IntegrityError, match="capacity_holds"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE participants_enrolment SET role = 'participant' WHERE id = %s", [registered.pk]
        )


def test_only_somebody_who_had_a_place_and_has_none_in_that_group(samklang, amina):
    applies(samklang.other_group, samklang.bo)
    with pytest.raises(AlreadyInGroup):
        register(samklang, samklang.bo, samklang.other_group)
    with pytest.raises(AlreadyInGroup):
        register(samklang, amina, samklang.group)
    with pytest.raises(NeverTookPart):
        register(samklang, child(samklang.roskilde, "Ny"), samklang.group)
    with pytest.raises(RunClosed):
        register(samklang, samklang.bo, samklang.closed_group)


def test_only_a_coordinator_of_the_school_registers_and_ends(samklang, amina):
    with pytest.raises(PermissionDenied):
        register(samklang, amina, samklang.group, "ida")
    for who in ("kim", "lone"):
        with pytest.raises((Group.DoesNotExist, Participant.DoesNotExist)):
            register(samklang, amina, samklang.other_group, who)
    registered = helper(samklang.group, samklang.dagny)
    with pytest.raises(PermissionDenied):
        end_helping(actor=Actor.of(samklang.ida), enrolment_id=registered.pk)


def test_who_helps_where_her_own_place_ends_today_begins_tomorrow(samklang):
    """So that no day counts as both."""
    had_a_place(samklang.group, samklang.dagny)
    rows(Enrolment).filter(group=samklang.group, participant=samklang.dagny).update(left_on=today())
    assert register(samklang, samklang.dagny, samklang.group).enrolled_on == today(1)


def test_she_is_not_decided_on_and_ends_with_a_last_day(samklang, amina, browser_of):
    registered = register(samklang, amina, samklang.other_group)
    with pytest.raises(PermissionDenied):
        withdraw(actor=Actor.of(samklang.bodil), enrolment_id=registered.pk, based_on="enrolled", grounds="x")
    address = reverse("participants:group", args=[samklang.other_group.pk])
    browser = browser_of(samklang.bodil)
    page = browser.get(address).context["page"]
    assert (len(page.helpers), len(page.enrolled), page.taken, page.free) == (1, 1, 1, 3)
    answer = browser.post(reverse("participants:end_helper", args=[registered.pk]))
    assert answer.status_code == 302
    registered.refresh_from_db()
    assert (registered.state, registered.left_on) == ("completed", today())
    assert rows(EnrolmentMove).filter(enrolment=registered, to_state="completed").count() == 1
    assert not browser.get(address).context["page"].helpers


def test_who_helps_in_no_group_any_more_is_beside_nobody(samklang, amina):
    beside = match(samklang.bo, amina)
    first = register(samklang, amina, samklang.other_group)
    helper(group(samklang.run, samklang.roskilde, "Kor"), amina)
    end_helping(actor=Actor.of(samklang.bodil), enrolment_id=first.pk)
    beside.refresh_from_db()
    assert beside.ends_on is None
    close_run(actor=Actor.of(samklang.bodil), run_id=samklang.run.pk)
    beside.refresh_from_db()
    assert beside.ends_on == today()


def test_on_the_roll_she_stands_after_the_participants_and_is_marked(samklang):
    helper(samklang.group, child(samklang.roskilde, "Aase"))
    roll = read_roll(samklang.today, samklang.ida, with_help=True)
    assert [(one.given_name, one.helps_out) for one in roll.children] == [
        ("Amina", False),
        ("Bo", False),
        ("Clara", False),
        ("Aase", True),
    ]


def test_the_form_registers_from_the_persons_page(samklang, amina, browser_of):
    address = reverse("participants:helper", args=[amina.pk])
    browser = browser_of(samklang.bodil)
    assert samklang.group.name not in browser.get(address).content.decode().split("<select")[1]
    assert browser.post(address, {"group": ""}).status_code == 422
    assert browser.post(address, {"group": samklang.other_group.pk}).status_code == 302
    assert rows(Enrolment).as_helpers().filter(participant=amina).count() == 1
