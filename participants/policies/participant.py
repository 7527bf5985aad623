"""Who may open a person's page and see what on it."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied

from participants.models import Participant
from participants.querysets.people import names_given
from portal.scope.person import Person
from portal.scope.rights import rights_of
from portal.scope.roles import Role


def names_known(user: Person, participants: Collection[Participant]) -> set[int]:
    """Ids of those whose name `user` knows: a protected address only where she is named for it.

    Nobody knows the name of a person whose details have been removed.
    """
    everybody = {person.pk for person in participants if not person.removed_on}
    protected = {person.pk for person in participants if person.address_protection}
    if not protected:
        return everybody
    asked = Participant.objects.everything(why="only says for whom the user is named")
    named = asked.filter(names_given(user), pk__in=protected).values_list("pk", flat=True)
    return everybody - protected | set(named)


def knows_name(user: Person, participant: Participant) -> bool:
    """A protected address is known by name only to those who are named for it."""
    return participant.pk in names_known(user, [participant])


def may_see_history(user: Person, participant: Participant) -> bool:
    """Decisions and their grounds are the coordinators'; a teacher sees names, need card and phone."""
    return participant.school_id in rights_of(user).of(Role.COORDINATOR) and knows_name(user, participant)


def may_write_card(user: Person, participant: Participant) -> bool:
    """Whoever sees the person: the coordinators and the teachers of her groups, who know what helps."""
    return Participant.objects.visible_to(user).filter(pk=participant.pk).exists()


def may_manage(user: Person, participant: Participant) -> bool:
    """Access, erasure and protection of one person: a coordinator of the school who knows the name."""
    return may_see_history(user, participant)


def check_may_manage(user: Person, participant: Participant) -> None:
    """Raises PermissionDenied where `may_manage` says no."""
    if not may_manage(user, participant):
        raise PermissionDenied
