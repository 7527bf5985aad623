"""What the pages of grants show: figures, findings with their rule, what is due; and what they refuse."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participants.models import Attendance
from partners.models import Grant, GrantTarget, ReportDue
from portal.accounts.models import User
from portal.audit.models import AuditEntry
from tests.db import people
from tests.db.granting import KRONER, applied, awarded, planned, used
from tests.db.people import WHY, Samklang

pytestmark = pytest.mark.django_db
NEW = {"purpose": "Kunst", "amount": "50 000", "currency": "DKK", "new_funder": "Fonden"}
DAYS = {"starts_on": "2025-01-01", "ends_on": "2025-12-31"}


def signed_in(user: User) -> Client:
    user.chosen_language = "en"
    user.save()
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def client(samklang) -> Client:
    return signed_in(samklang.bodil)


def words(client: Client, name: str, **arguments: int) -> str:
    answer = client.get(reverse(f"reports:{name}", kwargs=arguments))
    assert answer.status_code == 200
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode().partition("<main")[2])
    return " ".join(plain.replace("\xa0", " ").split())


def sent(client: Client, name: str, data: dict[str, str], **arguments: int):
    return client.post(reverse(f"reports:{name}", kwargs=arguments), data)


def this_year(world: Samklang, **values) -> Grant:
    today = timezone.localdate()
    days = {"starts_on": today - datetime.timedelta(50), "ends_on": today + datetime.timedelta(50)}
    return awarded(world, **{**days, **values})


def marked(world: Samklang, session, child, mark: str = "present") -> None:
    session.state = "held"
    session.save()
    Attendance.objects.create(
        school=session.school,
        session=session,
        participant=child,
        mark=mark,
        marked_by=world.ida,
        marked_at=timezone.now(),
    )


def test_the_money_of_a_grant_is_used_committed_and_free(samklang, client):
    grant = awarded(samklang, conditions={"ceiling_share": "0.6", "own_share": "0.3"})
    planned(samklang.run, 300_000 * KRONER, grant)
    planned(samklang.run, 200_000 * KRONER)
    used(samklang.run, 100_000 * KRONER, grant)
    used(samklang.run, 20_000 * KRONER, grant, currency="NOK")
    planned(samklang.run, 30_000 * KRONER, grant, currency="NOK")
    seen = words(client, "grant", pk=grant.pk)
    assert "granted 450 000 kr used 100 000 kr in the budget, not used 200 000 kr" in seen
    assert "left over 150 000 kr" in seen
    assert "The grant at most 60 % 60 % 100 % 60 %" in seen
    assert "At most 60 % of what it costs. It stands at 100 %, 40 000 kr above; as planned" in seen
    assert "Own contribution at least 30 % 40 % 0 % 40 %" in seen
    assert "The currency of the grant. 2 lines are in another currency and not added." in seen
    listed = words(client, "grants")
    assert "100 000 kr used · 200 000 kr in the budget, not used · 150 000 kr left over" in listed


def test_each_condition_that_is_broken_is_named(samklang, client):
    samklang.programme.age_to = 30
    samklang.programme.save()
    conditions = {
        "ceiling_share": "0.6",
        "own_share": "0.5",
        "least_amount": 500_000 * KRONER,
        "least_amount_of": "activity type",
        "age_to": 24,
        "most_years": 1,
        "by_calendar_year": True,
        "eligible_categories": ["travel"],
    }
    grant = awarded(samklang, conditions=conditions, ends_on=datetime.date(2026, 1, 1))
    planned(samklang.run, 500_000 * KRONER, grant)
    planned(samklang.run, 200_000 * KRONER)
    used(samklang.run, 10, grant, on=datetime.date(2024, 12, 31), category="travel")
    used(samklang.run, 10, grant)
    seen = words(client, "grant", pk=grant.pk)
    for finding in (
        "At most 60 % of what it costs. It will end at 71.4 %: 80 000.04 kr more than the funder pays.",
        "At least 50 % own contribution. It will end at 28.6 %: 150 000.05 kr are lacking.",
        "The amount of the grant. 50 000.10 kr more is used or planned than there is.",
        "At least 500 000 kr for each: activity type. The amount is smaller.",
        "The period of the grant. 1 cost lies outside of it.",
        "Costs that it may be used for. 1 cost is of another category.",
        "The age limit. Musik for alle may take in younger or older people",
        "At most 1 year. The period is longer.",
    ):
        assert finding in seen, finding


def test_reached_is_counted_from_what_is_logged_of_ones_own_school(samklang, client):
    grant = this_year(samklang)
    planned(samklang.run, 100, grant)
    for measure, target in (("participants", 10), ("attendances", 10), ("sessions", 5), ("schools", 2)):
        GrantTarget.objects.create(grant=grant, measure=measure, target=target)
    for child in (samklang.amina, samklang.bo):
        marked(samklang, samklang.yesterday, child)
    marked(samklang, samklang.yesterday, samklang.clara, "excused")
    marked(samklang, people.session(samklang.group, -3), samklang.amina)
    marked(samklang, samklang.koege_session, samklang.erik)
    long_ago = people.session(samklang.group, -55)
    marked(samklang, long_ago, samklang.clara)
    seen = words(client, "grant", pk=grant.pk)
    assert "Unique participants 10 2 Attendances 10 3 Sessions held 5 3 Culture schools 2 2" in seen


def test_targets_count_before_any_money_and_the_runs_costs_are_not_the_grants(samklang, client):
    grant = this_year(samklang, conditions={"ceiling_share": "0.6"})
    GrantTarget.objects.create(grant=grant, measure="participants", target=10)
    marked(samklang, samklang.yesterday, samklang.amina)
    planned(samklang.run, 900 * KRONER)
    assert "No run is counted yet" in words(client, "grant", pk=grant.pk)
    address = reverse("reports:grant_runs", args=[grant.pk])
    chosen = {
        "runs": str(samklang.run.pk),
        "based_on": client.get(address).context["form"]["based_on"].value(),
    }
    assert client.post(address, {**chosen, "runs": "999999"}).status_code == 422
    assert client.post(address, chosen).status_code == 302
    seen = words(client, "grant", pk=grant.pk)
    assert "Unique participants 10 1" in seen
    assert "No run has it in its budget yet" in seen and "a budget of 750 000 kr" in seen
    assert client.post(address, {**chosen, "runs": ""}).status_code == 422, (
        "somebody else has chosen meanwhile"
    )


def test_what_was_changed_stands_on_the_pages_with_before_and_after_and_its_currency(samklang, client):
    grant = applied(samklang, currency="NOK")
    answer = {"awarded_on": "2025-02-01", "amount": "400 000"}
    assert sent(client, "award_grant", answer, pk=grant.pk).status_code == 302
    seen = words(client, "grant", pk=grant.pk)
    assert "Awarded 450 000 NOK 400 000 NOK" in seen
    assert re.search(rf"Applied for – 450 000 NOK \w+ \d+ \w+ [\d:]+ {samklang.bodil.name}", seen)
    line = {"school": samklang.roskilde.pk, "category": "pay", "payer": "school", "basis": "money"}
    address = reverse("programmes:new_budget_line", args=[samklang.run.pk])
    assert client.post(address, {**line, "amount": "1 250,50"}).status_code == 302
    assert "Budget – 1 250.50 kr" in words(client, "run_money", pk=samklang.run.pk)


def test_a_school_that_is_not_the_host_sees_its_own_lines_alone(samklang):
    """Køge has a grant in the run that Roskilde hosts."""
    grant = awarded(samklang)
    Grant.objects.everything(why=WHY).filter(pk=grant.pk).update(school=samklang.koege)
    planned(samklang.run, 700 * KRONER, grant, school=samklang.koege)
    planned(samklang.run, 900 * KRONER, grant)
    assert "in the budget, not used 700 kr" in words(signed_in(samklang.kim), "grant", pk=grant.pk)


def test_what_is_due_is_shown_late_or_to_come_with_what_is_missing(samklang, client):
    grant = awarded(samklang, conditions={"report_days_after": 90, "comparable_accounts": True})
    seen = words(client, "grant", pk=grant.pk)
    assert re.search(r"It was due Tuesday 31 March( 2026)?\. 1 paper is missing:", seen)
    assert re.search(r"was due Tuesday 31 March( 2026)? · 1 paper is missing", words(client, "grants"))
    report = ReportDue.objects.everything(why=WHY).get()
    answer = sent(client, "grant_report", {"do": "sent", "sent_on": "2026-03-30"}, pk=report.pk)
    assert answer.status_code == 422
    assert "Still missing: project accounts (comparable with the budget)" in answer.content.decode()


def test_how_it_goes_on_is_asked_before_the_last_day_and_before_closing(samklang, client):
    grant = this_year(samklang)
    assert "How does it go on after" in words(client, "grant", pk=grant.pk)
    assert sent(client, "grant_goes_on", {"close": "1"}, pk=grant.pk).status_code == 422
    sent(client, "grant_goes_on", {"afterwards": "new_grant", "note": "Bikuben"}, pk=grant.pk)
    assert "After the last krone: a new grant is applied for. Bikuben" in words(client, "grant", pk=grant.pk)


WRONG_APPLICATIONS = (
    ({**NEW, **DAYS, "amount": "mange"}, "Write an amount as"),
    ({**NEW, **DAYS, "amount": "0"}, "Write an amount above 0"),
    ({**NEW, **DAYS, "new_funder": ""}, "Choose one, or write the name of another"),
    ({**NEW, "starts_on": "2025-12-31", "ends_on": "2025-01-01"}, "This is before the first day"),
    ({**NEW, **DAYS, "applied_on": "2099-01-01"}, "This day has not come yet"),
    ({**NEW, **DAYS, "currency": "EUR"}, "Choose one that is listed"),
    ({**NEW, **DAYS, "responsible": "999999"}, "Choose one that is listed"),
    ({**NEW, **DAYS, "purpose": "x" * 2001}, "Write at most 2000 characters"),
    ({**NEW, **DAYS, "purpose": "\x00"}, "Null characters"),
)
WRONG_CONDITIONS = (
    ({"ceiling_share": "0"}, "more than 0 and at most 100"),
    ({"ceiling_share": "60,555"}, "Write per cents"),
    ({"own_share": "100"}, "at most 99.99"),
    ({"age_from": "30", "age_to": "24"}, "This is less than"),
    ({"report_day": "31"}, "Write the day and the month"),
    ({"report_day": "31", "report_month": "1", "report_days_after": "9"}, "Write either"),
    ({"least_amount_of": "activity"}, "Write how much it is at least"),
    ({"eligible_categories": "wine"}, "Choose among those that are listed"),
)


def test_what_is_wrong_is_said(samklang, client):
    for data, said in WRONG_APPLICATIONS:
        answer = sent(client, "new_grant", data, school=samklang.roskilde.pk)
        assert answer.status_code == 422, said
        assert said in answer.content.decode()
    assert not Grant.objects.everything(why=WHY).exists()
    grant = applied(samklang)
    for data, said in WRONG_CONDITIONS:
        answer = sent(client, "grant_conditions", data, pk=grant.pk)
        assert answer.status_code == 422, said
        assert said in answer.content.decode()


def test_an_application_written_by_mistake_is_removed_until_it_stands_in_a_budget_or_is_answered(
    samklang, client
):
    grant, planned_one = applied(samklang), applied(samklang, title="Planlagt")
    line = planned(samklang.run, 100, planned_one)
    for row, left in ((planned_one, 2), (grant, 1)):
        sent(client, "change_grant", {"remove": "1"}, pk=row.pk)
        assert Grant.objects.everything(why=WHY).count() == left
    assert AuditEntry.objects.get(action="remove application").object_id == str(grant.pk)
    line.delete()
    sent(client, "award_grant", {"awarded_on": "2025-01-01", "amount": "1"}, pk=planned_one.pk)
    answer = client.post(reverse("reports:change_grant", args=[planned_one.pk]), {"remove": "1"}, follow=True)
    assert "The funder has answered, so it stays." in answer.content.decode()


def test_a_scheme_of_another_school_or_no_number_is_not_there(samklang, client):
    address = reverse("reports:new_grant", args=[samklang.roskilde.pk])
    for asked in ("999999", "x", "9" * 30, "-1"):
        assert client.get(f"{address}?scheme={asked}").status_code == 404
    take_in = reverse("reports:take_in_grant_scheme", args=[samklang.roskilde.pk])
    assert client.post(take_in, {"key": "bufdir_inclusion"}).status_code == 404, "of another country"
    scheme = client.post(take_in, {"key": "region_hovedstaden"}).url.split("/")[-2]
    asked = {name: value for name, value in {**NEW, **DAYS}.items() if name != "new_funder"}
    assert client.post(f"{address}?scheme={scheme}", asked).status_code == 302
    assert str(Grant.objects.everything(why=WHY).get().funder) == "Region Hovedstaden"
    grant = awarded(samklang)
    papers = reverse("reports:grant_papers", args=[grant.pk])
    assert client.post(papers, {"remove": "999"}).status_code == 404
    for page in ("0", "x", "999"):
        assert client.get(reverse("reports:grants"), {"page": page}).status_code == 200
