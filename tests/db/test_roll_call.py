"""A roll call over HTTP: what is stored, when nothing is, and for whom."""

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from participants.models import Attendance, Enrolment, Mark, SupportNeed
from portal.audit.models import AuditEntry
from programmes.models import Session, WorkHours
from tests.db import people

WHY = "a test looks at everything"


def url(session: Session) -> str:
    return reverse("participants:roll_call", args=[session.pk])


def filled(client, session: Session, **changes: str) -> dict[str, str]:
    """What a browser would send from the page as it opens now, with `changes` made by hand."""
    page = client.get(url(session)).context["page"]
    data = {f"shown-{line.key}": line.shown for line in [*page.children, *page.adults]}
    data |= {f"shown-{key}": value for key, value, _token in page.rest}
    data |= {line.key: line.value for line in page.children}
    data |= {line.key: "yes" for line in page.adults if line.value}
    data |= {key: value for key, value, _token in page.rest}
    return data | {key.replace("_", "-"): value for key, value in changes.items()}


def marks(session: Session) -> dict[str, str]:
    rows = Attendance.objects.everything(why=WHY).filter(session=session)
    return dict(rows.values_list("participant__given_name", "mark"))


def hours(session: Session) -> set[tuple[str, str, int, int]]:
    rows = WorkHours.objects.everything(why=WHY).filter(session=session)
    return set(rows.values_list("employer", "kind", "people", "minutes"))


@pytest.fixture
def ida(samklang, browser_of):
    return browser_of(samklang.ida)


def test_it_opens_preset_as_all_present_and_stores_nothing(samklang, ida):
    page = ida.get(url(samklang.yesterday)).context["page"]
    assert [line.value for line in page.children] == ["present"] * 3
    assert marks(samklang.yesterday) == {}


def test_one_save_stores_marks_note_preparation_and_hours(samklang, ida):
    data = filled(ida, samklang.yesterday, note="Vi trommede.", preparation="30")
    data[f"mark-{samklang.amina.pk}"] = "excused"
    assert ida.post(url(samklang.yesterday), data).status_code == 302
    assert marks(samklang.yesterday) == {"Amina": "excused", "Bo": "present", "Clara": "present"}
    assert hours(samklang.yesterday) == {("school", "teaching", 1, 45), ("school", "preparation", 1, 30)}
    session = Session.objects.everything(why=WHY).get(pk=samklang.yesterday.pk)
    assert (session.state, session.note, session.logged_by) == ("held", "Vi trommede.", samklang.ida)


def test_a_second_tap_a_reload_or_the_back_button_saves_nothing_twice(samklang, ida):
    data = filled(ida, samklang.yesterday, note="Vi sang.", preparation="30")
    ida.post(url(samklang.yesterday), data)
    stored = marks(samklang.yesterday), hours(samklang.yesterday)
    logged_at = Session.objects.everything(why=WHY).get(pk=samklang.yesterday.pk).logged_at
    for _ in range(2):
        ida.post(url(samklang.yesterday), data)
    assert (marks(samklang.yesterday), hours(samklang.yesterday)) == stored
    assert Session.objects.everything(why=WHY).get(pk=samklang.yesterday.pk).logged_at == logged_at
    assert AuditEntry.objects.everything(why=WHY).filter(action="save roll call").count() == 1


def test_a_correction_replaces_hours_instead_of_adding_to_them(samklang, ida):
    ida.post(url(samklang.yesterday), filled(ida, samklang.yesterday, preparation="30", partner="2"))
    ida.post(url(samklang.yesterday), filled(ida, samklang.yesterday, preparation="0", partner="1"))
    assert hours(samklang.yesterday) == {("school", "teaching", 1, 45), ("partner", "teaching", 1, 45)}


def test_an_adult_who_was_not_there_has_no_hours(samklang, ida):
    data = filled(ida, samklang.yesterday)
    del data[f"adult-{samklang.ida.pk}"]
    ida.post(url(samklang.yesterday), data)
    assert hours(samklang.yesterday) == set()


def test_two_people_at_once_lose_neither_ones_marks(samklang, ida, browser_of):
    bodil = browser_of(samklang.bodil)
    first, second = filled(ida, samklang.yesterday), filled(bodil, samklang.yesterday)
    first[f"mark-{samklang.amina.pk}"] = "excused"
    second[f"mark-{samklang.bo.pk}"] = "late"
    ida.post(url(samklang.yesterday), first)
    bodil.post(url(samklang.yesterday), second)
    assert marks(samklang.yesterday) == {"Amina": "excused", "Bo": "late", "Clara": "present"}


def test_the_same_child_with_different_marks_shows_both_values_and_asks(samklang, ida, browser_of):
    bodil = browser_of(samklang.bodil)
    first, second = filled(ida, samklang.yesterday), filled(bodil, samklang.yesterday, note="Rytmer.")
    first[f"mark-{samklang.amina.pk}"] = "excused"
    second[f"mark-{samklang.amina.pk}"] = "late"
    second[f"mark-{samklang.clara.pk}"] = "unexcused"
    ida.post(url(samklang.yesterday), first)
    answer = bodil.post(url(samklang.yesterday), second)
    assert answer.status_code == 422
    line = next(line for line in answer.context["page"].children if line.name.startswith("Amina"))
    with translation.override(samklang.bodil.language):
        assert (line.mine, line.theirs, line.value) == (Mark.LATE.label, Mark.EXCUSED.label, "")
    assert marks(samklang.yesterday) == {"Amina": "excused", "Bo": "present", "Clara": "unexcused"}
    chosen = filled(bodil, samklang.yesterday)
    chosen[f"mark-{samklang.amina.pk}"] = "late"
    bodil.post(url(samklang.yesterday), chosen)
    assert marks(samklang.yesterday)["Amina"] == "late"


def test_two_notes_written_at_once_are_both_shown(samklang, ida, browser_of):
    bodil = browser_of(samklang.bodil)
    first = filled(ida, samklang.yesterday, note="Vi sang.")
    second = filled(bodil, samklang.yesterday, note="Vi dansede.")
    ida.post(url(samklang.yesterday), first)
    page = bodil.post(url(samklang.yesterday), second).content.decode()
    assert "Vi sang." in page
    assert "Vi dansede." in page


def test_a_missing_mark_keeps_what_was_typed_and_stores_nothing(samklang, ida):
    data = filled(ida, samklang.yesterday, note="Halvt skrevet")
    del data[f"mark-{samklang.amina.pk}"]
    answer = ida.post(url(samklang.yesterday), data)
    assert answer.status_code == 422
    assert "Halvt skrevet" in answer.content.decode()
    assert marks(samklang.yesterday) == {}


@pytest.mark.parametrize("partner", ["-1", "51", "mange", "9" * 30])
def test_a_wrong_number_of_partner_staff_is_refused_at_the_field(samklang, ida, partner):
    answer = ida.post(url(samklang.yesterday), filled(ida, samklang.yesterday, partner=partner))
    assert answer.status_code == 422
    assert answer.context["page"].form.errors["partner"]
    assert marks(samklang.yesterday) == {}


def test_children_of_another_group_cannot_be_marked_by_hand(samklang, ida):
    data = filled(ida, samklang.yesterday)
    data |= {f"mark-{samklang.erik.pk}": "present", f"shown-mark-{samklang.erik.pk}": "present"}
    ida.post(url(samklang.yesterday), data)
    assert "Erik" not in marks(samklang.yesterday)


def test_a_session_that_has_not_been_yet_cannot_be_logged(samklang, ida):
    assert "form" not in ida.get(url(samklang.tomorrow)).content.decode().split("<main")[1].split("</main")[0]
    assert ida.post(url(samklang.tomorrow), filled(ida, samklang.tomorrow)).status_code == 403
    assert marks(samklang.tomorrow) == {}


def test_a_closed_run_is_read_but_not_changed(samklang, browser_of):
    session = people.session(samklang.closed_group, days=-30)
    bodil = browser_of(samklang.bodil)
    data = filled(bodil, session)
    assert bodil.post(url(session), data).status_code == 403
    assert marks(session) == {}


def test_a_protected_address_shows_a_taken_place_without_a_name_or_a_mark(samklang, ida, browser_of):
    hidden = people.child(samklang.roskilde, "Hemming", address_protection="strictly")
    people.named_for(hidden, samklang.ida)
    people.enrol(samklang.group, hidden)
    bodil = browser_of(samklang.bodil)
    assert "Hemming" in ida.get(url(samklang.yesterday)).content.decode()
    assert "Hemming" not in bodil.get(url(samklang.yesterday)).content.decode()
    bodil.post(url(samklang.yesterday), filled(bodil, samklang.yesterday))
    assert "Hemming" not in marks(samklang.yesterday)


def test_html_in_a_note_comes_out_as_text(samklang, ida):
    ida.post(
        url(samklang.yesterday), filled(ida, samklang.yesterday, note="</textarea><script>alert(1)</script>")
    )
    page = ida.get(url(samklang.yesterday)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_need_card_that_has_expired_is_not_shown(samklang, ida):
    today = timezone.localdate()
    for helps, days in (("korte pauser", 1), ("gammelt råd", -1)):
        SupportNeed.objects.create(
            school=samklang.roskilde,
            participant=samklang.amina,
            what_helps=helps,
            expires_on=today + timezone.timedelta(days=days),
        )
    page = ida.get(url(samklang.yesterday)).content.decode()
    assert "korte pauser" in page
    assert "gammelt råd" not in page


def test_a_child_with_two_need_cards_has_one_line_and_a_card_never_tells_of_a_child_without_a_name(
    samklang, ida
):
    hidden = people.child(samklang.roskilde, "Skjult", address_protection="strictly")
    people.enrol(samklang.group, hidden)
    soon = timezone.localdate() + timezone.timedelta(days=30)
    for child, helps in (
        (samklang.amina, "korte pauser"),
        (hidden, "egen indgang"),
        (samklang.amina, "tegn"),
    ):
        SupportNeed.objects.create(
            school=samklang.roskilde, participant=child, what_helps=helps, expires_on=soon
        )
    answer = ida.get(url(samklang.yesterday))
    helps = {line.name: line.helps for line in answer.context["page"].children}
    assert len(helps) == len(answer.context["page"].children) == 3
    assert [text for text in helps.values() if text] == ["korte pauser · tegn"]
    assert "egen indgang" not in answer.content.decode()


def test_a_child_who_left_and_came_back_on_the_same_day_has_one_line(samklang, ida):
    day = timezone.localtime(samklang.yesterday.starts_at).date()
    soon = timezone.localdate() + timezone.timedelta(days=30)
    SupportNeed.objects.create(
        school=samklang.roskilde, participant=samklang.amina, what_helps="tegn", expires_on=soon
    )
    first = Enrolment.objects.everything(why=WHY).filter(participant=samklang.amina, group=samklang.group)
    first.update(state="completed", left_on=day)
    people.enrol(samklang.group, samklang.amina, enrolled_on=day)
    lines = ida.get(url(samklang.yesterday)).context["page"].children
    assert [line.helps for line in lines if line.key == f"mark-{samklang.amina.pk}"] == ["tegn"]


@pytest.mark.parametrize("children", [1, 20])
def test_opening_and_saving_take_at_most_twelve_queries(
    samklang, ida, children, django_assert_max_num_queries
):
    group = people.group(samklang.run, samklang.roskilde, "Kor", children, samklang.ida, samklang.otto)
    session = people.session(group, days=-1)
    for number in range(children):
        people.enrol(group, people.child(samklang.roskilde, f"Barn{number}"))
    data = filled(ida, session, note="Sang", preparation="30")
    with django_assert_max_num_queries(12):
        ida.get(url(session))
    with django_assert_max_num_queries(14):  # two of them begin and end the transaction's savepoint
        ida.post(url(session), data)
