from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from portal.audit.actor import Actor
from portal.web.access import for_roles
from portal.web.http import AuthedRequest
from reports.actions.request_report import request_report
from reports.forms.period import PeriodForm
from reports.options import Option, option_of, options_of
from reports.policies import ROLES


@require_safe
@for_roles(*ROLES)
def choose_report(request: AuthedRequest) -> HttpResponse:
    """What one may ask for; whoever has one choice only goes on to it."""
    options = list(options_of(request.user))
    if len(options) == 1:
        return redirect("reports:ask", options[0].definition.key, options[0].scope.key)
    return render(request, "reports/choose.html", {"options": options})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*ROLES)
def ask_for_report(request: AuthedRequest, definition: str, scope: str) -> HttpResponse:
    """The period; then the report is asked for and its page shows how far it is."""
    option = _option(request, definition, scope)
    own = option.scope.country.currency
    foreign = next(iter(sorted(option.currencies() - {own})), "")
    form = PeriodForm(request.POST or None, choices=option.periods(), foreign=foreign, own=own)
    if request.method == "POST" and form.is_valid():
        report = request_report(
            actor=Actor.of(request.user),
            definition=option.definition,
            scope=option.scope,
            period=form.chosen,
            rate=form.rate_given,
        )
        return redirect("reports:report", report.pk)
    status = 422 if form.is_bound else 200
    return render(request, "reports/ask.html", {"form": form, "option": option}, status=status)


def _option(request: AuthedRequest, definition: str, scope: str) -> Option:
    """404 for what does not exist and for what one may not ask for alike."""
    found = option_of(request.user, definition, scope)
    if found is None:
        raise Http404
    return found
