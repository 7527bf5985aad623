"""A roll call as its page shows it: opened, corrected after an error, or asked after a conflict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst

from participants.forms.roll_call import RollCallForm
from participants.models import EnrolmentRole, Mark, Participant
from participants.policies.roll_call import NotLoggable, check_loggable
from participants.roll import NOTE, PARTNER, PREPARATION, Roll, adult_key, mark_key
from participants.roll_tokens import token_of
from participants.rules.roll_call import Conflict
from portal.web.templatetags.face import session_time
from programmes.models import Session, SessionKind

_ANYBODY = 0
_ATTENDED = (Mark.PRESENT, Mark.LATE)


@dataclass(frozen=True)
class Line:
    """A child or an adult: the value that is chosen, and the one the page showed first.

    `token` is what a phone calls it while it waits for network.
    """

    key: str
    token: str
    name: str
    value: str
    shown: str
    url: str = ""
    helps: str = ""
    mine: str = ""
    theirs: str = ""


@dataclass
class RollCallPage:
    roll: Roll
    form: RollCallForm
    shown: Mapping[str, str]
    values: Mapping[str, str]
    conflicts: Mapping[str, Conflict] = field(default_factory=dict)

    @classmethod
    def opened(cls, roll: Roll) -> RollCallPage:
        shown = roll.shown()
        return cls(roll, RollCallForm(initial=shown), shown, shown)

    @classmethod
    def corrected(cls, roll: Roll, form: RollCallForm) -> RollCallPage:
        """What was typed stays, beside what the page had shown."""
        return cls(roll, form, roll.shown() | form.shown, dict(form.data.items()))

    @classmethod
    def asked(cls, roll: Roll, conflicts: Mapping[str, Conflict]) -> RollCallPage:
        """Marks that two people gave differently stand open; words and numbers keep the sender's."""
        shown = roll.shown()
        mine = {key: "" if key.startswith("mark-") else both.mine for key, both in conflicts.items()}
        values = shown | mine
        return cls(roll, RollCallForm(initial=values), shown, values, conflicts)

    @property
    def session(self) -> Session:
        return self.roll.session

    @cached_property
    def marks(self) -> list[tuple[str, str]]:
        """Translated once, not for each child anew."""
        return [(mark.value, str(mark.label)) for mark in Mark]

    @property
    def when(self) -> str:
        """What it is, where it is no lesson, with its time and room, in one line."""
        session = self.session
        what = "" if session.kind == SessionKind.LESSON else capfirst(session.get_kind_display())
        parts = (what, session_time(session), session.room or session.group.venue)
        return " · ".join(part for part in parts if part)

    @property
    def needs_answer(self) -> bool:
        return bool(self.conflicts) or self.form.is_bound

    @cached_property
    def obstacle(self) -> str:
        """Why nothing can be saved here, if so."""
        if self.session.group.run.is_closed:
            return "closed"
        try:
            check_loggable(self.session)
        except NotLoggable as refusal:
            return str(refusal)
        return ""

    @property
    def may_call_off(self) -> bool:
        """As `check_may_call_off` judges it once she tries."""
        return self.session.is_decidable or timezone.localdate(self.session.starts_at) <= timezone.localdate()

    @cached_property
    def children(self) -> list[Line]:
        anybody = reverse("participants:participant", args=[_ANYBODY])
        return [
            self._line(
                mark_key(child.pk),
                _name(child),
                url=anybody.replace(str(_ANYBODY), str(child.pk)),
                helps=self.roll.helps.get(child.pk, ""),
            )
            for child in self.roll.children
        ]

    @property
    def nameless(self) -> int:
        return self.roll.nameless

    @cached_property
    def adults(self) -> list[Line]:
        return [self._line(adult_key(adult.pk), adult.name) for adult in self.roll.adults]

    @property
    def attended(self) -> int:
        return sum(1 for child in self.children if child.value in _ATTENDED)

    @property
    def token(self) -> str:
        return token_of(self.session.pk)

    @property
    def rest(self) -> list[tuple[str, str, str]]:
        """What the page showed of the fields that are not lines, to be sent back, each with its token."""
        return [
            (key, self.shown[key], token_of(self.session.pk, key)) for key in (NOTE, PARTNER, PREPARATION)
        ]

    @property
    def preparation(self) -> str:
        return self.values.get(PREPARATION, "0")

    @property
    def their_note(self) -> str:
        return self.conflicts[NOTE].theirs if NOTE in self.conflicts else ""

    @property
    def their_partner(self) -> str:
        return self.conflicts[PARTNER].theirs if PARTNER in self.conflicts else ""

    def _line(self, key: str, name: str, **more: str) -> Line:
        both = self.conflicts.get(key)
        return Line(
            key=key,
            token=token_of(self.session.pk, key),
            name=name,
            value=self.values.get(key, ""),
            shown=self.shown.get(key, ""),
            mine=_word(both.mine) if both else "",
            theirs=_word(both.theirs) if both else "",
            **more,
        )


def _name(child: Participant) -> str:
    return f"{child.short_name} ({EnrolmentRole.HELPER.label})" if child.helps_out else child.short_name


def _word(value: str) -> str:
    return str(Mark(value).label) if value in Mark.values else value
