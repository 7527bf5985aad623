"""The first walk as `make run` gives it: SQLite, a broker in files, no server besides the portal's own."""

import sqlite3
from collections.abc import Iterator

import pytest

from portal.demonstration import accounts
from tests.browser.conftest import PHONE
from tests.browser.portals import Portal, portal_without_servers


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with portal_without_servers(tmp_path_factory.mktemp("without_servers")) as running:
        yield running


def test_a_teacher_logs_a_session_on_the_default_without_servers(sign_in, portal):
    page = sign_in(accounts.TEACHER, PHONE)
    page.locator(".task:has-text('Østervangsskolen') a.ds-button").first.click()
    page.wait_for_selector("#roll-call-form")
    session = int(page.url.split("/sessions/")[1].split("/")[0])
    page.locator(".roll > li:nth-child(2) input[value=excused]").click()
    page.locator("textarea[name=note]").fill("Vi sang om vinteren.")
    page.locator("input[name=preparation][value='30']").click()
    page.locator(".foot-bar button").dblclick()
    page.wait_for_selector("#status[data-state=saved]")

    with sqlite3.connect(f"{portal.environment['SAMKLANG_VAR']}/samklang.sqlite3") as database:
        marks = "SELECT mark, count(*) FROM participants_attendance WHERE session_id = ? GROUP BY mark"
        assert dict(database.execute(marks, [session])) == {"excused": 1, "present": 6}
        saves = "SELECT count(*) FROM audit_auditentry WHERE action = 'save roll call' AND object_id = ?"
        assert database.execute(saves, [str(session)]).fetchone() == (1,)
