from typing import Any

from django.db.models import Field
from rest_framework import serializers


class RowSerializer(serializers.ModelSerializer):
    """A row as an answer. Nothing is written through it: what comes in has a serializer of its own."""

    def build_standard_field(self, field_name: str, model_field: Field) -> tuple[Any, dict[str, Any]]:
        """Without the range of a database's integers, which is not the same in both databases."""
        kind, options = super().build_standard_field(field_name, model_field)
        return kind, {
            name: value for name, value in options.items() if name not in ("min_value", "max_value")
        }
