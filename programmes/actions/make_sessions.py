"""Making the sessions of plans: of one group, or of a whole run in one go."""

from collections.abc import Sequence

from django.db import transaction

from portal.audit.actor import Actor
from portal.audit.log import entry, record_many
from programmes.actions.booking import (
    Collision,
    DoubleBooked,
    Wanted,
    check_free,
    lock_for_booking,
    staff_of,
)
from programmes.models import Group, Session, SessionPlan
from programmes.planning import Draft, PlanWanted, facts_of, read_drafts
from programmes.policies.plan import check_in_run, check_may_plan
from programmes.telling import tell_of_changed_plans

PLAN_FIELDS = (
    *("kind", "weekdays", "every_weeks", "starts_on", "ends_on"),
    *("time_from", "time_to", "room", "skips_holidays"),
)


@transaction.atomic
def make_sessions(*, actor: Actor, plans: Sequence[PlanWanted]) -> list[Draft]:
    """Make, extend, shorten or change plans with their sessions; the same again changes nothing.

    What is logged, moved, cancelled or has a substitute stays as it is, and so does what lies behind. One
    collision refuses all of it. Raises Group.DoesNotExist outside the actor's scope, PermissionDenied,
    RunClosed, SessionPlan.DoesNotExist, OutsideRun and DoubleBooked.
    """
    groups = groups_to_plan(actor, plans)
    lock_for_booking(
        schools={group.school_id for group in groups.values()},
        people=frozenset().union(*staff_of(groups).values()),
    )
    drafts = read_drafts(groups, plans, locked=True)
    _check_free(actor, drafts)
    _write(actor, drafts)
    tell_of_changed_plans(actor=actor, groups={draft.group.pk for draft in drafts if draft.is_news})
    return drafts


def preview_sessions(*, actor: Actor, plans: Sequence[PlanWanted]) -> tuple[list[Draft], Sequence[Collision]]:
    """What `make_sessions` would do, and what it would collide with. Raises as that, but for DoubleBooked."""
    drafts = read_drafts(groups_to_plan(actor, plans), plans)
    try:
        _check_free(actor, drafts)
    except DoubleBooked as refusal:
        return drafts, refusal.collisions
    return drafts, ()


def groups_to_plan(actor: Actor, plans: Sequence[PlanWanted]) -> dict[int, Group]:
    """Raises Group.DoesNotExist, PermissionDenied, RunClosed and OutsideRun."""
    keys = {one.group_id for one in plans}
    visible = Group.objects.visible_to(actor.person).filter(pk__in=keys)
    rows = visible.select_related("run", "school__municipality", "format")
    groups = {group.pk: group for group in rows}
    if len(groups) != len(keys):
        raise Group.DoesNotExist
    for group in groups.values():
        check_may_plan(actor.signed_in, group)
    for one in plans:
        check_in_run(groups[one.group_id].run, one.rule.starts_on, one.rule.ends_on)
    return groups


def _check_free(actor: Actor, drafts: Sequence[Draft]) -> None:
    staff = staff_of({draft.group.pk for draft in drafts})
    placed = [(draft, session) for draft in drafts for session in [*draft.new, *draft.changed]]
    wanted = [
        Wanted(
            group=draft.group,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            room=session.room,
            people=staff.get(draft.group.pk, frozenset()),
            session_id=session.pk,
        )
        for draft, session in placed
    ]
    removed = {session.pk for draft in drafts for session in draft.removed}
    check_free(actor=actor, wanted=wanted, instead_of=removed)


def _write(actor: Actor, drafts: Sequence[Draft]) -> None:
    everything = Session.objects.everything(why="of the plans just judged")
    if removed := [session.pk for draft in drafts for session in draft.removed]:
        everything.filter(pk__in=removed).delete()
    _save_plans(actor, drafts)
    for draft in drafts:
        for session in [*draft.new, *draft.known]:
            session.plan = draft.plan
    Session.objects.bulk_create([session for draft in drafts for session in draft.new])
    for names, rows in (
        (["plan", "planned_on"], [session for draft in drafts for session in draft.known]),
        (["starts_at", "ends_at", "room", "kind"], [one for draft in drafts for one in draft.changed]),
    ):
        if rows:
            everything.bulk_update(rows, names, batch_size=500)


def _save_plans(actor: Actor, drafts: Sequence[Draft]) -> None:
    """Each plan with its entry in the log, if anything of it or of its sessions changes."""
    touched = [draft for draft in drafts if not draft.is_nothing]
    fresh, altered = [], []
    for draft in touched:
        is_new, alters = draft.plan is None, draft.alters_plan
        plan = draft.plan or SessionPlan(school_id=draft.group.school_id, group_id=draft.group.pk)
        for name, value in facts_of(draft.wanted).items():
            setattr(plan, name, value)
        if is_new:
            fresh.append(plan)
        elif alters:
            altered.append(plan)
        draft.plan = plan
    SessionPlan.objects.bulk_create(fresh)
    if altered:
        SessionPlan.objects.everything(why="of the groups just judged").bulk_update(altered, PLAN_FIELDS)
    record_many(
        entry(actor, "make sessions", draft.plan, school=draft.group.school_id, **_noted(draft))
        for draft in touched
        if draft.plan
    )


def _noted(draft: Draft) -> dict[str, object]:
    counts = {name: len(getattr(draft, name)) for name in ("new", "known", "changed", "removed")}
    days = {"first": draft.wanted.rule.starts_on, "last": draft.wanted.rule.ends_on}
    return {**{name: day.isoformat() for name, day in days.items()}, **counts}
