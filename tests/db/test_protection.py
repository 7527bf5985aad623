"""A protected address always has two people named for it: a coordinator and the group's teacher."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from participants.actions.protect_address import TooFewKeepers, protect_address
from participants.models import NamedKeeper, Participant
from participants.rules.keepers import lacking
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry
from tests.db.people import child
from tests.db.test_retention import rows


def named(person: Participant) -> set[int]:
    return set(rows(NamedKeeper).filter(participant=person).values_list("user_id", flat=True))


def protect(samklang, *keepers, person=None, level="strictly", by=None):
    return protect_address(
        actor=Actor.of(by or samklang.bodil),
        participant_id=(person or samklang.bo).pk,
        level=level,
        keepers=[user.pk for user in keepers],
    )


def test_the_named_know_the_name_and_nobody_else(samklang, browser_of):
    protect(samklang, samklang.bodil, samklang.ida)
    address = reverse("participants:participant", args=[samklang.bo.pk])
    seen = {
        who: browser_of(getattr(samklang, who)).get(address).status_code for who in ("bodil", "ida", "otto")
    }
    assert seen == {"bodil": 200, "ida": 200, "otto": 404}
    assert named(samklang.bo) == {samklang.bodil.pk, samklang.ida.pk}


@pytest.mark.parametrize(
    "who", [[], ["bodil"], ["ida"], ["ida", "otto"], ["bodil", "otto"], ["bodil", "kim"]]
)
def test_fewer_than_two_or_without_coordinator_or_teacher_changes_nothing(who, samklang):
    protect(samklang, samklang.bodil, samklang.ida)
    with pytest.raises(TooFewKeepers):
        protect(samklang, *(getattr(samklang, one) for one in who))
    assert named(samklang.bo) == {samklang.bodil.pk, samklang.ida.pk}


def test_a_child_without_a_group_needs_two_people_and_a_coordinator(samklang):
    lonely = child(samklang.roskilde, "Ene")
    protect(samklang, samklang.bodil, samklang.otto, person=lonely)
    assert named(lonely) == {samklang.bodil.pk, samklang.otto.pk}


def test_without_a_level_nobody_is_named_any_more(samklang):
    protect(samklang, samklang.bodil, samklang.ida)
    protect(samklang, level="")
    assert named(samklang.bo) == set()
    assert rows(Participant).get(pk=samklang.bo.pk).address_protection == ""


@pytest.mark.parametrize(("who", "error"), [("ida", PermissionDenied), ("kim", Participant.DoesNotExist)])
def test_only_the_schools_coordinators_may(who, error, samklang):
    with pytest.raises(error):
        protect(samklang, samklang.bodil, samklang.ida, by=getattr(samklang, who))
    assert named(samklang.bo) == set()


def test_what_is_written_down_names_nobody(samklang):
    protect(samklang, samklang.bodil, samklang.ida)
    assert rows(AuditEntry).get(action="protect address").values == {"keepers": 2}


def test_the_page_says_who_is_missing_and_keeps_what_was_chosen(samklang, browser_of):
    address, bodil = reverse("participants:protection", args=[samklang.bo.pk]), browser_of(samklang.bodil)
    assert "Ida Lærkedal" in bodil.get(address).content.decode()
    refused = bodil.post(address, {"level": "strictly", "keepers": [samklang.bodil.pk]})
    assert refused.status_code == 422
    assert refused.context["form"].errors["keepers"]
    done = bodil.post(address, {"level": "strictly", "keepers": [samklang.bodil.pk, samklang.ida.pk]})
    assert done.status_code == 302
    assert named(samklang.bo) == {samklang.bodil.pk, samklang.ida.pk}


def test_the_rule_by_itself():
    teams = {"coordinators": {1, 2}, "group_teachers": {3}}
    assert lacking([1, 1], **teams) == "people"
    assert lacking([3, 4], **teams) == "coordinator"
    assert lacking([1, 2], **teams) == "teacher"
    assert lacking([1, 3], **teams) == ""
    assert lacking([1, 4], coordinators={1}, group_teachers=set()) == ""
