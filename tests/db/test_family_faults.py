"""What a family reads when a page cannot be shown: in its language, without the words of staff."""

import pytest
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path
from django.utils.translation import override

from portal.web.errors import failed

pytestmark = pytest.mark.django_db


def broken(request):
    raise RuntimeError("a page that fails")


urlpatterns = [path("catalogue/broken/", broken), path("", include("portal.urls"))]
handler500 = "portal.web.errors.failed"


def test_a_page_that_is_not_there_leads_to_the_catalogue():
    response = Client(headers={"accept-language": "nb"}).get("/catalogue/0/")
    page = response.content.decode()
    assert response.status_code == 404
    assert 'class="chooser"' in page
    assert 'href="/catalogue/"' in page
    assert "/account/password" not in page


def test_staff_keep_their_own_page_for_what_is_not_there():
    page = Client(headers={"accept-language": "da"}).get("/nowhere/").content.decode()
    assert 'class="chooser"' not in page


def test_a_form_without_its_token_says_how_to_go_on():
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "da"})
    response = client.post("/apply/1/", {})
    assert response.status_code == 403
    assert '<body class="family"' in response.content.decode()


@override_settings(ROOT_URLCONF="tests.db.test_family_faults")
def test_a_failure_is_told_in_the_familys_language():
    client = Client(raise_request_exception=False, headers={"accept-language": "ar"})
    response = client.get("/catalogue/broken/")
    assert response.status_code == 500
    page = response.content.decode()
    assert '<html lang="ar" dir="rtl"' in page
    assert '<body class="family"' in page


def test_a_failure_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0), override("uk"):
        assert failed(RequestFactory().get("/family/x/")).status_code == 500
