"""What every page that a walk meets is held against."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE


def check_page(page: Page) -> None:
    """On phone and desktop: axe finds nothing, nothing scrolls sideways, nothing fails in the console."""
    before = page.viewport_size
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        violations = Axe().run(page).response["violations"]
        found = [(fault["id"], [node["html"] for node in fault["nodes"]][:3]) for fault in violations]
        assert not found, f"{page.url} at {size['width']}: {found}"
        scrolled = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert scrolled <= 0, f"{page.url} scrolls {scrolled} px sideways at {size['width']}"
    page.set_viewport_size({"width": 320, "height": 700})
    assert holds_within(page, 320), f"{page.url} scrolls at 320 px"
    page.set_viewport_size(before)
    assert not page.faults, f"{page.url}: {page.faults}"


def holds_within(page: Page, width: int) -> bool:
    """On a busy machine the layout follows a new size, or a swap, after a moment."""
    for _ in range(20):
        if page.evaluate("document.documentElement.scrollWidth") <= width:
            return True
        page.wait_for_timeout(100)
    return False
