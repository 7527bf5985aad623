"""Kongsberg's fordypning over a year: a run from last year's, its sessions, changes that families hear of."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from portal.demonstration import accounts
from tests.browser.checks import check_page, holds_within
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.portals import Portal
from tests.browser.test_walk_referral import mails_to, succeeded

PROGRAMME, FIRST, SECOND = "Fordypning Ung kultur", "Introfordypning", "Fordypning"
STAND_IN, STANDS_IN = accounts.address("teacher2", "kongsberg"), "Trine Nyperytme (demo)"
LAST_RUN = """
    SELECT run.id, run.name, run.starts_on, run.ends_on FROM programmes_programmerun run
    JOIN programmes_programme programme ON programme.id = run.programme_id
    WHERE programme.public_name = %s ORDER BY run.starts_on DESC LIMIT 1
"""
GROUPS = """
    SELECT grp.name, format.session_minutes, format.fee_factor::float, format.gatherings_a_semester
    FROM programmes_group grp
    JOIN programmes_format format ON format.id = grp.format_id
    WHERE grp.run_id = %s ORDER BY grp.name DESC
"""
PEOPLE_OF_RUN = """
    SELECT count(*) FROM participants_enrolment enrolment
    JOIN programmes_group grp ON grp.id = enrolment.group_id WHERE grp.run_id = %s
"""
SESSIONS = """
    SELECT count(*) FROM programmes_session session
    JOIN programmes_group grp ON grp.id = session.group_id WHERE grp.run_id = %s AND grp.name = %s
"""
RUNNING_NOW = """
    SELECT run.id, grp.id FROM programmes_group grp
    JOIN programmes_programmerun run ON run.id = grp.run_id
    WHERE grp.name = %s AND run.state = 'open'
"""
COMING = """
    SELECT id, to_char(now() + interval '1 day', 'YYYY-MM-DD') FROM programmes_session
    WHERE group_id = %s AND state = 'planned' AND starts_at > now() + interval '1 day'
    ORDER BY starts_at LIMIT 2
"""
TOLD = """
    SELECT message.recipient, link.language FROM participants_message message
    JOIN participants_familylink link ON link.id = message.link_id
    WHERE message.session_id = %s AND message.kind = %s AND message.channel = 'email'
"""
ITS_HOUR_HAS_COME = """
    UPDATE programmes_session
    SET starts_at = now() - interval '1 hour', ends_at = now() - interval '5 minutes'
    WHERE id = %s RETURNING id
"""
NAMES = """
    SELECT person.given_name, person.family_name FROM participants_enrolment enrolment
    JOIN participants_participant person ON person.id = enrolment.participant_id
    WHERE enrolment.group_id = %s AND enrolment.state = 'enrolled'
"""
CANCELLED_WORDS = {"nb": "avlyst", "uk": "скасовано", "so": "la baajiyay", "ar": "أُلغيت"}


def a_year_later(name: str) -> str:
    """2027/28 becomes 2028/29."""
    first = int(name[:4]) + 1
    return f"{first}/{(first + 1) % 100:02}"


def name_somebody(page: Page) -> str:
    """The first of the teachers is put into the group whose page it is."""
    chosen = page.locator("#add option").nth(1)
    name = chosen.inner_text()
    page.select_option("#add", chosen.get_attribute("value"))
    page.get_by_role("button", name="Legg til", exact=True).click()
    expect(page.locator("section[aria-labelledby=staff] li")).to_contain_text(name)
    return name


def test_a_run_is_made_of_last_years_and_its_sessions_of_a_plan(sign_in, ask):
    page = sign_in(accounts.KONGSBERG_COORDINATOR)
    ((_, last_name, first_day, _),) = ask(LAST_RUN, PROGRAMME)
    page.get_by_role("link", name="Tiltak", exact=True).click()
    page.locator("main").get_by_role("link", name=PROGRAMME).click()
    page.get_by_role("link", name="Lag en gjennomføring").click()
    check_page(page)
    expect(page.get_by_label(re.compile(f"Kopier {last_name} fra Kongsberg"))).to_be_checked()
    assert page.locator("[name=starts_on]").input_value()[:4] == str(first_day.year + 1)
    page.fill("[name=name]", a_year_later(last_name))
    page.get_by_role("button", name="Lag gjennomføringen").click()
    page.wait_for_url("**/setup/")
    expect(page.locator("#messages")).to_contain_text("2 grupper er kopiert")

    ((run, made, _, _),) = ask(LAST_RUN, PROGRAMME)
    assert made == a_year_later(last_name)
    assert ask(GROUPS, run) == [(FIRST, 30, 1.5, None), (SECOND, 45, 2.0, 2)]
    assert ask(PEOPLE_OF_RUN, run) == [(0,)]
    for name, facts in (
        (FIRST, ["30 minutter", "1,5 ×", "8 lørdagssamlinger"]),
        (SECOND, ["45 minutter", "2 ×", "2 samlinger eller turer i semesteret"]),
    ):
        page.goto(f"/runs/{run}/setup/")
        page.locator("main h3").get_by_role("link", name=name, exact=True).click()
        for words in facts:
            expect(page.locator("main")).to_contain_text(words)
        teacher = name_somebody(page)
    check_page(page)

    plan_the_second(page, run, ask)
    refuse_what_collides(page, run, teacher, ask)


def open_plan(page: Page, run: int, group: str) -> None:
    page.goto(f"/runs/{run}/plan/")
    page.locator("main").get_by_role("link", name=group, exact=True).click()
    page.wait_for_url("**/groups/*/plan/")


def plan_the_second(page: Page, run: int, ask: Callable[..., list[tuple]]) -> None:
    open_plan(page, run, SECOND)
    page.get_by_role("button", name="Vis dagene").click()
    left_out = page.locator(".plan-days li[data-note]")
    expect(left_out.filter(has_text="Kristi himmelfartsdag")).to_have_count(1)
    expect(left_out.filter(has_text="Skjærtorsdag")).to_have_count(1)
    meets, skipped = page.locator(".plan-days li:not([data-note])").count(), left_out.count()
    assert ask(SESSIONS, run, SECOND) == [(0,)]
    check_page(page)
    page.get_by_role("button", name=f"Lag {meets} økter").click()
    expect(page.locator("#weeks")).to_have_text(f"{meets + skipped} uker ble {meets}")
    expect(page.locator(".plan-why")).to_contain_text("Kristi himmelfartsdag")
    assert ask(SESSIONS, run, SECOND) == [(meets,)]
    check_page(page)


def refuse_what_collides(page: Page, run: int, teacher: str, ask: Callable[..., list[tuple]]) -> None:
    """The same teacher and the same room, a quarter before the other group goes home."""
    open_plan(page, run, FIRST)
    for box in page.locator("[name=weekdays]").all():
        box.set_checked(box.get_attribute("value") == "4")
    page.fill("[name=time_from]", "17:00")
    page.fill("[name=time_to]", "17:30")
    page.fill("[name=room]", "Øvingsrom 2")
    page.get_by_role("button", name="Vis dagene").click()
    page.locator(".plan-make button").click()
    refusal = page.get_by_role("alert")
    expect(refusal).to_contain_text("Opptatt fra før")
    expect(refusal.locator("li").first).to_contain_text(f"16.30–17.15: Øvingsrom 2, {teacher} · {SECOND}")
    assert ask(SESSIONS, run, FIRST) == [(0,)]
    page.faults.clear()  # the browser notes the 422 of the refusal as an error
    check_page(page)


def mails_of(portal: Portal, told: list[tuple], count: int, page: Page) -> dict[str, str]:
    """The latest mail to each family by its language, once each has got `count` of them."""
    for _ in range(200):
        found = {language: mails_to(portal, address) for address, language in told}
        if all(len(mails) >= count for mails in found.values()):
            return {language: mails[-1] for language, mails in found.items()}
        page.wait_for_timeout(100)
    raise AssertionError(f"not all of {told} were told")


def test_a_cancelled_and_a_moved_session_reach_families_and_a_substitute_takes_the_roll(
    sign_in, portal: Portal, ask
):
    page = sign_in(accounts.KONGSBERG_COORDINATOR)
    ((run, group),) = ask(RUNNING_NOW, FIRST)
    names = ask(NAMES, group)
    (cancelled, _), (moved, tomorrow) = ask(COMING, group)

    page.goto(f"/groups/{group}/plan/")
    page.locator(f"a[href='/sessions/{cancelled}/cancel/']").click()
    check_page(page)
    page.get_by_label("vær", exact=True).check()
    page.get_by_role("button", name="Lagre som avlyst").click()
    expect(page.locator("#messages")).to_contain_text("familier får beskjed nå")
    told = ask(TOLD, cancelled, "cancelled")
    assert {"nb", "uk", "ar", "so"} <= {language for _, language in told}
    mails = mails_of(portal, told, 1, page)
    for language, words in CANCELLED_WORDS.items():
        assert words in mails[language], mails[language]
    for mail in mails.values():
        assert "Kongsberg kulturskole" in mail
        for word in (PROGRAMME, FIRST, "fordypning", "vær ", "weather", *(n for name in names for n in name)):
            assert word not in mail, word

    page.goto(f"/sessions/{moved}/move/")
    check_page(page)
    page.fill("[name=day]", tomorrow)
    page.fill("[name=time_from]", "18:00")
    page.fill("[name=time_to]", "18:30")
    page.get_by_role("button", name="Flytt økta").click()
    succeeded(page)
    mails = mails_of(portal, ask(TOLD, moved, "moved"), 2, page)
    assert "18.00–18.30" in mails["nb"]

    page.goto(f"/sessions/{moved}/substitute/")
    check_page(page)
    page.select_option("[name=user]", label=STANDS_IN)
    page.get_by_role("button", name="Sett inn vikaren").click()
    succeeded(page)
    stand_in = sign_in(STAND_IN, PHONE)
    expect(stand_in.locator("main li.row", has_text="du vikarierer for")).to_contain_text(FIRST)
    assert ask(ITS_HOUR_HAS_COME, moved) == [(moved,)]
    take_the_roll(stand_in, moved, names)
    look_at_all_of_it(page, run, (cancelled, moved))


def take_the_roll(page: Page, session: int, names: list[tuple]) -> None:
    page.goto("/today/")
    task = page.locator(".task", has=page.locator(f"a[href='/sessions/{session}/roll-call/']"))
    expect(task).to_contain_text("du vikarierer for")
    check_page(page)
    task.get_by_role("link", name="Før oppmøte").click()
    page.wait_for_selector("#roll-call-form")
    assert page.locator(".roll > li").count() == len(names)
    page.locator(".foot-bar button").click()
    page.wait_for_selector("#status[data-state=saved]")
    check_page(page)


def look_at_all_of_it(page: Page, run: int, sessions: tuple[int, int]) -> None:
    """The week with its gaps, what needs a hand, and the run with what has become of its sessions."""
    page.goto("/")
    page.wait_for_url("**/week/")
    assert page.locator(".week-actions a[href$='/roll-call/']").count() >= 1, "no gap in this week"
    expect(page.locator("main")).to_contain_text("ikke ført")
    check_page(page)
    page.get_by_role("link", name="Se hva som trenger en hånd").click()
    for words in ("Økter som ikke er ført", "Ikke levert tilbake", "Papirene til frivillige"):
        expect(page.locator("main h2", has_text=words)).to_be_visible()
    check_page(page)
    page.goto(f"/runs/{run}/")
    _cancelled, held = sessions
    expect(page.locator(f".strip a[href='/sessions/{held}/roll-call/'][data-kind=held]")).to_have_count(1)
    expect(page.locator(".strip [data-kind=cancelled]", has_text="vær")).to_have_count(1)
    for heading in ("Uke for uke", "Personer", "Timer mot plan", "Grupper · 2"):
        expect(page.locator("main h2", has_text=heading)).to_be_visible()
    page.get_by_text("Ukene som tabell").click()
    expect(page.get_by_role("table", name="Økter uke for uke")).to_contain_text("vær")
    check_page(page)


ROLL = """
    SELECT session.id, session.group_id, grp.run_id FROM programmes_session session
    JOIN programmes_group grp ON grp.id = session.group_id
    JOIN programmes_programmerun run ON run.id = grp.run_id
    JOIN accounts_cultureschool school ON school.id = session.school_id
    WHERE run.state = 'open' AND session.state = 'held' AND school.name = 'Kulturskolen Roskilde'
    ORDER BY session.starts_at DESC LIMIT 1
"""
READ_IN = "UPDATE accounts_user SET chosen_language = %s WHERE email IN (%s, %s) RETURNING id"


@pytest.mark.parametrize(("language", "looked_over_at"), [("da", PHONE), ("en", DESKTOP)])
def test_the_pages_of_running_have_no_fault_in_other_languages_and_widths(
    sign_in, ask, language, looked_over_at
):
    ((session, group, run),) = ask(ROLL)
    ((thing,),) = ask("SELECT id FROM partners_equipment ORDER BY id LIMIT 1")
    ((training,),) = ask("SELECT id FROM programmes_training ORDER BY id LIMIT 1")
    readers = (accounts.COORDINATOR, accounts.KONGSBERG_COORDINATOR)
    assert len(ask(READ_IN, language, *readers)) == 2
    of_runs = (
        *("/week/", "/needs-a-hand/", "/programmes/", "/hours/", "/trainings/", f"/trainings/{training}/"),
        *(f"/runs/{run}/", f"/runs/{run}/plan/", f"/runs/{run}/outcomes/", f"/runs/{run}/setup/"),
        *(f"/groups/{group}/plan/", f"/sessions/{session}/roll-call/"),
    )
    of_things = ("/equipment/", f"/equipment/{thing}/", "/volunteers/")
    for reader, paths in zip(readers, (of_runs, of_things), strict=True):
        page = sign_in(reader, looked_over_at)
        for path in paths:
            assert page.goto(path).status == 200, path
            expect(page.locator("html")).to_have_attribute("lang", language)
            look_over(page, looked_over_at)


def look_over(page: Page, size: dict[str, int]) -> None:
    """Axe at `size`; at no width does anything scroll sideways."""
    faults = Axe().run(page).response["violations"]
    found = [(fault["id"], [node["html"] for node in fault["nodes"]][:3]) for fault in faults]
    assert not found, f"{page.url}: {found}"
    for each in (PHONE, DESKTOP):
        page.set_viewport_size(each)
        assert holds_within(page, each["width"]), f"{page.url} scrolls at {each['width']} px"
    page.set_viewport_size(size)
    assert not page.faults, f"{page.url}: {page.faults}"
