"""One group of a run: what it is, who works in it, and where it differs from its format."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from partners.models import PartnerAgency
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from portal.web.saving import saved
from programmes.actions.booking import Collision, DoubleBooked
from programmes.actions.save_group import (
    GroupInUse,
    change_group,
    is_in_use,
    make_group,
    remove_group,
    version_of_group,
)
from programmes.actions.staff_group import add_contact, add_teacher, contacts_for, remove_staff, teachers_of
from programmes.forms.group import GroupForm, shown_of
from programmes.models import Format, Group, ProgrammeRun
from programmes.policies.run import RunClosed
from programmes.policies.setup import may_change_group
from programmes.views.deviating import deviations_of
from programmes.views.plan_page import MOST_SHOWN
from programmes.views.setup import run_for
from programmes.views.words import facts_of_format


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def new_group(request: AuthedRequest, pk: int, school: int) -> HttpResponse:
    """A group of one of the reader's schools."""
    run = run_for(request, pk)
    rows = CultureSchool.objects.visible_to(request.user).coordinated_by(request.user).filter(runs=run)
    own = get_object_or_404(rows.select_related("municipality"), pk=school)
    if run.is_closed:
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    form = GroupForm(data, is_new=True, **_choices(request, run, own))
    if data and form.is_valid():
        made = saved(
            form,
            lambda: make_group(
                actor=Actor.of(request.user),
                run_id=pk,
                school_id=school,
                setup=form.setup(),
                capacity=form.cleaned_data["capacity"],
            ),
        )
        if made:
            messages.success(request, _("The group is there. Now say who works in it."))
            return redirect("programmes:group_setup", pk=made.pk)
    context = {"form": form, "run": run, "school": own}
    return render_page(request, "programmes/group_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def group_setup(request: AuthedRequest, pk: int) -> HttpResponse:
    row = group_for(request, pk)
    data = request.POST if request.method == "POST" else None
    if data and not may_change_group(request.user, row):
        raise PermissionDenied
    form = _form(request, row, data)
    collisions: Sequence[Collision] = ()
    if data and form.is_valid():
        try:
            if _change(request, row, form):
                messages.success(request, _("The group is saved."))
                return redirect("programmes:group_setup", pk=pk)
        except DoubleBooked as refusal:
            form.add_error("venue", str(refusal))
            collisions = refusal.collisions
    return _page(request, row, form, collisions)


@require_POST
@for_roles(Role.COORDINATOR)
def staff(request: AuthedRequest, pk: int) -> HttpResponse:
    """Adds somebody, or takes somebody away."""
    row = group_for(request, pk)
    actor = Actor.of(request.user)
    kind, _dash, key = (request.POST.get("add") or request.POST.get("remove") or "").partition("-")
    acts: dict[str, Any] = {
        "user": lambda number: add_teacher(actor=actor, group_id=row.pk, user_id=number),
        "contact": lambda number: add_contact(actor=actor, group_id=row.pk, contact_id=number),
        "staffing": lambda number: remove_staff(actor=actor, group_id=row.pk, staffing_id=number),
    }
    try:
        if kind in acts and key.isascii() and key.isdigit() and len(key) < 18:
            acts[kind](int(key))
        else:
            messages.warning(request, _("Choose who works in the group."))
    except ObjectDoesNotExist:
        raise Http404 from None
    except RunClosed as refusal:
        raise PermissionDenied(str(refusal)) from None
    except DoubleBooked as refusal:
        return _page(request, row, _form(request, row), refusal.collisions)
    return redirect("programmes:group_setup", pk=pk)


@require_POST
@for_roles(Role.COORDINATOR)
def drop_group(request: AuthedRequest, pk: int) -> HttpResponse:
    row = group_for(request, pk)
    try:
        remove_group(actor=Actor.of(request.user), group_id=pk)
    except Group.DoesNotExist:
        raise Http404 from None
    except RunClosed as refusal:
        raise PermissionDenied(str(refusal)) from None
    except GroupInUse as refusal:
        messages.warning(request, str(refusal))
        return redirect("programmes:group_setup", pk=pk)
    messages.success(request, _("%(group)s is removed.") % {"group": row.name})
    return redirect("programmes:setup", pk=row.run_id)


def group_for(request: AuthedRequest, pk: int) -> Group:
    coordinated = rights_of(request.user).of(Role.COORDINATOR)
    rows = Group.objects.visible_to(request.user).filter(school__in=coordinated)
    found = rows.select_related(
        "run__programme", "school__municipality", "format__programme", "partner_school"
    )
    return get_object_or_404(found.prefetch_related("staffing__user", "staffing__contact__agency"), pk=pk)


def _form(request: AuthedRequest, row: Group, data: QueryDict | None = None) -> GroupForm:
    choices = _choices(request, row.run, row.school, row)
    return GroupForm(data, is_new=False, initial=shown_of(row), **choices)


def _change(request: AuthedRequest, row: Group, form: GroupForm) -> Group | None:
    return saved(
        form,
        lambda: change_group(
            actor=Actor.of(request.user),
            group_id=row.pk,
            setup=form.setup(),
            based_on=form.cleaned_data["based_on"],
        ),
        version=lambda: version_of_group(group_for(request, row.pk)),
    )


def _page(
    request: AuthedRequest, row: Group, form: GroupForm, collisions: Sequence[Collision]
) -> HttpResponse:
    may_change = may_change_group(request.user, row)
    context = {"form": form, "group": row, "may_change": may_change, **_around(row)}
    context |= {"collisions": collisions[:MOST_SHOWN], "more": max(0, len(collisions) - MOST_SHOWN)}
    status = 422 if form.errors or collisions else 200
    return render_page(request, "programmes/group.html", context, status=status)


def _choices(
    request: AuthedRequest, run: ProgrammeRun, school: CultureSchool, row: Group | None = None
) -> dict[str, Any]:
    formats = Format.objects.visible_to(request.user).for_groups_of(school).filter(programme=run.programme)
    partners = PartnerAgency.objects.visible_to(request.user).filter(municipality=school.municipality_id)
    chosen = row.partner_school if row else None
    listed = list(partners.order_by("name"))
    return {
        "school": school,
        "formats": formats.order_by("session_minutes", "name", "pk"),
        "partners": [*listed, *([chosen] if chosen and chosen not in listed else [])],
    }


def _around(row: Group) -> dict[str, Any]:
    """Who works in it and who could, and what its format asks for."""
    there = list(row.staffing.all())
    users, contacts = ({getattr(one, name) for one in there} for name in ("user_id", "contact_id"))
    teachers = {one.user_id: one.user for one in teachers_of(row) if one.user_id not in users}
    others = [one for one in contacts_for(row).order_by("agency__name", "name") if one.pk not in contacts]
    return {
        "staff": there,
        "teachers": sorted(teachers.values(), key=lambda user: user.name),
        "contacts": others,
        "deviations": deviations_of(row),
        "asked": facts_of_format(row.format, row.format.programme.country) if row.format else [],
        "may_remove": not is_in_use(row),
    }
