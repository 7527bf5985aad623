from django import template

from partners import words
from partners.models import Commitment

register = template.Library()


@register.filter
def how_much(quantity: int, commitment: Commitment) -> str:
    """A quantity in what the commitment is counted in."""
    return words.how_much(quantity, commitment.unit, commitment.currency)
