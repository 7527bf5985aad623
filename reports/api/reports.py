from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from portal.accounts.models import User
from portal.api.errors import at_field
from portal.api.serializers import RowSerializer
from portal.api.viewsets import ScopedReadViewSet
from portal.jobs.models import JobState
from reports.actions.request_report import request_report
from reports.definitions.base import NothingToReport
from reports.files import download
from reports.filters import ReportRunFilter
from reports.models import ReportRun
from reports.options import Option, option_of, options_of
from reports.querysets.runs import ReportRunQuerySet


class ReportSerializer(RowSerializer):
    state = serializers.ChoiceField(source="job.state", choices=JobState.choices)
    percent = serializers.IntegerField(source="job.percent", help_text="How far it is, 0 to 100.")
    reason = serializers.CharField(source="job.reason", help_text="Why it failed, if it did.")

    class Meta:
        model = ReportRun
        fields = [
            "id",
            "definition",
            "title",
            "programme",
            "municipality",
            "school",
            "period_from",
            "period_to",
            "language",
            "version",
            "requested_at",
            "state",
            "percent",
            "reason",
            "published_at",
            "size",
            "sha256",
        ]


class OptionSerializer(serializers.Serializer):
    definition = serializers.CharField(source="definition.key")
    name = serializers.CharField(source="definition.name")
    scope = serializers.CharField(source="scope.key", help_text="p: programme, m: municipality, s: school.")
    about = serializers.CharField()
    periods = serializers.SerializerMethodField()

    def get_periods(self, option: Option) -> list[str]:
        return [str(choice.period) for choice in option.periods()]


class AskSerializer(serializers.Serializer):
    definition = serializers.CharField(max_length=40)
    scope = serializers.CharField(max_length=80)
    period = serializers.CharField(max_length=20, help_text="One of the option's periods.")

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        option = option_of(self.context["request"].user, given["definition"], given["scope"])
        if option is None:
            raise serializers.ValidationError({"scope": [_no_choice(given["scope"])]})
        periods = {str(choice.period): choice.period for choice in option.periods()}
        if given["period"] not in periods:
            raise serializers.ValidationError({"period": [_no_choice(given["period"])]})
        period = periods[given["period"]]
        return {"definition": option.definition, "scope": option.scope, "period": period}


def _no_choice(value: str) -> str:
    return str(serializers.ChoiceField.default_error_messages["invalid_choice"]).format(input=value)


@extend_schema_view(
    list=extend_schema(summary="The reports that one may read, the newest first"),
    retrieve=extend_schema(summary="One report: how far it is, and its checksum when it is published"),
)
class ReportViewSet(ScopedReadViewSet[ReportRunQuerySet]):
    model = ReportRun
    serializer_class = ReportSerializer
    filterset_class = ReportRunFilter
    ordering = ("-requested_at", "pk")
    lookup_value_regex = "[0-9a-f-]{36}"
    refusals = {NothingToReport: at_field("period")}

    def queryset_for(self, user: User, rows: ReportRunQuerySet) -> ReportRunQuerySet:
        return rows.with_job().without_figures()

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """Whoever fetches a file may say that she takes that alone; refusals are JSON all the same."""
        return super().perform_content_negotiation(request, force=force or self.action == "download")

    @extend_schema(
        summary="Ask for a report; it is built beside",
        request=AskSerializer,
        responses={201: ReportSerializer},
    )
    def create(self, request: Request) -> Response:
        given = AskSerializer(data=request.data, context=self.get_serializer_context())
        given.is_valid(raise_exception=True)
        report = request_report(actor=self.actor, **given.validated_data)
        return Response(self.get_serializer(report).data, status=status.HTTP_201_CREATED)

    @extend_schema(summary="What one may ask for", responses=OptionSerializer(many=True), filters=False)
    @action(detail=False, url_path="options", url_name="options", pagination_class=None, filter_backends=[])
    def offered(self, request: Request) -> Response:
        return Response(OptionSerializer(options_of(self.user), many=True).data)

    @extend_schema(
        summary="The published document, byte for byte the same each time",
        responses={(200, "application/pdf"): OpenApiTypes.BINARY},
    )
    @action(detail=True)
    def download(self, request: Request, pk: str) -> HttpResponse:
        report = self.get_object()
        if not report.is_published:
            raise Http404
        return download(request, report)
