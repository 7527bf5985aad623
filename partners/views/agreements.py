"""Writing an agreement: a new draft, what it says, and taking it away."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from partners.actions.save_agreement import (
    change_agreement,
    make_agreement,
    remove_draft,
    version_of_agreement,
)
from partners.forms.agreement import AgreementForm
from partners.models import Agreement
from partners.others import coordinators_of, others_of
from partners.policies.agreement import check_draft
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.saving import Closed
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from portal.web.saving import done, saved


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def new_agreement(request: AuthedRequest) -> HttpResponse:
    schools = CultureSchool.objects.visible_to(request.user).coordinated_by(request.user)
    own = list(schools.select_related("municipality").order_by("name", "pk"))
    form = AgreementForm(
        request.POST if request.method == "POST" else None,
        schools=own,
        people=coordinators_of(own),
        others=others_of(request.user, {school.country for school in own}),
        initial={"responsible": str(request.user.pk), "other": request.GET.get("with", "")},
    )
    if request.method == "POST" and form.is_valid():
        made = saved(form, lambda: _make(request, form))
        if made is not None:
            messages.success(request, _("The draft is there. Add what each of you gives."))
            return redirect("reports:agreement", pk=made.pk)
    status = 422 if form.errors else 200
    return render_page(request, "partners/agreement_form.html", {"form": form}, status=status)


def _make(request: AuthedRequest, form: AgreementForm) -> Agreement:
    values = form.cleaned_data
    actor, school = Actor.of(request.user), int(values["school"])
    return make_agreement(actor=actor, school_id=school, facts=form.facts(), other=values["other"])


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def edit_agreement(request: AuthedRequest, pk: int) -> HttpResponse:
    """Of a signed one, who looks after it and when it asks to be renewed."""
    row = agreement_for(request, pk)
    form = AgreementForm(
        request.POST if request.method == "POST" else None,
        schools=[row.school],
        people=coordinators_of([row.school]),
        agreement=row,
    )
    if request.method == "POST" and form.is_valid():
        actor, based_on = Actor.of(request.user), form.cleaned_data["based_on"]
        if saved(
            form,
            lambda: change_agreement(actor=actor, agreement_id=pk, facts=form.facts(), based_on=based_on),
            version=lambda: version_of_agreement(agreement_for(request, pk)),
        ):
            messages.success(request, _("Saved."))
            return redirect("reports:agreement", pk=pk)
    context = {"form": form, "agreement": row}
    status = 422 if form.errors else 200
    return render_page(request, "partners/agreement_form.html", context, status=status)


@require_POST
@for_roles(Role.COORDINATOR)
def drop_agreement(request: AuthedRequest, pk: int) -> HttpResponse:
    words = _("The draft and its papers are removed.")
    done(request, lambda: remove_draft(actor=Actor.of(request.user), agreement_id=pk), words)
    return redirect("reports:agreements")


def agreement_for(request: AuthedRequest, pk: int) -> Agreement:
    rows = Agreement.objects.visible_to(request.user).select_related("school__municipality", "responsible")
    return get_object_or_404(rows, pk=pk)


def draft_for(request: AuthedRequest, pk: int) -> Agreement:
    """403 where all have signed."""
    row = agreement_for(request, pk)
    try:
        check_draft(row)
    except Closed as refusal:
        raise PermissionDenied(str(refusal)) from None
    return row
