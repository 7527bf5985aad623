"""The portal's pages, and two that show next to nothing to whoever has signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from portal.accounts.models import CultureSchool
from portal.urls import urlpatterns as portal_pages
from portal.web.access import signed_in


@signed_in
def empty(request: HttpRequest) -> HttpResponse:
    """The least that a signed-in page costs: the session, the user, and one query of its own."""
    return HttpResponse(f"<!doctype html><title>Empty</title><p>{_one_query()}</p>")


@signed_in
def frame(request: HttpRequest) -> HttpResponse:
    """The same within the portal's frame: header, navigation of the role, footer."""
    return render(request, "base.html", {"schools": _one_query()})


def _one_query() -> int:
    return CultureSchool.objects.everything(why="one query, as each page has").count()


urlpatterns = [path("empty/", empty), path("frame/", frame), *portal_pages]
