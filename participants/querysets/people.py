import datetime
from typing import Self

from django.apps import apps
from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    OuterRef,
    Prefetch,
    Q,
)

from participants.querysets.enrolled import enrolled_between
from portal.audit.actor import LINK, Actor
from portal.scope.person import Person
from portal.scope.querysets import ScopedQuerySet
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from programmes.querysets.groups import staffed_groups, stood_in


def _taught_by(user: Person) -> ScopedQuerySet:
    """Enrolments, past moves included, that make a child one of the teacher's."""
    enrolments = apps.get_model("participants", "Enrolment").objects
    return enrolments.everything(why="narrowed to the user's own groups").filter(
        group__in=staffed_groups(user), state="enrolled"
    )


def _met_by_substitute(user: Person) -> ScopedQuerySet:
    """Enrolments in the groups of the sessions at which `user` stands in."""
    enrolments = apps.get_model("participants", "Enrolment").objects
    return enrolments.everything(why="narrowed to the sessions that name the user").filter(
        group__in=stood_in(user, "session__group_id"), state="enrolled"
    )


def names_given(user: Person, person: str = "pk") -> Q:
    """Whether `user` is named for a child with a protected address: in person, or by a session."""
    keepers = apps.get_model("participants", "NamedKeeper").objects
    kept = keepers.everything(why="names of one user").filter(user=user.pk, participant=OuterRef(person))
    return Q(Exists(kept)) | Q(Exists(_met_by_substitute(user).filter(participant=OuterRef(person))))


# Names, whether they may be shown, and the age that says who consents to photos.
_ON_A_ROLL = (
    "given_name",
    "family_name",
    "is_reference",
    "address_protection",
    "removed_on",
    "birth_year",
    "birth_date",
)


class ParticipantQuerySet(ScopedQuerySet):
    def in_scope_of(self, user: Person) -> Self:
        """A coordinator's school, a teacher's own groups, a substitute's; protected addresses included."""
        rights = rights_of(user)
        return self.filter(
            Q(school__in=rights.of(Role.COORDINATOR))
            | Q(school__in=rights.of(Role.TEACHER), id__in=_taught_by(user).values("participant_id"))
            | Q(id__in=_met_by_substitute(user).values("participant_id"))
        )

    def visible_to(self, user: Person) -> Self:
        """Those in scope; of a protected address only whom the user is named for; nobody who was removed."""
        return self.in_scope_of(user).filter(Q(address_protection="") | names_given(user), removed_on=None)

    def within_reach_of(self, actor: Actor) -> Self:
        """What a user sees; for a family's link the people whom it has applied for."""
        if actor.kind != LINK:
            return self.visible_to(actor.person)
        applications = apps.get_model("participants", "Application").objects.everything(why="of one link")
        sent = applications.filter(link=actor.link_id, link__isnull=False).values("participant_id")
        return self.filter(id__in=sent, removed_on=None)

    def on_roll(self, group: int, day: datetime.date) -> Self:
        """Who is enrolled in a group on a day, by name: as a roll call reads them, and no more than that.

        Annotates `helps_out`; whoever helps stands after those who take part. Whoever left and came back on
        that same day stands there twice.
        """
        on_that_day = Q(enrolments__group=group) & enrolled_between(day, day, of="enrolments__")
        on_roll = self.only(*_ON_A_ROLL).annotate(place=FilteredRelation("enrolments", condition=on_that_day))
        helps_out = ExpressionWrapper(Q(place__role="helper"), BooleanField())
        placed = on_roll.filter(place__isnull=False).annotate(helps_out=helps_out)
        return placed.order_by("helps_out", "given_name", "family_name", "pk")

    def with_groups(self) -> Self:
        """Prefetches as `places` what each is enrolled in now, with the group."""
        enrolments = apps.get_model("participants", "Enrolment").objects.everything(why="of these people")
        taken = enrolments.filter(state="enrolled").select_related("group").order_by("group__name")
        return self.prefetch_related(Prefetch("enrolments", taken, to_attr="places"))

    def with_card(self, on: datetime.date) -> Self:
        """Prefetches who speaks for the child, and as `cards` the need cards that hold on that day."""
        guardians = apps.get_model("participants", "Guardian").objects.everything(why="of these people")
        needs = apps.get_model("participants", "SupportNeed").objects.everything(why="of these people")
        return self.prefetch_related(
            Prefetch("guardians", guardians.filter(has_parental_responsibility=True).order_by("name")),
            Prefetch("needs", needs.filter(expires_on__gte=on).order_by("expires_on"), to_attr="cards"),
        )


class OfParticipantQuerySet(ScopedQuerySet):
    """Rows that hang on one person: seen by whoever sees the person."""

    def visible_to(self, user: Person) -> Self:
        people = apps.get_model("participants", "Participant").objects.visible_to(user)
        return self.filter(participant__in=people.values("id"))


class PairQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """A coordinator's, where both are shown to her by name; of two who were joined the one who stayed."""
        people = apps.get_model("participants", "Participant").objects.visible_to(user).values("id")
        return self.filter(
            Q(second__in=people) | Q(state="same"),
            school__in=rights_of(user).of(Role.COORDINATOR),
            first__in=people,
        )

    def decidable_by(self, user: Person) -> Self:
        """Of which a coordinator may still say whether they are one."""
        return self.visible_to(user).undecided()

    def undecided(self) -> Self:
        """Two people of one school about whom nobody has said anything."""
        return self.filter(state="open", first__school=F("school"), second__school=F("school"))


class CoordinatorsQuerySet(ScopedQuerySet):
    """Rows that only the coordinators of the school see, without people whose address is kept from them."""

    def visible_to(self, user: Person) -> Self:
        people = apps.get_model("participants", "Participant").objects.visible_to(user)
        return self.filter(
            school__in=rights_of(user).of(Role.COORDINATOR), participant__in=people.values("id")
        )


class QuoteQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """A coordinator's school; of a protected address only whom the user is named for."""
        people = apps.get_model("participants", "Participant").objects.visible_to(user)
        return self.filter(
            Q(participant=None) | Q(participant__in=people.values("id")),
            school__in=rights_of(user).of(Role.COORDINATOR),
        )
