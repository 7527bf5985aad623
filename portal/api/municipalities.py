"""Municipalities as they were on a day: codes, names and regions change, the municipality stays one."""

from __future__ import annotations

import datetime
from typing import Any

import django_filters
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from portal.accounts.models import User
from portal.api.serializers import RowSerializer
from portal.api.viewsets import ScopedReadViewSet
from portal.geography.models import Country, Municipality, MunicipalityPeriod, NoPeriod
from portal.geography.querysets import PeriodQuerySet, ReferenceQuerySet

ON = OpenApiParameter(
    "on", datetime.date, description="The day on which code, name and region hold; today without it."
)


class PeriodSerializer(RowSerializer):
    region = serializers.CharField(source="region.name")
    region_code = serializers.CharField(source="region.code", help_text="Empty where it is not known yet.")

    class Meta:
        model = MunicipalityPeriod
        fields = ["code", "name", "region", "region_code", "valid_from", "valid_to"]


def _of_the_day(municipality: Any) -> MunicipalityPeriod | None:
    """The period that the queryset has fetched."""
    return next(iter(municipality.on_the_day), None)


class MunicipalitySerializer(RowSerializer):
    period = serializers.SerializerMethodField()

    class Meta:
        model = Municipality
        fields = ["id", "country", "code_in_2024", "name", "period"]

    @extend_schema_field(PeriodSerializer)
    def get_period(self, municipality: Municipality) -> dict:
        return PeriodSerializer(_of_the_day(municipality)).data


class MunicipalityFilter(django_filters.FilterSet):
    country = django_filters.ChoiceFilter(choices=Country.choices)


@extend_schema_view(
    list=extend_schema(summary="The municipalities that there were on a day", parameters=[ON]),
    retrieve=extend_schema(summary="One municipality as it was on a day", parameters=[ON]),
)
class MunicipalityViewSet(ScopedReadViewSet[ReferenceQuerySet]):
    model = Municipality
    serializer_class = MunicipalitySerializer
    filterset_class = MunicipalityFilter
    ordering = ("name", "pk")

    def queryset_for(self, user: User, rows: ReferenceQuerySet) -> ReferenceQuerySet:
        periods = MunicipalityPeriod.objects.visible_to(user).valid_on(self.day)
        return rows.prefetch_related(
            Prefetch("periods", periods.select_related("region"), to_attr="on_the_day")
        )

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(pk__in=self._known().values("municipality")) if self.action == "list" else rows

    def list(self, request: Request) -> Response:
        if not self._known().exists():
            periods = MunicipalityPeriod.objects.visible_to(request.user).order_by("valid_from")
            first = periods.values_list("valid_from", flat=True).first()
            reason = _("Municipalities are known from %(first)s only; %(day)s lies outside of that.")
            raise serializers.ValidationError({"on": [reason % {"first": first, "day": self.day}]})
        return super().list(request)

    def retrieve(self, request: Request, pk: str) -> Response:
        municipality = self.get_object()
        if not _of_the_day(municipality):
            try:
                municipality.period_on(self.day)
            except NoPeriod as reason:
                raise serializers.ValidationError({"on": [str(reason)]}) from None
        return Response(self.get_serializer(municipality).data)

    @cached_property
    def day(self) -> datetime.date:
        asked = self.request.query_params.get("on")
        if asked is None:
            return timezone.localdate()
        try:
            return serializers.DateField().run_validation(asked)
        except serializers.ValidationError as error:
            raise serializers.ValidationError({"on": error.detail}) from None

    def _known(self) -> PeriodQuerySet:
        return MunicipalityPeriod.objects.visible_to(self.request.user).valid_on(self.day)
