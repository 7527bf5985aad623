"""The composition root of the API."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.permissions import IsAuthenticated
from rest_framework.routers import SimpleRouter

from participants.api.applications import ApplicationViewSet
from participants.api.cancel_session import CancelViewSet
from participants.api.enrolments import EnrolmentViewSet
from participants.api.participants import ParticipantViewSet
from participants.api.roll_call import RollCallViewSet
from partners.api.agencies import AgencyViewSet
from portal.api.municipalities import MunicipalityViewSet
from portal.api.schools import SchoolViewSet
from programmes.api.groups import GroupViewSet
from programmes.api.programmes import ProgrammeViewSet, RunViewSet
from programmes.api.sessions import SessionViewSet
from reports.api.reports import ReportViewSet

router = SimpleRouter()
router.register("schools", SchoolViewSet, "api-school")
router.register("municipalities", MunicipalityViewSet, "api-municipality")
router.register("agencies", AgencyViewSet, "api-agency")
router.register("programmes", ProgrammeViewSet, "api-programme")
router.register("runs", RunViewSet, "api-run")
router.register("groups", GroupViewSet, "api-group")
router.register("sessions", SessionViewSet, "api-session")
router.register("participants", ParticipantViewSet, "api-participant")
router.register("applications", ApplicationViewSet, "api-application")
router.register("enrolments", EnrolmentViewSet, "api-enrolment")
router.register("reports", ReportViewSet, "api-report")

urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(permission_classes=[IsAuthenticated]), name="api-schema"),
    path(
        "sessions/<int:pk>/roll-call/",
        RollCallViewSet.as_view({"get": "retrieve", "put": "update"}),
        name="api-session-roll-call",
    ),
    path("sessions/<int:pk>/cancel/", CancelViewSet.as_view({"post": "create"}), name="api-session-cancel"),
    path("", include(router.urls)),
]
