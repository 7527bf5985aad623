"""The formats of a programme."""

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from portal.audit.actor import Actor
from portal.scope.roles import PROGRAMME_LEAD, SUB_REGION_COORDINATOR, Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from portal.web.saving import saved
from programmes.actions.save_format import (
    FIELDS,
    FormatInUse,
    change_format,
    make_format,
    remove_format,
    take_in_ready_formats,
    version_of_format,
)
from programmes.forms.format import FormatForm
from programmes.models import Format, Programme
from programmes.policies.setup import may_change_format
from programmes.views.programmes import coordinated

WHO = (Role.COORDINATOR, PROGRAMME_LEAD, SUB_REGION_COORDINATOR)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*WHO)
def new_format(request: AuthedRequest, pk: int) -> HttpResponse:
    row, owners = _programme(request, pk)
    data = request.POST if request.method == "POST" else None
    form = FormatForm(data, country=row.country, owners=owners)
    if data and form.is_valid():
        owner = form.cleaned_data["owner"]
        made = saved(
            form,
            lambda: make_format(
                actor=Actor.of(request.user),
                programme_id=pk,
                facts=form.facts(),
                school_id=int(owner) if owner else None,
            ),
        )
        if made:
            messages.success(request, _("The format is there."))
            return _back(request, row)
    context = {"form": form, "programme": row, "format": None}
    return render_page(request, "programmes/format.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*WHO)
def edit_format(request: AuthedRequest, pk: int) -> HttpResponse:
    row = _format(request, pk)
    shown = {name: getattr(row, name) for name in FIELDS}
    shown["based_on"] = version_of_format(row)
    data = request.POST if request.method == "POST" else None
    form = FormatForm(data, initial=shown, country=row.programme.country)
    if data and form.is_valid():
        done = saved(
            form,
            lambda: change_format(
                actor=Actor.of(request.user),
                format_id=pk,
                facts=form.facts(),
                based_on=form.cleaned_data["based_on"],
            ),
            version=lambda: version_of_format(_format(request, pk)),
        )
        if done:
            messages.success(request, _("The format is saved. Groups that follow it stay as they are."))
            return _back(request, row.programme)
    context = {"form": form, "programme": row.programme, "format": row}
    return render_page(request, "programmes/format.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles(*WHO)
def drop_format(request: AuthedRequest, pk: int) -> HttpResponse:
    row = _format(request, pk)
    try:
        remove_format(actor=Actor.of(request.user), format_id=pk)
    except Format.DoesNotExist:
        raise Http404 from None
    except FormatInUse as refusal:
        messages.warning(request, str(refusal))
        return redirect("programmes:format", pk=pk)
    messages.success(request, _("The format is removed."))
    return _back(request, row.programme)


@require_POST
@for_roles(*WHO)
def take_in(request: AuthedRequest, pk: int) -> HttpResponse:
    """The ready formats of the programme's kind."""
    row, owners = _programme(request, pk)
    owner = owners[0][0]
    try:
        made = take_in_ready_formats(
            actor=Actor.of(request.user), programme_id=pk, school_id=int(owner) if owner else None
        )
    except ObjectDoesNotExist:
        raise Http404 from None
    text = ngettext("%(number)d format is taken in.", "%(number)d formats are taken in.", len(made))
    messages.success(request, text % {"number": len(made)})
    return _back(request, row)


def _programme(request: AuthedRequest, pk: int) -> tuple[Programme, list[tuple[str, str]]]:
    """With whom a new format can be for; 404 outside the reader's scope, 403 where it can be for nobody."""
    programmes = Programme.objects.everything(why="narrowed to those whose formats the reader sees")
    row = get_object_or_404(programmes.with_formats_for(request.user), pk=pk)
    owners = []
    if may_change_format(request.user, Format(programme=row)):
        owners.append(("", _("all schools of the programme")))
    if row.is_shared:
        schools = coordinated(request).filter(pk__in=row.schools.values("pk"))
        owners += [(str(school.pk), _("%(school)s alone") % {"school": school}) for school in schools]
    if not owners:
        raise PermissionDenied
    return row, owners


def _format(request: AuthedRequest, pk: int) -> Format:
    rows = Format.objects.visible_to(request.user).select_related("programme", "school")
    row = get_object_or_404(rows, pk=pk)
    if not may_change_format(request.user, row):
        raise PermissionDenied
    return row


def _back(request: AuthedRequest, row: Programme) -> HttpResponse:
    """To the programme, or for whoever coordinates its sub-region to that one's page."""
    if Programme.objects.visible_to(request.user).set_up_by(request.user).filter(pk=row.pk).exists():
        return redirect("programmes:programme", pk=row.pk)
    return redirect("programmes:sub_region")
