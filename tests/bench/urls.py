"""The portal's pages, and two empty ones for whoever has signed in."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.urls import urlpatterns as portal_pages
from portal.web.access import signed_in


@signed_in
def bare(request: HttpRequest) -> HttpResponse:
    """The least that Django does here: the session, the user, one query, and a line without a template."""
    return HttpResponse(f"<!doctype html><title>Empty</title><p>{_one_query()}</p>")


@signed_in
def frame(request: HttpRequest) -> HttpResponse:
    """The yardstick: the same within the base template, as every page: header, the role's links, footer."""
    return render(request, "base.html", {"schools": _one_query()})


def insert(request: HttpRequest) -> HttpResponse:
    """The least that sending a form without an account costs: one row in one transaction."""
    with transaction.atomic():
        record(Actor.system("bench"), "insert", CultureSchool(pk=0), school=None)
    return HttpResponse(status=204)


def _one_query() -> int:
    return CultureSchool.objects.everything(why="one query, as each page has").count()


urlpatterns = [path("empty/", bare), path("frame/", frame), path("insert/", insert), *portal_pages]
