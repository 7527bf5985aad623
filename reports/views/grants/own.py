"""What the pages of grants share: the row in the reader's scope, and a page with one form."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from partners.models import Grant, GrantState
from portal.accounts.models import CultureSchool, Membership, User
from portal.accounts.querysets import CultureSchoolQuerySet
from portal.audit.actor import Actor
from portal.scope.roles import Role
from portal.web.http import AuthedRequest, render_page
from portal.web.saving import done, saved

Words = str | Promise


def grant_for(request: AuthedRequest, pk: int) -> Grant:
    """404 outside of the reader's schools."""
    rows = Grant.objects.visible_to(request.user)
    related = ("funder", "scheme", "school__municipality", "responsible")
    return get_object_or_404(rows.select_related(*related), pk=pk)


def open_grant_for(request: AuthedRequest, pk: int) -> Grant:
    """403 where it is closed: its pages are read, its forms are not."""
    grant = grant_for(request, pk)
    check_open(grant)
    return grant


def check_open(grant: Grant) -> None:
    if grant.state == GrantState.CLOSED:
        raise PermissionDenied(_("The grant is closed: it is read and no longer changed."))


def code_of(grant: Grant) -> str:
    """The currency's code where it is not the school's own, which goes without saying."""
    return "" if grant.currency == grant.school.country.currency else grant.currency


def own_schools(request: AuthedRequest) -> CultureSchoolQuerySet:
    schools = CultureSchool.objects.visible_to(request.user).coordinated_by(request.user)
    return schools.select_related("municipality").order_by("name", "pk")


def coordinators_of(school: CultureSchool) -> list[User]:
    members = Membership.objects.everything(why="colleagues of the coordinator who asks").current()
    found = members.filter(school=school, role=Role.COORDINATOR, user__is_active=True)
    return [row.user for row in found.select_related("user").order_by("user__name", "user")]


def form_page(
    request: AuthedRequest,
    form: forms.Form,
    *,
    title: Words,
    button: Words,
    grant: Grant,
    intro: Words = "",
    remove: Words = "",
    template: str = "reports/grants/form.html",
    **more: Any,
) -> HttpResponse:
    """`remove` are the words of the button that takes the row away."""
    context = {"form": form, "title": title, "button": button, "grant": grant, "intro": intro}
    context |= {"remove": remove, **more}
    return render_page(request, template, context, status=422 if form.errors else 200)


def told(request: AuthedRequest, grant: Grant, words: Words) -> HttpResponse:
    """On the page of the grant."""
    messages.success(request, str(words))
    return redirect("reports:grant", pk=grant.pk)


def act(form: forms.Form, action: Callable[[], Any], *, version: Callable[[], str] = str) -> bool:
    """Whether the action was done; where not, the form says why."""
    return form.is_valid() and saved(form, lambda: action() or True, version=version) is not None


def at_once(
    request: AuthedRequest,
    grant: Grant,
    action: Callable[[], object],
    words: Words,
    *,
    is_gone: bool = False,
) -> HttpResponse:
    """A button that asks for nothing more; where it is refused, the grant's page says why."""
    if done(request, lambda: action() or True, str(words)) and is_gone:
        return redirect("reports:grants")
    return redirect("reports:grant", pk=grant.pk)


def actor_of(request: AuthedRequest) -> Actor:
    return Actor.of(request.user)
