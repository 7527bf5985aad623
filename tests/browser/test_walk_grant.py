"""A grant that pays 60 per cent: from its scheme through award, budget and costs to the final report."""

import datetime
import io

import pikepdf
from playwright.sync_api import Page, expect

from portal.demonstration.collaborations import coordinator_address
from tests.browser.checks import check_page
from tests.browser.test_walk_referral import succeeded

TODAY = datetime.date.today()
FIRST, LAST = TODAY - datetime.timedelta(days=180), TODAY - datetime.timedelta(days=1)
DUE = LAST + datetime.timedelta(days=90)
TITLE, SCHOOL = "Kunst for alle", "Albertslund"
RUN = """
    SELECT run.id FROM programmes_programmerun run
    JOIN accounts_cultureschool school ON school.id = run.host_school_id
    WHERE school.name LIKE %s AND run.state = 'open' ORDER BY run.starts_on LIMIT 1
"""
CAME = """
    SELECT count(DISTINCT attendance.participant_id) FROM participants_attendance attendance
    JOIN programmes_session session ON session.id = attendance.session_id
    JOIN programmes_group grp ON grp.id = session.group_id
    JOIN accounts_cultureschool school ON school.id = attendance.school_id
    WHERE grp.run_id = %s AND school.name LIKE %s AND session.state = 'held'
    AND attendance.mark IN ('present', 'late') AND session.starts_at < %s
"""
CHANGES = """
    SELECT action, values->'amount'->>'before', values->'amount'->>'after' FROM audit_auditentry
    WHERE action IN ('write application', 'award grant') AND model = 'partners.grant' ORDER BY id
"""


def text(page: Page) -> str:
    """The page's words with plain spaces."""
    return page.locator("main").inner_text().replace("\xa0", " ")


def send(page: Page, button: str = "main form.stack button.ds-button") -> None:
    page.locator(button).first.click()
    succeeded(page)


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.fill(f"[name={name}]", value)


def refused(page: Page) -> None:
    """The page says why; the browser calls its status 422 a fault."""
    expect(page.locator(".ds-error-summary")).to_be_visible()
    page.faults.clear()


def paper(name: str) -> dict[str, object]:
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.docinfo["/Title"] = name
        made.save(out)
    return {"name": f"{name}.pdf", "mimeType": "application/pdf", "buffer": out.getvalue()}


def test_from_its_scheme_to_the_final_report_and_how_it_goes_on(sign_in, ask):
    page, run = sign_in(coordinator_address(SCHOOL)), ask(RUN, f"{SCHOOL}%")[0][0]
    grant = apply(page)
    promise(page, grant)
    award(page, grant)
    plan_and_spend(page, grant, run)
    reach(page, grant, ask(CAME, run, f"{SCHOOL}%", TODAY)[0][0])
    report(page, grant)
    close(page, grant)
    assert ask(CHANGES) == [
        ("write application", None, "50000000"),
        ("award grant", "50000000", "45000000"),
    ]


def apply(page: Page) -> str:
    """500,000 of the region under the scheme that the school knows; its conditions come along."""
    page.goto("/grants/")
    check_page(page)
    page.locator("main .actions a.ds-button").click()
    page.wait_for_url("**/grants/schemes/")
    check_page(page)
    page.locator("main a[href*='?scheme=']").click()
    page.wait_for_url("**/grants/new/**")
    fill(page, title=TITLE, purpose="Varige samarbejder", amount="500 000", applied_on=str(FIRST))
    fill(page, starts_on=str(FIRST), ends_on=str(LAST))
    check_page(page)
    send(page)
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(page.locator("aside .tick")).to_have_count(1)
    assert "833 333,34 kr." in text(page)
    return page.url.split("/grants/")[1].strip("/")


def promise(page: Page, grant: str) -> None:
    """A report 90 days after the period, with accounts; and a target number."""
    page.goto(f"/grants/{grant}/conditions/")
    assert page.input_value("[name=ceiling_share]") == "60"
    page.locator("details:has([name=report_days_after]) summary").click()
    fill(page, report_days_after="90")
    check_page(page)
    send(page)
    page.goto(f"/grants/{grant}/papers/")
    page.select_option("[name=kind]", "accounts")
    page.select_option("[name=stage]", "report")
    check_page(page)
    send(page, "section form.stack button.ds-button")
    page.goto(f"/grants/{grant}/targets/new/")
    page.select_option("[name=measure]", "participants")
    fill(page, target="10")
    send(page)


def award(page: Page, grant: str) -> None:
    page.goto(f"/grants/{grant}/")
    page.locator("aside a.ds-button").click()
    page.wait_for_url("**/award/")
    fill(page, awarded_on=str(FIRST), amount="450000", reference="KF-25-1")
    check_page(page)
    send(page)
    expect(page.locator("aside a[href^='/grants/reports/']").first).to_be_visible()
    assert "750 000 kr." in text(page)


def line(page: Page, address: str, payer: str, amount: str, **more: str) -> None:
    page.goto(address)
    page.select_option("[name=category]", "pay")
    page.select_option("[name=payer]", payer)
    fill(page, amount=amount, **more)
    send(page)


def plan_and_spend(page: Page, grant: str, run: int) -> None:
    """A budget of 750,000; costs that stand above the ceiling, then a budget that ends above it."""
    paid = f"grant:{grant}"
    for payer, amount in ((paid, "450 000"), ("school", "300 000")):
        line(page, f"/runs/{run}/money/budget/new/", payer, amount)
    page.goto(f"/grants/{grant}/")
    shares = page.locator("table:has(#shares) tbody td")
    for column, share in enumerate(("60 %", "–", "60 %")):
        expect(shares.nth(column)).to_have_text(share)
    expect(page.locator(".ds-alert .rule")).to_have_count(0)

    for payer, amount in ((paid, "200 000"), ("school", "50 000")):
        line(page, f"/runs/{run}/money/costs/new/", payer, amount, on=str(LAST), voucher=f"B-{amount[:2]}")
    page.goto(f"/grants/{grant}/")
    stands = page.locator(".ds-alert[data-color=info]", has=page.locator(".rule"))
    expect(stands).to_contain_text("80\xa0%")
    expect(page.locator(".share-bar .share-ceiling")).to_have_count(1)

    page.goto(f"/runs/{run}/money/")
    page.locator("li.row", has_text="300").locator("a.ds-button").first.click()
    fill(page, expected="100 000")
    send(page)
    page.goto(f"/grants/{grant}/")
    ends = page.locator(".ds-alert[data-color=warning]", has=page.locator(".rule"))
    expect(ends).to_contain_text("81,8\xa0%")
    expect(ends).to_contain_text("120\xa0000")
    check_page(page)
    page.locator(".grant-numbers a").first.click()
    expect(page.locator("tbody tr")).to_have_count(1)
    check_page(page)


def reach(page: Page, grant: str, came: int) -> None:
    """What is logged in the run, beside what was promised."""
    page.goto(f"/grants/{grant}/")
    row = page.locator("section[aria-labelledby=targets] tbody tr").first
    assert came > 0
    expect(row.locator("td.figure").nth(1)).to_have_text(str(came))


def report(page: Page, grant: str) -> None:
    """It is not noted as sent while papers are missing; each is ticked off by adding it."""
    page.locator("aside a.ds-button").click()
    page.wait_for_url("**/grants/reports/**")
    ticks = page.locator(".tick")
    expect(ticks).to_have_count(2)
    expect(page.locator(".tick[data-done]")).to_have_count(0)
    page.locator("button[value=sent]").click()
    refused(page)
    expect(page.locator(".tick[data-done]")).to_have_count(0)
    for done, kind in enumerate(("partner_declaration", "accounts"), start=1):
        page.select_option("[name=kind]", kind)
        page.locator("[name=file]").set_input_files(paper(kind))
        page.locator("button[value=paper]").click()
        expect(page.locator(".tick[data-done]")).to_have_count(done)
    check_page(page)
    page.locator("button[value=sent]").click()
    page.wait_for_url(f"**/grants/{grant}/")
    succeeded(page)


def close(page: Page, grant: str) -> None:
    """All is reported: how it goes on is asked, and the grant is read only."""
    page.locator("aside a.ds-button").click()
    page.wait_for_url("**/goes-on/")
    page.locator("[name=close]").click()
    refused(page)
    page.locator("[name=afterwards][value=budget_line]").check()
    fill(page, note="Kommunens budget for næste år")
    check_page(page)
    send(page, "[name=close]")
    expect(page.locator("aside")).to_contain_text("Kommunens budget")
    expect(page.locator("main a[href$='/change/']")).to_have_count(0)
    check_page(page)
    assert page.goto(f"/grants/{grant}/change/").status == 403
