"""A coordinator takes in ten thousand lines of the accounting system, fifty of which cannot be read."""

import datetime
import re
from pathlib import Path

from playwright.sync_api import expect

from portal.demonstration import accounts
from tests.browser.checks import check_page
from tests.browser.test_walk_referral import succeeded

LINES, BAD = 10_000, 50
RUN = """
    SELECT run.id FROM programmes_programmerun run
    JOIN accounts_cultureschool school ON school.id = run.host_school_id
    WHERE school.name = 'Kongsberg kulturskole' AND run.state = 'open' LIMIT 1
"""
TAKEN_IN = (
    "SELECT count(*), sum(amount)::bigint FROM programmes_actualline WHERE run_id = %s AND row_key <> ''"
)
WRONG = (
    "{day};B{n};5001;Lønn;12,345",
    "31.02.2026;B{n};5001;Lønn;1,00",
    ";B{n};5001;Lønn;1,00",
    "{day};B{n};5001;Lønn",
    '{day};B{n};5001;"Lønn;1,00',
)


def row(number: int) -> str:
    on = f"{datetime.date(2026, 9, 1) + datetime.timedelta(days=number % 60):%d.%m.%Y}"
    if number % (LINES // BAD) == 7:
        return WRONG[number // (LINES // BAD) % len(WRONG)].format(day=on, n=number)
    return f'{on};B{number};500{number % 3};"Lønn; lærer {number}";1.{number % 900:03},50'


def test_ten_thousand_lines_come_in_when_the_coordinator_says_so_and_fifty_are_named(
    sign_in, ask, tmp_path: Path
):
    content = "\r\n".join(("Bilagsdato;Bilagsnr;Konto;Tekst;Beløp", *(row(n) for n in range(1, LINES + 1))))
    file = tmp_path / "konto.csv"
    file.write_bytes(content.encode("cp1252"))
    ((run,),) = ask(RUN)
    page = sign_in(accounts.KONGSBERG_COORDINATOR)
    page.goto(f"/runs/{run}/")
    page.locator("main").get_by_role("link", name="Penger", exact=True).click()
    page.wait_for_url(f"**/runs/{run}/money/")
    check_page(page)
    page.get_by_role("link", name="Ta inn en fil fra regnskapet").click()
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="Les fila").click()
    page.wait_for_url("**/accounts/imports/*/")
    expect(page.locator("main")).to_contain_text(re.compile(r"9\D950 nye linjer"))
    expect(page.get_by_role("heading", name=f"Det som blir utenfor · {BAD}")).to_be_visible()
    expect(page.locator("#out ~ ul > li")).to_have_count(BAD)
    for words in ("Rad 8: ", "“12,345” er ikke et beløp", "“31.02.2026” er ikke en dag", "mangler dag"):
        expect(page.locator("#out ~ ul")).to_contain_text(words)
    expect(page.locator("#out ~ ul")).to_contain_text("har bare 4 felter")
    expect(page.locator("#out ~ ul")).to_contain_text("et anførselstegn er ikke lukket")
    check_page(page)
    assert ask(TAKEN_IN, run) == [(0, None)]

    page.get_by_label("Konto 5001").select_option(label="lønn")
    page.get_by_role("button", name="Les den slik").click()
    page.get_by_role("button", name=re.compile(r"Ta inn 9.950 linjer")).click()
    succeeded(page)
    ((count, total),) = ask(TAKEN_IN, run)
    assert count == LINES - BAD
    assert total == sum(100_000 + n % 900 * 100 + 50 for n in range(1, LINES + 1) if n % 200 != 7)
    expect(page.get_by_role("table", name="Hvem betaler")).to_contain_text("Kulturskolen")
    expect(page.get_by_role("table", name="Budsjett og regnskap etter kategori og betaler")).to_contain_text(
        "Lønn"
    )
    check_page(page)

    page.get_by_role("link", name="Ta inn en fil fra regnskapet").click()
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="Les fila").click()
    expect(page.locator("main")).to_contain_text(re.compile(r"9.950 rader er i regnskapet fra før"))
    expect(page.get_by_role("button", name=re.compile("^Ta inn"))).to_have_count(0)
    expect(page.get_by_label("Konto 5001")).to_have_value("pay")
    page.get_by_role("button", name="Legg bort fila").click()
    succeeded(page)
    assert ask(TAKEN_IN, run) == [(count, total)]

    page.goto("/accounts/closed/")
    check_page(page)
    page.goto(f"/runs/{run}/money/costs/")
    check_page(page)
    page.locator("main table a").first.click()
    page.get_by_role("link", name="Rett den med en ny linje").click()
    check_page(page)
