"""What the programme's report hides: on every way to it, in every report on it."""

from collections.abc import Iterator

import pikepdf
import pytest

from participants.models import Participant
from portal.demonstration import accounts
from reports.rules.protecting import ProgrammeCounts, protect_programme
from tests.documents.reading import opened, text_of
from tests.reports.making import BOTH_YEARS, content, frozen, rows, whole_words, written

pytestmark = pytest.mark.django_db
HIDDEN_ROWS = {"Gadstrup Skole", "Østervangsskolen"}
OF_PEOPLE = ("participants", "groups", "solo", "grades", "attendances")


def test_gadstrups_pupil_is_hidden_and_one_more_cell_of_roskilde(lead_report):
    hidden = {name for name, row in rows(lead_report).items() if row["participants"] == ":"}
    assert hidden == HIDDEN_ROWS


def test_a_hidden_row_hides_all_that_would_tell_by_another_way(lead_report):
    for name in HIDDEN_ROWS:
        assert [rows(lead_report)[name][key] for key in OF_PEOPLE] == [":"] * len(OF_PEOPLE)


def test_its_staff_and_sessions_show(lead_report):
    row = rows(lead_report)["Gadstrup Skole"]
    assert (row["teachers"], row["partner_staff"]) == (1, 0)
    assert row["held"] > 0


def test_roskildes_28_and_the_total_of_102_show(lead_report):
    sums = {each["municipality"]: each["subtotal"] for each in lead_report.snapshot["collaborations"]}
    assert sums["Roskilde"]["participants"] == 28
    assert lead_report.snapshot["total"]["participants"] == 102


def test_the_number_of_groups_cannot_be_worked_out_from_roskildes_sum(lead_report):
    """Two hidden rows and a sum that leaves two groups for them would say one each: a third row goes."""
    groups = {name: row["groups"] for name, row in rows(lead_report).items()}
    assert [name for name, number in groups.items() if number == ":"] == [
        "Fjordskolen Hedevang",
        "Gadstrup Skole",
        "Østervangsskolen",
    ]


def test_the_reports_of_lead_leader_and_coordinator_hide_the_same_cells(lead_report, roskilde_report):
    coordinators = frozen(accounts.COORDINATOR, "programme", BOTH_YEARS, "Kulturmetropolen")
    whole = {name: row for name, row in rows(lead_report).items() if name in rows(roskilde_report)}
    assert whole == rows(roskilde_report) == rows(coordinators)


def test_another_municipalitys_leader_hides_nothing_of_its_own(demonstration):
    report = frozen(accounts.HERLEV_LEADER, "programme", BOTH_YEARS, "Kulturmetropolen")
    assert report.snapshot["total"]["participants"] == 8
    assert report.snapshot["hidden"] == 0


def test_a_reader_is_told_how_many_figures_are_hidden_and_below_what(lead_report):
    hidden = sum(value == ":" for row in rows(lead_report).values() for value in row.values())
    assert lead_report.snapshot["hidden"] == hidden == 11
    assert lead_report.snapshot["threshold"] == 5
    assert "Gadstrup Skole : : : : 1 0" in text_of(content(lead_report))


def test_no_childs_name_is_in_snapshot_document_or_files(lead_report, roskilde_report, aas_report):
    people = list(Participant.objects.everything(why="names to look for"))
    names = {str(person) for person in people} | {person.short_name for person in people}
    assert len(names) > 200
    for report in (lead_report, roskilde_report, aas_report):
        data = content(report)
        text = f"{text_of(data)} {inside(data)} {written(report)} {report.title} {report.file_name}"
        text = text.replace(report.requested_by.name, "")
        assert not [name for name in names if name in text]
        assert not whole_words(text, {person.family_name for person in people})


def strings_of(value: pikepdf.Object) -> Iterator[str]:
    """Every text that is an object of its own: titles, bookmarks, descriptions of pictures, metadata."""
    if isinstance(value, pikepdf.String):
        yield str(value)
    elif isinstance(value, pikepdf.Stream) and value.get("/Type") == "/Metadata":
        yield value.read_bytes().decode()
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Array):
        parts = value.values() if isinstance(value, pikepdf.Dictionary) else value
        for part in parts:
            if not (isinstance(part, pikepdf.Object) and part.is_indirect):
                yield from strings_of(part)


def inside(data: bytes) -> str:
    with opened(data) as pdf:
        return "\n".join(text for item in pdf.objects for text in strings_of(item))


def test_the_search_for_names_would_find_one(lead_report):
    """The check above, seen to fail: a name that does stand in the document."""
    assert whole_words(text_of(content(lead_report)), {"Samklang", "Nobody"}) == {"Samklang"}
    assert "Albertslund 12, Furesø 16" in inside(content(lead_report))


def counts(people, *, weeks=None, formats=None, never=None) -> ProgrammeCounts:
    paths = {("m" + name[0], "s" + name[0], name): number for name, number in people.items()}
    schools = {path[:2]: 0 for path in paths}
    return ProgrammeCounts(
        people=paths,
        groups=dict.fromkeys(paths, 1),
        attendances={path: number * 10 for path, number in paths.items()},
        people_by_format={
            (path, (formats or {}).get(path[2], "a")): number for path, number in paths.items()
        },
        groups_by_format={"a": len(paths)},
        attendances_by_week={
            (("m" + name[0], "s" + name[0], name), week): number
            for (name, week), number in (weeks or {}).items()
        },
        places=schools | dict.fromkeys(schools, 40),
        never_came=schools | (never or {}),
    )


def test_a_week_in_which_a_hidden_group_met_alone_is_hidden():
    people = {"a1": 20, "a2": 7, "a3": 1, "b1": 30}
    weeks = {(name, week): number for name, number in people.items() for week in ("36", "37", "38")}
    alone = weeks | {("a1", "38"): 0, ("a3", "38"): 0}
    attended = {("ma", "sa", "a2"): 21, ("ma", "sa", "a3"): 2}
    hidden = protect_programme(counts(people, weeks=alone), 5)
    assert set(attended) <= hidden.attendances
    assert (("ma",), "38") in hidden.weeks
    assert (("ma",), "38") not in protect_programme(counts(people, weeks=weeks), 5).weeks


def test_a_format_that_would_tell_of_a_hidden_row_is_hidden():
    people = {"a1": 20, "a2": 7, "a3": 1, "b1": 30}
    hidden = protect_programme(counts(people, formats={"a3": "solo"}), 5)
    assert hidden.formats == {"solo", "a"}
    assert protect_programme(counts(people), 5).formats == frozenset()


def test_few_who_never_came_are_hidden_and_their_places_with_them():
    people = {"a1": 20, "b1": 30, "c1": 25}
    hidden = protect_programme(counts(people, never={("ma", "sa"): 2, ("mb", "sb"): 6}), 5)
    assert {("ma", "sa"), ("mb", "sb")} <= hidden.never_came
    assert hidden.never_came - {()} == hidden.places - {()}
    assert () not in hidden.never_came
