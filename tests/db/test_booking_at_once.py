"""Two who book the same room or the same person at the same moment: one gets it, whichever."""

import datetime
import threading
from collections.abc import Callable
from contextlib import suppress

from django.db import connections

from participants.actions.cancel_session import cancel_session
from participants.actions.move_session import Where, move_session, version_of_session
from participants.actions.name_substitute import name_substitute
from portal.accounts.models import User
from portal.audit.actor import Actor
from programmes.actions import booking
from programmes.actions.booking import DoubleBooked
from programmes.models import Session, Substitute
from tests.db.capacity import all_at_once
from tests.db.people import WHY, give_role, group, session
from tests.db.planning import LAST, WEEK, autumn, made, sessions, wanted
from tests.db.test_capacity import at_the_same_moment


def anew(user: User) -> User:
    return User.objects.get(pk=user.pk)


def planning(by: User, plan) -> Callable[[], None]:
    def task() -> None:
        with suppress(DoubleBooked):
            made(anew(by), plan)

    return task


@at_the_same_moment
def test_a_room_planned_by_five_at_once_is_one_groups(samklang):
    groups = [autumn(samklang, name=f"Hold {number}") for number in range(5)]
    all_at_once([planning(samklang.bodil, wanted(one)) for one in groups])
    assert sorted(len(sessions(one)) for one in groups) == [0, 0, 0, 0, 12]


@at_the_same_moment
def test_the_same_plan_made_five_times_at_once_is_made_once(samklang):
    of = autumn(samklang, samklang.ida)
    all_at_once([planning(samklang.bodil, wanted(of))] * 5)
    assert len(sessions(of)) == 12


@at_the_same_moment
def test_a_person_planned_at_two_schools_at_once_is_at_one(samklang):
    give_role(samklang.ida, "teacher", samklang.koege)
    here = autumn(samklang, samklang.ida, name="Her")
    there = autumn(samklang, samklang.ida, name="Der", at=samklang.koege)
    tasks = [planning(samklang.bodil, wanted(here)), planning(samklang.kim, wanted(there))]
    all_at_once(tasks * 2)
    assert sorted(len(sessions(one)) for one in (here, there)) == [0, 12]


@at_the_same_moment
def test_moved_and_stood_in_at_once_nobody_is_in_two_places(samklang):
    """Otto is to stand in at one o'clock while a session of his own is moved to one o'clock."""
    own = group(samklang.run, samklang.roskilde, "Ottos", 8, samklang.otto)
    moving, stood_in = session(own, 5, hour=9), session(samklang.group, 5, hour=13)

    def move() -> None:
        row = Session.objects.everything(why=WHY).get(pk=moving.pk)
        by = datetime.timedelta(hours=4)
        with suppress(DoubleBooked):
            move_session(
                actor=Actor.of(anew(samklang.bodil)),
                session_id=row.pk,
                to=Where(row.starts_at + by, row.ends_at + by),
                based_on=version_of_session(row),
            )

    def name() -> None:
        with suppress(DoubleBooked):
            name_substitute(
                actor=Actor.of(anew(samklang.bodil)), session_id=stood_in.pk, user_id=samklang.otto.pk
            )

    all_at_once([move, name])
    moving.refresh_from_db()
    is_moved = moving.starts_at == stood_in.starts_at
    is_named = Substitute.objects.everything(why=WHY).filter(session=stood_in).exists()
    assert is_moved != is_named


@at_the_same_moment
def test_what_is_cancelled_while_its_plan_is_made_anew_is_not_cancelled_and_gone_at_once(
    samklang, monkeypatch
):
    """Whoever cancels waits for the plan, which takes the session away: no family is told of it."""
    of = autumn(samklang, samklang.ida)
    made(samklang.bodil, wanted(of))
    last, outcomes, real = sessions(of)[-1], [], booking.check_free

    def cancel() -> None:
        try:
            cancel_session(actor=Actor.of(anew(samklang.bodil)), session_id=last.pk, reason="illness")
            outcomes.append("cancelled")
        except Session.DoesNotExist:
            outcomes.append("gone")
        finally:
            connections.close_all()

    cancelling = threading.Thread(target=cancel)

    def check_while_somebody_cancels(**told: object) -> None:
        real(**told)
        cancelling.start()
        cancelling.join(timeout=0.5)

    monkeypatch.setattr("programmes.actions.make_sessions.check_free", check_while_somebody_cancels)
    made(samklang.bodil, wanted(of, last=LAST - WEEK))
    cancelling.join()
    assert outcomes == ["gone"]
    assert len(sessions(of)) == 11


@at_the_same_moment
def test_control_without_the_locks_a_room_goes_to_several(samklang, monkeypatch):
    """The guard seen to fail: each looks, then books, and all have looked before anybody books."""
    looked, real = threading.Barrier(3), booking.check_free

    def check_then_wait(**told: object) -> None:
        real(**told)
        looked.wait(timeout=20)

    monkeypatch.setattr("programmes.actions.make_sessions.lock_for_booking", lambda **_: None)
    monkeypatch.setattr("programmes.actions.make_sessions.check_free", check_then_wait)
    groups = [autumn(samklang, name=f"Hold {number}") for number in range(3)]
    all_at_once([planning(samklang.bodil, wanted(one)) for one in groups])
    assert [len(sessions(one)) for one in groups] == [12, 12, 12]
