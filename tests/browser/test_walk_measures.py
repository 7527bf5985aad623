"""What fits no lesson plan: a summer school, an open event, a dance project, and groups of three formats."""

import datetime

from playwright.sync_api import Page, expect

from portal.demonstration import accounts
from tests.browser.checks import check_page
from tests.browser.conftest import PHONE
from tests.browser.test_walk_referral import succeeded

GROUP, THING = "Billedkunst", "Tegnebrett"
THAT_SUMMER = """
    WITH summer AS (
        UPDATE programmes_programmerun run SET state = 'open' FROM programmes_programme programme
        WHERE programme.id = run.programme_id AND programme.kind = 'refugee_summer_school' RETURNING run.id
    )
    UPDATE participants_enrolment enrolment SET state = 'enrolled', left_on = NULL
    FROM programmes_group grp
    WHERE grp.id = enrolment.group_id AND grp.name = 'Billedkunst' AND grp.run_id IN (SELECT id FROM summer)
    RETURNING grp.run_id, grp.id
"""
"""The demonstration's summer school is over: the walk goes back to its last days."""
MARKS = """
    SELECT attendance.mark, count(*) FROM participants_attendance attendance
    JOIN programmes_session session ON session.id = attendance.session_id
    WHERE session.group_id = %s AND session.kind = 'concert' GROUP BY attendance.mark
"""
SEEN = """
    SELECT source, array_agg(value ORDER BY scale) FROM participants_observation
    WHERE run_id = %s AND moment = 'end' GROUP BY source ORDER BY source
"""
LOAN = """
    SELECT loan.state_when_lent, loan.state_when_returned, loan.returned_on IS NOT NULL
    FROM participants_loan loan JOIN partners_equipment thing ON thing.id = loan.equipment_id
    WHERE thing.name = %s
"""
PEOPLE = """
    SELECT (SELECT count(*) FROM participants_participant), (SELECT count(*) FROM participants_enrolment),
        (SELECT count(*) FROM participants_attendance), (SELECT count(*) FROM participants_application)
"""
COUNTED = "SELECT kind, people FROM programmes_headcount WHERE run_id = %s"
COUNTRIES = "SELECT countries FROM programmes_programmerun WHERE id = %s"
COUNTRY_OF_A_PERSON = """
    SELECT column_name FROM information_schema.columns
    WHERE table_name IN ('participants_participant', 'participants_enrolment', 'participants_guardian')
    AND column_name ~ 'country|nation|origin' AND column_name <> 'grade_country'
"""
GROUPS = """
    SELECT grp.name, grp.capacity, format.session_minutes FROM programmes_group grp
    JOIN programmes_format format ON format.id = grp.format_id
    WHERE grp.run_id = %s ORDER BY format.session_minutes, grp.capacity
"""


def run_of(page: Page) -> int:
    return int(page.url.split("/runs/")[1].split("/")[0])


def test_the_summer_school_is_logged_observed_answered_in_pictograms_and_lends_a_thing(sign_in, ask):
    (run, group), *_others = ask(THAT_SUMMER)
    coordinator = sign_in(accounts.AAS_COORDINATOR)
    coordinator.goto(f"/groups/{group}/sessions/new/")
    coordinator.get_by_label("konsert", exact=True).check()
    for name, written in (("on", "2022-08-30"), ("time_from", "12:00"), ("time_to", "13:00")):
        coordinator.fill(f"[name={name}]", written)
    coordinator.get_by_role("button", name="Legg til økta").click()
    succeeded(coordinator)
    coordinator.goto("/equipment/new/")
    coordinator.fill("[name=name]", THING)
    coordinator.select_option("[name=kind]", label="annet utstyr")
    coordinator.get_by_role("button", name="Legg til tingen").click()
    succeeded(coordinator)

    page = sign_in(accounts.AAS_TEACHER, PHONE)
    page.locator(".task", has_text=GROUP).get_by_role("link", name="Før oppmøte").click()
    page.wait_for_selector("#roll-call-form")
    on_the_roll = page.locator(".roll > li").count()
    page.locator(".roll > li:nth-child(2) input[value=excused]").click()
    page.get_by_role("button", name="Alle til stede").click()
    page.locator(".roll > li:nth-child(1) input[value=late]").click()
    page.locator(".foot-bar button").click()
    page.wait_for_selector("#status[data-state=saved]")
    assert dict(ask(MARKS, group)) == {"late": 1, "present": on_the_roll - 1}

    observe(page)
    assert ask(SEEN, run) == [("participant", [5, 4, 5, 3]), ("staff", [4, 4, 4, 4])]
    lend_and_take_back(page)
    assert ask(LOAN, THING) == [("nytt", "en flekk", True)]


def observe(page: Page) -> None:
    """By the teacher, and by the child herself on the teacher's phone: four taps."""
    page.get_by_role("link", name="Hva det ble av det").click()
    name = open_a_child(page)
    check_page(page)
    for scale in ("community", "safety", "getting_better", "teacher"):
        page.locator(f"[name={scale}][value='4']").check()
    page.get_by_role("button", name="Lagre det du har sett").click()
    succeeded(page)

    assert open_a_child(page) == name
    page.get_by_role("link", name="Åpne ansiktene og gi fra deg telefonen").click()
    check_page(page)
    for number, answer in enumerate(("Ja, veldig", "Ja, veldig", "For det meste", "Sånn passe"), start=1):
        expect(page.locator("main")).to_contain_text(f"Spørsmål {number} av 4")
        expect(page.locator("body")).not_to_contain_text(name)
        page.get_by_role("button", name=answer).click()
    expect(page.locator("h1")).to_have_text("Takk")


def open_a_child(page: Page) -> str:
    """The first of the list, at the end of the summer."""
    page.wait_for_url("**/outcomes/")
    child = page.locator("tbody tr", has=page.locator("a[href$='/observe/end/']")).first
    name = child.locator("th").inner_text()
    child.locator("a").last.click()
    expect(page.locator("h1")).to_have_text(name)
    return name


def lend_and_take_back(page: Page) -> None:
    page.goto("/equipment/")
    page.get_by_role("link", name=f"Lån ut · {THING}").click()
    page.select_option("[name=chosen]", index=1)
    page.fill("[name=due_on]", str(datetime.date.today() + datetime.timedelta(days=7)))
    page.fill("[name=state]", "nytt")
    page.get_by_role("button", name="Lån ut").click()
    succeeded(page)
    check_page(page)
    page.locator("main a[href$='/back/']").click()
    page.fill("[name=state]", "en flekk")
    page.locator("main form button.ds-button").click()
    succeeded(page)
    expect(page.locator("section[aria-labelledby=before]")).to_contain_text("en flekk")
    check_page(page)


def make_empty_run(page: Page, programme: str, name: str) -> int:
    page.goto("/programmes/")
    page.locator("main").get_by_role("link", name=programme, exact=True).click()
    page.get_by_role("link", name="Lag en gjennomføring").click()
    page.fill("[name=name]", name)
    page.get_by_role("button", name="Lag gjennomføringen").click()
    page.wait_for_url("**/setup/")
    page.get_by_role("button", name="Åpne gjennomføringen").click()
    succeeded(page)
    return run_of(page)


def count(page: Page, run: int, kind: str, people: str) -> None:
    page.goto(f"/runs/{run}/head-count/")
    page.get_by_label(kind, exact=True).check()
    page.fill("[name=people]", people)
    page.get_by_role("button", name="Lagre tellingen").click()
    succeeded(page)


def test_visitors_and_dancers_are_heads_and_never_participants(sign_in, ask):
    page, before = sign_in(accounts.AAS_COORDINATOR), ask(PEOPLE)
    event = make_empty_run(page, "Barnas verdensdag", "2023")
    count(page, event, "besøkende", "2990")
    page.get_by_role("link", name="Rett").click()
    page.get_by_role("button", name="+10").click()
    page.get_by_role("button", name="Lagre tellingen").click()
    succeeded(page)
    check_page(page)
    assert ask(COUNTED, event) == [("visitors", 3000)]
    page.goto(f"/runs/{event}/")
    expect(page.locator("section[aria-labelledby=visitors]")).to_contain_text("3\xa0000")
    check_page(page)

    dancers = make_empty_run(page, "Lonely Riders", "2023")
    count(page, dancers, "profesjonelle og deltakere til sammen", "15")
    page.fill("[name=countries]", "8")
    page.get_by_role("button", name="Lagre tallet").click()
    succeeded(page)
    assert (ask(COUNTED, dancers), ask(COUNTRIES, dancers)) == ([("together", 15)], [(8,)])
    page.goto(f"/runs/{dancers}/")
    expect(page.locator("section[aria-labelledby=visitors]")).to_contain_text("15 profesjonelle og deltakere")
    expect(page.locator("section[aria-labelledby=people]")).not_to_contain_text("15")
    expect(page.locator("section[aria-labelledby=around]")).to_contain_text("8")
    assert ask(PEOPLE) == before
    assert ask(COUNTRY_OF_A_PERSON) == []


ONE_MORE = """
    () => {
        const [seen, now] = [(window.reached ??= new Set()), document.activeElement];
        if (now === document.body || seen.has(now)) return false;
        return Boolean(seen.add(now));
    }
"""
MISSED = """
    () => [...document.querySelectorAll(
        "a[href], button, input, select, textarea, summary, [hx-get]:not(form), [hx-post]:not(form)"
    )]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled)
        .filter((one) => ![...window.reached].some((seen) => seen === one
            || (one.type === "radio" && seen.name === one.name && seen.form === one.form)))
        .map((one) => one.outerHTML.slice(0, 120))
"""


def missed_by_keyboard(page: Page) -> list[str]:
    """What can be worked with the mouse, and the tab key does not come to."""
    page.evaluate("window.reached = new Set()")
    page.keyboard.press("Tab")
    while page.evaluate(ONE_MORE):
        page.keyboard.press("Tab")
    return page.evaluate(MISSED)


def test_everything_on_the_pages_of_a_day_and_a_week_is_reached_by_keyboard(sign_in):
    teacher = sign_in(accounts.TEACHER, PHONE)
    assert not missed_by_keyboard(teacher)
    roll = teacher.locator(".task a.ds-button").first.get_attribute("href")
    coordinator = sign_in(accounts.COORDINATOR)
    run = coordinator.locator("section[aria-labelledby=runs] a").first.get_attribute("href")
    for page, path in ((teacher, roll), (coordinator, "/needs-a-hand/"), (coordinator, run)):
        page.goto(path)
        assert not missed_by_keyboard(page)
    coordinator.goto("/week/")
    assert not missed_by_keyboard(coordinator)
    coordinator.goto("/week/")
    coordinator.locator("main a").first.evaluate("link => (link.tabIndex = -1)")
    assert len(missed_by_keyboard(coordinator)) == 1, "the look at the pages sees nothing"


def test_a_special_needs_group_of_each_format_is_made_and_says_where_it_deviates(sign_in, ask):
    page = sign_in(accounts.AAS_COORDINATOR)
    page.goto("/programmes/")
    page.get_by_role("link", name="Lag et tiltak").click()
    page.fill("[name=public_name]", "Musikk sammen")
    page.select_option("[name=kind]", label="musikkgruppe for barn med særlige behov")
    page.select_option("[name=age_group]", label="barn")
    page.get_by_role("button", name="Lag tiltaket").click()
    succeeded(page)
    page.get_by_role("button", name="Ta dem inn").click()
    expect(page.locator("#messages")).to_contain_text("3 opplegg er tatt inn")
    check_page(page)

    page.get_by_role("link", name="Lag en gjennomføring").click()
    page.fill("[name=name]", "Første år")
    page.fill("[name=starts_on]", "2030-08-20")
    page.fill("[name=ends_on]", "2031-06-15")
    for field in page.locator("[name^=format-]").all():
        field.fill("1")
    check_page(page)
    page.get_by_role("button", name="Lag gjennomføringen").click()
    page.wait_for_url("**/setup/")
    short, medium, long = "Kort opplegg", "Mellomlangt opplegg", "Langt opplegg"
    assert ask(GROUPS, run_of(page)) == [(short, 3, 15), (medium, 6, 45), (long, 6, 60)]
    check_page(page)

    page.get_by_role("link", name="Legg til en gruppe").click()
    page.fill("[name=name]", "Rytme")
    page.select_option("[name=format]", label=short)
    page.fill("[name=capacity]", "12")
    page.get_by_role("button", name="Legg til gruppa").click()
    deviating = page.locator(".ds-alert[data-color=warning]")
    expect(deviating).to_contain_text(f"Avviker fra opplegget {short}")
    expect(deviating).to_contain_text("Elevplasser: 12. Opplegget har 2–3.")
    check_page(page)
