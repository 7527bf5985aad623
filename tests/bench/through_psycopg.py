"""The rows of a roll call read and written by plain SQL: what the database alone takes."""

import time
from functools import cache

import psycopg
from django.conf import settings

from tests.processes import database_url

READINGS = (
    "SELECT s.*, g.*, r.* FROM programmes_session s JOIN programmes_group g ON g.id = s.group_id"
    " JOIN programmes_programmerun r ON r.id = g.run_id WHERE s.id = %(session)s",
    "SELECT e.id, p.*, a.mark FROM participants_enrolment e"
    " JOIN participants_participant p ON p.id = e.participant_id"
    " JOIN programmes_session s ON s.group_id = e.group_id"
    " LEFT JOIN participants_attendance a ON a.session_id = s.id AND a.participant_id = p.id"
    " WHERE s.id = %(session)s AND e.state = 'enrolled' ORDER BY p.given_name",
    "SELECT t.*, u.name FROM programmes_staffing t JOIN programmes_session s ON s.group_id = t.group_id"
    " LEFT JOIN accounts_user u ON u.id = t.user_id WHERE s.id = %(session)s",
    "SELECT * FROM programmes_workhours WHERE session_id = %(session)s",
    "SELECT n.* FROM participants_supportneed n JOIN participants_enrolment e"
    " ON e.participant_id = n.participant_id JOIN programmes_session s ON s.group_id = e.group_id"
    " WHERE s.id = %(session)s",
)
MARKS = (
    "INSERT INTO participants_attendance"
    " (school_id, session_id, participant_id, mark, marked_at, marked_by_id)"
    " SELECT s.school_id, s.id, e.participant_id, 'present', now(), %(user)s FROM programmes_session s"
    " JOIN participants_enrolment e ON e.group_id = s.group_id WHERE s.id = %(session)s"
)
HOURS = (
    "INSERT INTO programmes_workhours"
    ' (school_id, run_id, group_id, session_id, employer, user_id, kind, people, minutes, "on")'
    " SELECT s.school_id, g.run_id, g.id, s.id, 'school', t.user_id, 'teaching', 1, 45, current_date"
    " FROM programmes_session s JOIN programmes_group g ON g.id = s.group_id"
    " JOIN programmes_staffing t ON t.group_id = g.id WHERE s.id = %(session)s AND t.user_id IS NOT NULL"
)
SESSION = (
    "UPDATE programmes_session SET state = 'held', note = 'sang', logged_at = now() WHERE id = %(session)s"
)
LOGGED = (
    "INSERT INTO audit_auditentry"
    ' (at, actor_kind, actor_id, actor_name, school_id, action, model, object_id, "values")'
    " SELECT now(), 'user', %(user)s, '', school_id, 'save roll call', 'programmes.session', '1', '{}'"
    " FROM programmes_session WHERE id = %(session)s"
)


@cache
def connection() -> psycopg.Connection:
    return psycopg.connect(database_url(settings.DATABASES["default"]))


@cache
def anybody() -> int:
    return connection().execute("SELECT min(id) FROM accounts_user").fetchone()[0]


def open_rows(session_id: int) -> float:
    started = time.perf_counter()
    for reading in READINGS:
        connection().execute(reading, {"session": session_id}).fetchall()
    connection().commit()
    return time.perf_counter() - started


def save_rows(session_id: int) -> float:
    """In a transaction that is taken back afterwards, so that the same rows can be written again."""
    values = {"session": session_id, "user": anybody()}
    started = time.perf_counter()
    for statement in (MARKS, HOURS, SESSION, LOGGED):
        connection().execute(statement, values)
    took = time.perf_counter() - started
    connection().rollback()
    return took
