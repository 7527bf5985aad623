from drf_spectacular.utils import extend_schema, extend_schema_view

from portal.accounts.models import User
from portal.api.serializers import RowSerializer
from portal.api.viewsets import ScopedReadViewSet
from programmes.filters import SessionFilter
from programmes.models import Session
from programmes.querysets.groups import SessionQuerySet


class SessionSerializer(RowSerializer):
    class Meta:
        model = Session
        fields = [
            "id",
            "school",
            "group",
            "starts_at",
            "ends_at",
            "state",
            "cancel_reason",
            "note",
            "logged_at",
        ]


@extend_schema_view(
    list=extend_schema(summary="The sessions of the groups that one sees"),
    retrieve=extend_schema(summary="One session"),
)
class SessionViewSet(ScopedReadViewSet[SessionQuerySet]):
    model = Session
    serializer_class = SessionSerializer
    filterset_class = SessionFilter
    ordering = ("starts_at", "pk")

    def queryset_for(self, user: User, rows: SessionQuerySet) -> SessionQuerySet:
        return rows if self.action == "list" else rows.with_place()
