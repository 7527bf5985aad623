"""The eleventh of ten is refused by the database itself, whoever asks it, and by hand too."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from participants.models import Enrolment, Place
from programmes.models import Group
from tests.db.capacity import all_at_once, without_the_databases_guard
from tests.db.people import WHY, applies, child, enrol, fill, group

PLACES = 10
ENROL = "UPDATE participants_enrolment SET state = 'enrolled', enrolled_on = '2026-01-01' WHERE id = %s"
OFFER = "UPDATE participants_enrolment SET state = 'offered' WHERE id = %s"
at_the_same_moment = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def full(samklang) -> Group:
    row = group(samklang.run, samklang.roskilde, "Fuldt", PLACES)
    fill(row)
    return row


@pytest.fixture
def late(full, samklang) -> Enrolment:
    return applies(full, child(samklang.roskilde, "Sen"))


def sql(statement: str, *values: object) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


def taken(of: Group) -> int:
    return Enrolment.objects.everything(why=WHY).filter(group=of).taking_a_place().count()


def refused(statement: str, *values: object) -> None:
    with pytest.raises(IntegrityError, match="capacity_holds"):
        sql(statement, *values)


def test_the_eleventh_of_ten_is_refused_by_raw_sql(full, late):
    refused(ENROL, late.pk)
    refused(OFFER, late.pk)
    assert taken(full) == PLACES


def test_without_the_triggers_the_same_statement_oversells(full, late):
    """The guard seen to fail."""
    with without_the_databases_guard():
        sql(ENROL, late.pk)
        assert taken(full) == PLACES + 1
        late.delete()


def test_a_row_that_is_inserted_as_enrolled_is_counted(full, samklang):
    another = Enrolment(
        school=full.school,
        group=full,
        participant=child(samklang.roskilde, "Ny"),
        applied_at="2026-01-01T12:00Z",
        state="offered",
    )
    with pytest.raises(IntegrityError, match="capacity_holds"), transaction.atomic():
        another.save()
    with pytest.raises(IntegrityError, match="capacity_holds"), transaction.atomic():
        Enrolment.objects.bulk_create([another])


def test_one_statement_that_enrols_many_is_refused_as_a_whole(full, samklang):
    Group.objects.everything(why=WHY).filter(pk=full.pk).update(capacity=PLACES + 2)
    for number in range(3):
        applies(full, child(samklang.roskilde, f"Sen{number}"))
    refused("UPDATE participants_enrolment SET state = 'offered' WHERE group_id = %s", full.pk)
    assert taken(full) == PLACES


def test_a_move_into_a_full_group_is_refused(full, samklang):
    elsewhere = enrol(samklang.other_group, child(samklang.roskilde, "Flytter"))
    refused("UPDATE participants_enrolment SET group_id = %s WHERE id = %s", full.pk, elsewhere.pk)


def test_an_offer_that_is_accepted_in_a_full_group_needs_no_second_place(samklang):
    small = group(samklang.run, samklang.roskilde, "Lille", 1)
    offered = enrol(small, samklang.clara, state="offered")
    assert sql(ENROL, offered.pk) == 1


def test_there_is_no_place_above_the_last(full, late, samklang):
    insert = (
        "INSERT INTO participants_place (school_id, group_id, number, enrolment_id) VALUES (%s, %s, %s, %s)"
    )
    refused(insert, full.school_id, full.pk, PLACES + 1, late.pk)
    one = Place.objects.everything(why=WHY).filter(group=full).first()
    refused("UPDATE participants_place SET number = %s WHERE id = %s", PLACES + 1, one.pk)


def test_the_capacity_cannot_go_below_what_is_taken_or_a_number_in_use(full):
    lower = "UPDATE programmes_group SET capacity = %s WHERE id = %s"
    refused(lower, PLACES - 1, full.pk)
    assert sql(lower, PLACES + 5, full.pk) == sql(lower, PLACES, full.pk) == 1
    gone = Place.objects.everything(why=WHY).get(group=full, number=1).enrolment
    gone.delete()
    refused(lower, PLACES - 1, full.pk)


def test_who_has_completed_or_left_takes_no_place(full, late):
    sql(
        "UPDATE participants_enrolment SET state = 'completed', enrolled_on = '2026-01-01' WHERE id = %s",
        late.pk,
    )
    assert taken(full) == PLACES


@at_the_same_moment
def test_fifty_raw_statements_at_once_fill_the_places_and_no_more(samklang):
    wanted = group(samklang.run, samklang.roskilde, "Eftertragtet", PLACES)
    waiting = [applies(wanted, child(samklang.roskilde, f"Søger{number}")) for number in range(50)]
    refusals: list[str] = []

    def enrolling(enrolment: Enrolment) -> Callable[[], None]:
        def task() -> None:
            try:
                sql(ENROL, enrolment.pk)
            except IntegrityError as error:
                refusals.append(str(error))

        return task

    all_at_once([enrolling(enrolment) for enrolment in waiting])
    assert (taken(wanted), len(refusals)) == (PLACES, 40)
    assert all("capacity_holds" in refusal for refusal in refusals)
