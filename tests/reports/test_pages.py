"""The pages around a report: asking, waiting, looking, downloading, finding again."""

import datetime
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from portal.jobs.models import Job, JobState
from reports.definitions.base import STEPS
from reports.models import ReportRun
from reports.rules.periods import Period
from tests.reports.making import WHY, ask, build, content

pytestmark = pytest.mark.django_db
YEAR = Period.of_year(2024)


@pytest.fixture
def petras(logged, browser_of):
    return browser_of(logged.petra)


@pytest.fixture
def report(logged) -> ReportRun:
    return ask(logged.petra, "programme", YEAR)


def address(report: ReportRun, page: str = "report") -> str:
    return reverse(f"reports:{page}", args=[report.pk])


def test_whoever_has_one_report_to_ask_for_comes_straight_to_it(petras, logged):
    answer = petras.get(reverse("reports:choose"))
    assert answer.url == reverse("reports:ask", args=["programme", f"p{logged.programme.pk}"])


def test_whoever_has_several_chooses(browser_of, logged):
    answer = browser_of(logged.lone).get(reverse("reports:choose"))
    assert answer.status_code == 200
    assert answer.content.decode().count("/reports/new/") >= 2


def test_the_closed_years_are_offered_first_and_named_by_their_runs(petras, logged):
    page = petras.get(reverse("reports:ask", args=["programme", f"p{logged.programme.pk}"]))
    first, *others = page.context["form"].fields["period"].choices
    assert first == ("2024", "2024 (Efterår 2024)")
    assert str(timezone.localdate().year) in [value for value, _label in others]


def test_asking_leads_to_the_page_that_shows_how_far_it_is(petras, logged):
    asking = reverse("reports:ask", args=["programme", f"p{logged.programme.pk}"])
    answer = petras.post(asking, {"period": "2024"}, follow=True)
    report = ReportRun.objects.visible_to(logged.petra).get()
    assert answer.redirect_chain[-1][0] == address(report)
    assert (report.period_from, report.period_to) == (datetime.date(2024, 1, 1), datetime.date(2024, 12, 31))
    assert report.job.state == JobState.WAITING


@pytest.mark.parametrize("period", ["", "2019", "2024–", "x"])
def test_a_period_that_is_not_offered_is_refused_at_the_field(petras, logged, period):
    asking = reverse("reports:ask", args=["programme", f"p{logged.programme.pk}"])
    answer = petras.post(asking, {"period": period})
    assert answer.status_code == 422
    assert answer.context["form"].errors["period"]
    assert not ReportRun.objects.visible_to(logged.petra).exists()


def test_the_steps_are_named_and_move(petras, report, logged):
    jobs = Job.objects.everything(why=WHY).filter(pk=report.job_id)
    states = []
    for step in (0, 3):
        jobs.update(state=JobState.RUNNING, step=step)
        states.append([each["state"] for each in petras.get(address(report)).context["steps"]])
    assert states == [
        ["now", "later", "later", "later", "later"],
        ["done", "done", "done", "now", "later"],
    ]
    page = unescape(petras.get(address(report)).content.decode())
    with translation.override(logged.petra.language):
        assert [str(step) in page for step in STEPS] == [True] * 5


def test_the_browser_is_told_nothing_while_nothing_has_changed(petras, report):
    seen = petras.get(address(report)).context["seen"]
    fragment = {"HTTP_HX_REQUEST": "true"}
    assert petras.get(address(report), {"seen": seen}, **fragment).status_code == 204
    Job.objects.everything(why=WHY).filter(pk=report.job_id).update(state=JobState.RUNNING, step=2)
    answer = petras.get(address(report), {"seen": seen}, **fragment)
    assert answer.status_code == 200
    assert answer.content.decode().startswith('<div id="report"')


def test_it_stops_asking_when_the_report_is_there(petras, report):
    assert 'hx-trigger="every 1s"' in petras.get(address(report)).content.decode()
    build(report)
    page = petras.get(address(report)).content.decode()
    assert "hx-trigger" not in page.split('<div id="report"')[1]


def test_a_report_nobody_has_begun_says_that_it_waits_and_that_nothing_is_lost(petras, report):
    assert not petras.get(address(report)).context["waits"]
    earlier = timezone.now() - datetime.timedelta(seconds=30)
    Job.objects.everything(why=WHY).filter(pk=report.job_id).update(created_at=earlier)
    assert petras.get(address(report)).context["waits"]


def test_a_report_that_failed_says_why_and_how_to_go_on(petras, report, logged):
    jobs = Job.objects.everything(why=WHY).filter(pk=report.job_id)
    jobs.update(state=JobState.FAILED, step=1, reason="Too much at once. Choose a shorter period.")
    page = petras.get(address(report))
    assert "Too much at once. Choose a shorter period." in page.content.decode()
    assert reverse("reports:ask", args=["programme", f"p{logged.programme.pk}"]) in page.content.decode()
    assert [each["state"] for each in page.context["steps"]][:2] == ["done", "failed"]


def test_the_page_shows_protected_figures_checksum_and_the_document(petras, report):
    report = build(report)
    page = petras.get(address(report)).content.decode()
    assert report.sha256 in page
    assert f'src="{address(report, "view")}' in page
    assert ">13<" in page


def test_a_download_is_byte_for_byte_the_same_each_time(petras, report):
    report = build(report)
    first, second = petras.get(address(report, "download")), petras.get(address(report, "download"))
    assert first.content == second.content == content(report)
    assert first["Content-Type"] == "application/pdf"
    assert first["ETag"] == f'"{report.sha256}"'
    assert len(first.content) == report.size


def test_a_browser_that_has_it_already_gets_no_second_copy(petras, report):
    report = build(report)
    answer = petras.get(address(report, "view"), headers={"If-None-Match": f'"{report.sha256}"'})
    assert (answer.status_code, answer.content) == (304, b"")


def test_the_files_name_tells_period_and_version_and_nothing_of_whom_it_is_about(petras, report):
    report = build(report)
    name = petras.get(address(report, "download"))["Content-Disposition"]
    assert name == f'attachment; filename="samklang-2024-v1-{report.id.hex[:8]}.pdf"'
    assert petras.get(address(report, "view"))["Content-Disposition"].startswith("inline")


def test_a_report_that_is_not_there_yet_cannot_be_downloaded(petras, report):
    assert petras.get(address(report, "download")).status_code == 404


def test_asking_again_makes_the_next_version(logged, report):
    assert ask(logged.petra, "programme", YEAR).version == 2
    assert ask(logged.petra, "programme", Period(2024, timezone.localdate().year)).version == 1


def test_the_list_shows_what_was_made_and_filters(petras, report, logged):
    build(report)
    page = petras.get(reverse("reports:list"))
    assert report.title in page.content.decode()
    assert list(petras.get(reverse("reports:list"), {"year": "2019"}).context["page_obj"]) == []
    assert list(petras.get(reverse("reports:list"), {"state": "failed"}).context["page_obj"]) == []
    assert list(petras.get(reverse("reports:list"), {"year": "2024"}).context["page_obj"]) == [report]


def test_the_list_needs_the_same_number_of_queries_for_one_as_for_many(
    petras, logged, report, django_assert_max_num_queries
):
    for _ in range(8):
        ask(logged.petra, "programme", YEAR)
    with django_assert_max_num_queries(9):
        assert len(petras.get(reverse("reports:list")).context["page_obj"]) == 9
