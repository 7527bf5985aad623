"""Everything that leads to a person is handed out to her, or left out for a reason that is written down."""

from collections.abc import Iterable, Mapping

from django.apps import apps

from participants.rules.retention import FATES
from participants.subject_left_out import LEFT_OUT, LEFT_OUT_FIELDS
from participants.subject_part import Part
from participants.subject_parts import PARTS


def told_models(parts: Iterable[Part]) -> set[str]:
    return {part.model._meta.label for part in parts}


def neither_told_nor_left_out(parts: Iterable[Part], left_out: Mapping[str, str]) -> set[str]:
    """Relations of the table of fates whose rows are not told, and about which nothing is written."""
    told = told_models(parts)
    return {name for name in FATES if name.rpartition(".")[0] not in told} - set(left_out)


def undecided_fields(part: Part, left_out: Mapping[str, str]) -> set[str]:
    model = part.model._meta
    names = {field.name for field in model.concrete_fields} - set(part.shows)
    return {
        f"{model.object_name}.{name}"
        for name in names
        if f"{model.object_name}.{name}" not in left_out and f"*.{name}" not in left_out
    }


def test_every_relation_to_a_person_is_told_or_left_out_for_a_reason():
    assert not neither_told_nor_left_out(PARTS, LEFT_OUT)


def test_a_relation_that_is_forgotten_is_found():
    """The guard seen to fail: consents taken out."""
    without = [part for part in PARTS if part.key != "consents"]
    assert neither_told_nor_left_out(without, LEFT_OUT) == {"participants.Consent.participant"}


def test_what_is_left_out_is_there_and_not_told_as_well():
    assert set(LEFT_OUT) <= set(FATES)
    assert not {name.rpartition(".")[0] for name in LEFT_OUT} & told_models(PARTS)


def test_every_field_is_told_or_left_out_for_a_reason():
    undecided = {name for part in PARTS for name in undecided_fields(part, LEFT_OUT_FIELDS)}
    assert not undecided


def test_a_field_that_is_forgotten_is_found():
    """The guard seen to fail."""
    without = {name: why for name, why in LEFT_OUT_FIELDS.items() if name != "FamilyLink.nonce"}
    assert {name for part in PARTS for name in undecided_fields(part, without)} == {"FamilyLink.nonce"}


def test_each_field_that_is_left_out_exists():
    names = {
        f"{model.object_name}.{field.name}"
        for model in (model._meta for model in apps.get_models())
        for field in model.concrete_fields
    }
    assert {name for name in LEFT_OUT_FIELDS if not name.startswith("*")} <= names
