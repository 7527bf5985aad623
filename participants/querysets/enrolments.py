import datetime
from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import TruncDate

from participants.querysets.enrolled import enrolled_between
from participants.querysets.people import OfParticipantQuerySet, names_given
from participants.rules.decisions import DECIDING_JOBS
from portal.audit.actor import LINK, SYSTEM, Actor
from portal.scope.person import Person
from portal.scope.querysets import ScopedQuerySet
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from programmes.models import Group, Session
from programmes.querysets.groups import staffed_groups

PARTICIPANT, HELPER = "participant", "helper"


class EnrolmentQuerySet(ScopedQuerySet):
    def in_scope_of(self, user: Person) -> Self:
        """A coordinator's school; the places taken in a teacher's own groups.

        Protected addresses are included: show a name only where `with_name_for` allows it.
        """
        rights = rights_of(user)
        taught = Q(state="enrolled", school__in=rights.of(Role.TEACHER), group__in=staffed_groups(user))
        return self.filter(Q(school__in=rights.of(Role.COORDINATOR)) | taught)

    def visible_to(self, user: Person) -> Self:
        """Those in scope; of a protected address only whom the user is named for; nobody who was removed."""
        return self.in_scope_of(user).filter(
            Q(participant__address_protection="") | names_given(user, "participant"),
            participant__removed_on=None,
        )

    def within_reach_of(self, actor: Actor) -> Self:
        """What a user sees, what a family's link has applied for, and everything for a job that decides."""
        if actor.kind == LINK:
            return self.filter(application__link=actor.link_id, application__link__isnull=False)
        if actor.kind == SYSTEM and actor.name in DECIDING_JOBS:
            return self.all()
        return self.visible_to(actor.person)

    def decidable_by(self, user: Person) -> Self:
        """What a coordinator may decide on: her school's, by name known to her, while the run is open."""
        return self.visible_to(user).filter(
            ~Q(group__run__state="closed"),
            school__in=rights_of(user).of(Role.COORDINATOR),
            role=PARTICIPANT,
        )

    def locked(self) -> Self:
        """Locked with their groups until the transaction ends: whoever decides on a group's places waits.

        SQLite, whose transactions write one at a time, needs no lock.
        """
        return self.select_related("group__run", "participant").select_for_update(
            of=("self", "group"), no_key=True
        )

    def with_name_for(self, user: Person) -> Self:
        """Annotates `shows_name`: false once removed, and for a protected address kept from `user`."""
        known = Q(participant__address_protection="") | names_given(user, "participant")
        return self.annotate(shows_name=Q(known, participant__removed_on=None))

    def with_last_move(self) -> Self:
        """Annotates `moved_at`, `ground` and `grounds` of the latest step of the history."""
        moves = apps.get_model("participants", "EnrolmentMove").objects.everything(why="of these rows")
        latest = moves.filter(enrolment=OuterRef("pk")).order_by("-at", "-pk")
        return self.annotate(
            moved_at=Subquery(latest.values("at")[:1]),
            ground=Subquery(latest.values("ground__text")[:1]),
            grounds=Subquery(latest.values("grounds")[:1]),
        )

    def with_offer(self) -> Self:
        """Annotates `answer_by` and `delivered_at` of the offer that is out."""
        offers = apps.get_model("participants", "Offer").objects.everything(why="of these rows")
        out = offers.filter(enrolment=OuterRef("pk"), ended_at=None)
        return self.annotate(
            answer_by=Subquery(out.values("answer_by")[:1]),
            delivered_at=Subquery(out.values("delivered_at")[:1]),
        )

    def with_history(self) -> Self:
        """Prefetches `moves`, each with who decided, its letter and its appeals, in their order."""
        moves = apps.get_model("participants", "EnrolmentMove").objects.everything(why="of these rows")
        appeals = apps.get_model("participants", "Appeal").objects.everything(why="of these rows")
        answered = models.Prefetch("appeals", appeals.select_related("answered_by", "registered_by"))
        whole = moves.select_related("decided_by", "ground", "letter__job").prefetch_related(answered)
        return self.prefetch_related(models.Prefetch("moves", whole))

    def for_page(self) -> Self:
        """With what a line about an enrolment names: the person, the group, its run and programme."""
        return self.select_related(
            "participant", "application", "group__run__programme", "group__school__municipality"
        )

    def given_up(self) -> Self:
        """Offers that the family declined or let expire, places that were left.

        An offer that the school took back was not given up by the family.
        """
        moves = apps.get_model("participants", "EnrolmentMove").objects.everything(why="of these rows")
        left = moves.filter(enrolment=OuterRef("pk"), to_state="withdrawn").filter(
            Q(from_state="enrolled") | Q(from_state="offered", actor_kind=LINK)
        )
        return self.as_participants().filter(Q(state__in=("declined", "expired")) | Exists(left))

    def taking_a_place(self) -> Self:
        """A helper takes none."""
        return self.as_participants().filter(state__in=("offered", "enrolled"))

    def as_participants(self) -> Self:
        return self.filter(role=PARTICIPANT)

    def as_helpers(self) -> Self:
        return self.filter(role=HELPER)

    def enrolled_between(self, first: datetime.date, last: datetime.date) -> Self:
        """Enrolled on at least one day of the period, both ends included."""
        return self.filter(enrolled_between(first, last))


class OfEnrolmentQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        enrolments = apps.get_model("participants", "Enrolment").objects.visible_to(user)
        return self.filter(
            school__in=rights_of(user).of(Role.COORDINATOR), enrolment__in=enrolments.values("id")
        )


class PlaceQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """Every taken place of the groups one sees: a place is no name."""
        return self.filter(group__in=Group.objects.visible_to(user).values("id"))


class AttendanceQuerySet(OfParticipantQuerySet):
    def visible_to(self, user: Person) -> Self:
        """Of the people and the groups that one sees: a teacher sees her own groups' marks."""
        groups = Group.objects.visible_to(user).values("id")
        return super().visible_to(user).filter(session__group__in=groups)

    def attended(self) -> Self:
        """Present or late at a held session, and not as a helper."""
        return self.of_participants().filter(mark__in=("present", "late"), session__state="held")

    def of_participants(self) -> Self:
        """Without the marks of those who helped in the group on the day of the session."""
        enrolments = apps.get_model("participants", "Enrolment").objects.everything(why="of these marks")
        helping = enrolments.as_helpers().filter(
            Q(left_on=None) | Q(left_on__gte=OuterRef("session_day")),
            participant=OuterRef("participant"),
            group=OuterRef("session__group"),
            enrolled_on__lte=OuterRef("session_day"),
        )
        return self.alias(session_day=TruncDate("session__starts_at")).exclude(Exists(helping))

    def counted(self) -> models.QuerySet:
        """Rows of group (`session__group`), `mark` and `number`, of held sessions."""
        held = self.filter(session__state="held").order_by()
        return held.values("session__group", "mark").annotate(number=models.Count("pk"))


class RollConflictQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """Of the sessions one sees; of a protected address only whom the user is named for."""
        people = apps.get_model("participants", "Participant").objects.visible_to(user)
        sessions = Session.objects.visible_to(user).values("id")
        return self.filter(Q(participant=None) | Q(participant__in=people.values("id")), session__in=sessions)

    def open(self) -> Self:
        return self.filter(settled_at=None)


class OfOwnSessionQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        return self.filter(session__in=Session.objects.visible_to(user).values("id"))
