"""Inviting colleagues, accepting, and ending roles."""

import datetime
import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import Invitation, Membership, User
from portal.audit.models import AuditEntry
from portal.scope.roles import Role
from tests.db.people import PASSWORD, WHY, Samklang, give_role, person


@pytest.fixture
def bodil(samklang, browser_of):
    return browser_of(samklang.bodil)


@pytest.fixture
def list_url(samklang) -> str:
    return reverse("school_colleagues", args=[samklang.roskilde.pk])


@pytest.fixture
def sent(bodil, list_url, django_capture_on_commit_callbacks) -> Invitation:
    with django_capture_on_commit_callbacks(execute=True):
        bodil.post(list_url, {"email": "Ny.Kollega@example.org", "role": "teacher"})
    return Invitation.objects.everything(why=WHY).get()


def link(message) -> str:
    return re.search(r"http://[^/]+(/\S+)", message.body).group(1)


def roles(user: User) -> set[str]:
    return set(
        Membership.objects.everything(why=WHY).current().filter(user=user).values_list("role", flat=True)
    )


def actions() -> list[str]:
    return list(AuditEntry.objects.everything(why=WHY).order_by("pk").values_list("action", flat=True))


def test_the_mail_is_in_the_schools_language_and_names_no_target_group(sent, samklang):
    message = mail.outbox[0]
    assert message.to == ["ny.kollega@example.org"]
    assert "Kulturskolen Roskilde" in message.subject
    assert "Bodil Koglehøj" in message.body and sent.token in message.body
    assert samklang.programme.public_name not in message.subject + message.body


def test_a_newcomer_chooses_name_and_password_and_is_signed_in_with_the_role(sent, client):
    answer = client.post(
        link(mail.outbox[0]), {"name": "Nora Nystad", "password": "three words and more"}, follow=True
    )
    assert answer.context["user"].email == "ny.kollega@example.org"
    assert roles(answer.context["user"]) == {"teacher"}
    assert actions() == ["invite", "accept invitation"]


def test_a_weak_password_is_refused_at_the_field_and_the_name_kept(sent, client):
    answer = client.post(link(mail.outbox[0]), {"name": "Nora Nystad", "password": "kort"})
    assert answer.status_code == 422
    assert answer.context["form"].errors["password"]
    assert "Nora Nystad" in answer.content.decode()
    assert not User.objects.filter(email__icontains="ny.kollega").exists()


def test_the_link_works_once(sent, client):
    client.post(link(mail.outbox[0]), {"name": "Nora Nystad", "password": "three words and more"})
    client.logout()
    answer = client.get(link(mail.outbox[0]))
    assert answer.status_code == 410
    again = client.post(link(mail.outbox[0]), {"name": "X", "password": "three words and more"})
    assert (again.status_code, Membership.objects.everything(why=WHY).filter(user__name="X").exists()) == (
        410,
        False,
    )


def test_after_fourteen_days_the_link_says_so_and_gives_nothing(sent, client):
    assert sent.expires_at - timezone.now() > datetime.timedelta(days=13)
    Invitation.objects.everything(why=WHY).update(expires_at=timezone.now())
    assert client.get(link(mail.outbox[0])).status_code == 410


def test_an_unknown_link_gets_a_page_that_helps(client, db):
    answer = client.get(reverse("invitation", args=["nothing-like-it"]))
    assert answer.status_code == 404
    assert "accounts/invitation_gone.html" in [template.name for template in answer.templates]


def test_whoever_has_an_account_signs_in_and_confirms(samklang, bodil, list_url, browser_of, client):
    bodil.post(list_url, {"email": "tove@example.org", "role": "coordinator"})
    address = reverse("invitation", args=[Invitation.objects.everything(why=WHY).get().token])
    assert client.get(address).context["step"] == "sign in"
    assert browser_of(samklang.otto).post(address).context["step"] == "another"
    tove = browser_of(samklang.tove)
    assert tove.get(address).context["step"] == "confirm"
    assert tove.post(address).status_code == 302
    assert roles(samklang.tove) == {"teacher", "coordinator"}


def test_nobody_can_take_an_account_over_with_an_invitation_to_its_address(samklang, bodil, list_url, client):
    bodil.post(list_url, {"email": "tove@example.org", "role": "coordinator"})
    address = reverse("invitation", args=[Invitation.objects.everything(why=WHY).get().token])
    client.post(address, {"name": "Somebody", "password": "three words and more"})
    samklang.tove.refresh_from_db()
    assert samklang.tove.check_password(PASSWORD)
    assert roles(samklang.tove) == {"teacher"}


@pytest.mark.parametrize("email", ["ida@example.org", "IDA@Example.org"])
def test_somebody_who_has_the_role_already_is_refused_at_the_field(email, bodil, list_url):
    answer = bodil.post(list_url, {"email": email, "role": "teacher"})
    assert answer.status_code == 422
    assert answer.context["form"].errors["email"]
    assert email in answer.content.decode()


def test_an_open_invitation_is_not_made_twice(sent, bodil, list_url):
    answer = bodil.post(list_url, {"email": "ny.kollega@example.org", "role": "coordinator"})
    assert (answer.status_code, Invitation.objects.everything(why=WHY).count()) == (422, 1)


def test_one_that_has_expired_makes_room_for_another(sent, bodil, list_url):
    Invitation.objects.everything(why=WHY).update(expires_at=timezone.now())
    assert bodil.post(list_url, {"email": "ny.kollega@example.org", "role": "coordinator"}).status_code == 302


@pytest.mark.parametrize(
    "data",
    [
        {"email": "", "role": "teacher"},
        {"email": "no address", "role": "teacher"},
        {"email": "a@example.org", "role": "leader"},
        {"email": "a@example.org", "role": ""},
    ],
)
def test_wrong_input_is_refused_at_the_field(data, bodil, list_url):
    assert bodil.post(list_url, data).status_code == 422
    assert not Invitation.objects.everything(why=WHY).exists()


def test_sending_again_makes_the_link_before_worthless(
    sent, bodil, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        bodil.post(reverse("invite_again", args=[sent.pk]))
    assert client.get(link(mail.outbox[0])).status_code == 404
    assert client.get(link(mail.outbox[1])).status_code == 200


def test_a_withdrawn_invitation_gives_nothing(sent, bodil, client):
    bodil.post(reverse("withdraw_invitation", args=[sent.pk]))
    assert client.get(link(mail.outbox[0])).status_code == 410
    assert bodil.post(reverse("invite_again", args=[sent.pk])).status_code == 302
    assert client.get(link(mail.outbox[0])).status_code == 410


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_mail_server_that_is_away_is_said_and_the_invitation_stands(bodil, list_url, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    answer = bodil.post(list_url, {"email": "ny@example.org", "role": "teacher"}, follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == ["warning"]
    assert "ny@example.org" in answer.content.decode()
    assert Invitation.objects.everything(why=WHY).count() == 1


class TestEndingARole:
    def url(self, user: User, role: Role) -> str:
        membership = Membership.objects.everything(why=WHY).get(user=user, role=role)
        return reverse("end_role", args=[membership.pk])

    def test_it_ends_at_once_and_twice_is_once(self, samklang, bodil, browser_of):
        address = self.url(samklang.ida, Role.TEACHER)
        for _ in range(2):
            assert bodil.post(address).status_code == 302
        assert roles(samklang.ida) == set()
        assert actions() == ["end role"]
        assert browser_of(samklang.ida).get(reverse("participants:today")).status_code == 403

    def test_the_only_coordinator_cannot_end_her_own(self, samklang, bodil):
        answer = bodil.post(self.url(samklang.bodil, Role.COORDINATOR))
        assert answer.status_code == 422
        assert "Bodil Koglehøj" in answer.context["refusal"]
        assert roles(samklang.bodil) == {"coordinator"}

    def test_one_of_two_can(self, samklang, bodil):
        give_role(samklang.otto, Role.COORDINATOR, samklang.roskilde)
        assert bodil.post(self.url(samklang.bodil, Role.COORDINATOR))["Location"] == reverse("home")
        assert roles(samklang.bodil) == set()

    def test_a_coordinator_who_cannot_sign_in_does_not_count(self, samklang, bodil):
        gone = person("Gitte Borte", Role.COORDINATOR, samklang.roskilde)
        User.objects.filter(pk=gone.pk).update(is_active=False)
        assert bodil.post(self.url(samklang.bodil, Role.COORDINATOR)).status_code == 422


class TestRights:
    @pytest.mark.parametrize(
        ("who", "status"),
        [("bodil", 200), ("ida", 403), ("lone", 403), ("kim", 404), ("petra", 404), ("nils", 404)],
    )
    def test_who_sees_a_schools_colleagues(self, who, status, samklang: Samklang, browser_of, list_url):
        assert browser_of(getattr(samklang, who)).get(list_url).status_code == status

    def test_nobody_ends_a_role_at_another_school(self, samklang, browser_of):
        membership = Membership.objects.everything(why=WHY).get(user=samklang.ida)
        address = reverse("end_role", args=[membership.pk])
        assert browser_of(samklang.kim).post(address).status_code == 404
        assert browser_of(samklang.ida).post(address).status_code == 403
        assert roles(samklang.ida) == {"teacher"}

    def test_nobody_touches_another_schools_invitation(self, sent, samklang, browser_of):
        for name in ("invite_again", "withdraw_invitation"):
            assert browser_of(samklang.kim).post(reverse(name, args=[sent.pk])).status_code == 404
