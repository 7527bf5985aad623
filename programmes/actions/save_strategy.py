"""What a focus area wants to reach: goals, measures, the programmes that serve it, and numbers by year."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import unique_name
from programmes.models import FocusArea, FocusLine, FocusProgramme, FocusTarget, LineKind, Programme
from programmes.ready_strategy import AREAS, ReadyArea


@transaction.atomic
def add_line(*, actor: Actor, focus_area_id: int, kind: str, text: str) -> FocusLine:
    """At the end. Raises FocusArea.DoesNotExist outside the actor's scope, and NameTaken."""
    area = _locked(actor, focus_area_id)
    lines = FocusLine.objects.visible_to(actor.person).filter(focus_area=area)
    last = lines.aggregate(last=Max("position"))["last"] or 0
    row = FocusLine(focus_area=area, kind=kind, text=text, position=last + 1)
    with unique_name(_("This stands there already.")):
        row.save()
    record(actor, f"add {kind} of focus area", row, school=area.school_id)
    return row


@transaction.atomic
def remove_line(*, actor: Actor, line_id: int) -> None:
    """Raises FocusLine.DoesNotExist outside the actor's scope."""
    row = _line(actor, line_id)
    record(actor, f"remove {row.kind} of focus area", row, school=row.focus_area.school_id)
    row.delete()


@transaction.atomic
def tick_measure(*, actor: Actor, line_id: int, done: bool) -> FocusLine:
    """It is carried out, or it is not after all. Raises FocusLine.DoesNotExist outside the actor's scope."""
    row = _line(actor, line_id, kind=LineKind.MEASURE)
    if bool(row.done_on) != done:
        row.done_on = timezone.localdate() if done else None
        row.save(update_fields=["done_on"])
        record(actor, "tick measure" if done else "untick measure", row, school=row.focus_area.school_id)
    return row


@transaction.atomic
def tie_programmes(*, actor: Actor, focus_area_id: int, programmes: Collection[int]) -> None:
    """These and no others. Raises DoesNotExist for what is not of the actor's school."""
    area = _locked(actor, focus_area_id)
    own = Programme.objects.visible_to(actor.person).filter(schools=area.school_id)
    wanted = set(own.filter(pk__in=programmes).values_list("pk", flat=True))
    if wanted != set(programmes):
        raise Programme.DoesNotExist
    ties = FocusProgramme.objects.visible_to(actor.person).filter(focus_area=area)
    before = set(ties.values_list("programme_id", flat=True))
    if before == wanted:
        return
    ties.exclude(programme__in=wanted).delete()
    new = sorted(wanted - before)
    FocusProgramme.objects.bulk_create([FocusProgramme(focus_area=area, programme_id=key) for key in new])
    record(actor, "tie programmes", area, school=area.school_id, before=sorted(before), after=sorted(wanted))


@transaction.atomic
def set_target(*, actor: Actor, focus_area_id: int, year: int, measure: str, target: int) -> FocusTarget:
    """Instead of the one of that year. Raises FocusArea.DoesNotExist outside the actor's scope."""
    area = _locked(actor, focus_area_id)
    targets = FocusTarget.objects.visible_to(actor.person).filter(focus_area=area, year=year)
    row = targets.filter(measure=measure).first() or FocusTarget(focus_area=area, year=year, measure=measure)
    before, row.target = row.target, target
    if row.pk is None or before != target:
        row.save()
        noted = {"before": before, "after": target}
        record(actor, "set target", row, school=area.school_id, year=year, measure=measure, target=noted)
    return row


@transaction.atomic
def remove_target(*, actor: Actor, target_id: int) -> None:
    """Raises FocusTarget.DoesNotExist outside the actor's scope."""
    rows = FocusTarget.objects.visible_to(actor.person).select_related("focus_area")
    row = rows.select_for_update(of=("self",)).get(pk=target_id)
    noted = {"before": row.target, "after": None}
    record(actor, "remove target", row, school=row.focus_area.school_id, year=row.year, target=noted)
    row.delete()


@transaction.atomic
def take_in_ready_areas(*, actor: Actor, school_id: int) -> list[FocusArea]:
    """Those whose names the school does not have. Raises CultureSchool.DoesNotExist outside one's scope."""
    schools = CultureSchool.objects.visible_to(actor.person).coordinated_by(actor.person)
    school = schools.select_for_update(of=("self",), no_key=True).get(pk=school_id)
    own = FocusArea.objects.visible_to(actor.person).filter(school=school)
    taken = set(own.values_list("name", flat=True))
    last = own.aggregate(last=Max("position"))["last"] or 0
    language = school.country.language
    new = [ready for ready in AREAS if ready.name[language] not in taken]
    return [_take_in(actor, school, ready, language, last + number) for number, ready in enumerate(new, 1)]


def _take_in(
    actor: Actor, school: CultureSchool, ready: ReadyArea, language: str, position: int
) -> FocusArea:
    area = FocusArea.objects.create(
        school=school, name=ready.name[language], about=ready.about[language], position=position
    )
    words = [(LineKind.GOAL, one) for one in ready.goals] + [
        (LineKind.MEASURE, one) for one in ready.measures
    ]
    FocusLine.objects.bulk_create(
        FocusLine(focus_area=area, kind=kind, text=one[language], position=number)
        for number, (kind, one) in enumerate(words, 1)
    )
    record(actor, "take in focus area", area, school=school, name=area.name)
    return area


def _locked(actor: Actor, focus_area_id: int) -> FocusArea:
    return FocusArea.objects.visible_to(actor.person).select_for_update(no_key=True).get(pk=focus_area_id)


def _line(actor: Actor, line_id: int, **of: str) -> FocusLine:
    rows = FocusLine.objects.visible_to(actor.person).select_related("focus_area")
    return rows.select_for_update(of=("self",)).get(pk=line_id, **of)
