"""Offered and enrolled together never exceed a group's places: held by the database itself.

Triggers, and not a constraint, because the rule counts rows. They are set anew after each `migrate`: SQLite
rebuilds a table that a migration changes, loses its triggers on the way, and stops at those of other tables.
See docs/decisions/0004-numbered-places.md.
"""

from django.apps import AppConfig
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate, pre_migrate

NAME = "capacity_holds"
TABLES = ("participants_enrolment", "participants_place", "programmes_group")
_TAKEN = """(SELECT count(*) FROM participants_enrolment AS taken
    WHERE taken.group_id = {group} AND taken.state IN ('offered', 'enrolled')
    AND taken.role = 'participant')"""
_CAPACITY = "(SELECT capacity FROM programmes_group WHERE id = NEW.group_id)"
_TAKES = "NEW.state IN ('offered', 'enrolled') AND NEW.role = 'participant'"
_TOOK = "OLD.state IN ('offered', 'enrolled') AND OLD.role = 'participant' AND OLD.group_id = NEW.group_id"
_ABOVE = f"NEW.number > {_CAPACITY}"
_HIGHEST = "(SELECT coalesce(max(number), 0) FROM participants_place WHERE group_id = NEW.id)"

# The lock lets only one at a time count: its statement reads what others have committed by then.
_POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION capacity_holds_of_enrolment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT ({_TAKES}) THEN RETURN NEW; END IF;
    IF TG_OP = 'UPDATE' THEN
        IF {_TOOK} THEN RETURN NEW; END IF;
    END IF;
    PERFORM 1 FROM programmes_group WHERE id = NEW.group_id FOR NO KEY UPDATE;
    IF {_TAKEN.format(group="NEW.group_id")} >= {_CAPACITY} THEN
        RAISE EXCEPTION 'capacity_holds: the group is full' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION capacity_holds_of_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM programmes_group WHERE id = NEW.group_id FOR NO KEY UPDATE;
    IF {_ABOVE} THEN
        RAISE EXCEPTION 'capacity_holds: there is no such place' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION capacity_holds_of_group() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.capacity < OLD.capacity
        AND NEW.capacity < greatest({_TAKEN.format(group="NEW.id")}, {_HIGHEST}) THEN
        RAISE EXCEPTION 'capacity_holds: more places are taken' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER {NAME} BEFORE INSERT OR UPDATE OF state, role, group_id ON participants_enrolment
    FOR EACH ROW EXECUTE FUNCTION capacity_holds_of_enrolment();
CREATE OR REPLACE TRIGGER {NAME} BEFORE INSERT OR UPDATE OF number, group_id ON participants_place
    FOR EACH ROW EXECUTE FUNCTION capacity_holds_of_place();
CREATE OR REPLACE TRIGGER {NAME} BEFORE UPDATE OF capacity ON programmes_group
    FOR EACH ROW EXECUTE FUNCTION capacity_holds_of_group();
"""
_FULL = f"{_TAKEN.format(group='NEW.group_id')} >= {_CAPACITY}"
_TOO_FEW = f"NEW.capacity < OLD.capacity AND NEW.capacity < max({_TAKEN.format(group='NEW.id')}, {_HIGHEST})"
_SQLITE = {
    "enrolment_new": ("INSERT ON participants_enrolment", f"{_TAKES} AND {_FULL}"),
    "enrolment_moved": (
        "UPDATE OF state, role, group_id ON participants_enrolment",
        f"{_TAKES} AND NOT ({_TOOK}) AND {_FULL}",
    ),
    "place_new": ("INSERT ON participants_place", _ABOVE),
    "place_moved": ("UPDATE OF number, group_id ON participants_place", _ABOVE),
    "group": ("UPDATE OF capacity ON programmes_group", _TOO_FEW),
}


def hold(connection: BaseDatabaseWrapper) -> None:
    """Set the triggers, where the tables exist."""
    with connection.cursor() as cursor:
        if not set(TABLES) <= set(connection.introspection.table_names(cursor)):
            return
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL)
            return
        let_go(connection)
        for name, (event, refused) in _SQLITE.items():
            cursor.execute(
                f"CREATE TRIGGER {NAME}_{name} BEFORE {event} WHEN {refused}"
                f" BEGIN SELECT RAISE(ABORT, '{NAME}'); END"
            )


def let_go(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for a migration on SQLite, and for tests that show what they are for."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in TABLES:
                cursor.execute(f"DROP TRIGGER IF EXISTS {NAME} ON {table}")
            return
        for name in _SQLITE:
            cursor.execute(f"DROP TRIGGER IF EXISTS {NAME}_{name}")


def connect(app: AppConfig) -> None:
    pre_migrate.connect(_before, sender=app, dispatch_uid=f"{NAME}_before")
    post_migrate.connect(_after, sender=app, dispatch_uid=f"{NAME}_after")


def _before(*, using: str, **_: object) -> None:
    if connections[using].vendor == "sqlite":
        let_go(connections[using])


def _after(*, using: str, **_: object) -> None:
    hold(connections[using])
