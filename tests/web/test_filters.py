from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
import time_machine
from django.template import Context, Template
from django.utils import timezone, translation


@pytest.fixture(autouse=True)
def in_copenhagen():
    with (
        translation.override("da"),
        timezone.override("Europe/Copenhagen"),
        time_machine.travel(datetime(2024, 11, 1, tzinfo=UTC)),
    ):
        yield


def rendered(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_times_stand_in_the_time_zone_of_the_reader():
    session = SimpleNamespace(
        starts_at=datetime(2024, 11, 14, 12, 15, tzinfo=UTC),
        ends_at=datetime(2024, 11, 14, 13, 0, tzinfo=UTC),
    )
    assert rendered("{{ session|session_time }}", session=session) == "tors 14. nov. 13.15–14.00"


def test_a_day_is_the_day_where_the_reader_is():
    assert rendered("{{ at|day }}", at=datetime(2024, 11, 14, 23, 30, tzinfo=UTC)) == "fredag 15. november"


@pytest.mark.parametrize("value", [None, ":"])
def test_a_hidden_figure_shows_its_mark_and_says_that_it_is_hidden(value):
    html = rendered("{{ value|figure }}", value=value)
    assert '<span aria-hidden="true">:</span>' in html
    assert 'class="ds-sr-only"' in html


def test_nought_is_a_figure_and_not_hidden():
    assert rendered("{{ value|figure }}", value=0) == "0"


def test_text_in_a_cell_is_never_markup():
    assert rendered("{{ value|figure }}", value="<b>") == "&lt;b&gt;"


def test_the_parts_of_a_bar_stand_one_after_the_other_in_any_language():
    parts = [{"share": 33.3, "kind": "used", "label": ""}, {"share": 10, "kind": "left", "label": ""}]
    html = rendered(
        "{% for part in parts|stacked %}{{ part.offset }}+{{ part.width }};{% endfor %}", parts=parts
    )
    assert html == "0.000+33.300;33.300+10.000;"


def test_a_row_of_segments_names_its_radios_checks_the_chosen_one_and_escapes_what_it_shows():
    options = [("late", "for <sent> {0}"), ("present", "til stede")]
    row = [
        rendered("{% segment_row name 'late' options %}", name=name, options=options) for name in ("a", "<")
    ]
    assert (row[0].count('name="a"'), row[1].count('name="&lt;"')) == (2, 2)
    assert [row[0].count(text) for text in ("checked", 'value="late" checked', "&lt;sent&gt; {0}")] == [
        1,
        1,
        1,
    ]
