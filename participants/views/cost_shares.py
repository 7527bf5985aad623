"""What several pay together: the list, a new one, one with its costs and parts."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participants.actions.note_shared_cost import correct_shared_cost, note_shared_cost
from participants.actions.save_cost_share import (
    ACTIVITY,
    GROUP,
    PLACE,
    THING,
    Part,
    change_cost_share,
    create_cost_share,
    parts_of,
    remove_cost_share,
    version_of_share,
)
from participants.forms.cost_share import CorrectionForm, CostForm, ShareForm, WhatForm, part_forms
from participants.models import CostShare, Enrolment, SharedCost
from participants.owed import SCHOOL, Payer, items_of
from participants.views.sharing import payer_choices, school_shown
from partners.models import Agreement, Equipment
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from portal.web.saving import done, saved
from programmes.models import Group, ProgrammeRun

_FAR = datetime.date(2099, 12, 31)
_WITH = ("run__programme", "group", "equipment", "enrolment__participant", "enrolment__group", "agreement")


@require_safe
@for_roles(Role.COORDINATOR)
def shares(request: AuthedRequest) -> HttpResponse:
    school, schools = school_shown(request)
    rows = CostShare.objects.visible_to(request.user).filter(school=school).select_related(*_WITH)
    named = rows.prefetch_related("payers__agency", "payers__municipality", "payers__grant__funder")
    context = {"school": school, "schools": schools, "shares": named, "today": timezone.localdate()}
    return render_page(request, "participants/shares.html", context)


@require_safe
@for_roles(Role.COORDINATOR)
def what_to_share(request: AuthedRequest) -> HttpResponse:
    school, _schools = school_shown(request)
    form = WhatForm(request.GET if "what" in request.GET else None, groups=_shareable(request, school))
    if form.is_bound and form.is_valid():
        of, _dash, pk = form.cleaned_data["what"].partition("-")
        return redirect(f"participants:share_{of}", pk=int(pk))
    context = {"form": form, "school": school}
    return render_page(request, "participants/share_what.html", context, status=422 if form.errors else 200)


def _shareable(request: AuthedRequest, school: CultureSchool) -> list[tuple[str, list[tuple[str, Any]]]]:
    runs = ProgrammeRun.objects.visible_to(request.user).filter(host_school=school)
    groups = Group.objects.visible_to(request.user).filter(school=school).exclude(run__state="closed")
    things = Equipment.objects.visible_to(request.user).filter(school=school, ended_on=None)
    open_runs = runs.exclude(state="closed").select_related("programme")
    return [
        (_("Instruments and equipment"), [(f"{THING}-{one.pk}", str(one)) for one in things]),
        (_("Groups"), [(f"{GROUP}-{one.pk}", str(one)) for one in groups]),
        (_("Programmes"), [(f"{ACTIVITY}-{one.pk}", str(one)) for one in open_runs]),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def new_share(request: AuthedRequest, pk: int, of: str) -> HttpResponse:
    what, school = _what(request, of, pk)
    data = request.POST if request.method == "POST" else None
    form, rows = _forms(request, school, data, of_place=of == PLACE)
    if data is not None and (parts := _parts(form, rows)) is not None:
        made = saved(
            form,
            lambda: create_cost_share(
                actor=Actor.of(request.user), of=of, pk=pk, facts=form.facts(), parts=parts
            ),
        )
        if made:
            messages.success(request, _("What is paid together is written down."))
            return redirect("participants:share", pk=made.pk)
    return _form_page(request, form, rows, {"what": what, "of": of})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def edit_share(request: AuthedRequest, pk: int) -> HttpResponse:
    row = _share(request, pk)
    data = request.POST if request.method == "POST" else None
    form, rows = _forms(request, row.school, data, of_place=bool(row.enrolment_id), share=row)
    if data is not None and "remove" in data:
        return _remove(request, row)
    if data is not None and (parts := _parts(form, rows)) is not None:
        made = saved(
            form,
            lambda: change_cost_share(
                actor=Actor.of(request.user),
                share_id=pk,
                facts=form.facts(),
                parts=parts,
                based_on=form.cleaned_data["based_on"],
            ),
            version=lambda: version_of_share(_share(request, pk)),
        )
        if made:
            messages.success(request, _("Saved."))
            return redirect("participants:share", pk=pk)
    return _form_page(request, form, rows, {"share": row})


def _remove(request: AuthedRequest, row: CostShare) -> HttpResponse:
    actor, words = Actor.of(request.user), _("It is no longer paid together.")
    if not done(request, lambda: remove_cost_share(actor=actor, share_id=row.pk) or True, words):
        return redirect("participants:edit_share", pk=row.pk)
    return redirect(f"{reverse('participants:shares')}?school={row.school_id}")


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def share(request: AuthedRequest, pk: int) -> HttpResponse:
    row = _share(request, pk)
    form = CostForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if saved(form, lambda: note_shared_cost(actor=Actor.of(request.user), share_id=pk, **values)):
            messages.success(request, _("The cost has been added."))
            return redirect("participants:share", pk=pk)
    context = {"share": row, "form": form, **_divided(row)}
    return render_page(request, "participants/share.html", context, status=422 if form.errors else 200)


def _divided(row: CostShare) -> dict[str, object]:
    """Each fee and cost with the parts of all payers in one order, and the sums below."""
    payers = list(row.payers.select_related("agency", "municipality", "grant__funder").order_by("pk"))
    items = items_of(row.school, _FAR, share=row)
    divided = [item.parts() for item in items]
    columns = {Payer.of(payer): str(payer) for payer in payers}
    if any(SCHOOL in parts for parts in divided):
        # With a free place the school bears the family's part, whether it is one of the payers or not.
        columns.setdefault(SCHOOL, _("the culture school"))
    table = [
        (item, [parts.get(payer, 0) for payer in columns]) for item, parts in zip(items, divided, strict=True)
    ]
    return {
        "payers": payers,
        "columns": list(columns.values()),
        "table": table,
        "sums": [sum(parts.get(payer, 0) for parts in divided) for payer in columns],
        "total": sum(item.amount for item in items),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def correct_cost(request: AuthedRequest, pk: int) -> HttpResponse:
    costs = SharedCost.objects.visible_to(request.user).filter(corrects=None)
    cost = get_object_or_404(costs.select_related("cost_share"), pk=pk)
    form = CorrectionForm(
        request.POST if request.method == "POST" else None,
        initial={"on": timezone.localdate(), "text": cost.text},
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if saved(form, lambda: correct_shared_cost(actor=Actor.of(request.user), cost_id=pk, **values)):
            messages.success(request, _("The correction is a line of its own."))
            return redirect("participants:share", pk=cost.cost_share_id)
    lines = SharedCost.objects.visible_to(request.user).filter(corrects=cost)
    context = {"cost": cost, "form": form, "corrections": lines}
    return render_page(
        request, "participants/share_correct.html", context, status=422 if form.errors else 200
    )


def _share(request: AuthedRequest, pk: int) -> CostShare:
    rows = CostShare.objects.visible_to(request.user).select_related("school__municipality", *_WITH)
    return get_object_or_404(rows, pk=pk)


def _what(request: AuthedRequest, of: str, pk: int) -> tuple[object, CultureSchool]:
    """Of a school that one coordinates."""
    models: dict[str, tuple[Any, str]] = {
        ACTIVITY: (ProgrammeRun, "host_school"),
        GROUP: (Group, "school"),
        THING: (Equipment, "school"),
        PLACE: (Enrolment, "school"),
    }
    model, school = models[of]
    own = {f"{school}__in": rights_of(request.user).of(Role.COORDINATOR)}
    rows = model.objects.visible_to(request.user).filter(**own).select_related(f"{school}__municipality")
    row = get_object_or_404(rows.as_participants() if of == PLACE else rows, pk=pk)
    return row, getattr(row, school)


def _forms(
    request: AuthedRequest,
    school: CultureSchool,
    data: Any,
    *,
    of_place: bool,
    share: CostShare | None = None,
) -> tuple[ShareForm, Any]:
    payers = payer_choices(request, school, of_place=of_place, share=share)
    agreements = Agreement.objects.visible_to(request.user).filter(school=school)
    form = ShareForm(data, agreements=agreements, payers=payers, share=share)
    return form, part_forms(data, payers=payers, parts=parts_of(share) if share else ())


def _parts(form: ShareForm, rows: Any) -> list[Part] | None:
    """None where something is wrong, which the forms say."""
    both = [form.is_valid(), rows.is_valid()]
    if not all(both):
        return None
    found = [row.part(form.cleaned_data["rest_to"]) for row in rows]
    return [part for part in found if part is not None]


def _form_page(request: AuthedRequest, form: ShareForm, rows: Any, about: dict[str, object]) -> HttpResponse:
    wrong = bool(form.errors) or (rows.is_bound and not rows.is_valid())
    context = {"form": form, "rows": rows, **about}
    return render_page(request, "participants/share_form.html", context, status=422 if wrong else 200)
