"""A target number of a grant."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partners.actions.grant_targets import FIELDS, add_target, change_target, remove_target, version_of_target
from partners.forms.grant import TargetForm
from partners.models import GrantTarget
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest
from reports.views.grants.own import act, actor_of, bound, done, form_page, open_grant_for, take_away


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def new_target(request: AuthedRequest, pk: int) -> HttpResponse:
    grant = open_grant_for(request, pk)
    form = TargetForm(bound(request))
    if act(form, lambda: add_target(actor=actor_of(request), grant_id=pk, facts=form.facts())):
        return done(request, grant, _("The target number is there."))
    words = _("What the application promised, as a number. How far you are follows from what is logged.")
    button = _("Add the target number")
    return form_page(request, form, title=_("Add a target number"), button=button, grant=grant, intro=words)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def target(request: AuthedRequest, pk: int) -> HttpResponse:
    """Changes it, or removes it."""
    rows = GrantTarget.objects.visible_to(request.user)
    row = get_object_or_404(rows, pk=pk)
    grant = open_grant_for(request, row.grant_id)
    actor = actor_of(request)
    if "remove" in request.POST:
        words = _("The target number is removed.")
        return take_away(request, grant, lambda: remove_target(actor=actor, target_id=pk), words)
    shown = {**{name: getattr(row, name) for name in FIELDS}, "based_on": version_of_target(row)}
    form = TargetForm(bound(request), initial=shown)
    changed = act(
        form,
        lambda: change_target(
            actor=actor, target_id=pk, facts=form.facts(), based_on=form.cleaned_data["based_on"]
        ),
        version=lambda: version_of_target(get_object_or_404(rows.all(), pk=pk)),
    )
    if changed:
        return done(request, grant, _("The target number is saved."))
    return form_page(
        request,
        form,
        title=_("Target number"),
        button=_("Save the target number"),
        grant=grant,
        remove=_("Remove the target number"),
    )
