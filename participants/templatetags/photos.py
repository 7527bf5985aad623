"""What the page of a roll says about photos."""

from django import template

from participants.photo_rules import PhotoRules, read_photo_rules
from participants.roll import Roll

register = template.Library()


@register.simple_tag
def photo_rules(roll: Roll) -> PhotoRules:
    return read_photo_rules(roll)
