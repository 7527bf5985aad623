"""The pages on which a family applies: one question each, kept from the first answer on."""

import datetime

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participants.actions.submit_application import DraftChanged
from participants.links import token_of
from participants.models import Application, FamilyLink, Message
from portal.web import limits
from portal.web.logs import without_tokens
from tests.db.applying import APPLICANT, CHILD, CONSENT, HELP, applied, drafted, typed_through, url
from tests.db.catalogues import changed, listed, season_of
from tests.db.people import WHY

pytestmark = pytest.mark.django_db
EMPTY = dict.fromkeys(CHILD, "")


@pytest.fixture(autouse=True)
def counted_anew(monkeypatch):
    """In one window of time, whenever the test runs."""
    monkeypatch.setattr(limits, "WINDOW_SECONDS", 10**7)
    cache.clear()


@pytest.fixture
def group(samklang):
    return listed(samklang.group)


@pytest.fixture
def family() -> Client:
    return Client(headers={"accept-language": "da"})


def only_link() -> FamilyLink:
    return FamilyLink.objects.everything(why=WHY).get()


def test_a_family_applies_without_an_account_and_reads_what_happens_next(group, family):
    check = typed_through(family, group)
    shown = family.get(check).content.decode()
    for typed in ("Selma", "Prøvedal", "Hodan Prøvedal", "71 00 00 01", "Mange pauser", "2016"):
        assert typed in shown
    sent = family.post(check, follow=True)
    page = sent.content.decode()
    link = only_link()
    assert sent.redirect_chain == [(url("apply_sent", link), 302)]
    assert url("family", link) in page
    assert '<svg class="qr"' in page
    assert group.school.phone in page
    assert Application.objects.everything(why=WHY).get(link=link).participant.given_name == "Selma"


def test_a_reload_a_second_tap_and_the_back_button_send_nothing_twice(group, family):
    check = typed_through(family, group)
    answers = [family.post(check) for _ in range(5)]
    link = only_link()
    assert {answer["Location"] for answer in answers} == {url("apply_sent", link)}
    assert Application.objects.everything(why=WHY).filter(link=link).count() == 1
    assert family.post(url("apply_step", link, "help"), HELP)["Location"] == url("apply_sent", link)
    assert family.get(url("apply_step", link, "child"))["Location"] == url("apply_sent", link)


def test_what_another_tab_changed_meanwhile_is_shown_before_it_is_sent(group, family, monkeypatch):
    link = drafted(group)

    def changed_meanwhile(**told: object) -> None:
        raise DraftChanged

    monkeypatch.setattr("participants.views.families.apply.submit_application", changed_meanwhile)
    answer = family.post(url("apply_step", link, "check"))
    assert (answer.status_code, answer["Location"]) == (302, url("apply_step", link, "check"))


def test_what_was_answered_is_there_when_she_goes_on_later_elsewhere(group, family):
    listed(season_of(group) and group)
    family.post(reverse("participants:apply", args=[group.pk]), CHILD)
    link = only_link()
    assert 28 <= (link.expires_at - timezone.now()).days <= 30
    another = Client()
    assert "Selma" in another.get(url("apply_step", link, "child")).content.decode()
    assert another.get(url("apply_step", link, "check"))["Location"] == url("apply_step", link, "applicant")
    assert url("apply_step", link, "check") in another.get(url("family", link)).content.decode()


def test_the_link_is_sent_where_an_email_was_given_and_only_there(group, family):
    link = drafted(group)
    assert family.post(url("family_send_link", link)).status_code == 302
    (message,) = Message.objects.everything(why=WHY).filter(link=link)
    assert (message.kind, message.recipient) == ("link", APPLICANT["email"])
    without = drafted(group, applicant=APPLICANT | {"email": ""})
    assert family.post(url("family_send_link", without)).status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        lambda group: changed(season_of(group), closes_on=timezone.localdate() - datetime.timedelta(days=1)),
        lambda group: changed(group.run.programme, by_referral_only=True),
        lambda group: changed(group.run, state="closed"),
        lambda group: changed(group, in_catalogue=False),
    ],
    ids=["season over", "by referral only", "run closed", "not in the catalogue"],
)
def test_what_is_not_open_says_so_and_takes_nothing(group, family, change):
    link = drafted(group)
    change(group)
    first = reverse("participants:apply", args=[group.pk])
    unknown = family.get(reverse("participants:apply", args=[0]))
    for answer in (family.get(first), family.post(first, CHILD)):
        assert answer.status_code == 404
        assert answer.content == unknown.content or b"catalogue" in answer.content
    assert FamilyLink.objects.everything(why=WHY).count() == 1
    assert family.get(url("apply_step", link, "check")).status_code == 404
    assert FamilyLink.objects.everything(why=WHY).get().draft


HOSTILE_CHILD = {
    "a birth date to come": {"birth_year": str(timezone.localdate().year + 1)},
    "born 130 years ago": {"birth_year": str(timezone.localdate().year - 130)},
    "a day that is in no calendar": {"birth_day": "31", "birth_month": "2"},
    "a day without its month": {"birth_month": ""},
    "a thirteenth month": {"birth_month": "13"},
    "no year": {"birth_year": ""},
    "words for a year": {"birth_year": "femten"},
    "ten thousand digits": {"birth_year": "9" * 10_000},
    "ten thousand letters": {"given_name": "a" * 10_000},
    "no name": {"family_name": "  \0 "},
    "a grade that is none": {"grade": "99"},
    "NUL for a grade": {"grade": "\0"},
}


@pytest.mark.parametrize("name", HOSTILE_CHILD)
def test_what_cannot_be_right_is_told_at_its_field_and_stays_as_typed(name, group, family):
    typed = CHILD | HOSTILE_CHILD[name]
    answer = family.post(reverse("participants:apply", args=[group.pk]), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in page
    assert CHILD["attends_school"] in page
    assert not FamilyLink.objects.everything(why=WHY).exists()


@pytest.mark.parametrize(
    "written", ["Amina 🎺", "\u200fأمينة\u200e", "'; DROP TABLE", "<b>Bo</b>", "Ẑ̷̲a̶", "{{ 7 }}"]
)
def test_a_name_is_stored_as_it_is_written(written, group, family):
    family.post(reverse("participants:apply", args=[group.pk]), CHILD | {"given_name": written})
    assert only_link().draft["child"]["given_name"] == written
    assert b"<b>Bo</b>" not in family.get(url("apply_step", only_link(), "child")).content


def test_a_nul_is_left_out_for_no_database_takes_it(group, family):
    family.post(reverse("participants:apply", args=[group.pk]), CHILD | {"given_name": "Bo\0"})
    link = only_link()
    family.post(url("apply_step", link, "applicant"), {key: f"{value}\0" for key, value in APPLICANT.items()})
    family.post(
        url("apply_step", link, "applicant"), APPLICANT | {"name": "Hodan\0", "email": "h\0@example.org"}
    )
    family.post(url("apply_step", link, "help"), {key: f"{value}\0" for key, value in HELP.items()})
    family.post(url("apply_step", link, "consent"), dict.fromkeys(CONSENT, "\0"))
    assert "\0" not in str(only_link().draft)
    assert family.post(url("apply_step", link, "check")).status_code == 302
    assert Application.objects.everything(why=WHY).get(link=link).participant.given_name == "Bo"


@pytest.mark.parametrize(
    "typed",
    [
        {"phone": "ring meg"},
        {"phone": "", "email": ""},
        {"email": "nobody at home"},
        {"phone": "7" * 10_000},
        {"name": ""},
        {"kind": "partner"},
        {"kind": "person"},
        {"kind": ""},
    ],
)
def test_who_applies_can_be_reached_or_is_told_what_is_missing(typed, group, family):
    link = drafted(group)
    answer = family.post(url("apply_step", link, "applicant"), APPLICANT | typed)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert only_link().draft["applicant"] == APPLICANT


def test_no_page_with_a_token_is_kept_listed_or_told_to_others(group, family):
    link = applied(group).link
    draft = drafted(group)
    for address in (url("family", link), url("apply_sent", link), url("apply_step", draft, "help")):
        answer = family.get(address)
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "same-origin"
        assert "noindex" in answer["X-Robots-Tag"]
        assert "script-src 'self'" in answer["Content-Security-Policy"]


def test_a_log_never_holds_a_way_in(group, family, caplog):
    link = drafted(group)
    family.post(url("apply_step", link, "applicant"), EMPTY)
    said = " ".join(caplog.messages)
    assert "/apply/…" in said
    assert token_of(link) not in said
    assert without_tokens(f"GET /family/{token_of(link)}/proof/x/ HTTP") == "GET /family/… HTTP"
    assert without_tokens("Not Found: /apply/12/") == "Not Found: /apply/12/"


def test_the_portal_writes_its_logs_through_that_filter(settings):
    (handler,) = settings.LOGGING["handlers"].values()
    assert handler["filters"] == ["hide_tokens"]
    assert settings.LOGGING["filters"]["hide_tokens"] == {"()": "portal.web.logs.HideTokens"}


def test_too_much_by_one_link_waits_and_keeps_what_was_typed(group, family, settings):
    settings.LIMIT_BY_LINK = 2
    link, address = drafted(group), None
    address = url("apply_step", link, "help")
    answers = [family.post(address, HELP | {"message": f"Nummer {n}"}) for n in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "Nummer 2" in answers[2].content.decode()
    assert family.post(url("apply_step", drafted(group), "help"), HELP).status_code == 302


def test_too_many_by_one_contact_wait_and_another_contact_does_not(group, family, settings):
    settings.LIMIT_BY_CONTACT = 1
    links = [drafted(group), drafted(group), drafted(group, applicant=APPLICANT | {"email": "a@example.org"})]
    answers = [family.post(url("apply_step", link, "check")) for link in links]
    assert [answer.status_code for answer in answers] == [302, 429, 302]
    assert FamilyLink.objects.everything(why=WHY).get(pk=links[1].pk).draft


def test_an_office_full_of_families_sits_behind_one_address(group, family, settings):
    for _ in range(60):
        assert family.post(reverse("participants:apply", args=[group.pk]), CHILD).status_code == 302
    settings.LIMIT_BY_ADDRESS = 60
    answer = family.post(reverse("participants:apply", args=[group.pk]), CHILD)
    assert answer.status_code == 429
    assert "Selma" in answer.content.decode()
