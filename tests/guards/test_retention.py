"""Everything that leads to a person has a decided fate for the day on which the details are removed."""

from collections.abc import Iterable, Mapping

from django.apps import apps
from django.db.models import CharField, Field, JSONField, TextField

from participants.rules.retention import FATES, FREE_WORDS, NO_NAMES, PEOPLE, Fate


def relations_to(people: Iterable[str]) -> dict[str, Field]:
    """Every relation to one of the models `people`, as app.Model.field."""
    fields = [
        field
        for model in apps.get_models(include_auto_created=True)
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
    ]
    to_people = [field for field in fields if field.related_model and _label(field.related_model) in people]
    return {f"{_label(field.model)}.{field.name}": field for field in to_people}


def _label(model: type) -> str:
    return model._meta.label


def undecided(relations: Iterable[str], fates: Mapping[str, Fate]) -> set[str]:
    return set(relations) - set(fates)


def test_every_relation_to_a_person_has_a_fate():
    relations = relations_to(PEOPLE)
    assert len(relations) >= 9
    assert not undecided(relations, FATES)


def test_a_relation_without_a_fate_is_found():
    """The guard seen to fail: the relation of an enrolment, taken out of the table."""
    without_one = {name: fate for name, fate in FATES.items() if name != "participants.Enrolment.participant"}
    assert undecided(relations_to(PEOPLE), without_one) == {"participants.Enrolment.participant"}


def test_no_fate_is_decided_for_a_relation_that_is_not_there():
    assert set(FATES) <= set(relations_to(PEOPLE))


def words_in_rows_that_stay() -> set[tuple[str, str]]:
    """Text that is not one of a few choices, in rows that stay when the person goes."""
    leading = relations_to(PEOPLE)
    stays = {field.model for name, field in leading.items() if FATES.get(name) is not Fate.REMOVED}
    removed = {field.model for name, field in leading.items() if FATES.get(name) is Fate.REMOVED}
    return {
        (_label(model), field.name)
        for model in (stays - removed) | {apps.get_model("participants.Participant")}
        for field in model._meta.local_fields
        if isinstance(field, CharField | TextField | JSONField) and not field.choices
    }


def unnamed(words: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those that are neither emptied nor said to hold no names."""
    emptied = {(model, field) for model, fields in FREE_WORDS.items() for field in fields}
    return words - emptied - {(name.rpartition(".")[0], name.rpartition(".")[2]) for name in NO_NAMES}


def test_the_words_of_each_row_that_stays_are_emptied():
    assert len(words_in_rows_that_stay()) >= 10
    assert not unnamed(words_in_rows_that_stay())


def test_a_text_about_which_nothing_is_decided_is_found(monkeypatch):
    """The guard seen to fail: the school of an applicant, in a field too short for a free text."""
    monkeypatch.setitem(FREE_WORDS, "participants.Application", ("message", "what_helps"))
    assert ("participants.Application", "attends_school") in unnamed(words_in_rows_that_stay())


def test_what_is_emptied_is_there():
    beyond = {("audit.AuditEntry", "values"), ("programmes.Session", "note")}
    beyond |= {("participants.RollConflict", field) for field in ("stored", "arrived")}
    emptied = {(model, field) for model, fields in FREE_WORDS.items() for field in fields}
    assert emptied - words_in_rows_that_stay() == beyond


def test_each_row_whose_free_words_go_says_so():
    cleared = {name.rpartition(".")[0] for name, fate in FATES.items() if fate is Fate.CLEARED}
    emptied = {name for name in FREE_WORDS if name.startswith("participants.")}
    # A conflict about a note leads to nobody: it is emptied with its run, where one about a mark is removed.
    assert cleared == emptied - {"participants.Participant", "participants.RollConflict"}
