"""What hangs on a person and needs no decision of its own goes from `second` to `first`."""

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from participants.actions.remove_photos import let_go_of
from participants.models import (
    Attendance,
    Consent,
    Guardian,
    Message,
    NamedKeeper,
    Observation,
    Opening,
    PairState,
    Participant,
    Photo,
    PhotoPerson,
    Quote,
    SupportNeed,
    SuspectedPair,
)
from participants.photo_rules import photographable
from participants.rules.same_child import contact_key

_WHY = "of two people whom a coordinator has said to be one"


def join_attendances(first: Participant, second: Participant) -> None:
    """Of two marks at one session the first's stays."""
    marks = Attendance.objects.everything(why=_WHY)
    _hand_over(marks, first, second, once_by="session")


def join_keepers(first: Participant, second: Participant) -> None:
    _hand_over(NamedKeeper.objects.everything(why=_WHY), first, second, once_by="user")


def join_cards(first: Participant, second: Participant) -> None:
    _hand_over(SupportNeed.objects.everything(why=_WHY), first, second)


def join_messages(first: Participant, second: Participant) -> None:
    _hand_over(Message.objects.everything(why=_WHY), first, second)


def join_photos(first: Participant, second: Participant) -> None:
    """After the consents: where both together are no yes to photos, those of both go."""
    _hand_over(PhotoPerson.objects.everything(why=_WHY), first, second, once_by="photo")
    if first.pk not in photographable([first]):
        let_go_of(Photo.objects.everything(why=_WHY).filter(people=first.pk))


def join_openings(first: Participant, second: Participant) -> None:
    _hand_over(Opening.objects.everything(why=_WHY), first, second)


def join_observations(first: Participant, second: Participant) -> None:
    """Of two values of one scale at one moment the first's stays."""
    rows = Observation.objects.everything(why=_WHY)
    same = ("run", "moment", "source", "scale")
    of_first = rows.filter(participant=first, **{field: OuterRef(field) for field in same})
    rows.filter(Exists(of_first), participant=second).delete()
    rows.filter(participant=second).update(participant=first)


def join_quotes(first: Participant, second: Participant) -> None:
    _hand_over(Quote.objects.everything(why=_WHY), first, second)


def _hand_over(rows: QuerySet, first: Participant, second: Participant, once_by: str = "") -> None:
    if once_by:
        has = rows.filter(participant=first).values(once_by)
        rows.filter(participant=second, **{f"{once_by}__in": has}).delete()
    rows.filter(participant=second).update(participant=first)


def join_consents(first: Participant, second: Participant) -> None:
    """The latest word on a purpose counts: a yes that was taken back on either side is no yes."""
    consents = Consent.objects.everything(why=_WHY)
    for given in consents.filter(participant=second, withdrawn_at=None):
        if consents.filter(participant=first, purpose=given.purpose, by=given.by, withdrawn_at=None).exists():
            given.delete()
    consents.filter(participant=second).update(participant=first)
    for given in consents.filter(participant=first, withdrawn_at=None):
        same = consents.filter(participant=first, purpose=given.purpose, by=given.by)
        taken_back = same.aggregate(last=Max("withdrawn_at"))["last"]
        if taken_back and taken_back > given.given_at:
            given.withdrawn_at = taken_back
            given.save(update_fields=["withdrawn_at"])


def join_guardians(first: Participant, second: Participant) -> None:
    """The same guardian stands once; who has no responsibility on one side has none."""
    guardians = Guardian.objects.everything(why=_WHY)
    known = {_guardian_key(one): one for one in guardians.filter(participant=first)}
    for guardian in guardians.filter(participant=second):
        twin = known.get(_guardian_key(guardian))
        if twin is None:
            guardian.participant = first
            guardian.save(update_fields=["participant"])
            continue
        twin.has_parental_responsibility &= guardian.has_parental_responsibility
        twin.is_representative &= guardian.is_representative
        twin.contact_verified_at = twin.contact_verified_at or guardian.contact_verified_at
        twin.save()
        guardian.delete()


def _guardian_key(guardian: Guardian) -> tuple[str, str, str]:
    return (
        guardian.name.strip().casefold(),
        contact_key(guardian.phone),
        guardian.email.strip().casefold(),
    )


def join_pairs(first: Participant, second: Participant) -> None:
    """What was suspected or decided of the second and a third is so of the first and the third."""
    pairs = SuspectedPair.objects.everything(why=_WHY)
    for pair in pairs.filter(Q(first=second) | Q(second=second)).exclude(first=first, second=second):
        third = pair.second_id if pair.first_id == second.pk else pair.first_id
        low, high = sorted((first.pk, third))
        known = pairs.filter(first=low, second=high).first()
        if known is None:
            pair.first_id, pair.second_id = low, high
            pair.save(update_fields=["first", "second"])
            continue
        if known.state == PairState.OPEN and pair.state != PairState.OPEN:
            known.state, known.decided_at, known.decided_by = pair.state, pair.decided_at, pair.decided_by
            known.save(update_fields=["state", "decided_at", "decided_by"])
        pair.delete()
