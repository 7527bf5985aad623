"""What a phone sends when its network is back: counted once, merged, and answered entry by entry."""

import datetime
import json
import threading
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participants.models import Attendance, Enrolment, Mark, MarkChange, RollConflict, RollEntry
from participants.roll import NOTE, PREPARATION, read_roll
from participants.roll_tokens import UnknownToken, read_token, token_of
from participants.rules.roll_entry import MARKS
from portal.accounts.models import User
from portal.audit.models import AuditEntry
from portal.web import phone
from programmes.models import Session, Staffing, WorkHours
from tests.db import people
from tests.db.people import WHY
from tests.db.test_roll_call import filled, url

URL = "/roll-calls/"


def entry(session: Session, user: User, **changes: str) -> dict:
    """What a phone keeps when `user` changes the page as it opens now; `mark_12` stands for mark-12."""
    shown = read_roll(Session.objects.everything(why=WHY).get(pk=session.pk), user).shown()
    values = shown | {key.replace("_", "-"): value for key, value in changes.items()}
    return {
        "entry": str(uuid4()),
        "session": token_of(session.pk),
        "base": {token_of(session.pk, key): value for key, value in shown.items()},
        "values": {token_of(session.pk, key): value for key, value in values.items()},
    }


def send(client: Client, user: User, *entries: dict, owner: str = "") -> list[dict]:
    answer = post(client, {"owner": owner or phone.owner_names(user)[0], "entries": list(entries)})
    assert answer.status_code == 200, answer.content
    return answer.json()["answers"]


def post(client: Client, body: object):
    return client.post(URL, json.dumps(body), content_type="application/json")


def marks(session: Session) -> dict[str, str]:
    rows = Attendance.objects.everything(why=WHY).filter(session=session)
    return dict(rows.values_list("participant__given_name", "mark"))


def of(child) -> str:
    return f"mark_{child.pk}"


def conflicts(session: Session) -> list[tuple]:
    rows = RollConflict.objects.everything(why=WHY).filter(session=session).open()
    return list(rows.values_list("participant__given_name", "field", "stored", "arrived", "sent_by__name"))


@pytest.fixture
def ida(samklang, browser_of):
    return browser_of(samklang.ida)


@pytest.fixture
def bodil(samklang, browser_of):
    return browser_of(samklang.bodil)


def test_the_rules_know_the_marks_of_the_model():
    assert set(Mark.values) == MARKS


def test_an_entry_is_saved_as_the_page_saves_it(samklang, ida):
    sent = entry(
        samklang.yesterday, samklang.ida, **{of(samklang.bo): "late"}, note="Vi sang.", preparation="30"
    )
    [answer] = send(ida, samklang.ida, sent)
    assert answer == {"entry": sent["entry"], "saved": True, "conflicts": 0, "unsaved": {}}
    assert marks(samklang.yesterday) == {"Amina": "present", "Bo": "late", "Clara": "present"}
    stored = Session.objects.everything(why=WHY).get(pk=samklang.yesterday.pk)
    assert (stored.note, stored.state, stored.logged_by) == ("Vi sang.", "held", samklang.ida)
    hours = WorkHours.objects.everything(why=WHY).filter(session=stored).values_list("kind", "minutes")
    assert sorted(hours) == [("preparation", 30), ("teaching", 45)]


def test_the_same_entry_again_counts_once_and_gets_the_same_answer(samklang, ida, bodil):
    first = entry(samklang.yesterday, samklang.ida, **{of(samklang.bo): "late"})
    late = entry(samklang.yesterday, samklang.bodil, **{of(samklang.bo): "excused"})
    [saved] = send(ida, samklang.ida, first)
    told = send(bodil, samklang.bodil, late)
    assert send(bodil, samklang.bodil, late, late) == told * 2
    assert told[0]["conflicts"] == 1
    assert send(ida, samklang.ida, first) == [saved]
    assert conflicts(samklang.yesterday) == [("Bo", "mark", "late", "excused", "Bodil Koglehøj")]
    assert RollEntry.objects.everything(why=WHY).count() == 2


def test_an_entry_whose_saving_by_the_page_was_answered_into_the_void_counts_once(samklang, ida, bodil):
    """The page saves online, the answer is lost, somebody corrects it, and the phone sends it again."""
    sent = entry(samklang.yesterday, samklang.ida, **{of(samklang.bo): "late"})
    data = filled(ida, samklang.yesterday, **{of(samklang.bo): "late"}) | {"entry": sent["entry"]}
    assert ida.post(url(samklang.yesterday), data).status_code == 302
    bodil.post(url(samklang.yesterday), filled(bodil, samklang.yesterday, **{of(samklang.bo): "excused"}))
    [answer] = send(ida, samklang.ida, sent)
    assert answer["saved"] and not answer["conflicts"]
    assert marks(samklang.yesterday)["Bo"] == "excused"
    assert conflicts(samklang.yesterday) == []


def test_what_two_people_said_differently_is_kept_with_both_values(samklang, ida, bodil):
    mine = entry(samklang.yesterday, samklang.ida, **{of(samklang.bo): "late"}, note="Vi sang.")
    theirs = entry(
        samklang.yesterday,
        samklang.bodil,
        **{of(samklang.bo): "excused", of(samklang.clara): "late"},
        note="Dans.",
    )
    send(bodil, samklang.bodil, theirs)
    [answer] = send(ida, samklang.ida, mine)
    assert answer["conflicts"] == 2
    assert marks(samklang.yesterday) == {"Amina": "present", "Bo": "excused", "Clara": "late"}
    assert set(conflicts(samklang.yesterday)) == {
        ("Bo", "mark", "excused", "late", "Ida Lærkedal"),
        (None, "note", "Dans.", "Vi sang.", "Ida Lærkedal"),
    }
    for client in (ida, bodil):
        page = client.get(reverse("participants:roll_call", args=[samklang.yesterday.pk]))
        assert {(both.stored, both.arrived) for both in page.context["conflicts"] if both.is_note} == {
            ("Dans.", "Vi sang.")
        }
        assert len(page.context["conflicts"]) == 2
        assert "Vi sang." in page.content.decode()


def test_a_word_that_follows_ones_own_conflict_takes_its_place_or_ends_it(samklang, ida, bodil):
    mine = entry(samklang.yesterday, samklang.ida, **{of(samklang.bo): "late"})
    token = token_of(samklang.yesterday.pk, f"mark-{samklang.bo.pk}")
    send(bodil, samklang.bodil, entry(samklang.yesterday, samklang.bodil, **{of(samklang.bo): "excused"}))
    after = mine | {
        "entry": str(uuid4()),
        "base": mine["values"],
        "values": mine["values"] | {token: "unexcused"},
    }
    send(ida, samklang.ida, mine, after)
    assert conflicts(samklang.yesterday) == [("Bo", "mark", "excused", "unexcused", "Ida Lærkedal")]
    last = after | {
        "entry": str(uuid4()),
        "base": after["values"],
        "values": mine["values"] | {token: "excused"},
    }
    send(ida, samklang.ida, last)
    assert conflicts(samklang.yesterday) == []
    assert marks(samklang.yesterday)["Bo"] == "excused"


def test_whoever_settles_keeps_or_takes_and_both_are_noted(samklang, ida, bodil):
    session = samklang.yesterday
    mine = entry(session, samklang.ida, **{of(samklang.bo): "late"}, note="Vi sang.", partner="2")
    send(
        bodil,
        samklang.bodil,
        entry(session, samklang.bodil, **{of(samklang.bo): "excused"}, note="Dans.", partner="1"),
    )
    send(ida, samklang.ida, mine)
    rows = {row.field: row for row in RollConflict.objects.everything(why=WHY).filter(session=session)}
    for field, take in (("mark", "yes"), ("note", "yes"), ("partner", "")):
        url = reverse("participants:settle_roll_conflict", args=[rows[field].pk])
        assert bodil.post(url, {"take": take}).status_code == 302
    assert marks(session)["Bo"] == "late"
    assert Session.objects.everything(why=WHY).get(pk=session.pk).note == "Dans.\nVi sang."
    assert (
        read_roll(Session.objects.everything(why=WHY).get(pk=session.pk), samklang.bodil).stored["partner"]
        == "1"
    )
    settled = RollConflict.objects.everything(why=WHY).filter(session=session)
    assert set(settled.values_list("settled_by", flat=True)) == {samklang.bodil.pk}
    assert all(settled.values_list("settled_at", flat=True))
    noted = AuditEntry.objects.everything(why=WHY).filter(action="settle conflict")
    assert sorted(noted.values_list("values", flat=True), key=str) == [
        {"field": "mark", "taken": True},
        {"field": "note", "taken": True},
        {"field": "partner", "taken": False},
    ]
    again = reverse("participants:settle_roll_conflict", args=[rows["mark"].pk])
    bodil.post(again, {})
    assert marks(session)["Bo"] == "late"


def test_a_preparation_that_is_taken_is_its_senders(samklang, ida, bodil):
    session = samklang.yesterday
    on_two_phones = [entry(session, samklang.ida, preparation=minutes) for minutes in ("30", "45")]
    send(ida, samklang.ida, *on_two_phones)
    [row] = RollConflict.objects.everything(why=WHY).filter(session=session)
    assert (row.field, row.stored, row.arrived) == (PREPARATION, "30", "45")
    bodil.post(reverse("participants:settle_roll_conflict", args=[row.pk]), {"take": "yes"})
    hours = WorkHours.objects.everything(why=WHY).filter(session=session, kind="preparation")
    assert list(hours.values_list("user", "minutes")) == [(samklang.ida.pk, 45)]


def test_a_stored_mark_that_is_changed_says_what_it_was_by_whom_and_when(samklang, ida, bodil):
    session = samklang.yesterday
    ida.post(url(session), filled(ida, session))
    ida.post(url(session), filled(ida, session, **{of(samklang.bo): "late"}))
    send(bodil, samklang.bodil, entry(session, samklang.bodil, **{of(samklang.bo): "excused"}))
    rows = MarkChange.objects.everything(why=WHY).filter(session=session)
    assert list(rows.values_list("participant__given_name", "before", "after", "changed_by__name")) == [
        ("Bo", "present", "late", "Ida Lærkedal"),
        ("Bo", "late", "excused", "Bodil Koglehøj"),
    ]
    page = ida.get(url(session))
    assert [one.by for one in page.context["corrections"]] == ["Bodil Koglehøj", "Ida Lærkedal"]
    assert "<details" in page.content.decode()


def _staffing_ends(samklang) -> None:
    Staffing.objects.everything(why=WHY).filter(group=samklang.group, user=samklang.ida).delete()


def _run_closes(samklang) -> None:
    type(samklang.run).objects.everything(why=WHY).filter(pk=samklang.run.pk).update(state="closed")


def _session_is_cancelled(samklang) -> None:
    rows = Session.objects.everything(why=WHY).filter(pk=samklang.yesterday.pk)
    rows.update(state="cancelled", cancel_reason="illness")


@pytest.mark.parametrize(
    ("happens", "why"),
    [(_staffing_ends, "gone"), (_run_closes, "closed"), (_session_is_cancelled, "cancelled")],
)
def test_what_cannot_be_saved_any_more_is_answered_with_the_reason(samklang, ida, happens, why):
    sent = entry(samklang.yesterday, samklang.ida, **{of(samklang.bo): "late"})
    happens(samklang)
    [answer] = send(ida, samklang.ida, sent)
    assert not answer["saved"]
    assert answer["unsaved"] == {why: len(sent["values"])}
    assert marks(samklang.yesterday) == {}


def test_a_saved_entry_stays_saved_when_its_sender_no_longer_works_there(samklang, ida):
    sent = entry(samklang.yesterday, samklang.ida)
    told = send(ida, samklang.ida, sent)
    _staffing_ends(samklang)
    assert send(ida, samklang.ida, sent) == told


def test_the_mark_of_a_child_that_has_left_is_told_and_the_others_are_saved(samklang, ida):
    sent = entry(samklang.yesterday, samklang.ida, **{of(samklang.bo): "late"}, partner="99")
    left = timezone.localdate() - datetime.timedelta(days=5)
    Enrolment.objects.everything(why=WHY).filter(participant=samklang.bo).update(left_on=left)
    [answer] = send(ida, samklang.ida, sent)
    assert answer["saved"]
    assert answer["unsaved"] == {"not-on-roll": 1, "invalid": 1}
    assert marks(samklang.yesterday) == {"Amina": "present", "Clara": "present"}


def test_a_child_whose_address_became_protected_is_not_marked_by_who_is_not_named(samklang, bodil, ida):
    sent = entry(samklang.yesterday, samklang.bodil, **{of(samklang.bo): "late"})
    type(samklang.bo).objects.everything(why=WHY).filter(pk=samklang.bo.pk).update(
        address_protection="strictly"
    )
    people.named_for(samklang.bo, samklang.ida)
    assert send(bodil, samklang.bodil, sent)[0]["unsaved"] == {"not-on-roll": 1}
    assert "Bo" not in marks(samklang.yesterday)
    page = bodil.get(reverse("participants:roll_call", args=[samklang.yesterday.pk])).content.decode()
    assert token_of(samklang.yesterday.pk, f"mark-{samklang.bo.pk}") not in page
    named = ida.get(reverse("participants:roll_call", args=[samklang.yesterday.pk])).content.decode()
    assert token_of(samklang.yesterday.pk, f"mark-{samklang.bo.pk}") in named


def test_tokens_of_another_session_and_tokens_that_were_changed_are_refused(samklang, ida):
    sent = entry(samklang.yesterday, samklang.ida)
    mixed = sent | {"values": {token_of(samklang.today.pk, f"mark-{samklang.bo.pk}"): "late"}}
    own = token_of(samklang.yesterday.pk, f"mark-{samklang.bo.pk}")
    bent = sent | {"values": {("B" if own[0] == "A" else "A") + own[1:]: "late"}}
    elsewhere = sent | {"session": own}
    for one in (mixed, bent, elsewhere):
        [answer] = send(ida, samklang.ida, one)
        assert (answer["saved"], list(answer["unsaved"])) == (False, ["unreadable"])
    assert marks(samklang.yesterday) == {}


def test_another_session_has_another_token_for_the_same_child():
    assert token_of(1, "mark-7") != token_of(2, "mark-7")
    assert token_of(1, "mark-7") == token_of(1, "mark-7")
    assert read_token(token_of(1, "mark-7")) == (1, "mark-7")


def test_nothing_is_lost_when_the_secret_key_is_replaced(samklang, ida, settings):
    sent = entry(samklang.yesterday, samklang.ida, **{of(samklang.bo): "late"})
    [before], [key] = phone.owner_names(samklang.ida), phone.note_keys(samklang.ida)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new one" * 6, [settings.SECRET_KEY]
    ida.force_login(samklang.ida)
    assert phone.owner_names(samklang.ida)[1] == before
    assert phone.note_keys(samklang.ida)[1] == key
    assert send(ida, samklang.ida, sent, owner=before)[0]["saved"]
    assert marks(samklang.yesterday)["Bo"] == "late"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(UnknownToken):
        read_token(sent["session"])


def test_each_user_has_a_key_and_a_name_of_her_own(samklang):
    users = (samklang.ida, samklang.otto, samklang.bodil)
    assert len({phone.note_keys(user)[0] for user in users}) == 3
    assert len({phone.owner_names(user)[0] for user in users}) == 3


def test_what_waits_of_one_user_is_not_taken_from_another(samklang, bodil):
    sent = entry(samklang.yesterday, samklang.ida)
    body = {"owner": phone.owner_names(samklang.ida)[0], "entries": [sent]}
    assert post(bodil, body).status_code == 409
    assert marks(samklang.yesterday) == {}


def test_somebody_elses_number_of_an_entry_tells_nothing(samklang, ida, bodil):
    sent = entry(samklang.yesterday, samklang.ida)
    send(ida, samklang.ida, sent)
    [answer] = send(
        bodil, samklang.bodil, entry(samklang.yesterday, samklang.bodil) | {"entry": sent["entry"]}
    )
    assert list(answer["unsaved"]) == ["unreadable"]


def test_whoever_has_been_signed_out_is_told_so_and_nothing_is_saved(samklang):
    body = {"owner": phone.owner_names(samklang.ida)[0], "entries": [entry(samklang.yesterday, samklang.ida)]}
    assert post(Client(), body).status_code == 401
    assert (
        Client(enforce_csrf_checks=True).post(URL, "{}", content_type="application/json").status_code == 403
    )


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        '{"owner": "x"}',
        '{"owner": "x", "entries": [{}]}',
        '{"owner": "x", "entries": [{"entry": "no", "session": "s", "base": {}, "values": {}}]}',
        '{"owner": "x", "entries": [{"entry": 7, "session": "s", "base": {}, "values": {}}]}',
        json.dumps(
            {
                "owner": "x",
                "entries": [{"entry": str(uuid4()), "session": "s", "base": {}, "values": {"a": 1}}],
            }
        ),
        json.dumps(
            {"owner": "x", "entries": [{"entry": str(uuid4()), "session": "s", "base": {}, "values": []}]}
        ),
        json.dumps({"owner": "x", "entries": [{}] * 51}),
    ],
)
def test_what_no_phone_of_ours_sends_is_refused(ida, body):
    assert ida.post(URL, body, content_type="application/json").status_code == 400


def test_a_note_that_the_form_saved_is_not_taken_for_a_changed_one(samklang, ida):
    session = samklang.yesterday
    ida.post(url(session), filled(ida, session, note="Vi sang.\r\nOg trommede."))
    sent = entry(session, samklang.ida, note="Vi sang.\nOg dansede.")
    note = token_of(session.pk, NOTE)
    sent["base"][note] = sent["base"][note].replace("\r\n", "\n")
    assert send(ida, samklang.ida, sent)[0]["conflicts"] == 0
    assert Session.objects.everything(why=WHY).get(pk=session.pk).note == "Vi sang.\r\nOg dansede."


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_five_at_once_with_the_same_entry_count_once(samklang, browser_of):
    session, user = samklang.yesterday, samklang.ida
    first = entry(session, user, **{of(samklang.bo): "late"})
    again = first | {"entry": str(uuid4()), "base": first["values"]}
    clients = [browser_of(user) for _ in range(5)]
    answers: list = []

    def work(client: Client) -> None:
        answers.append(send(client, user, first, again))
        connection.close()

    threads = [threading.Thread(target=work, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 5
    assert all(one == answers[0] for one in answers)
    assert RollEntry.objects.everything(why=WHY).count() == 2
    assert marks(session)["Bo"] == "late"
    assert AuditEntry.objects.everything(why=WHY).filter(action="save roll call").count() == 1
