"""The demonstration is not loaded where it does not belong."""

import pytest
from django.core.management import CommandError, call_command

from portal.accounts.models import CultureSchool, User
from portal.geography.models import Municipality

pytestmark = pytest.mark.django_db


def test_it_is_refused_where_there_are_schools_already():
    home = Municipality.objects.everything(why="any will do").first()
    CultureSchool.objects.create(name="Musikkskolen", municipality=home)
    with pytest.raises(CommandError, match="schools here already"):
        call_command("demonstration")
    assert not User.objects.exists()


def test_it_is_refused_in_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="not for production"):
        call_command("demonstration")


def test_accounts_are_not_shown_before_they_exist():
    with pytest.raises(CommandError, match="not loaded"):
        call_command("demonstration", accounts=True)
