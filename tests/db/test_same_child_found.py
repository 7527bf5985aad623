"""The same child twice is found when it is written, and joins by itself only through link or contact."""

import datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from participants.actions.find_pairs import find_pairs, known_child
from participants.models import Application, FamilyLink, Guardian, PairState, Participant, SuspectedPair
from tests.db.people import WHY, Samklang, applies, child

BORN = datetime.date(2015, 4, 3)


def pairs() -> list[tuple[str, str]]:
    return [(pair.first.given_name, pair.second.given_name) for pair in all_pairs().order_by("pk")]


def all_pairs():
    return SuspectedPair.objects.everything(why=WHY)


def link_of(samklang: Samklang, person: Participant, **fields) -> FamilyLink:
    link = FamilyLink.objects.create(
        school=person.school, language="da", expires_at=timezone.now() + datetime.timedelta(days=9), **fields
    )
    applies(samklang.other_group, person)
    Application.objects.everything(why=WHY).filter(participant=person).update(link=link)
    return link


def reached_at(person: Participant, *, phone: str = "", email: str = "", verified: bool = False) -> None:
    Guardian.objects.everything(why=WHY).filter(participant=person).update(
        phone=phone, email=email, contact_verified_at=timezone.now() if verified else None
    )


def test_the_same_name_and_birth_at_the_same_school_is_noted_once(samklang):
    first = child(samklang.roskilde, "Gró", birth_date=BORN)
    second = child(samklang.roskilde, "GRO", birth_date=BORN)
    assert [(pair.first, pair.second) for pair in find_pairs(participant=second)] == [(first, second)]
    find_pairs(participant=first)
    find_pairs(participant=second)
    assert pairs() == [("Gró", "GRO")]


def test_a_pair_that_is_decided_is_not_opened_again(samklang):
    child(samklang.roskilde, "Gro", birth_date=BORN)
    second = child(samklang.roskilde, "Gro", birth_date=BORN)
    find_pairs(participant=second)
    all_pairs().update(state=PairState.DIFFERENT)
    find_pairs(participant=second)
    assert [pair.state for pair in all_pairs()] == [PairState.DIFFERENT]


def test_never_across_schools(samklang):
    child(samklang.koege, "Gro", birth_date=BORN)
    assert find_pairs(participant=child(samklang.roskilde, "Gro", birth_date=BORN)) == []


def test_nobody_who_has_been_removed(samklang):
    child(samklang.roskilde, "Gro", birth_date=BORN, removed_on=timezone.localdate())
    assert find_pairs(participant=child(samklang.roskilde, "Gro", birth_date=BORN)) == []


def test_a_contact_is_found_however_it_was_written(samklang):
    first = child(samklang.roskilde, "Gro", birth_date=BORN)
    reached_at(first, phone="+45 31-22 33 44")
    second = child(samklang.roskilde, "Groa", birth_date=None, birth_year=None)
    reached_at(second, phone="31223344")
    assert len(find_pairs(participant=second)) == 1


def test_the_contact_of_the_family_link_counts_as_well(samklang):
    first = child(samklang.roskilde, "Gro", birth_date=BORN)
    link_of(samklang, first, email="Mor@example.org")
    second = child(samklang.roskilde, "Gro", birth_date=datetime.date(2012, 1, 31))
    reached_at(second, email="mor@example.org")
    assert len(find_pairs(participant=second)) == 1


def test_a_reference_without_a_name_is_no_pair_of_another_with_the_same_reference(samklang):
    for phone in ("31 22 33 44", "31 22 33 55"):
        person = child(samklang.roskilde, "17-B", "", is_reference=True)
        reached_at(person, phone=phone)
        assert find_pairs(participant=person) == []


def test_it_asks_as_often_for_many_people_as_for_few_and_reads_only_those_near(samklang):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries, transaction.atomic():
            find_pairs(participant=someone)
        return len(queries)

    someone = child(samklang.roskilde, "Gro", birth_date=BORN)
    few = asked()
    for number in range(30):
        child(samklang.roskilde, f"Barn{number}", birth_date=BORN)
    assert asked() == few


def known(samklang, link=None, **fields) -> Participant | None:
    given = {"given_name": "Gro", "family_name": "Prøvedal", "birth_date": BORN, "birth_year": BORN.year}
    return known_child(school=samklang.roskilde, link=link, **{**given, **fields})


def test_the_same_link_knows_its_child_by_name_and_birth_and_not_the_sibling(samklang):
    gro = child(samklang.roskilde, "Gro", birth_date=BORN)
    link = link_of(samklang, gro)
    assert known(samklang, link, given_name="GRO") == gro
    assert known(samklang, link, birth_date=None) == gro
    assert known(samklang, link, given_name="Bo") is None
    assert known(samklang, link, birth_date=datetime.date(2011, 1, 1), birth_year=2011) is None


def test_another_link_knows_nobody(samklang):
    gro = child(samklang.roskilde, "Gro", birth_date=BORN)
    link_of(samklang, gro)
    other = link_of(samklang, child(samklang.roskilde, "Bo"))
    assert known(samklang, other) is None
    assert known(samklang) is None


@pytest.mark.parametrize("verified", [True, False])
def test_a_contact_knows_the_child_only_where_it_was_proved_on_both_sides(samklang, verified):
    gro = child(samklang.roskilde, "Gro", birth_date=BORN)
    reached_at(gro, phone="31 22 33 44", verified=verified)
    assert known(samklang, verified_contact="+4531223344") == (gro if verified else None)
    assert known(samklang, verified_contact="") is None


def test_a_verified_contact_asks_for_the_whole_date(samklang):
    gro = child(samklang.roskilde, "Gro", birth_date=None, birth_year=2015)
    reached_at(gro, phone="31 22 33 44", verified=True)
    assert known(samklang, verified_contact="31223344") is None
    assert known(samklang, verified_contact="31223344", birth_date=None) is None


def test_a_guardian_without_responsibility_joins_nothing(samklang):
    gro = child(samklang.roskilde, "Gro", birth_date=BORN)
    reached_at(gro, phone="31 22 33 44", verified=True)
    Guardian.objects.everything(why=WHY).filter(participant=gro).update(has_parental_responsibility=False)
    assert known(samklang, verified_contact="31223344") is None


def test_a_child_of_another_school_is_not_known(samklang):
    erik = child(samklang.koege, "Gro", birth_date=BORN)
    link = link_of(samklang, erik)
    reached_at(erik, phone="31 22 33 44", verified=True)
    assert known(samklang, link, verified_contact="31223344") is None


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_who_apply_at_the_same_moment_the_later_to_commit_sees_the_other():
    from tests.db.people import build

    samklang = build()
    other = connection.copy(alias="default")
    with transaction.atomic():
        first = child(samklang.roskilde, "Gro", birth_date=BORN)
        find_pairs(participant=first)
        assert pairs() == []
        _apply_in(other, samklang)
    assert pairs() == [("Gro", "Gro")]


def _apply_in(other, samklang: Samklang) -> None:
    """The same child, written by another connection that has committed before this one has."""
    with other.cursor() as cursor:
        cursor.execute(
            "INSERT INTO participants_participant (school_id, given_name, family_name, is_reference, "
            "birth_date, grade_country, address_protection, registered_at, age_band) "
            "VALUES (%s, 'Gro', 'Prøvedal', false, %s, '', '', now(), '')",
            [samklang.roskilde.pk, BORN],
        )
    other.close()
