"""Lending, people beside a participant, milestones: rows of each school and of each group's child."""

from collections.abc import Mapping

from django.db import transaction

from participants.models import Participant
from portal.accounts.models import CultureSchool, User
from programmes.models import Group
from tests.db import around, people

Arguments = Mapping[str, object]


def of_around(
    schools: Mapping[str, CultureSchool],
    groups: Mapping[str, Group],
    children: Mapping[str, Arguments],
    user: User,
) -> dict[str, dict[str, Arguments]]:
    """What is a school's own stands by school; what is about a child by `children`."""
    objects: dict[str, dict[str, Arguments]] = {
        "thing": {place: {"pk": around.thing(school, "Cello").pk} for place, school in schools.items()},
        "volunteer": {place: {"pk": around.volunteer(school).pk} for place, school in schools.items()},
        "contact": {place: {"pk": around.partners_person(group).pk} for place, group in groups.items()},
        "loan": {},
        "match": {},
        "milestone": {},
        "helper": {},
    }
    for place, group in groups.items():
        child = Participant.objects.everything(why=people.WHY).get(**children[place])
        for kind, row in things_around(child, user).items():
            objects[kind][place] = {"pk": row.pk}
        helps = around.helper(group, people.child(group.school, "Karla"))
        objects["helper"][place] = {"pk": helps.pk}
    return objects


@transaction.atomic
def things_around(child: Participant, user: User) -> dict[str, object]:
    """Something lent, a volunteer beside, a milestone."""
    return {
        "loan": around.lent(around.thing(child.school), child, user),
        "match": around.match(child, around.volunteer(child.school)),
        "milestone": around.milestone(child, user),
    }
