"""What needs a hand: each kind with its rows in a coordinator's scope, and why a row stands there."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participants.models import Loan, Participant
from participants.querysets.absences import absent_in_a_row
from participants.querysets.buddies import missing_buddy
from participants.querysets.calls import messages_to_call_about, offers_to_call_about
from participants.querysets.clearances import partner_staff_lacking_papers, volunteers_lacking_papers
from participants.querysets.gaps import gaps, in_conflict, with_adults
from participants.querysets.sizes import out_of_size
from portal.scope.person import Person
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from programmes.models import Group, Session
from programmes.querysets.groups import SessionQuerySet


@dataclass(frozen=True)
class Kind:
    """`why` says when a row stands there, and by what it goes."""

    key: str
    title: str | Promise
    why: str | Promise
    rows: Callable[[Person, datetime.date], QuerySet]


@dataclass(frozen=True)
class Hand:
    """One kind with some of its rows; `count` is that of all."""

    kind: Kind
    count: int
    rows: Sequence[object] = ()

    @property
    def template(self) -> str:
        return f"participants/needs/{self.kind.key}.html"

    @property
    def left_out(self) -> int:
        return self.count - len(self.rows)


def _coordinated(user: Person) -> frozenset[int]:
    return rights_of(user).of(Role.COORDINATOR)


def _sessions(user: Person) -> SessionQuerySet:
    return Session.objects.visible_to(user).filter(school__in=_coordinated(user)).with_place()


def _gaps(user: Person, today: datetime.date) -> QuerySet:
    return with_adults(gaps(_sessions(user), timezone.now()))


def _conflicts(user: Person, today: datetime.date) -> QuerySet:
    return in_conflict(_sessions(user), user)


def _absent(user: Person, today: datetime.date) -> QuerySet:
    return absent_in_a_row(user, today).filter(school__in=_coordinated(user))


def _sizes(user: Person, today: datetime.date) -> QuerySet:
    return out_of_size(Group.objects.visible_to(user), user, today)


def _alone(user: Person, today: datetime.date) -> QuerySet:
    people = Participant.objects.visible_to(user).filter(school__in=_coordinated(user))
    return missing_buddy(people, today).with_groups().order_by("given_name", "family_name", "pk")


def _overdue(user: Person, today: datetime.date) -> QuerySet:
    """In whosever hands: a thing is missed though the name of who has it does not show."""
    loans = Loan.objects.in_scope_of(user).filter(school__in=_coordinated(user)).overdue(today)
    named = loans.with_name_for(user).select_related("equipment__owner", "participant")
    return named.order_by("due_on", "pk")


def _volunteers(user: Person, today: datetime.date) -> QuerySet:
    return volunteers_lacking_papers(user, today).order_by("name", "pk")


def _partner_staff(user: Person, today: datetime.date) -> QuerySet:
    return partner_staff_lacking_papers(user, today).order_by("name", "pk")


def _messages(user: Person, today: datetime.date) -> QuerySet:
    return messages_to_call_about(user)


KINDS = (
    Kind(
        "gaps",
        _("Sessions not logged"),
        _("They are over and nobody has said what happened: save the roll, or cancel the session."),
        _gaps,
    ),
    Kind(
        "conflicts",
        _("Two answers in a roll"),
        _("A phone had no network while somebody else marked the same. Both are kept until one is chosen."),
        _conflicts,
    ),
    Kind(
        "absent",
        _("Away three times in a row"),
        _("Away from the last three sessions of the group, excused or not. A call may be all it takes."),
        _absent,
    ),
    Kind(
        "offers",
        _("Families to call about an offer"),
        _("Nobody knows whether the message reached them, so the offer does not expire by itself."),
        offers_to_call_about,
    ),
    Kind(
        "messages",
        _("Families whom a message did not reach"),
        _("It could not be brought. They stand here until somebody says that they have been told."),
        _messages,
    ),
    Kind(
        "sizes",
        _("Groups too small or too large"),
        _("Fewer or more have a place than the format works with. Helpers are not counted."),
        _sizes,
    ),
    Kind(
        "alone",
        _("Nobody beside them"),
        _("In a group in which everybody has a buddy, or with a need card that asks for a companion."),
        _alone,
    ),
    Kind(
        "overdue",
        _("Not returned"),
        _("Lent, and the day on which it was due is over. They go when they are noted as returned."),
        _overdue,
    ),
    Kind(
        "volunteers",
        _("Papers of volunteers"),
        _("The police certificate or the confidentiality declaration was never seen, or too long ago."),
        _volunteers,
    ),
    Kind(
        "partner_staff",
        _("Papers of partners’ staff"),
        _("They work in a group, and a paper of theirs was never seen, or too long ago."),
        _partner_staff,
    ),
)


def counted(user: Person) -> list[Hand]:
    """How many of each kind there are; kinds of which there is nothing are left out."""
    return [hand for hand in _with_counts(user) if hand.count]


def some_of_each(user: Person, most: int) -> list[Hand]:
    """Every kind, with at most so many rows."""
    today = timezone.localdate()
    return [
        Hand(hand.kind, hand.count, list(hand.kind.rows(user, today)[:most])) if hand.count else hand
        for hand in _with_counts(user)
    ]


def _with_counts(user: Person) -> list[Hand]:
    today = timezone.localdate()
    return [Hand(kind, kind.rows(user, today).count()) for kind in KINDS]
