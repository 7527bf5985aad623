"""Loading the demonstration: once, and the same each time."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.db import connection

from participants.models import Guardian, Participant
from partners.models import Contact
from portal.accounts.models import User
from portal.demonstration import accounts
from tests.db.test_demonstration_norway import rows

ROOT = Path(__file__).parents[2]
OWN_APPS = ("accounts", "partners", "programmes", "participants", "reports")


def sizes() -> dict[str, int]:
    models = [model for app in OWN_APPS for model in apps.get_app_config(app).get_models()]
    return {model._meta.label: model._default_manager.count() for model in models}


@pytest.mark.django_db
@pytest.mark.usefixtures("demonstration")
class TestOnceLoaded:
    def test_loading_again_adds_nothing(self):
        before = sizes()
        call_command("demonstration", stdout=StringIO())
        assert sizes() == before

    def test_every_constraint_holds(self):
        connection.check_constraints()

    def test_every_account_that_is_shown_can_sign_in(self, rf):
        shown = StringIO()
        call_command("demonstration", accounts=True, stdout=shown)
        for account in accounts.ACCOUNTS:
            assert re.search(f"{account.email} +{accounts.PASSWORD}", shown.getvalue())
        user = authenticate(rf.post("/"), email=accounts.TEACHER, password=accounts.PASSWORD)
        assert user == User.objects.get(email=accounts.TEACHER)
        assert set(User.objects.values_list("password", flat=True)) == {user.password}

    def test_every_user_is_marked_as_part_of_the_demonstration(self):
        for user in User.objects.all():
            assert user.email.endswith("@samklang.example")
            assert user.name.endswith("(demo)")

    def test_mail_and_telephone_lead_to_nobody(self):
        for guardian in rows(Guardian):
            assert guardian.email.endswith("@samklang.example")
            assert re.fullmatch(r"\+4[57] 00 00 \d\d \d\d", guardian.phone)

    def test_family_names_are_made_up(self):
        """Put together from two words of our own, so that no full name is anybody's."""
        made_up = re.compile(r"\w+(sang|klang|tone|takt|rytme|kor)")
        people = [person.family_name for person in rows(Participant)]
        people += [row.name.removesuffix(" (demo)").split()[-1] for row in rows(Contact)]
        people += [row.name.removesuffix(" (demo)").split()[-1] for row in User.objects.all()]
        assert len(people) > 250
        assert [name for name in people if not made_up.fullmatch(name)] == []

    def test_children_of_a_group_are_told_apart_by_their_short_names(self):
        groups: dict[int, list[str]] = {}
        for person in rows(Participant).prefetch_related("enrolments"):
            for enrolment in person.enrolments.all():
                groups.setdefault(enrolment.group_id, []).append(person.short_name)
        for names in groups.values():
            assert len(names) == len(set(names))


def manage(var: Path, *command: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env={**environment, "SAMKLANG_VAR": str(var)},
        check=True,
        capture_output=True,
    )


def everybody_and_every_mark(var: Path) -> list[tuple]:
    people = """
        select person.given_name, person.family_name, person.birth_year, grp.name, session.note, mark.mark
        from participants_participant person
        join participants_enrolment enrolment on enrolment.participant_id = person.id
        join programmes_group grp on grp.id = enrolment.group_id
        left join programmes_session session on session.group_id = grp.id
        left join participants_attendance mark
            on mark.session_id = session.id and mark.participant_id = person.id
        order by person.id, grp.id, session.starts_at
    """
    with closing(sqlite3.connect(var / "samklang.sqlite3")) as database:
        return database.execute(people).fetchall()


def test_two_databases_are_loaded_with_the_same_people_and_marks_on_sqlite(tmp_path):
    both = [tmp_path / "first", tmp_path / "second"]
    manage(both[0], "migrate", "-v0")
    shutil.copytree(*both)
    for var in both:
        manage(var, "demonstration")
    first, second = map(everybody_and_every_mark, both)
    assert len(first) > 2000
    assert first == second
