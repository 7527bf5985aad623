"""The funder's answer to an application."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from partners.actions.award_grant import award_grant, refuse_grant
from partners.forms.grant import AwardForm
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, sent
from reports.views.grants.own import act, actor_of, at_once, form_page, grant_for, open_grant_for, told


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def award(request: AuthedRequest, pk: int) -> HttpResponse:
    grant = open_grant_for(request, pk)
    initial = {"amount": grant.amount, "reference": grant.reference}
    form = AwardForm(sent(request), initial=initial)
    awarded = act(form, lambda: award_grant(actor=actor_of(request), grant_id=pk, **form.cleaned_data))
    if awarded:
        return told(request, grant, _("The award is there. What is due from now on stands on this page."))
    return form_page(
        request,
        form,
        title=_("The funder has said yes"),
        button=_("Save the award"),
        intro=_("Its reports follow from the conditions, and money can be used from it."),
        grant=grant,
    )


@require_POST
@for_roles(Role.COORDINATOR)
def refuse(request: AuthedRequest, pk: int) -> HttpResponse:
    grant = grant_for(request, pk)
    words = _("The funder's no is noted. Should it turn to a yes, note the award.")
    return at_once(request, grant, lambda: refuse_grant(actor=actor_of(request), grant_id=pk), words)
