"""The reports of the demonstration, each built once for a module of tests; and a small world with figures."""

import pytest

from portal.demonstration import accounts
from reports.models import ReportRun
from reports.rules.periods import Period
from tests.db.people import Samklang
from tests.reports.making import BOTH_YEARS, made
from tests.reports.world import log_autumn


@pytest.fixture(scope="module")
def lead_report(demonstration) -> ReportRun:
    """Kulturmetropolen as a whole."""
    return made(accounts.PROGRAMME_LEAD, "programme", BOTH_YEARS)


@pytest.fixture(scope="module")
def roskilde_report(demonstration) -> ReportRun:
    """Roskilde's part of it, asked for by the municipal leader."""
    return made(accounts.LEADER, "programme", BOTH_YEARS, "Kulturmetropolen")


@pytest.fixture(scope="module")
def aas_report(demonstration) -> ReportRun:
    """The year 2022 of Ås, asked for by its municipal leader."""
    return made(accounts.AAS_LEADER, "municipality", Period.of_year(2022))


@pytest.fixture
def logged(samklang) -> Samklang:
    return log_autumn(samklang)
