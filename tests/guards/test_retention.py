"""Everything that leads to a person has a decided fate for the day on which the details are removed."""

from collections.abc import Iterable, Mapping

from django.apps import apps
from django.db.models import Field, TextField

from participants.rules.retention import FATES, FREE_WORDS, PEOPLE, Fate


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


def test_the_free_words_of_each_row_that_stays_are_emptied():
    """Seen to fail on `EnrolmentMove.grounds` before it stood in the table."""
    stays = {field.model for name, field in relations_to(PEOPLE).items() if FATES[name] is not Fate.REMOVED}
    words = {
        (_label(model), field.name)
        for model in stays
        for field in model._meta.local_fields
        if isinstance(field, TextField)
    }
    emptied = {(model, field) for model, fields in FREE_WORDS.items() for field in fields}
    assert words
    assert words <= emptied
    assert emptied - words == {("audit.AuditEntry", "values"), ("programmes.Session", "note")}


def test_each_row_whose_free_words_go_says_so():
    cleared = {name.rpartition(".")[0] for name, fate in FATES.items() if fate is Fate.CLEARED}
    assert cleared == {name for name in FREE_WORDS if name.startswith("participants.")}
