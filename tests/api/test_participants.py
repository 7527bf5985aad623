"""A person through the API: what a role sees of one, and that the opening is logged."""

import datetime

from django.utils import timezone

from participants.models import Guardian, SupportNeed
from portal.audit.models import ReadEntry
from tests.db import people

WHY = "a test looks at everything"


def readings(child) -> list[int]:
    rows = ReadEntry.objects.everything(why=WHY).filter(model="participants.participant", object_id=child.pk)
    return list(rows.values_list("reader", flat=True))


def test_opening_a_person_is_logged_and_a_list_of_names_or_a_refusal_is_not(samklang, api_of):
    ida = api_of(samklang.ida)
    ida("get", "/participants/")
    api_of(samklang.otto)("get", f"/participants/{samklang.amina.pk}/")
    assert readings(samklang.amina) == []
    ida("get", f"/participants/{samklang.amina.pk}/")
    assert readings(samklang.amina) == [samklang.ida.pk]


def test_a_list_holds_names_and_nothing_more(samklang, api_of):
    row = api_of(samklang.bodil)("get", "/participants/?name=ami").json()["results"]
    assert row == [
        {
            "id": samklang.amina.pk,
            "school": samklang.roskilde.pk,
            "given_name": "Amina",
            "family_name": "Prøvedal",
        }
    ]


def test_a_teacher_sees_name_need_card_and_guardians_phone_a_coordinator_the_rest(samklang, api_of):
    today = timezone.localdate()
    for what, days in (("korte pauser", 1), ("gammelt råd", -1)):
        SupportNeed.objects.create(
            school=samklang.roskilde,
            participant=samklang.amina,
            what_helps=what,
            expires_on=today + datetime.timedelta(days=days),
        )
    Guardian.objects.create(
        school=samklang.roskilde,
        participant=samklang.amina,
        name="Uden ansvar",
        has_parental_responsibility=False,
    )
    for_teacher = api_of(samklang.ida)("get", f"/participants/{samklang.amina.pk}/").json()
    assert for_teacher["needs"] == [{"what_helps": "korte pauser", "expires_on": None}]
    assert for_teacher["guardians"] == [
        {"name": "Aminas forælder", "phone": "+45 71 00 00 00", "email": None}
    ]
    assert for_teacher["grade"] is for_teacher["birth_year"] is for_teacher["registered_at"] is None
    assert {place["history"] for place in for_teacher["enrolments"]} == {None}
    for_coordinator = api_of(samklang.bodil)("get", f"/participants/{samklang.amina.pk}/").json()
    assert (for_coordinator["grade"], for_coordinator["grade_country"]) == (3, "DK")
    assert for_coordinator["needs"][0]["expires_on"]
    assert all(place["history"] for place in for_coordinator["enrolments"])


def test_marks_are_counted_for_the_groups_that_one_sees(samklang, api_of):
    held = people.session(samklang.group, days=-3, state="held")
    samklang.amina.attendances.create(
        school=samklang.roskilde,
        session=held,
        mark="late",
        marked_at=timezone.now(),
        marked_by=samklang.ida,
    )
    person = api_of(samklang.ida)("get", f"/participants/{samklang.amina.pk}/").json()
    assert person["marks"] == [{"group": samklang.group.pk, "mark": "late", "number": 1}]
