"""One's own work beside sessions: logged in quarters, once, by oneself, while the run is open."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from portal.audit.actor import Actor
from portal.audit.models import AuditEntry
from portal.audit.versions import ChangedMeanwhile
from portal.scope.roles import Role
from programmes.actions.log_hours import HoursRefused, LoggedOtherwise, Work, change_hours, log_hours
from programmes.models import RunSchool, WorkHours, WorkKind
from programmes.policies.run import RunClosed
from tests.db.people import WHY, give_role, group, run

HOURS = reverse("programmes:hours")


def logged() -> list[tuple[str, int]]:
    return list(WorkHours.objects.everything(why=WHY).order_by("pk").values_list("kind", "minutes"))


def work(samklang, minutes=90, **fields) -> Work:
    return Work(
        **{
            "school_id": samklang.roskilde.pk,
            "run_id": samklang.run.pk,
            "kind": WorkKind.PREPARATION,
            "on": timezone.localdate(),
            "minutes": minutes,
            **fields,
        }
    )


def sent(samklang, **fields) -> dict[str, str]:
    return {
        "on": str(timezone.localdate()),
        "kind": "preparation",
        "work_for": f"{samklang.roskilde.pk}-{samklang.run.pk}",
        "hours": "1,5",
        **fields,
    }


def test_a_double_click_logs_once_and_the_page_shows_the_week_in_hours(samklang, browser_of):
    ida = browser_of(samklang.ida)
    for_group = f"{samklang.roskilde.pk}-{samklang.run.pk}-{samklang.group.pk}"
    for _click in range(2):
        assert ida.post(HOURS, sent(samklang)).status_code == 302
    ida.post(HOURS, sent(samklang, work_for=for_group, hours="¾", kind="coordination"))
    assert logged() == [("preparation", 90), ("coordination", 45)]
    text = ida.get(HOURS).content.decode()
    assert "1,5\N{NO-BREAK SPACE}t" in text and "2,25\N{NO-BREAK SPACE}t" in text
    assert AuditEntry.objects.everything(why=WHY).filter(action="log hours").count() == 2


def test_a_run_to_come_is_offered_after_those_that_go_on(samklang, browser_of):
    begins = timezone.localdate() + datetime.timedelta(days=90)
    later = {"starts_on": begins, "ends_on": begins + datetime.timedelta(days=90)}
    to_come = run(samklang.programme, [samklang.roskilde], "Til næste år", **later)
    group(to_come, samklang.roskilde, "Nyt hold")
    field = browser_of(samklang.bodil).get(HOURS).context["form"].fields["work_for"]
    runs = [key.split("-")[1] for key, _words in field.choices]
    assert runs[0] == str(samklang.run.pk) and runs[-1] == str(to_come.pk)


def test_another_number_on_the_same_day_asks_for_the_new_total(samklang, browser_of):
    ida = browser_of(samklang.ida)
    ida.post(HOURS, sent(samklang))
    answer = ida.post(HOURS, sent(samklang, hours="0,5"))
    row = WorkHours.objects.everything(why=WHY).get()
    change = reverse("programmes:change_hours", args=[row.pk])
    assert (answer.status_code, change in answer.content.decode()) == (422, True)
    assert ida.post(change, {"hours": "2", "based_on": "90"}).status_code == 302
    assert logged() == [("preparation", 120)]
    assert ida.post(change, {"hours": "2", "remove": "1", "based_on": "120"}).status_code == 302
    assert logged() == []
    assert ida.post(change, {"hours": "2"}).status_code == 404


def test_plus_and_minus_count_without_a_script_and_store_nothing(samklang, browser_of):
    ida = browser_of(samklang.ida)
    answer = ida.post(HOURS, sent(samklang, step="1"))
    assert 'value="1,75"' in answer.content.decode()
    assert 'value="1,25"' in ida.post(HOURS, sent(samklang, step="-1")).content.decode()
    assert 'value="viel"' in ida.post(HOURS, sent(samklang, step="x", hours="viel")).content.decode()
    assert logged() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"hours": "0"},
        {"hours": "1,3"},
        {"hours": "25"},
        {"hours": "\0"},
        {"hours": ""},
        {"on": "i går"},
        {"on": "0001-01-01"},
        {"on": "9999-12-31"},
        {"kind": "teaching"},
        {"work_for": "1"},
        {"work_for": "x-y"},
    ],
)
def test_what_cannot_be_is_refused_in_words(wrong, samklang, browser_of):
    answer = browser_of(samklang.ida).post(HOURS, sent(samklang, **wrong))
    assert answer.status_code == 422 and "ds-validation-message" in answer.content.decode()
    assert logged() == []


@pytest.mark.parametrize("day", ["", "igår", "9999-12-31", "0001-01-01", "2026-02-31"])
def test_any_week_that_is_asked_for_opens(day, samklang, browser_of):
    assert browser_of(samklang.ida).get(HOURS, {"day": day}).status_code == 200


def test_a_day_has_24_hours_over_all_runs_and_kinds(samklang):
    ida = Actor.of(samklang.ida)
    row = log_hours(actor=ida, work=work(samklang, 20 * 60))
    with pytest.raises(HoursRefused):
        log_hours(actor=ida, work=work(samklang, 5 * 60, kind=WorkKind.TRAINING))
    log_hours(actor=ida, work=work(samklang, 4 * 60, kind=WorkKind.TRAINING))
    with pytest.raises(HoursRefused):
        change_hours(actor=ida, hours_id=row.pk, minutes=21 * 60, based_on=str(20 * 60))
    assert logged() == [("preparation", 1200), ("training", 240)]


def test_only_what_is_ones_own_is_changed_and_only_as_it_was_seen(samklang):
    row = log_hours(actor=Actor.of(samklang.ida), work=work(samklang))
    with pytest.raises(PermissionDenied):
        change_hours(actor=Actor.of(samklang.bodil), hours_id=row.pk, minutes=30, based_on="90")
    for stranger in (samklang.otto, samklang.kim):
        with pytest.raises(WorkHours.DoesNotExist):
            change_hours(actor=Actor.of(stranger), hours_id=row.pk, minutes=30, based_on="90")
    with pytest.raises(ChangedMeanwhile):
        change_hours(actor=Actor.of(samklang.ida), hours_id=row.pk, minutes=30, based_on="60")
    with pytest.raises(LoggedOtherwise):
        log_hours(actor=Actor.of(samklang.ida), work=work(samklang, 30))


def test_a_closed_run_and_a_strangers_take_no_hours(samklang):
    ida = Actor.of(samklang.ida)
    row = log_hours(actor=ida, work=work(samklang))
    with pytest.raises(RunClosed):
        log_hours(actor=ida, work=work(samklang, run_id=samklang.closed_run.pk))
    with pytest.raises(RunSchool.DoesNotExist):
        log_hours(actor=ida, work=work(samklang, school_id=samklang.koege.pk))
    with pytest.raises(type(samklang.group).DoesNotExist):
        log_hours(actor=ida, work=work(samklang, group_id=samklang.other_group.pk))
    samklang.run.state = "closed"
    samklang.run.save()
    with pytest.raises(RunClosed):
        change_hours(actor=ida, hours_id=row.pk, minutes=30, based_on="90")


def test_a_coordinator_sees_her_schools_hours_of_a_run_by_person_and_no_others(samklang, browser_of):
    for actor in (samklang.ida, samklang.otto):
        log_hours(actor=Actor.of(actor), work=work(samklang))
    log_hours(actor=Actor.of(samklang.tove), work=work(samklang, school_id=samklang.koege.pk))
    page = reverse("programmes:run_hours", args=[samklang.run.pk])
    text = browser_of(samklang.bodil).get(page).content.decode()
    assert "Ida" in text and "Otto" in text and "Tove" not in text
    assert "3\N{NO-BREAK SPACE}t" in text
    assert browser_of(samklang.ida).get(page).status_code == 403
    assert "Ida" not in browser_of(samklang.otto).get(HOURS).content.decode()


def test_whose_role_has_ended_sees_and_logs_nothing_there(samklang):
    log_hours(actor=Actor.of(samklang.ida), work=work(samklang))
    samklang.ida.memberships.everything(why=WHY).update(ended_at=timezone.now())
    ida = type(samklang.ida).objects.get(pk=samklang.ida.pk)
    give_role(ida, Role.TEACHER, samklang.kongsberg)
    assert not WorkHours.objects.visible_to(ida)
    with pytest.raises(RunSchool.DoesNotExist):
        log_hours(actor=Actor.of(ida), work=work(samklang, on=timezone.localdate() - datetime.timedelta(1)))
