"""The world that the other tests begin with is what its description says."""

from participants.models import Enrolment, Place
from programmes.models import Group, Session


def test_a_teacher_sees_her_own_group_and_its_sessions(samklang):
    assert set(Group.objects.visible_to(samklang.ida)) == {samklang.group, samklang.closed_group}
    assert Session.objects.visible_to(samklang.ida).count() == 3


def test_a_coordinator_sees_all_groups_of_her_school_and_none_of_another(samklang):
    assert samklang.other_group in Group.objects.visible_to(samklang.bodil)
    assert samklang.koege_group not in Group.objects.visible_to(samklang.bodil)


def test_whoever_is_enrolled_has_a_place(samklang):
    enrolled = Enrolment.objects.visible_to(samklang.bodil).filter(state="enrolled")
    places = Place.objects.visible_to(samklang.bodil)
    assert enrolled.count() == places.count() == 4
