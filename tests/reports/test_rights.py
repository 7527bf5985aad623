"""Who may ask for which report and read which one, on every way."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import Membership, User
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry
from portal.jobs.models import JobState
from portal.scope.rights import forget_rights
from programmes.models import ProgrammeMembership
from reports.actions.request_report import request_report
from reports.definitions.base import NothingToReport
from reports.definitions.registry import definition, definitions
from reports.definitions.scope import Scope
from reports.models import ReportRun
from reports.policies import may_read, may_request, requestable
from reports.rules.periods import Period
from tests.reports.making import WHY, again, ask, build

pytestmark = pytest.mark.django_db
YEAR = Period.of_year(2024)


@pytest.fixture
def reports(logged) -> dict[str, ReportRun]:
    return {
        "whole": ask(logged.petra, "programme", YEAR),
        "municipality": ask(logged.lone, "programme", YEAR),
        "school": ask(logged.bodil, "programme", YEAR),
        "year": ask(logged.lone, "municipality", YEAR),
        "other school": ask(logged.kim, "programme", YEAR),
    }


def scopes(samklang) -> list[Scope]:
    parts = [Scope(municipality=one.municipality) for one in (samklang.roskilde, samklang.koege)]
    parts += [Scope(school=one) for one in (samklang.roskilde, samklang.koege, samklang.kongsberg)]
    within = [Scope(samklang.programme, each.municipality, each.school) for each in parts]
    return [Scope(programme=samklang.programme), *parts, *within]


def test_what_is_offered_is_what_may_be_asked_for(logged):
    for user in User.objects.all():
        offered = {(kind.key, scope) for kind, scope in requestable(user)}
        allowed = {
            (kind.key, scope)
            for kind in definitions()
            for scope in scopes(logged)
            if may_request(user, kind, scope)
        }
        assert offered == allowed, user


def test_each_role_is_offered_its_own_part(logged):
    offered = {
        user.name.split()[0]: {(kind.key, scope.key[0], scope.part) for kind, scope in requestable(user)}
        for user in (logged.petra, logged.lone, logged.bodil, logged.ida, logged.asta, logged.nils)
    }
    assert offered == {
        "Petra": {("programme", "p", None)},
        "Lone": {
            ("municipality", "m", logged.roskilde.municipality),
            ("programme", "p", logged.roskilde.municipality),
        },
        "Bodil": {("programme", "p", logged.roskilde)},
        "Ida": set(),
        "Asta": set(),
        "Nils": set(),
    }


def test_who_may_read_a_report_is_who_sees_it_in_the_list(reports):
    for user in User.objects.all():
        seen = set(ReportRun.objects.visible_to(user))
        assert seen == {report for report in reports.values() if may_read(user, report)}, user


def test_nobody_sees_anothers_part(reports, logged):
    seen = {
        name: {key for key, report in reports.items() if may_read(getattr(logged, name), report)}
        for name in ("petra", "lone", "bodil", "kim", "ida", "nils")
    }
    assert seen == {
        "petra": {"whole"},
        "lone": {"municipality", "year"},
        "bodil": {"school"},
        "kim": {"other school"},
        "ida": set(),
        "nils": set(),
    }


@pytest.mark.parametrize("view_name", ["report", "view", "download"])
def test_anothers_report_answers_as_one_that_does_not_exist(reports, logged, browser_of, view_name):
    build(reports["whole"])
    address = reverse(f"reports:{view_name}", args=[reports["whole"].pk])
    assert browser_of(logged.petra).get(address).status_code == 200
    assert browser_of(logged.lone).get(address).status_code == 404
    assert browser_of(logged.ida).get(address).status_code == 403


def test_asking_for_anothers_part_answers_404(logged, browser_of):
    address = reverse("reports:ask", args=["programme", f"p{logged.programme.pk}"])
    assert browser_of(logged.petra).get(address).status_code == 200
    for user in (logged.lone, logged.bodil):
        assert browser_of(user).post(address, {"period": "2024"}).status_code == 404


def test_the_action_itself_refuses_who_may_not_ask(logged):
    with pytest.raises(PermissionDenied):
        request_report(
            actor=Actor.of(logged.lone),
            definition=definition("programme"),
            scope=Scope(programme=logged.programme),
            period=YEAR,
        )


def test_a_period_in_which_nothing_ran_is_refused(logged):
    with pytest.raises(NothingToReport):
        ask(logged.petra, "programme", Period.of_year(2019))


def test_the_right_is_judged_again_when_the_report_is_built(logged):
    report = ask(logged.petra, "programme", YEAR)
    memberships = ProgrammeMembership.objects.everything(why=WHY)
    memberships.filter(user=logged.petra).update(ended_at=timezone.now())
    after = build(report)
    assert (after.job.state, after.is_published) == (JobState.FAILED, False)
    assert after.job.reason


def test_the_right_is_judged_again_at_each_download(logged, browser_of):
    report = build(ask(logged.lone, "programme", YEAR))
    browser = browser_of(logged.lone)
    address = reverse("reports:download", args=[report.pk])
    assert browser.get(address).status_code == 200
    elsewhere = logged.koege.municipality
    Membership.objects.everything(why=WHY).filter(user=logged.lone).update(municipality=elsewhere)
    forget_rights(logged.lone)
    assert browser.get(address).status_code == 404


def test_asking_and_downloading_stand_in_the_audit_log(logged, browser_of):
    report = build(ask(logged.lone, "programme", YEAR))
    browser_of(logged.lone).get(reverse("reports:download", args=[report.pk]))
    entries = AuditEntry.objects.everything(why=WHY).filter(object_id=str(report.pk))
    assert [(entry.action, entry.actor) for entry in entries.order_by("pk")] == [
        ("request report", logged.lone),
        ("download report", logged.lone),
    ]
    assert again(report).requested_by == logged.lone
