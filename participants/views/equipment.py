"""What a school lends: the list, and each thing on it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participants.actions.keep_equipment import (
    LabelTaken,
    StillOut,
    add_equipment,
    change_equipment,
    end_equipment,
)
from participants.forms.equipment import OWN, EquipmentFilter, EquipmentForm, school_of
from participants.models import Loan
from participants.querysets.loans import in_state, things
from partners.models import Equipment, PartnerAgency
from partners.querysets import AgencyQuerySet
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.scope.rights import rights_of
from portal.scope.roles import SCHOOL_ROLES, Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page

_A_PAGE = 50


@require_safe
@for_roles(*SCHOOL_ROLES)
def equipment(request: AuthedRequest) -> HttpResponse:
    """Everything that is lent, and who has it, where one may know."""
    today = timezone.localdate()
    chosen = EquipmentFilter(request.GET or None, agencies=_owners(request))
    rows = things(request.user).filter(ended_on=None)
    rows = _of_owner(in_state(rows, chosen.chosen("state"), today), chosen.chosen("owner"))
    page = Paginator(rows.order_by("name", "label", "pk"), _A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page_obj": page,
        "today": today,
        "narrowed": any(request.GET.values()),
        "may_change": rights_of(request.user).holds(Role.COORDINATOR),
    }
    return render_page(
        request, "participants/equipment.html", context, partial="participants/equipment_list.html"
    )


@require_safe
@for_roles(*SCHOOL_ROLES)
def thing(request: AuthedRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(things(request.user), pk=pk)
    past = Loan.objects.everything(why="of the thing just looked up in scope").filter(equipment=row)
    context = {
        "thing": row,
        "loan": next(iter(row.out_now), None),
        "past": past.exclude(returned_on=None)
        .with_name_for(request.user)
        .select_related("participant")
        .order_by("-returned_on", "-pk")[:20],
        "today": timezone.localdate(),
        "may_change": row.school_id in rights_of(request.user).of(Role.COORDINATOR),
    }
    return render_page(request, "participants/equipment_thing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def new_equipment(request: AuthedRequest) -> HttpResponse:
    schools = coordinated(request)
    form = EquipmentForm(
        request.POST if request.method == "POST" else None, schools=schools, agencies=agencies_of(schools)
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = add_equipment(
                actor=Actor.of(request.user), school_id=school_of(form, schools), thing=form.thing()
            )
        except LabelTaken as refusal:
            form.add_error("label", str(refusal))
        except PartnerAgency.DoesNotExist:
            form.add_error("owner", _("Choose an owner in the school's own municipality."))
        else:
            messages.success(request, _("%(thing)s is on the list.") % {"thing": row})
            return redirect("participants:equipment")
    return _form_page(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def edit_equipment(request: AuthedRequest, pk: int) -> HttpResponse:
    schools = coordinated(request)
    own = Equipment.objects.visible_to(request.user).filter(school__in=[school.pk for school in schools])
    row = get_object_or_404(own.select_related("school"), pk=pk)
    form = EquipmentForm(
        request.POST if request.method == "POST" else None,
        schools=schools,
        agencies=agencies_of([row.school]),
        thing=row,
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_equipment(actor=Actor.of(request.user), equipment_id=pk, thing=form.thing())
        except LabelTaken as refusal:
            form.add_error("label", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("participants:thing", pk=pk)
    return _form_page(request, form, row)


@require_POST
@for_roles(Role.COORDINATOR)
def end_thing(request: AuthedRequest, pk: int) -> HttpResponse:
    try:
        row = end_equipment(actor=Actor.of(request.user), equipment_id=pk)
    except Equipment.DoesNotExist:
        raise Http404 from None
    except StillOut as refusal:
        messages.warning(request, str(refusal))
        return redirect("participants:thing", pk=pk)
    messages.success(request, _("%(thing)s is no longer lent.") % {"thing": row})
    return redirect("participants:equipment")


def coordinated(request: AuthedRequest) -> list[CultureSchool]:
    schools = CultureSchool.objects.visible_to(request.user).coordinated_by(request.user)
    return list(schools.select_related("municipality").order_by("name", "pk"))


def agencies_of(schools: list[CultureSchool]) -> AgencyQuerySet:
    """The agencies of the municipalities of those schools."""
    agencies = PartnerAgency.objects.everything(why="of the municipalities of one's own schools")
    return agencies.filter(municipality__in={school.municipality_id for school in schools})


def _owners(request: AuthedRequest) -> QuerySet[PartnerAgency]:
    """Whoever owns something on the list."""
    owners = things(request.user).filter(ended_on=None).order_by().values("owner")
    return PartnerAgency.objects.everything(why="of the things one sees").filter(pk__in=owners)


def _of_owner(rows: QuerySet, owner: str) -> QuerySet:
    if not owner:
        return rows
    return rows.filter(owner=None) if owner == OWN else rows.filter(owner=int(owner))


def _form_page(request: AuthedRequest, form: EquipmentForm, row: Equipment | None) -> HttpResponse:
    context = {"form": form, "thing": row}
    return render_page(
        request, "participants/equipment_form.html", context, status=422 if form.errors else 200
    )
