import gzip
import re
from html import unescape
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

LARGEST_KIB = 60
PAGES = [
    "/account/sign-in/",
    "/account/password/reset/",
    "/account/password/reset/sent/",
    "/form/",
    "/nowhere/",
]


@pytest.mark.django_db
def test_nothing_inline_may_run_or_style(client):
    policy = client.get("/account/sign-in/").headers["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert "unsafe" not in policy
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == "'self'"


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_no_inline_script_style_or_handler(client, address):
    page = client.get(address).content.decode()
    assert not re.search(r"<script(?![^>]*\ssrc=)", page)
    assert "<style" not in page
    assert not re.search(r"<[^>]+\s(style|on\w+)=", page)


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_its_landmarks_one_heading_and_a_way_past_the_menu(client, address):
    page = client.get(address).content.decode()
    assert len(re.findall("<h1", page)) == 1
    assert len(re.findall("<main", page)) == 1
    assert re.search(r"<title>\s*[^ ·][^·]* · Samklang</title>", page)
    assert page.index('href="#main"') < page.index("<header")


@pytest.mark.django_db
def test_style_sheets_and_scripts_together_are_light(client):
    """Seen to fail with a bar of 40."""
    page = client.get("/account/sign-in/").content.decode()
    assets = re.findall(r'(?:<link rel="stylesheet" href|<script src)="/static/([^"]+)"', unescape(page))
    assert len(assets) > 5
    size = sum(len(gzip.compress(Path(finders.find(asset)).read_bytes())) for asset in assets)
    assert size <= LARGEST_KIB * 1024, f"{size / 1024:.1f} KiB"


@pytest.mark.django_db
def test_every_file_that_a_page_names_is_there(client):
    page = client.get("/components/").content.decode()
    for name in set(re.findall(r'"/static/([^"#]+)', page)):
        assert finders.find(name), name


@pytest.mark.django_db
def test_every_icon_that_a_template_asks_for_is_drawn():
    drawn = set(re.findall(r'<symbol id="(\w+)"', Path(finders.find("icons.svg")).read_text()))
    asked = set()
    for template in Path("templates").rglob("*.html"):
        asked |= set(re.findall(r'{% icon "(\w+)" %}', template.read_text()))
    assert asked
    assert asked <= drawn


@pytest.mark.django_db
def test_a_failure_says_so_without_asking_the_database(ida, django_assert_num_queries):
    client = Client(raise_request_exception=False)
    with django_assert_num_queries(0):
        response = client.get("/broken/")
    assert response.status_code == 500
    assert "Something went wrong with us" in response.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_says_how_to_go_on(ida):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/account/sign-in/", {"login": ida.email, "password": "x"})
    assert response.status_code == 403
    assert "The page had grown old" in response.content.decode()


@pytest.mark.django_db
def test_no_page_with_names_is_kept_in_the_browser_by_htmx(client):
    assert '"historyCacheSize":0' in client.get("/account/sign-in/").content.decode()
