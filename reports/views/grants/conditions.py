"""What the funder asks for: conditions, and which papers; of a grant or of a scheme."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partners.actions.conditions import conditions_of
from partners.actions.save_conditions import (
    ask_for_paper,
    change_conditions,
    no_longer_ask,
    version_of_conditions,
)
from partners.forms.conditions import AskedPaperForm, ConditionsForm
from partners.models import AskedPaper, Grant, GrantScheme
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page, sent
from reports.views.grants.own import act, actor_of, form_page, grant_for, open_grant_for, told


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def grant_conditions(request: AuthedRequest, pk: int) -> HttpResponse:
    grant = open_grant_for(request, pk)
    form = ConditionsForm(sent(request), initial=shown_conditions(grant))
    changed = act(
        form,
        lambda: change_conditions(
            actor=actor_of(request),
            grant_id=pk,
            facts=form.conditions(),
            based_on=form.cleaned_data["based_on"],
        ),
        version=lambda: version_of_conditions(grant_for(request, pk)),
    )
    if changed:
        return told(request, grant, _("The conditions are saved, and what is due follows them."))
    return form_page(
        request,
        form,
        title=_("The funder's conditions"),
        button=_("Save the conditions"),
        intro=_("As the award letter has them. An empty field: nothing is asked."),
        grant=grant,
    )


def shown_conditions(row: Grant | GrantScheme) -> dict[str, Any]:
    month = {"report_month": str(row.report_month or "")}
    return {**conditions_of(row), **month, "based_on": version_of_conditions(row)}


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def grant_asked_papers(request: AuthedRequest, pk: int) -> HttpResponse:
    return _asked(request, open_grant_for(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def scheme_asked_papers(request: AuthedRequest, pk: int) -> HttpResponse:
    return _asked(request, get_object_or_404(GrantScheme.objects.visible_to(request.user), pk=pk))


def _asked(request: AuthedRequest, owner: Grant | GrantScheme) -> HttpResponse:
    """The list; adds to it, or takes one off."""
    if "remove" in request.POST:
        _take_off(request, owner)
        return redirect(request.path)
    grant_id, scheme_id = (owner.pk, None) if isinstance(owner, Grant) else (None, owner.pk)
    form = AskedPaperForm(sent(request))
    added = act(
        form,
        lambda: ask_for_paper(
            actor=actor_of(request), grant_id=grant_id, scheme_id=scheme_id, **form.values()
        ),
    )
    if added:
        messages.success(request, _("The paper is on the list of what is asked for."))
        return redirect(request.path)
    context = {"form": form, "owner": owner, "is_grant": isinstance(owner, Grant), "papers": _rows(owner)}
    return render_page(request, "reports/grants/asked.html", context, status=422 if form.errors else 200)


def _rows(owner: Grant | GrantScheme) -> Sequence[AskedPaper]:
    return list(owner.asked_papers.everything(why="of what has just been judged"))


def _take_off(request: AuthedRequest, owner: Grant | GrantScheme) -> None:
    """One of this list alone."""
    written = request.POST["remove"]
    papers = {str(row.pk): row for row in _rows(owner)}
    if written not in papers:
        raise Http404
    no_longer_ask(actor=actor_of(request), paper_id=papers[written].pk)
    messages.success(request, _("It is no longer asked for."))
