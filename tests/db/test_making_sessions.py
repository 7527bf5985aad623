"""Sessions made from plans: once, however often; nothing that somebody has decided about is touched."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from participants.actions.cancel_session import cancel_session
from participants.actions.move_session import Where, move_session, version_of_session
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry
from programmes.actions.booking import DoubleBooked
from programmes.actions.remove_plan import remove_plan
from programmes.models import Group, Session, SessionState, Substitute
from programmes.planning import read_weeks
from programmes.policies.plan import OutsideRun
from programmes.policies.run import RunClosed
from programmes.rules.weeks import Fit
from tests.db.people import WHY, give_role, group, session
from tests.db.planning import FIRST, LAST, WEEK, autumn, autumn_holiday, made, plans, sessions, wanted

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Europe/Copenhagen")


def local(row: Session) -> str:
    return row.starts_at.astimezone(HERE).strftime("%m-%d %H:%M")


def test_a_plan_becomes_sessions_at_the_hour_of_the_clock_but_on_holidays(samklang):
    """Summer time ends on 26 October: the hour stays."""
    autumn_holiday(samklang)
    of = autumn(samklang, samklang.ida)
    (draft,) = made(samklang.bodil, wanted(of))
    rows = sessions(of)
    assert (len(rows), len(draft.days.skipped)) == (11, 1)
    assert {local(row)[6:] for row in rows} == {"13:15"}
    assert (local(rows[0]), local(rows[-1])) == ("09-02 13:15", "11-18 13:15")
    assert {row.starts_at.hour for row in rows} == {11, 12}
    assert "10-14 13:15" not in {local(row) for row in rows}


def test_made_twice_it_is_once_and_nothing_is_noted(samklang):
    of = autumn(samklang, samklang.ida)
    made(samklang.bodil, wanted(of))
    keys = [row.pk for row in sessions(of)]
    noted = AuditEntry.objects.everything(why=WHY).filter(action="make sessions")
    assert noted.count() == 1
    made(samklang.bodil, wanted(of))
    assert [row.pk for row in sessions(of)] == keys
    assert (len(plans(of)), noted.count()) == (1, 1)


def test_the_database_itself_refuses_a_session_twice(samklang):
    of = autumn(samklang, samklang.ida)
    made(samklang.bodil, wanted(of))
    row = sessions(of)[0]
    row.pk, row.starts_at = None, row.starts_at + datetime.timedelta(hours=2)
    row.ends_at = row.starts_at + datetime.timedelta(minutes=45)
    with pytest.raises(IntegrityError, match="session_once_a_planned_day"), transaction.atomic():
        row.save(force_insert=True)


def test_the_database_itself_refuses_one_that_is_cancelled_without_a_reason(samklang):
    rows = Session.objects.everything(why=WHY).filter(pk=samklang.tomorrow.pk)
    with pytest.raises(IntegrityError, match="session_cancelled_with_reason"), transaction.atomic():
        rows.update(state=SessionState.CANCELLED)


class TestChangingAPlan:
    @pytest.fixture
    def of(self, samklang) -> Group:
        """Twelve Tuesdays: one moved to a Wednesday, the next cancelled, the third has a substitute."""
        of = autumn(samklang, samklang.ida)
        made(samklang.bodil, wanted(of, skips_holidays=False))
        moved, cancelled, stood_in, *_rest = sessions(of)
        day = datetime.timedelta(days=1)
        to = Where(moved.starts_at + day, moved.ends_at + day)
        actor = Actor.of(samklang.bodil)
        move_session(actor=actor, session_id=moved.pk, to=to, based_on=version_of_session(moved))
        cancel_session(actor=actor, session_id=cancelled.pk, reason="illness")
        Substitute.objects.create(
            school=of.school, session=stood_in, user=samklang.otto, named_by=samklang.bodil
        )
        return of

    def test_a_moved_session_is_not_made_again(self, samklang, of):
        before = [(row.pk, row.starts_at) for row in sessions(of)]
        (draft,) = made(samklang.bodil, wanted(of, skips_holidays=False))
        assert not draft.new
        assert [(row.pk, row.starts_at) for row in sessions(of)] == before

    def test_longer_it_has_more_and_shorter_fewer(self, samklang, of):
        made(samklang.bodil, wanted(of, last=LAST + 2 * WEEK, skips_holidays=False))
        assert len(sessions(of)) == 14
        (draft,) = made(samklang.bodil, wanted(of, last=LAST - 2 * WEEK, skips_holidays=False))
        assert (len(draft.removed), len(sessions(of))) == (4, 10)
        assert len(plans(of)) == 1

    def test_what_somebody_has_decided_about_stays_even_without_its_day(self, samklang, of):
        (plan,) = plans(of)
        later = wanted(of, first=FIRST + 4 * WEEK, hour=15, plan_id=plan.pk, skips_holidays=False)
        (draft,) = made(samklang.bodil, later)
        assert {row.pk for row in draft.kept} == {row.pk for row in sessions(of)[:3]}
        assert {local(row)[6:] for row in sessions(of)} == {"13:15", "15:15"}
        assert len(draft.changed) == 8

    def test_what_lies_behind_is_left_alone(self, samklang):
        """A plan on another weekday from now on makes no sessions of the past, and takes none away."""
        of = group(samklang.run, samklang.roskilde, "I gang", 8, venue="Sal 9")
        first, last = samklang.run.starts_on, samklang.run.ends_on
        weekday = first.isoweekday()
        began = wanted(of, first=first, last=last, weekdays=[weekday], skips_holidays=False)
        made(samklang.bodil, began)
        now = timezone.now()
        past = [row.pk for row in sessions(of) if row.starts_at < now]
        assert past
        (plan,) = plans(of)
        other = weekday % 7 + 1
        made(
            samklang.bodil,
            wanted(of, first=first, last=last, weekdays=[other], plan_id=plan.pk, skips_holidays=False),
        )
        rows = sessions(of)
        assert [row.pk for row in rows if row.starts_at < now] == past
        assert {timezone.localdate(row.starts_at).isoweekday() for row in rows if row.starts_at > now} == {
            other
        }

    def test_removed_it_takes_what_nobody_has_decided_about(self, samklang, of):
        (plan,) = plans(of)
        assert remove_plan(actor=Actor.of(samklang.bodil), plan_id=plan.pk) == 9
        assert len(sessions(of)) == 3
        assert {row.plan_id for row in sessions(of)} == {None}


def test_sessions_that_were_there_before_the_plan_become_its_own(samklang):
    of = autumn(samklang, samklang.ida)
    made(samklang.bodil, wanted(of))
    (plan,) = plans(of)
    Session.objects.everything(why=WHY).filter(group=of).update(plan=None, planned_on=None)
    plan.delete()
    (draft,) = made(samklang.bodil, wanted(of))
    assert (len(draft.known), len(draft.new), len(sessions(of))) == (12, 0, 12)
    assert all(row.plan_id and row.planned_on for row in sessions(of))


def test_weeks_are_told_with_what_became_of_them(samklang):
    autumn_holiday(samklang)
    of = autumn(samklang, samklang.ida)
    made(samklang.bodil, wanted(of))
    first = sessions(of)[0]
    cancel_session(actor=Actor.of(samklang.bodil), session_id=first.pk, reason="weather")
    rows = Group.objects.everything(why=WHY).select_related("school__municipality", "format")
    weeks = read_weeks([rows.get(pk=of.pk)])[of.pk]
    assert (weeks.planned, weeks.became, weeks.skipped, weeks.cancelled) == (12, 10, 1, {"weather": 1})
    assert weeks.fit == Fit.UNKNOWN


def test_only_a_coordinator_plans_within_the_run_and_while_it_is_open(samklang):
    of = autumn(samklang, samklang.ida)
    with pytest.raises(PermissionDenied):
        made(samklang.ida, wanted(of))
    for stranger in (samklang.otto, samklang.kim, samklang.petra):
        with pytest.raises(Group.DoesNotExist):
            made(stranger, wanted(of))
    in_words = rf" {of.run.ends_on.day}\.? \w+\.? {of.run.ends_on.year}: "
    with pytest.raises(OutsideRun, match=in_words):
        made(samklang.bodil, wanted(of, last=LAST + 20 * WEEK))
    of.run.state = "closed"
    of.run.save()
    with pytest.raises(RunClosed):
        made(samklang.bodil, wanted(of))
    assert sessions(of) == []


class TestDoubleBooked:
    def refused(self, samklang, *plans_wanted, by=None) -> list:
        with pytest.raises(DoubleBooked) as refusal:
            made(by or samklang.bodil, *plans_wanted)
        return list(refusal.value.collisions)

    def test_a_room_written_another_way_is_the_same_room(self, samklang):
        there = autumn(samklang, samklang.otto)
        made(samklang.bodil, wanted(there))
        new = autumn(samklang, samklang.ida, name="Nyt", venue=" sal  1 ")
        collisions = self.refused(samklang, wanted(new))
        assert len(collisions) == 12
        first = collisions[0]
        assert (first.group, first.what, local(first)) == ("Efterår", (" sal  1 ",), "09-02 13:15")
        assert sessions(new) == []
        made(samklang.bodil, wanted(new, hour=14))
        assert len(sessions(new)) == 12

    def test_a_cancelled_session_frees_the_room(self, samklang):
        there = autumn(samklang, samklang.otto)
        made(samklang.bodil, wanted(there))
        Session.objects.everything(why=WHY).filter(group=there).update(
            state=SessionState.CANCELLED, cancel_reason="room"
        )
        made(samklang.bodil, wanted(autumn(samklang, samklang.ida, name="Nyt")))

    def test_who_works_at_two_schools_is_not_at_both_and_nothing_is_told_of_the_other(self, samklang):
        give_role(samklang.ida, "teacher", samklang.koege)
        there = autumn(samklang, samklang.ida, name="Hemmeligt", at=samklang.koege, venue="Sal 7")
        made(samklang.kim, wanted(there))
        (first, *_rest) = self.refused(samklang, wanted(autumn(samklang, samklang.ida)))
        assert (first.group, first.is_elsewhere, first.what) == ("", True, (samklang.ida.name,))

    def test_the_plans_of_one_run_collide_among_themselves_as_well(self, samklang):
        one, other = autumn(samklang), autumn(samklang, name="To")
        collisions = self.refused(samklang, wanted(one), wanted(other))
        assert len(collisions) == 12
        assert sessions(one) == sessions(other) == []

    def test_whoever_is_replaced_is_free_and_the_substitute_is_not(self, samklang):
        there = autumn(samklang, samklang.ida, venue="")
        made(samklang.bodil, wanted(there, last=FIRST))
        Substitute.objects.create(
            school=there.school,
            session=sessions(there)[0],
            user=samklang.otto,
            instead_of=samklang.ida,
            named_by=samklang.bodil,
        )
        made(samklang.bodil, wanted(autumn(samklang, samklang.ida, name="A", venue=""), last=FIRST))
        collisions = self.refused(
            samklang, wanted(autumn(samklang, samklang.otto, name="B", venue=""), last=FIRST)
        )
        assert [one.what for one in collisions] == [(samklang.otto.name,)]

    def test_what_is_there_twice_already_is_not_in_the_way(self, samklang):
        """Rows from before: they stay as they are, and a plan elsewhere is made."""
        others = [group(samklang.run, samklang.roskilde, name, 8, venue="Sal 3") for name in ("X", "Y")]
        for other in others:
            session(other, 20)
        of = autumn(samklang, samklang.ida)
        made(samklang.bodil, wanted(of))
        made(samklang.bodil, wanted(of, last=LAST + WEEK))


def test_many_sessions_are_asked_about_as_often_as_one(samklang):
    few, many = autumn(samklang, samklang.ida), autumn(samklang, samklang.otto, name="Mange", venue="Sal 2")
    counts = []
    for plan in (wanted(few, last=FIRST), wanted(many, weekdays=range(1, 8))):
        with CaptureQueriesContext(connection) as captured:
            made(samklang.bodil, plan)
        counts.append(len(captured))
    assert len(sessions(many)) > 50
    # The first of the two reads whom the actor coordinates as well.
    assert counts[1] <= counts[0]
