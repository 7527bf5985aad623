"""Families' pages as they are met: in Arabic on a phone, in Danish and Bokmål at a desk, and without script.

Seen to fail: with the languages in one row, and with buttons of 32 px.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import check_page
from tests.browser.conftest import DESKTOP, PHONE, opened
from tests.browser.portals import Portal


def first_offer(page: Page) -> str:
    return page.locator(".offer h2 a").first.get_attribute("href")


@pytest.mark.parametrize(
    ("locale", "direction", "size"),
    [("ar", "rtl", PHONE), ("da", "ltr", DESKTOP), ("nb", "ltr", DESKTOP), ("ti", "ltr", PHONE)],
)
def test_the_catalogue_and_a_group_have_no_fault(chromium, portal: Portal, locale, direction, size):
    with opened(chromium, portal.url, size, locale) as page:
        page.goto("/catalogue/")
        expect(page.locator("html")).to_have_attribute("lang", locale)
        expect(page.locator("html")).to_have_attribute("dir", direction)
        assert page.locator(".offer").count() > 1
        check_page(page)
        page.goto(first_offer(page))
        check_page(page)


def test_what_a_family_reads_begins_at_the_right_in_arabic(chromium, portal: Portal):
    with opened(chromium, portal.url, PHONE, "ar") as page:
        page.goto("/catalogue/")
        fact = page.locator(".offer-facts li").first
        icon, words = fact.locator("svg").bounding_box(), fact.locator("span").bounding_box()
        assert icon["x"] > words["x"]
        name = page.locator(".wordmark").bounding_box()
        assert name["x"] + name["width"] > PHONE["width"] - 40


def test_everything_that_is_tapped_is_large_enough_for_a_thumb(chromium, portal: Portal):
    with opened(chromium, portal.url, PHONE, "nb") as page:
        page.goto("/catalogue/")
        found = page.locator(
            ".chooser-language, .chooser-current, .narrowing :is(select, button), .offer-apply a"
        )
        heights = [box["height"] for box in (one.bounding_box() for one in found.all())]
        assert len(heights) > 17
        assert min(heights) >= 44


def test_a_list_is_narrowed_at_a_tap_and_keeps_its_address(chromium, portal: Portal):
    with opened(chromium, portal.url, PHONE, "nb") as page:
        page.goto("/catalogue/")
        before = page.locator(".offer").count()
        page.locator("input[name=free]").check()
        page.wait_for_url("**free=on**")
        expect(page.locator(".offer")).not_to_have_count(before)
        after = page.locator(".offer").count()
        check_page(page)
        page.reload()
        expect(page.locator(".offer")).to_have_count(after)
        page.goto("/catalogue/?age=110")
        expect(page.locator(".empty")).to_be_visible()
        check_page(page)


def test_without_script_a_language_is_chosen_and_the_list_narrowed(chromium, portal: Portal):
    context = chromium.new_context(
        base_url=portal.url, viewport=PHONE, locale="nb", java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/catalogue/")
    page.click(".chooser-language[value=prs]")
    expect(page.locator("html")).to_have_attribute("lang", "prs")
    expect(page.locator(".chooser-form")).to_be_hidden()
    page.locator("input[name=free]").check()
    page.click(".narrowing button")
    expect(page.locator("input[name=free]")).to_be_checked()
    page.click(".chooser-current")
    page.click(".chooser-language[value=pl]")
    expect(page.locator("html")).to_have_attribute("lang", "pl")
    expect(page.locator("input[name=free]")).to_be_checked()
    context.close()
