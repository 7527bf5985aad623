from __future__ import annotations

from typing import Any, ClassVar

from rest_framework import serializers

from portal.api.serializers import RowSerializer
from portal.scope.rights import rights_of
from portal.scope.roles import Role


class CoordinatorsFields(RowSerializer):
    """Some fields are for the school's coordinators alone; for a teacher they are null."""

    coordinators_only: ClassVar[tuple[str, ...]]

    def get_fields(self) -> dict[str, serializers.Field]:
        fields = super().get_fields()
        for name in self.coordinators_only:
            fields[name].allow_null = True
            fields[name].help_text = "For coordinators; null for a teacher."
        return fields

    def to_representation(self, row: Any) -> dict[str, Any]:
        values = super().to_representation(row)
        if row.school_id not in rights_of(self.context["request"].user).of(Role.COORDINATOR):
            values |= dict.fromkeys(self.coordinators_only)
        return values
