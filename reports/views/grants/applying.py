"""Writing down an application, and correcting a grant."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partners.actions.save_grant import (
    FIELDS,
    change_grant,
    remove_application,
    version_of_grant,
    write_application,
)
from partners.forms.grant import GrantForm
from partners.models import Funder, Grant, GrantScheme, GrantState
from portal.accounts.models import CultureSchool
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page, sent
from portal.web.saving import saved
from reports.views.grants.own import (
    act,
    actor_of,
    at_once,
    coordinators_of,
    form_page,
    grant_for,
    open_grant_for,
    own_schools,
    told,
)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def new_grant(request: AuthedRequest, school: int) -> HttpResponse:
    """`?scheme=` is the one whose conditions it takes over."""
    row = get_object_or_404(own_schools(request), pk=school)
    scheme = _scheme(request, row)
    known = scheme.funder_id if scheme else None
    initial = {"currency": row.country.currency}
    form = GrantForm(sent(request), initial=initial, known=known, **_choices(request, row))
    if form.is_valid():
        grant = saved(
            form,
            lambda: write_application(
                actor=actor_of(request),
                school_id=row.pk,
                funder=form.chosen_funder(),
                facts=form.facts(),
                scheme_id=scheme.pk if scheme else None,
            ),
        )
        if grant:
            return told(request, grant, _("The application is there. Add its target numbers and papers."))
    context = {"form": form, "scheme": scheme, "school": row}
    return render_page(request, "reports/grants/new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def edit_grant(request: AuthedRequest, pk: int) -> HttpResponse:
    """Changes it, or removes what was written by mistake."""
    grant = open_grant_for(request, pk)
    if "remove" in request.POST:
        return _removed(request, grant)
    shown = {name: getattr(grant, name) for name in FIELDS if name != "responsible_id"}
    shown |= {"responsible": grant.responsible_id or "", "funder": str(grant.funder_id)}
    shown["based_on"] = version_of_grant(grant)
    choices = _choices(request, grant.school)
    form = GrantForm(sent(request), initial=shown, is_awarded=grant.awarded_on is not None, **choices)
    changed = act(
        form,
        lambda: change_grant(
            actor=actor_of(request),
            grant_id=pk,
            funder=form.chosen_funder(),
            facts=form.facts(),
            based_on=form.cleaned_data["based_on"],
        ),
        version=lambda: version_of_grant(grant_for(request, pk)),
    )
    if changed:
        return told(request, grant, _("The grant is saved."))
    title, button = _("Change the grant"), _("Save the grant")
    remove = _("Remove the application") if grant.state == GrantState.APPLIED else ""
    return form_page(request, form, title=title, button=button, grant=grant, remove=remove)


def _removed(request: AuthedRequest, grant: Grant) -> HttpResponse:
    words = _("The application is removed.")
    action = partial(remove_application, actor=actor_of(request), grant_id=grant.pk)
    return at_once(request, grant, action, words, is_gone=True)


def _scheme(request: AuthedRequest, school: CultureSchool) -> GrantScheme | None:
    """404 for one of another school."""
    asked = request.GET.get("scheme", "")
    if not asked:
        return None
    rows = GrantScheme.objects.visible_to(request.user).filter(school=school).select_related("funder")
    return get_object_or_404(rows, pk=int(asked) if asked.isdecimal() and len(asked) < 18 else 0)


def _choices(request: AuthedRequest, school: CultureSchool) -> dict[str, Any]:
    funders = Funder.objects.visible_to(request.user).filter(country=school.country)
    return {"funders": funders, "people": coordinators_of(school)}
