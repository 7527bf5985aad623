"""Lending a thing, from its page or from the person's; taking it back; extending."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participants.actions.lend import NoDueDay, NotFree, WrongDueDay, extend_loan, give_back, lend
from participants.forms.loan import ExtendForm, GiveBackForm, LendForm
from participants.models import Loan, Participant
from participants.querysets.loans import FREE, in_state
from partners.models import Equipment
from portal.audit.actor import Actor
from portal.scope.roles import SCHOOL_ROLES
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from portal.web.templatetags.face import short_day


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def lend_thing(request: AuthedRequest, pk: int) -> HttpResponse:
    """A thing to somebody who has a place, or helps."""
    lent = Equipment.objects.visible_to(request.user).filter(ended_on=None)
    thing = get_object_or_404(lent.select_related("owner", "school"), pk=pk)
    people = Participant.objects.visible_to(request.user).filter(
        school=thing.school_id, enrolments__state="enrolled"
    )
    form = LendForm(request.POST if request.method == "POST" else None, people=people.distinct())
    if request.method == "POST" and form.is_valid():
        person = int(form.cleaned_data["chosen"])
        if _lend(request, form, equipment_id=pk, participant_id=person):
            return redirect("participants:thing", pk=pk)
    return _lend_page(request, form, {"thing": thing})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def lend_to(request: AuthedRequest, pk: int) -> HttpResponse:
    """Something that is free to this person."""
    person = get_object_or_404(Participant.objects.visible_to(request.user), pk=pk)
    form = LendForm(request.POST if request.method == "POST" else None, things=_free_at(request, person))
    if request.method == "POST" and form.is_valid():
        thing = int(form.cleaned_data["chosen"])
        if _lend(request, form, equipment_id=thing, participant_id=pk):
            return redirect("participants:participant", pk=pk)
    return _lend_page(request, form, {"person": person})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def give_back_loan(request: AuthedRequest, pk: int) -> HttpResponse:
    loan = _loan(request, pk)
    form = GiveBackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        give_back(actor=Actor.of(request.user), loan_id=pk, state=form.cleaned_data["state"])
        messages.success(request, _("%(thing)s is back.") % {"thing": loan.equipment})
        return _to_thing(loan)
    return _loan_page(request, "loan_back", loan, form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def extend(request: AuthedRequest, pk: int) -> HttpResponse:
    loan = _loan(request, pk)
    form = ExtendForm(request.POST if request.method == "POST" else None, loan=loan)
    if request.method == "POST" and form.is_valid():
        try:
            later = extend_loan(actor=Actor.of(request.user), loan_id=pk, due_on=form.cleaned_data["due_on"])
        except WrongDueDay as refusal:
            form.add_error("due_on", str(refusal))
        else:
            values = {"thing": loan.equipment, "day": short_day(later.due_on)}
            messages.success(request, _("%(thing)s is due back on %(day)s.") % values)
            return _to_thing(loan)
    return _loan_page(request, "loan_extend", loan, form)


def _lend(request: AuthedRequest, form: LendForm, *, equipment_id: int, participant_id: int) -> bool:
    try:
        loan = lend(
            actor=Actor.of(request.user),
            equipment_id=equipment_id,
            participant_id=participant_id,
            due_on=form.due_on_chosen,
            state=form.cleaned_data["state"],
        )
    except NotFree as refusal:
        form.add_error(None, str(refusal))
    except (NoDueDay, WrongDueDay) as refusal:
        form.add_error("due_on", str(refusal))
    except (Equipment.DoesNotExist, Participant.DoesNotExist):
        raise Http404 from None
    else:
        values = {"name": loan.participant.short_name, "day": short_day(loan.due_on)}
        messages.success(request, _("Lent to %(name)s, due back on %(day)s.") % values)
        return True
    return False


def _free_at(request: AuthedRequest, person: Participant) -> QuerySet[Equipment]:
    lent = Equipment.objects.visible_to(request.user).filter(ended_on=None, school=person.school_id)
    return in_state(lent, FREE, timezone.localdate())


def _loan(request: AuthedRequest, pk: int) -> Loan:
    """One that is out, in the hands of whomever."""
    loans = Loan.objects.in_scope_of(request.user).out().with_name_for(request.user)
    return get_object_or_404(loans.select_related("participant", "equipment"), pk=pk)


def _to_thing(loan: Loan) -> HttpResponse:
    return redirect("participants:thing", pk=loan.equipment_id)


def _lend_page(request: AuthedRequest, form: LendForm, about: dict[str, object]) -> HttpResponse:
    context = {"form": form, **about}
    return render_page(request, "participants/loan_new.html", context, status=422 if form.errors else 200)


def _loan_page(
    request: AuthedRequest, template: str, loan: Loan, form: GiveBackForm | ExtendForm
) -> HttpResponse:
    context = {"form": form, "loan": loan}
    return render_page(request, f"participants/{template}.html", context, status=422 if form.errors else 200)
