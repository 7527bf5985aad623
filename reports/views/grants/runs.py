"""In which runs the target numbers of a grant are counted."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.scope.rights import rights_of
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, sent
from programmes.actions.choose_grant_runs import (
    choose_grant_runs,
    runs_chosen,
    runs_open_to,
    version_of_runs,
)
from programmes.forms.grant_runs import GrantRunsForm
from reports.querysets.grant_money import runs_of
from reports.views.grants.own import act, actor_of, form_page, open_grant_for, told


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def grant_runs(request: AuthedRequest, pk: int) -> HttpResponse:
    grant = open_grant_for(request, pk)
    chosen = runs_chosen(grant)
    offered = runs_open_to(request.user, grant).select_related("programme").order_by("-starts_on", "pk")
    counted = runs_of(grant, rights_of(request.user).of(Role.COORDINATOR))
    paid = [run.pk for run in counted if run.pays]
    form = GrantRunsForm(sent(request), runs=offered, chosen=chosen, paid=paid)
    changed = act(
        form,
        lambda: choose_grant_runs(
            actor=actor_of(request),
            grant_id=pk,
            runs=form.keys(),
            based_on=form.cleaned_data["based_on"],
        ),
        version=lambda: version_of_runs(runs_chosen(grant)),
    )
    if changed:
        return told(request, grant, _("Saved."))
    intro = "" if offered else _("No run of the school lies within its days.")
    title, button = _("Choose the runs"), _("Save the runs")
    return form_page(request, form, title=title, button=button, grant=grant, intro=intro)
