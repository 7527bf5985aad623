"""The family wants something else than last year's place: an application is begun with what is known.

Of a protected address nothing is: whoever has the link may be somebody else.
"""

from django.db import transaction
from django.utils import timezone

from participants.actions.keep_draft import locked_link
from participants.actions.reapplying import new_group_of, say
from participants.links import is_protected
from participants.models import Answer, Application, Guardian, Reapplication
from portal.audit.actor import Actor
from portal.audit.log import record
from programmes.models import Group

_WHY = "of the child that the link was asked about"
_APPLIES_AGAIN = ("parent", "representative")


@transaction.atomic
def change_place(*, actor: Actor, reapplication_id: int) -> Reapplication:
    """An application that is being written already is left as it is. Raises what `say` does."""
    asked = say(actor, reapplication_id, Answer.CHANGED)
    _draft(actor, asked)
    return asked


def _draft(actor: Actor, asked: Reapplication) -> None:
    group, link = _first_choice(asked), locked_link(actor)
    if group is None or link.draft is not None:
        return
    known = {} if is_protected(link) else {"child": _child(asked), **_applicant(asked)}
    link.draft = {"group": group.pk, **known}
    link.save(update_fields=["draft"])
    record(actor, "begin application", link, school=link.school_id, group=group.pk)


def _first_choice(asked: Reapplication) -> Group | None:
    """Another group of the same run before the one that goes on with last year's; then whatever there is."""
    public = Group.objects.in_catalogue_on(timezone.localdate()).filter(school=asked.school_id)
    same = new_group_of(asked.enrolment, asked.season)
    of_run = public.filter(run=asked.season.run_id)
    if same:
        of_run = of_run.exclude(pk=same.pk)
    return of_run.order_by("pk").first() or public.order_by("pk").first()


def _child(asked: Reapplication) -> dict[str, str]:
    """As the form of an application keeps it; the grade is asked anew: a year has gone."""
    child, application = asked.enrolment.participant, asked.enrolment.application
    day = child.birth_date
    kept = {
        "given_name": child.given_name,
        "family_name": child.family_name,
        "birth_day": day.day if day else "",
        "birth_month": day.month if day else "",
        "birth_year": day.year if day else child.birth_year or "",
        "attends_school": application.attends_school if application else "",
        "home_language": application.home_language if application else "",
    }
    return {name: str(value) for name, value in kept.items()}


def _applicant(asked: Reapplication) -> dict[str, dict[str, str]]:
    """Who applied last year, where that was somebody of the family."""
    application: Application | None = asked.enrolment.application
    if application is None or application.applicant not in _APPLIES_AGAIN:
        return {}
    guardians = Guardian.objects.everything(why=_WHY).filter(participant=asked.enrolment.participant_id)
    guardian = guardians.filter(has_parental_responsibility=True).order_by("pk").first()
    if guardian is None:
        return {}
    contact = {"email": asked.link.email, "phone": asked.link.phone}
    return {"applicant": {"kind": application.applicant, "name": guardian.name, **contact}}
