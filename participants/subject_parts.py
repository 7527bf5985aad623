"""What is told of a person, part by part and field by field; `subject_left_out` says what is not, and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participants.models import (
    Appeal,
    Application,
    Attendance,
    Consent,
    Enrolment,
    EnrolmentMove,
    FamilyLink,
    Guardian,
    Letter,
    Message,
    NamedKeeper,
    Offer,
    Opening,
    Participant,
    Reapplication,
    Referral,
    SupportNeed,
)
from portal.audit.models import ReadEntry

_WHY = "everything about one person, for the person"
Label = str | Promise


@dataclass(frozen=True)
class Part:
    """Rows of one kind; `shows` are fields by name, each with the words that a reader knows it by."""

    key: str
    title: Label
    model: type[Model]
    person: str
    shows: Mapping[str, Label]

    def rows(self, person: Participant) -> QuerySet:
        everything = self.model.objects.everything(why=_WHY)  # type: ignore[attr-defined]
        rows: QuerySet = everything.filter(**{self.person: person.pk})
        return rows.distinct().order_by("pk")


BY, AT, LANGUAGE = _("by"), _("when"), _("language")

PARTS: tuple[Part, ...] = (
    Part(
        "person",
        _("The person"),
        Participant,
        "pk",
        {
            "school": _("culture school"),
            "given_name": _("given name"),
            "family_name": _("family name"),
            "birth_year": _("birth year"),
            "birth_date": _("birth date"),
            "grade": _("grade"),
            "grade_country": _("country of the grade"),
            "address_protection": _("protection of the address"),
            "registered_at": _("registered"),
            "is_reference": _("known by a reference only"),
        },
    ),
    Part(
        "guardians",
        _("Guardians"),
        Guardian,
        "participant",
        {
            "name": _("name"),
            "phone": _("phone"),
            "email": _("e-mail"),
            "has_parental_responsibility": _("parental responsibility"),
            "is_representative": _("appointed representative"),
            "contact_verified_at": _("contact verified"),
        },
    ),
    Part(
        "need_cards",
        _("Need cards"),
        SupportNeed,
        "participant",
        {
            "what_helps": _("what helps"),
            "to_avoid": _("what to avoid"),
            "pause": _("how to take a pause"),
            "same_adult": _("the same adult each time"),
            "expires_on": _("until"),
            "renewed_on": _("renewed"),
        },
    ),
    Part(
        "consents",
        _("Consents"),
        Consent,
        "participant",
        {
            "purpose": _("for"),
            "by": BY,
            "given_at": _("given"),
            "withdrawn_at": _("withdrawn"),
            "noted_by": _("written down by"),
        },
    ),
    Part(
        "applications",
        _("Applications"),
        Application,
        "participant",
        {
            "run": _("for"),
            "applicant": _("sent by"),
            "submitted_at": _("sent"),
            "language": LANGUAGE,
            "home_language": _("language at home"),
            "attends_school": _("school"),
            "what_helps": _("what helps"),
            "message": _("message"),
            "wants_free_place": _("needs a free place"),
            "together": _("siblings together"),
            "external_decision_seen_on": _("other service's decision seen"),
        },
    ),
    Part(
        "referrals",
        _("Referrals"),
        Referral,
        "application__participant",
        {"agency": BY, "referred_by": _("sent by"), "referred_at": AT, "reference": _("reference")},
    ),
    Part(
        "places",
        _("Applied for and places"),
        Enrolment,
        "participant",
        {
            "group": _("group"),
            "wish": _("wish"),
            "state": _("state"),
            "applied_at": _("applied"),
            "waiting_since": _("on the waiting list since"),
            "waiting_rank": _("place on the waiting list"),
            "moved_up": _("moved by a decision"),
            "enrolled_on": _("first day"),
            "left_on": _("last day"),
        },
    ),
    Part(
        "decisions",
        _("Decisions and other steps"),
        EnrolmentMove,
        "enrolment__participant",
        {
            "at": AT,
            "from_state": _("from"),
            "to_state": _("to"),
            "decided_by": BY,
            "ground": _("reason"),
            "grounds": _("grounds"),
        },
    ),
    Part(
        "offers",
        _("Offers"),
        Offer,
        "enrolment__participant",
        {
            "made_at": AT,
            "answer_by": _("answer by"),
            "delivered_at": _("delivered"),
            "ended_at": _("ended"),
        },
    ),
    Part(
        "letters",
        _("Letters"),
        Letter,
        "enrolment__participant",
        {"made_at": AT, "language": LANGUAGE, "sha256": _("checksum")},
    ),
    Part(
        "appeals",
        _("Appeals"),
        Appeal,
        "enrolment__participant",
        {
            "received_on": _("received"),
            "text": _("what was written"),
            "registered_by": _("registered by"),
            "answered_on": _("answered"),
            "answered_by": _("answered by"),
            "outcome": _("outcome"),
            "answer": _("answer"),
        },
    ),
    Part(
        "kept_places",
        _("Asked to keep the place"),
        Reapplication,
        "enrolment__participant",
        {"season": _("season"), "asked_at": AT, "answer": _("answer"), "answered_at": _("answered")},
    ),
    Part(
        "attendance",
        _("Attendance"),
        Attendance,
        "participant",
        {"session": _("session"), "mark": _("mark"), "marked_at": AT, "marked_by": BY},
    ),
    Part(
        "messages",
        _("Messages to the family"),
        Message,
        "participant",
        {
            "kind": _("about"),
            "channel": _("way"),
            "created_at": _("made"),
            "sent_at": _("sent"),
            "delivered_at": _("delivered"),
            "failed_at": _("failed"),
        },
    ),
    Part(
        "links",
        _("The family's link"),
        FamilyLink,
        "applications__participant",
        {
            "language": LANGUAGE,
            "created_at": _("made"),
            "expires_at": _("until"),
            "opened_at": _("last opened"),
        },
    ),
    Part(
        "named",
        _("Who is named for the child"),
        NamedKeeper,
        "participant",
        {"user": _("name")},
    ),
    Part(
        "openings",
        _("Openings by an administrator"),
        Opening,
        "participant",
        {"administrator": BY, "reason": _("reason"), "opened_at": AT, "ends_at": _("until")},
    ),
)

READINGS = Part(
    "read_by",
    _("Who has looked"),
    ReadEntry,
    "object_id",
    {"at": AT, "reader": BY, "role": _("role"), "what": _("what")},
)
