"""How it goes on after the last krone, asked before a grant is closed."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partners.actions.close_grant import close_grant, say_how_it_goes_on
from partners.forms.grant import AfterwardsForm
from partners.models import GrantState
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, sent
from reports.views.grants.own import act, actor_of, form_page, open_grant_for, told


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def afterwards(request: AuthedRequest, pk: int) -> HttpResponse:
    """Keeps the answer; with it, where `close` is asked for, the grant is closed."""
    grant = open_grant_for(request, pk)
    form = AfterwardsForm(
        sent(request), initial={"afterwards": grant.afterwards, "note": grant.afterwards_note}
    )
    closes = "close" in request.POST
    action = close_grant if closes else say_how_it_goes_on
    if act(form, lambda: action(actor=actor_of(request), grant_id=pk, **form.cleaned_data)):
        words = _("The grant is closed.") if closes else _("It is noted how it goes on.")
        return told(request, grant, words)
    return form_page(
        request,
        form,
        title=_("How it goes on"),
        button=_("Save"),
        intro=_("Asked before the money ends, so that somebody can decide."),
        grant=grant,
        close=_("Save, and close the grant") if grant.state == GrantState.AWARDED else "",
    )
