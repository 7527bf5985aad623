"""Two people whom a coordinator says to be one child: what goes where, and what wins."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from participants.actions.join_participants import JOINED, PairDecided, join_participants, keep_apart
from participants.models import (
    Application,
    Attendance,
    Consent,
    Enrolment,
    FamilyLink,
    Guardian,
    NamedKeeper,
    PairState,
    Participant,
    Place,
    Referral,
    SupportNeed,
    SuspectedPair,
)
from participants.rules.retention import FATES
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry
from portal.scope.roles import Role
from tests.db.people import WHY, Samklang, applies, child, enrol, give_role, named_for, pair_of
from tests.guards.test_retention import relations_to

NOON = timezone.make_aware(datetime.datetime(2026, 1, 5, 12))


def rows(model):
    return model.objects.everything(why=WHY)


@pytest.fixture
def first(samklang) -> Participant:
    return child(samklang.roskilde, "Gro", birth_year=2015)


@pytest.fixture
def second(samklang, first) -> Participant:
    return child(samklang.roskilde, "Groa", birth_date=datetime.date(2015, 4, 3))


@pytest.fixture
def bodil(samklang) -> Actor:
    return Actor.of(samklang.bodil)


def join(actor: Actor, first: Participant, second: Participant) -> Participant:
    return join_participants(actor=actor, pair_id=pair_of(first, second).pk)


def test_every_relation_to_a_person_is_handed_over():
    assert set(JOINED) == set(relations_to(["participants.Participant"]))
    assert set(JOINED) <= set(FATES)


def test_all_that_hangs_on_the_second_goes_to_the_first(samklang, first, second, bodil):
    enrolment = enrol(samklang.other_group, second)
    SupportNeed.objects.create(
        school=first.school, participant=second, what_helps="En pause", expires_on=timezone.localdate()
    )
    assert join(bodil, first, second) == first
    for model in (Enrolment, Application, SupportNeed):
        assert {row.participant_id for row in rows(model).filter(participant__in=(first, second))} == {
            first.pk
        }
    assert rows(Place).get(enrolment=enrolment).enrolment.participant == first
    assert rows(Guardian).filter(participant=first).count() == 2


def test_the_firsts_facts_stand_gaps_are_filled_and_the_second_is_an_empty_key(first, second, bodil):
    join(bodil, first, second)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (str(first), first.birth_date) == ("Gro Prøvedal", datetime.date(2015, 4, 3))
    assert (second.given_name, second.family_name, second.birth_date, second.grade) == ("", "", None, None)
    assert second.removed_on == timezone.localdate()


def test_a_name_takes_the_place_of_a_reference(samklang, second, bodil):
    reference = child(samklang.roskilde, "17-B", "", is_reference=True, grade=None, grade_country="")
    later = child(samklang.roskilde, "Signe", "Kvistgren", grade=5)
    joined = join(bodil, reference, later)
    assert (str(joined), joined.is_reference, joined.grade) == ("Signe Kvistgren", False, 5)
    assert (
        str(join(bodil, second, child(samklang.roskilde, "18-B", "", is_reference=True))) == "Groa Prøvedal"
    )


def test_of_two_marks_at_one_session_the_firsts_stays(samklang, first, second, bodil):
    for person, session, mark in (
        (first, samklang.yesterday, "present"),
        (second, samklang.yesterday, "unexcused"),
        (second, samklang.today, "late"),
    ):
        Attendance.objects.create(
            school=first.school,
            session=session,
            participant=person,
            mark=mark,
            marked_at=NOON,
            marked_by=samklang.ida,
        )
    join(bodil, first, second)
    marks = rows(Attendance).filter(participant=first).values_list("session", "mark")
    assert set(marks) == {(samklang.yesterday.pk, "present"), (samklang.today.pk, "late")}


@pytest.mark.parametrize(
    ("of_first", "of_second", "stays"),
    [
        ("applied", "enrolled", "enrolled"),
        ("enrolled", "waitlisted", "enrolled"),
        ("offered", "waitlisted", "offered"),
        ("waitlisted", "applied", "waitlisted"),
        ("enrolled", "enrolled", "enrolled"),
        ("refused", "applied", "applied"),
    ],
)
def test_of_two_ways_to_a_place_in_one_group_the_one_further_on_stays(
    samklang, first, second, bodil, of_first, of_second, stays
):
    ways = {"applied": applies, "waitlisted": applies, "refused": applies}
    made = [
        ways.get(state, enrol)(samklang.other_group, person, state=state)
        for person, state in ((first, of_first), (second, of_second))
    ]
    steps = sum(one.moves.count() for one in made)
    join(bodil, first, second)
    left = rows(Enrolment).filter(participant=first).exclude(state="refused")
    assert [one.state for one in left] == [stays]
    taken = rows(Place).filter(enrolment__participant=first).count()
    assert taken == (stays in ("offered", "enrolled"))
    history = sum(one.moves.count() for one in rows(Enrolment).filter(participant=first))
    assert history == steps


def test_the_waiting_list_has_no_gap_and_the_child_keeps_the_better_place(samklang, first, second, bodil):
    between = child(samklang.roskilde, "Imellem")
    for rank, person in enumerate((second, between, first), start=1):
        applies(samklang.other_group, person, state="waitlisted", waiting_rank=rank)
    join(bodil, first, second)
    waiting = rows(Enrolment).filter(group=samklang.other_group, state="waitlisted").order_by("waiting_rank")
    assert [(one.participant, one.waiting_rank) for one in waiting] == [(first, 1), (between, 2)]


def link(samklang: Samklang) -> FamilyLink:
    return FamilyLink.objects.create(
        school=samklang.roskilde, language="da", expires_at=timezone.now() + datetime.timedelta(days=9)
    )


def test_of_two_applications_for_one_run_the_firsts_stays_with_the_words_and_wishes_of_both(
    samklang, first, second, bodil
):
    kept = applies(samklang.group, first, minutes_ago=10).application
    added = applies(samklang.other_group, second, minutes_ago=50).application
    own, others = link(samklang), link(samklang)
    rows(Application).filter(pk=kept.pk).update(link=own, what_helps="En pause")
    rows(Application).filter(pk=added.pk).update(
        link=others, what_helps="Samme voksen", home_language="dari", wants_free_place=True
    )
    agency = samklang.group.partner_school
    Referral.objects.create(
        school=first.school, agency=agency, application=added, referred_by=samklang.nils, reference="17-B"
    )
    join(bodil, first, second)
    application = rows(Application).get(participant=first)
    assert (application.pk, application.link) == (kept.pk, own)
    assert application.what_helps == "En pause\nSamme voksen"
    assert (application.home_language, application.wants_free_place) == ("dari", True)
    assert application.submitted_at == added.submitted_at
    wishes = application.wishes.order_by("wish").values_list("group", "wish")
    assert list(wishes) == [(samklang.group.pk, 1), (samklang.other_group.pk, 2)]
    assert rows(Referral).get().application == application


def test_the_same_guardian_stands_once_and_without_responsibility_where_one_side_says_so(
    first, second, bodil
):
    rows(Guardian).filter(participant__in=(first, second)).update(name="Mor", email="mor@example.org")
    rows(Guardian).filter(participant=second).update(phone="+45 71000000", has_parental_responsibility=False)
    join(bodil, first, second)
    guardian = rows(Guardian).get(participant=first)
    assert not guardian.has_parental_responsibility


def test_a_consent_taken_back_on_either_side_is_no_consent(first, second, bodil):
    given = {"purpose": "photo", "by": "guardian", "actor_kind": "link", "school": first.school}
    Consent.objects.create(participant=first, given_at=NOON, **given)
    later = NOON + datetime.timedelta(days=3)
    Consent.objects.create(participant=second, given_at=NOON, withdrawn_at=later, **given)
    Consent.objects.create(participant=second, given_at=NOON, **{**given, "purpose": "sharing"})
    join(bodil, first, second)
    standing = rows(Consent).filter(participant=first, withdrawn_at=None)
    assert [one.purpose for one in standing] == ["sharing"]


def test_a_protected_address_on_either_side_stays_protected_with_those_named_for_both(
    samklang, first, second, bodil
):
    for person, level in ((first, "confidential"), (second, "strictly")):
        rows(Participant).filter(pk=person.pk).update(address_protection=level)
        named_for(person, samklang.bodil)
    named_for(second, samklang.ida)
    joined = join(bodil, first, second)
    assert joined.address_protection == "strictly"
    named = rows(NamedKeeper).filter(participant=first).values_list("user", flat=True)
    assert set(named) == {samklang.bodil.pk, samklang.ida.pk}


@pytest.mark.parametrize("protected", ["first", "second"])
def test_a_coordinator_who_is_not_named_for_a_protected_address_cannot(
    first, second, bodil, protected, request
):
    hidden = request.getfixturevalue(protected)
    rows(Participant).filter(pk=hidden.pk).update(address_protection="strictly")
    pair = pair_of(first, second)
    for decide in (join_participants, keep_apart):
        with pytest.raises(SuspectedPair.DoesNotExist):
            decide(actor=bodil, pair_id=pair.pk)


def test_never_across_schools_even_for_whoever_coordinates_both(samklang, first, bodil):
    give_role(samklang.bodil, Role.COORDINATOR, samklang.koege)
    pair = pair_of(first, child(samklang.koege, "Gro"))
    with pytest.raises(PermissionDenied):
        join_participants(actor=bodil, pair_id=pair.pk)
    assert rows(SuspectedPair).get(pk=pair.pk).state == PairState.OPEN


@pytest.mark.parametrize("who", ["ida", "kim", "lone", "petra", "asta", "nils"])
def test_nobody_but_the_schools_coordinator(samklang, first, second, who):
    pair = pair_of(first, second)
    with pytest.raises(SuspectedPair.DoesNotExist):
        join_participants(actor=Actor.of(getattr(samklang, who)), pair_id=pair.pk)


def test_it_is_done_once_audited_and_what_was_said_is_kept(samklang, first, second, bodil):
    pair = pair_of(first, second)
    for _ in range(2):
        join_participants(actor=bodil, pair_id=pair.pk)
    pair.refresh_from_db()
    assert (pair.state, pair.decided_by, pair.second) == (PairState.SAME, samklang.bodil, second)
    entries = AuditEntry.objects.everything(why=WHY).filter(action="join participants")
    assert [(entry.object_id, entry.values) for entry in entries] == [(str(first.pk), {"second": second.pk})]
    with pytest.raises(PairDecided):
        keep_apart(actor=bodil, pair_id=pair.pk)


def test_two_children_stay_two(samklang, first, second, bodil):
    pair = pair_of(first, second)
    assert keep_apart(actor=bodil, pair_id=pair.pk).state == PairState.DIFFERENT
    with pytest.raises(PairDecided):
        join_participants(actor=bodil, pair_id=pair.pk)
    assert not rows(Participant).filter(pk=second.pk, removed_on__isnull=False)


def test_what_is_known_of_the_second_and_a_third_is_known_of_the_first(samklang, first, second, bodil):
    third, fourth = child(samklang.roskilde, "Grou"), child(samklang.roskilde, "Groe")
    pair_of(second, third, state=PairState.DIFFERENT)
    pair_of(second, fourth)
    pair_of(first, fourth)
    join(bodil, first, second)
    left = rows(SuspectedPair).exclude(second=second).order_by("second_id")
    assert [(pair.first, pair.second, pair.state) for pair in left] == [
        (first, third, PairState.DIFFERENT),
        (first, fourth, PairState.OPEN),
    ]
