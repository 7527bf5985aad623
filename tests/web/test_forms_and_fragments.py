import re

import pytest

pytestmark = pytest.mark.django_db
TYPED = {"name": "Tirsdag <b>", "kind": "solo", "places": "none", "note": "kl. 13", "agreed": "on"}
HTMX = {"hx-request": "true"}


def test_a_wrong_form_keeps_what_was_typed(client):
    response = client.post("/form/", TYPED)
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="Tirsdag &lt;b&gt;"' in page
    assert '<option value="solo" selected>' in page
    assert 'value="none"' in page
    assert "kl. 13</textarea>" in page
    assert re.search(r'name="agreed"[^>]* checked', page)


def test_the_summary_leads_to_each_field_that_is_wrong(client):
    page = client.post("/form/", TYPED).content.decode()
    summary = page[page.index("ds-error-summary") : page.index("</ul>", page.index("ds-error-summary"))]
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert targets == ["id_places", "id_answer_0"]
    assert ">Places: " in summary and ">Do you answer? " in summary
    for target in targets:
        assert f'id="{target}"' in page


def test_help_and_error_are_tied_to_their_field(client):
    page = client.post("/form/", {}).content.decode()
    name = re.search(r'<input[^>]*name="name"[^>]*>', page)[0]
    assert 'aria-describedby="id_name_helptext id_name_error"' in name
    assert 'aria-invalid="true"' in name
    assert 'id="id_name_helptext"' in page
    assert 'id="id_name_error"' in page


def test_only_what_may_be_left_out_is_marked(client):
    page = client.get("/form/").content.decode()
    assert page.count("(optional)") == 1


def test_htmx_gets_the_part_and_everybody_else_the_page(client):
    part = client.get("/form/", headers=HTMX)
    page = client.get("/form/")
    assert "<html" not in part.content.decode()
    assert "<html" in page.content.decode()
    assert "HX-Request" in part.headers["Vary"]
    assert "HX-Request" in page.headers["Vary"]


@pytest.mark.parametrize("asks_for_all", ["hx-history-restore-request", "hx-boosted"])
def test_the_back_button_and_a_boosted_link_get_the_whole_page(client, asks_for_all):
    response = client.get("/form/", headers=HTMX | {asks_for_all: "true"})
    assert "<html" in response.content.decode()


def test_an_error_in_a_fragment_is_swapped_in(client):
    """The page's own configuration of HTMX swaps what has the status of a wrong form."""
    assert client.post("/form/", TYPED, headers=HTMX).status_code == 422
    assert '{"code":"422","swap":true}' in client.get("/form/").content.decode()
