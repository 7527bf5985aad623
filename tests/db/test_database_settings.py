import pytest
from django.db import connection

from portal.settings import environment

pytestmark = [pytest.mark.django_db]
PREPARED = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s"


def test_what_is_asked_again_and_again_is_planned_once():
    with connection.cursor() as cursor:
        for number in range(7):
            cursor.execute("SELECT %s + 14142", [number])
        cursor.execute(PREPARED, ["%14142%"])
        assert cursor.fetchone()[0] == 1


def test_what_the_address_of_the_database_asks_for_comes_before_our_own(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgres://one@db.example/two?sslmode=require&prepare_threshold=9")
    settings = environment.database("DATABASE_URL", default_file=tmp_path)
    assert settings["OPTIONS"] == {"server_side_binding": True, "prepare_threshold": 9, "sslmode": "require"}
