import pytest
from django.contrib.auth.models import AnonymousUser

from portal.scope.roles import Role
from portal.web import navigation
from portal.web.navigation import links_for
from tests.db.people import give_role, person


def labels(user) -> list[str]:
    return [str(link.label) for link in links_for(user, "/")]


def test_one_finds_what_ones_roles_allow_and_nothing_else(ida):
    assert labels(ida) == ["Today"]


@pytest.mark.django_db
def test_who_holds_no_role_finds_nothing(ida):
    assert labels(person("Nils Ingenrolle")) == []


def test_who_holds_two_roles_finds_both_in_their_order(ida):
    give_role(ida, Role.COORDINATOR, ida.memberships.everything(why="a test").get().school)
    assert labels(ida) == ["Today", "Reports"]


@pytest.mark.django_db
def test_a_stranger_finds_nothing_and_costs_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert labels(AnonymousUser()) == []


@pytest.mark.django_db
def test_the_pages_of_a_stranger_ask_the_database_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/account/sign-in/")


def test_the_page_one_is_on_is_marked(browser_of_ida):
    page = browser_of_ida.get("/components/").content.decode()
    menu = page[page.index("<nav") : page.index("</nav>")]
    assert menu.count('aria-current="page"') == 1
    assert '<a href="/components/" aria-current="page">Today</a>' in menu


def test_what_is_needed_less_often_comes_last_and_stands_behind_a_button(browser_of_ida):
    navigation.register(navigation.Item("Settings", "sample_form", (Role.TEACHER,), order=1, more=True))
    page = browser_of_ida.get("/form/").content.decode()
    menu = page[page.index("<nav") : page.index("</nav>")]
    daily, button, more = menu.partition("<button")
    assert 'popovertarget="menu-more"' in button + more
    assert ">Today</a>" in daily
    assert '<a href="/form/" aria-current="page">Settings</a>' in more


def test_who_has_only_daily_pages_has_no_such_button(browser_of_ida):
    assert "menu-more" not in browser_of_ida.get("/components/").content.decode()


def test_a_fragment_does_not_ask_for_the_navigation(browser_of_ida, django_assert_num_queries):
    with django_assert_num_queries(2) as seen:
        browser_of_ida.get("/form/", headers={"hx-request": "true"})
    assert not any("membership" in query["sql"] for query in seen.captured_queries)
