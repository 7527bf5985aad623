"""The telephone and the recovery codes are lost: a coordinator of the school helps, and the log says so."""

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.urls import reverse

from portal.accounts.models import Membership, User
from portal.audit.models import AuditEntry
from portal.scope.roles import Role
from tests.db.codes import CODE, SET_UP, code_of, set_up, sign_in
from tests.db.people import WHY, give_role


@pytest.fixture(autouse=True)
def asked_for(settings) -> None:
    settings.SECOND_FACTOR = True
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def bodil(samklang):
    client, _answer = sign_in(samklang.bodil)
    set_up(client)
    return client


@pytest.fixture
def ida(samklang):
    client, _answer = sign_in(samklang.ida)
    set_up(client)
    return client


def address(user: User, role: Role) -> str:
    membership = Membership.objects.everything(why=WHY).get(user=user, role=role)
    return reverse("reset_second_factor", args=[membership.pk])


def resets() -> list[AuditEntry]:
    return list(AuditEntry.objects.everything(why=WHY).filter(action="reset second factor"))


def is_set_up(user: User) -> bool:
    user.refresh_from_db()
    return user.second_factor_at is not None


def test_a_coordinator_finds_it_beside_the_colleague_and_not_beside_herself(samklang, bodil, ida):
    page = bodil.get(reverse("school_colleagues", args=[samklang.roskilde.pk])).content.decode()
    assert address(samklang.ida, Role.TEACHER) in page
    assert address(samklang.bodil, Role.COORDINATOR) not in page
    assert address(samklang.otto, Role.TEACHER) not in page, "there is nothing to reset"


def test_it_ends_open_sessions_is_logged_and_told_by_mail(
    samklang, bodil, ida, django_capture_on_commit_callbacks
):
    assert ida.get(reverse("participants:today")).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        assert bodil.post(address(samklang.ida, Role.TEACHER)).status_code == 302
    assert ida.get(reverse("participants:today")).url.startswith(SET_UP)
    assert not is_set_up(samklang.ida)
    (entry,) = resets()
    assert (entry.actor, entry.school, entry.object_id) == (
        samklang.bodil,
        samklang.roskilde,
        str(samklang.ida.pk),
    )
    assert mail.outbox[-1].to == ["ida@example.org"]
    assert "Bodil Koglehøj" in mail.outbox[-1].body


def test_afterwards_the_password_leads_to_setting_it_up_and_old_codes_are_worthless(samklang, bodil):
    client, _answer = sign_in(samklang.ida)
    old, _codes = set_up(client)
    bodil.post(address(samklang.ida, Role.TEACHER))
    client, answer = sign_in(samklang.ida)
    assert answer.url == "/"
    new, _codes = set_up(client)
    client, answer = sign_in(samklang.ida)
    assert answer.url == CODE
    assert client.post(CODE, {"code": code_of(old)}).context["form"].errors["code"]
    assert client.post(CODE, {"code": code_of(new)}).status_code == 302


def test_twice_is_once(samklang, bodil, ida):
    for _ in range(2):
        assert bodil.post(address(samklang.ida, Role.TEACHER)).status_code == 302
    assert len(resets()) == 1


def test_nobody_resets_her_own(samklang, bodil):
    assert bodil.post(address(samklang.bodil, Role.COORDINATOR)).status_code == 403
    assert is_set_up(samklang.bodil)


def test_one_coordinator_resets_anothers(samklang, bodil):
    give_role(samklang.otto, Role.COORDINATOR, samklang.roskilde)
    set_up(sign_in(samklang.otto)[0])
    assert bodil.post(address(samklang.otto, Role.COORDINATOR)).status_code == 302
    assert not is_set_up(samklang.otto)


def test_neither_another_schools_coordinator_nor_a_teacher_may(samklang, ida):
    kim, _answer = sign_in(samklang.kim)
    set_up(kim)
    otto, _answer = sign_in(samklang.otto)
    set_up(otto)
    assert kim.post(address(samklang.ida, Role.TEACHER)).status_code == 404
    assert otto.post(address(samklang.ida, Role.TEACHER)).status_code == 404
    assert ida.post(address(samklang.ida, Role.TEACHER)).status_code == 403
    assert is_set_up(samklang.ida)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_mail_server_that_is_away_is_said_and_it_is_reset(samklang, bodil, ida, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    answer = bodil.post(address(samklang.ida, Role.TEACHER), follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == ["warning"]
    assert not is_set_up(samklang.ida)


def test_on_the_server_it_is_reset_for_an_only_coordinator(
    samklang, bodil, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        call_command("reset_second_factor", "BODIL@example.org")
    assert not is_set_up(samklang.bodil)
    assert [entry.actor_kind for entry in resets()] == ["system"]
    assert mail.outbox[-1].to == ["bodil@example.org"]
    with pytest.raises(CommandError):
        call_command("reset_second_factor", "nobody@example.org")
