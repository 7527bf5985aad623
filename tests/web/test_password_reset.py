import re

import pytest
from django.core import mail

RESET = "/account/password/reset/"


def ask(client, email: str):
    return client.post(RESET, {"email": email}, follow=True)


def link_in(message) -> str:
    return re.search(r"http://testserver(\S+)", message.body)[1]


def test_a_mail_brings_the_link_with_which_a_new_password_is_chosen_once(client, ida):
    ask(client, ida.email)
    [message] = mail.outbox
    assert message.to == [ida.email]
    link = link_in(message)
    page = client.get(link, follow=True)
    new = "a goose upon the roof"
    done = client.post(page.request["PATH_INFO"], {"password1": new, "password2": new}, follow=True)
    assert "The password is changed" in done.content.decode()
    ida.refresh_from_db()
    assert ida.check_password(new)
    again = client.get(link, follow=True)
    assert "The link no longer works" in again.content.decode()


@pytest.mark.parametrize(
    ("country", "language", "words"), [("DK", "en", "Choose a new password"), ("NO", "", "Samklang")]
)
def test_the_mail_is_in_the_language_of_who_gets_it(client, ida, country, language, words, monkeypatch):
    from django.utils import translation

    from portal.accounts import adapter

    seen = []
    real = adapter.DefaultAccountAdapter.send_password_reset_mail

    def sent(self, user, email, context):
        seen.append(translation.get_language())
        real(self, user, email, context)

    monkeypatch.setattr(adapter.DefaultAccountAdapter, "send_password_reset_mail", sent)
    ida.country, ida.chosen_language = country, language
    ida.save()
    client.cookies["language"] = "da"
    ask(client, ida.email)
    assert seen == [ida.language]
    assert words in mail.outbox[0].subject


def test_an_address_without_an_account_gets_the_same_answer_and_no_mail(client, ida):
    known = ask(client, ida.email)
    unknown = ask(client, "nobody@example.org")
    assert len(mail.outbox) == 1
    assert known.redirect_chain == unknown.redirect_chain

    def words(response) -> str:
        return re.sub(r'(value|hx-headers)=("[^"]*"|\'[^\']*\')', "", response.content.decode())

    assert words(known) == words(unknown)


def test_a_closed_account_gets_no_mail(client, ida):
    ida.is_active = False
    ida.save()
    ask(client, ida.email)
    assert mail.outbox == []


def test_a_weak_password_is_refused_with_the_reason(client, ida):
    ask(client, ida.email)
    page = client.get(link_in(mail.outbox[0]), follow=True)
    response = client.post(page.request["PATH_INFO"], {"password1": "short", "password2": "short"})
    assert 'id="id_password1_error"' in response.content.decode()
    assert not ida.check_password("short")


def test_a_link_somebody_made_up_says_that_it_does_not_work(client, db):
    response = client.get(RESET + "1-abc123-0123456789abcdef/")
    assert "The link no longer works" in response.content.decode()
