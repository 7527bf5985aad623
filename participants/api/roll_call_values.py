"""The flat values of a roll call as JSON and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from participants.forms.roll_call import QUARTERS
from participants.models import Mark
from participants.policies.roll_call import obstacle_of
from participants.roll import NOTE, PARTNER, PREPARATION, Roll, adult_key, mark_key
from participants.rules.roll_call import Conflict
from participants.rules.roll_entry import LONGEST_PREPARATION, MOST_PARTNER_STAFF
from programmes.models import Session


class ChildMarkSerializer(serializers.Serializer):
    participant = serializers.IntegerField(min_value=1)
    mark = serializers.ChoiceField(choices=Mark.choices)


class AdultThereSerializer(serializers.Serializer):
    user = serializers.IntegerField(min_value=1)
    there = serializers.BooleanField()


class ValuesSerializer(serializers.Serializer):
    marks = ChildMarkSerializer(many=True)
    adults = AdultThereSerializer(many=True)
    partner_staff = serializers.IntegerField(min_value=0, max_value=MOST_PARTNER_STAFF)
    preparation_minutes = serializers.IntegerField(
        min_value=0,
        max_value=LONGEST_PREPARATION,
        help_text="One's own: 0, 15, 30, 45 or 60, or what is stored.",
    )
    note = serializers.CharField(max_length=Session._meta.get_field("note").max_length, allow_blank=True)


class SavingSerializer(serializers.Serializer):
    shown = ValuesSerializer(help_text="The values as they were read, so that nobody's marks are lost.")
    values = ValuesSerializer(help_text="The values as they shall be.")

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        minutes = given["values"]["preparation_minutes"]
        if str(minutes) in dict(QUARTERS) or minutes == given["shown"]["preparation_minutes"]:
            return given
        wrong = _("Choose one of the quarters of an hour.")
        raise serializers.ValidationError({"values": {"preparation_minutes": [wrong]}})


class RollChildSerializer(serializers.Serializer):
    participant = serializers.IntegerField()
    name = serializers.CharField()
    helps = serializers.CharField(help_text="The need card; empty where there is none.")


class RollAdultSerializer(serializers.Serializer):
    user = serializers.IntegerField()
    name = serializers.CharField()


class RollCallSerializer(serializers.Serializer):
    session = serializers.IntegerField()
    logged = serializers.BooleanField()
    obstacle = serializers.CharField(help_text="Why the roll cannot be saved; empty where it can.")
    children = RollChildSerializer(many=True)
    nameless = serializers.IntegerField(help_text="Places taken by children whose names one is not shown.")
    adults = RollAdultSerializer(many=True)
    values = ValuesSerializer()


class DifferenceSerializer(serializers.Serializer):
    field = serializers.CharField(help_text="mark, adult, partner, preparation or note.")
    id = serializers.IntegerField(allow_null=True, help_text="The participant or the user.")
    mine = serializers.CharField()
    theirs = serializers.CharField()


class ConflictedSerializer(serializers.Serializer):
    detail = serializers.CharField()
    conflicts = DifferenceSerializer(many=True)


def flat(values: Mapping[str, Any]) -> dict[str, str]:
    """As `save_roll_call` takes them."""
    marks = {mark_key(one["participant"]): str(one["mark"]) for one in values["marks"]}
    adults = {adult_key(one["user"]): "yes" if one["there"] else "" for one in values["adults"]}
    numbers = {PARTNER: values["partner_staff"], PREPARATION: values["preparation_minutes"]}
    return marks | adults | {key: str(number) for key, number in numbers.items()} | {NOTE: values["note"]}


def read(roll: Roll) -> dict[str, Any]:
    """A roll as RollCallSerializer shows it."""
    return {
        "session": roll.session.pk,
        "logged": roll.is_logged,
        "obstacle": obstacle_of(roll.session),
        "children": [
            {
                "participant": child.pk,
                "name": child.short_name,
                "helps": roll.helps.get(child.pk, ""),
            }
            for child in roll.children
        ],
        "nameless": roll.nameless,
        "adults": [{"user": adult.pk, "name": adult.name} for adult in roll.adults],
        "values": _values(roll, [child.pk for child in roll.children]),
    }


def _values(roll: Roll, participants: list[int]) -> dict[str, Any]:
    shown = roll.shown()
    return {
        "marks": [{"participant": pk, "mark": shown[mark_key(pk)]} for pk in participants],
        "adults": [{"user": adult.pk, "there": bool(shown[adult_key(adult.pk)])} for adult in roll.adults],
        "partner_staff": int(shown[PARTNER]),
        "preparation_minutes": int(shown[PREPARATION]),
        "note": shown[NOTE],
    }


def of_roll(roll: Roll, submitted: Mapping[str, str]) -> dict[str, str]:
    """What was sent, without marks of children whose names the sender is not shown."""
    marks = {mark_key(child.pk) for child in roll.children}
    return {key: value for key, value in submitted.items() if key in marks or not key.startswith("mark-")}


def unanswered(roll: Roll, submitted: Mapping[str, str]) -> dict[str, list[str]]:
    """Messages for children and adults who stand on the roll and of whom nothing was sent."""
    children = [child.pk for child in roll.children]
    adults = [adult.pk for adult in roll.adults]
    without = {
        "marks": [pk for pk in children if mark_key(pk) not in submitted],
        "adults": [pk for pk in adults if adult_key(pk) not in submitted],
    }
    sentence = _("On the roll, but nothing was sent of: %(ids)s. Read the roll again.")
    return {name: [sentence % {"ids": ", ".join(map(str, ids))}] for name, ids in without.items() if ids}


def conflicted(key: str, both: Conflict) -> dict[str, Any]:
    """What two people said differently; `theirs` is what is stored."""
    field, _dash, number = key.partition("-")
    return {"field": field, "id": int(number) if number else None, "mine": both.mine, "theirs": both.theirs}
