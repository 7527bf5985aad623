"""What is logged in which runs and groups counts towards a commitment of an agreement."""

from django.contrib import messages
from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partners.models import Agreement, Commitment, CommitmentUnit
from portal.audit.actor import Actor
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from portal.web.saving import saved
from programmes.actions.choose_uses import choose_uses, keys_of, version_of_uses
from programmes.forms.uses import UsesForm
from programmes.models import Group, ProgrammeRun


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def uses(request: AuthedRequest, pk: int, commitment: int) -> HttpResponse:
    """The runs of the agreement's period, and those that count already."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    rows = (
        Commitment.objects.visible_to(request.user)
        .filter(agreement=agreement)
        .select_related("giver", "payer")
    )
    row = get_object_or_404(rows, pk=commitment)
    chosen = keys_of(row)
    groups = Group.objects.visible_to(request.user).filter(school=agreement.school_id).order_by("name", "pk")
    runs = ProgrammeRun.objects.visible_to(request.user).filter(
        Q(starts_on__lte=agreement.ends_on, ends_on__gte=agreement.starts_on)
        | Q(pk__in={run for run, _group in chosen}),
        schools=agreement.school_id,
    )
    named = runs.select_related("programme").prefetch_related(
        Prefetch("groups", groups, to_attr="own_groups")
    )
    form = UsesForm(
        request.POST if request.method == "POST" else None,
        runs=named.order_by("-starts_on", "pk").distinct(),
        chosen=chosen,
    )
    if request.method == "POST" and form.is_valid():
        done = saved(
            form,
            lambda: _choose(request, pk, commitment, form),
            version=lambda: version_of_uses(keys_of(row)),
        )
        if done:
            messages.success(request, _("Saved."))
            return redirect("reports:agreement", pk=pk)
    settled = row.unit == CommitmentUnit.MONEY and row.paid_by.municipality_id is not None
    context = {"form": form, "agreement": agreement, "commitment": row, "is_settled": settled}
    return render_page(request, "programmes/uses.html", context, status=422 if form.errors else 200)


def _choose(request: AuthedRequest, pk: int, commitment: int, form: UsesForm) -> bool:
    choose_uses(
        actor=Actor.of(request.user),
        agreement_id=pk,
        commitment_id=commitment,
        keys=form.keys(),
        based_on=form.cleaned_data["based_on"],
    )
    return True
