"""Which runs open with their head-count."""

from django import template

from programmes.rules.head_counts import COUNTED_BY_HEAD

register = template.Library()


@register.filter
def counts_heads(kind: str) -> bool:
    """Whether to a programme of this kind anybody may come, without a place."""
    return kind in COUNTED_BY_HEAD
