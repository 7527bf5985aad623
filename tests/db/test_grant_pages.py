"""What the pages of grants show."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.db.granting import KRONER, awarded, planned, used

pytestmark = pytest.mark.django_db
OF_A_GRANT = (
    *("grant", "change_grant", "award_grant", "grant_conditions", "grant_papers", "grant_goes_on"),
    *("new_grant_target", "new_grant_payment", "new_grant_report", "grant_used", "grant_budget"),
)


@pytest.fixture
def client(samklang) -> Client:
    found = Client()
    found.force_login(samklang.bodil)
    return found


def test_all_pages_open(samklang, client):
    grant = awarded(samklang, conditions={"ceiling_share": "0.6", "report_days_after": 90})
    planned(samklang.run, 450_000 * KRONER, grant)
    planned(samklang.run, 300_000 * KRONER)
    used(samklang.run, 100_000 * KRONER, grant)
    for name in ("grants", "grant_schemes"):
        assert client.get(reverse(f"reports:{name}")).status_code == 200
    for name in OF_A_GRANT:
        answer = client.get(reverse(f"reports:{name}", args=[grant.pk]))
        assert answer.status_code == 200, name
    for name in ("new_grant", "new_grant_scheme"):
        assert client.get(reverse(f"reports:{name}", args=[samklang.roskilde.pk])).status_code == 200
    report = grant.reports_due.everything(why="x").get()
    assert client.get(reverse("reports:grant_report", args=[report.pk])).status_code == 200
