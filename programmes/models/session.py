from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import CultureSchool
from programmes.models.group import Group
from programmes.models.plan import SessionKind, SessionPlan
from programmes.querysets.groups import OfSessionQuerySet, SessionQuerySet


class SessionState(models.TextChoices):
    PLANNED = "planned", _("planned")
    HELD = "held", _("held")
    CANCELLED = "cancelled", _("cancelled")


class CancelReason(models.TextChoices):
    ILLNESS = "illness", _("illness")
    HOLIDAY = "holiday", _("holiday")
    ROOM = "room", _("no room")
    TOO_FEW = "too_few", _("too few")
    WEATHER = "weather", _("weather")
    OTHER = "other", _("other reason")


class Session(models.Model):
    """A group's meeting at a time (økt, gang). Its length is never called hours."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    kind = models.CharField(_("kind"), max_length=10, choices=SessionKind.choices, default=SessionKind.LESSON)
    room = models.CharField(_("room"), max_length=80, blank=True, help_text=_("Empty: the group's."))
    plan = models.ForeignKey(SessionPlan, models.SET_NULL, null=True, blank=True, related_name="sessions")
    planned_on = models.DateField(
        null=True, blank=True, help_text="The day of the plan that this is, wherever it was moved to."
    )
    moved_from = models.DateTimeField(null=True, blank=True, help_text="When it first was to start.")
    changes = models.PositiveSmallIntegerField(
        default=0, help_text="How often it was moved, cancelled or taken up again: what calendars ask for."
    )
    state = models.CharField(max_length=10, choices=SessionState.choices, default=SessionState.PLANNED)
    cancel_reason = models.CharField(max_length=10, choices=CancelReason.choices, blank=True)
    note = models.TextField(_("what did you do?"), blank=True, max_length=2000)
    logged_at = models.DateTimeField(null=True, blank=True)
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    # Annotated by `with_decidable`.
    is_decidable: bool

    # Annotated where sessions are read to be planned anew.
    is_untouched: bool

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "starts_at"], name="session_once"),
            models.UniqueConstraint(fields=["plan", "planned_on"], name="session_once_a_planned_day"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_start"),
            models.CheckConstraint(
                condition=Q(Q(state="cancelled"), ~Q(cancel_reason=""))
                | Q(~Q(state="cancelled"), cancel_reason=""),
                name="session_cancelled_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["starts_at"], name="session_start")]
        ordering = ["starts_at"]

    def __str__(self) -> str:
        return f"{self.group} {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)


class Substitute(models.Model):
    """Somebody who stands in at one session.

    Until the end of the day after it she sees what the group's teacher would, also of a child with a
    protected address: a substitute is named by the session.
    """

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, models.CASCADE, related_name="substitutes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    instead_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_at = models.DateTimeField(auto_now_add=True)

    objects = OfSessionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "user"], name="substitute_once")]

    def __str__(self) -> str:
        return f"{self.session_id} · {self.user_id}"
