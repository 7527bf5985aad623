"""The composition root of the pages."""

from django.urls import include, path

from portal.home import health, home

urlpatterns = [
    path("", home, name="home"),
    path("health", health, name="health"),
    path("account/", include("portal.accounts.urls")),
    path("", include("partners.urls")),
    path("", include("programmes.urls")),
    path("", include("participants.urls")),
    path("", include("reports.urls")),
    path("api/v1/", include("portal.api_urls")),
]
handler404 = "portal.web.errors.not_found"
handler500 = "portal.web.errors.failed"
