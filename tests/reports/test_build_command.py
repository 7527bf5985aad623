"""The report without browser and broker."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from portal.demonstration import accounts
from reports.definitions.base import STEPS
from reports.models import ReportRun
from tests.reports.making import WHY, content

pytestmark = pytest.mark.django_db


def test_its_last_line_is_the_path_of_the_pdf(demonstration, settings, tmp_path):
    settings.VAR = tmp_path
    out = StringIO()
    call_command("build_report", stdout=out)
    lines = out.getvalue().splitlines()
    report = ReportRun.objects.everything(why=WHY).with_job().get()
    assert Path(lines[-1]).read_bytes() == content(report)
    assert lines[-1].endswith(".pdf")
    assert [line.strip() for line in lines[1:-1]] == [str(step) for step in STEPS]


def test_it_is_kulturmetropolens_closed_years_as_its_lead_would_ask(demonstration, settings, tmp_path):
    settings.VAR = tmp_path
    call_command("build_report", stdout=StringIO())
    report = ReportRun.objects.everything(why=WHY).with_job().get()
    assert (report.requested_by.email, str(report.programme)) == (accounts.PROGRAMME_LEAD, "Kulturmetropolen")
    assert (report.period_from.year, report.period_to.year) == (2024, 2025)
    assert report.figures["total"]["participants"] == 102


@pytest.mark.parametrize("wrong", [{"programme": "Ukendt"}, {"period": "soon"}, {"period": "2025-2024"}])
def test_what_there_is_not_is_refused_in_words(demonstration, wrong):
    with pytest.raises(CommandError):
        call_command("build_report", stdout=StringIO(), **wrong)
