"""Sessions and children for walks of the roll call, put into the demonstration past the portal's pages."""

from collections.abc import Callable

import psycopg

from tests.browser.portals import Portal

GROUP = """
    SELECT grp.id FROM programmes_group grp JOIN programmes_programmerun run ON run.id = grp.run_id
    WHERE grp.name = 'Østervangsskolen' AND run.state = 'open'
"""
SESSION = """
    INSERT INTO programmes_session
    SELECT (jsonb_populate_record(like_it, jsonb_build_object(
        'id', nextval(pg_get_serial_sequence('programmes_session', 'id')),
        'starts_at', now() - make_interval(mins => 60 + %s),
        'ends_at', now() - make_interval(mins => 30 + %s),
        'state', 'planned', 'cancel_reason', '', 'note', '', 'logged_at', null, 'logged_by_id', null,
        'plan_id', null, 'planned_on', null, 'moved_from', null))).*
    FROM programmes_session like_it WHERE group_id = %s LIMIT 1 RETURNING id
"""
"""As another of the group, but for its time and what was logged."""
TWELVE = """
    INSERT INTO participants_enrolment (school_id, group_id, participant_id, application_id, wish, state,
        applied_at, enrolled_on, moved_up, role)
    SELECT e.school_id, %s, e.participant_id, e.application_id, e.wish, 'enrolled', e.applied_at,
        e.enrolled_on, false, 'participant'
    FROM participants_enrolment e JOIN programmes_group grp ON grp.id = e.group_id
    JOIN participants_participant child ON child.id = e.participant_id
    WHERE grp.name = 'Fjordskolen Hedevang 2' AND e.state = 'enrolled' AND child.address_protection = ''
    ORDER BY e.id LIMIT 12 -
        (SELECT count(*) FROM participants_enrolment WHERE group_id = %s AND state = 'enrolled')
"""


def with_twelve_children(portal: Portal) -> int:
    """Østervangsskolen, with as many children from next door as twelve need; its id."""
    with psycopg.connect(portal.environment["DATABASE_URL"]) as connection:
        [(group,)] = connection.execute(GROUP).fetchall()
        connection.execute("UPDATE programmes_group SET capacity = 12 WHERE id = %s", [group])
        connection.execute(TWELVE, [group, group])
    return group


def new_session(ask: Callable, group: int, minutes_ago: int) -> int:
    """One that is over and that nobody has logged."""
    [(session,)] = ask(SESSION, minutes_ago, minutes_ago, group)
    return session
