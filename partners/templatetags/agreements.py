from django import template

from partners import words
from partners.models import Commitment

register = template.Library()


@register.filter
def number_of(quantity: int, commitment: Commitment) -> str:
    """A quantity in what the commitment is counted in."""
    return words.number_of(quantity, commitment.unit)
