"""Quotes of a run for reports: kept with a consent, withdrawn in one tap."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from participants.actions.quotes import keep_quote, withdraw_quote
from participants.forms.outcomes import QuoteForm
from participants.models import Participant, Quote
from participants.querysets.outcomes import observed_people
from participants.views.outcomes import run_of
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from programmes.models import ProgrammeRun
from programmes.policies.run import RunClosed


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def quotes(request: AuthedRequest, pk: int) -> HttpResponse:
    run = run_of(request, pk)
    places = list(observed_people(request.user, pk))
    people = {place.participant_id: f"{place.participant} · {place.group}" for place in places}
    form = QuoteForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        return _keep(request, run, form)
    kept = Quote.objects.visible_to(request.user).filter(run=run).select_related("participant", "noted_by")
    context = {"run": run, "form": form, "quotes": kept, "is_closed": run.is_closed}
    return render_page(request, "participants/quotes.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles(Role.COORDINATOR)
def withdraw(request: AuthedRequest, pk: int) -> HttpResponse:
    try:
        quote = withdraw_quote(actor=Actor.of(request.user), quote_id=pk)
    except Quote.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("The consent has been withdrawn. The words and the name are gone."))
    return redirect("participants:quotes", pk=quote.run_id)


def _keep(request: AuthedRequest, run: ProgrammeRun, form: QuoteForm) -> HttpResponse:
    try:
        keep_quote(
            actor=Actor.of(request.user),
            run_id=run.pk,
            school=_school(request, run, form.cleaned_data["participant"]),
            **form.cleaned_data,
        )
    except RunClosed as refusal:
        raise PermissionDenied(str(refusal)) from None
    messages.success(request, _("The quote has been kept."))
    return redirect("participants:quotes", pk=run.pk)


def _school(request: AuthedRequest, run: ProgrammeRun, said_by: Participant | None) -> CultureSchool:
    """One that she coordinates: the participant's own; of others' words the host where she has several."""
    own = run.schools.filter(pk__in=rights_of(request.user).of(Role.COORDINATOR))
    if said_by is not None:
        own = own.filter(pk=said_by.school_id)
    school = own.filter(pk=run.host_school_id).first() or own.first()
    if school is None:
        raise PermissionDenied
    return school
