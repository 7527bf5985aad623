"""What a school has set for itself: one page, each section saved by itself."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from participants.actions.change_grounds import add_ground, end_ground, move_ground
from participants.actions.save_settings import save_settings, version_of_settings
from participants.forms.settings import GROUNDS_FOR, SECTIONS, GroundForm, SectionForm
from participants.school_settings import settings_of
from participants.views.settings_page import read_settings_page
from portal.accounts.models import CultureSchool
from portal.accounts.policies import may_manage_colleagues
from portal.audit.actor import Actor
from portal.audit.versions import ChangedMeanwhile
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.changed_meanwhile import show_again
from portal.web.http import AuthedRequest, render_page
from programmes.actions.save_criteria import save_criteria
from programmes.models import Programme

PAGE = "participants/settings/page.html"


@require_safe
@for_roles(Role.COORDINATOR)
def first_settings(request: AuthedRequest) -> HttpResponse:
    """To the settings of one's school; the page names the others, if one coordinates several."""
    return redirect("participants:school_settings", school=min(rights_of(request.user).of(Role.COORDINATOR)))


@require_safe
@for_roles(Role.COORDINATOR)
def school_settings(request: AuthedRequest, school: int) -> HttpResponse:
    return _show(request, _school(request, school))


@require_POST
@for_roles(Role.COORDINATOR)
def save_section(request: AuthedRequest, school: int, section: str) -> HttpResponse:
    row = _school(request, school)
    if section not in SECTIONS:
        raise Http404
    form = SECTIONS[section](request.POST, row=settings_of(row), prefix=section)
    if form.is_valid() and _save(request, row, form):
        return _back(row, section)
    return _show(request, row, failed=form)


@require_POST
@for_roles(Role.COORDINATOR)
def change_grounds(request: AuthedRequest, school: int) -> HttpResponse:
    """Adds a reason; or ends one, or puts one before another."""
    row = _school(request, school)
    if "add" in request.POST:
        form = GroundForm(request.POST, prefix="grounds")
        if not form.is_valid():
            return _show(request, row, ground_form=form)
        add_ground(actor=Actor.of(request.user), school_id=school, **form.cleaned_data)
        messages.success(request, _("The reason is on the list."))
        return _back(row, "grounds")
    _end_or_move(request, row)
    return _back(row, "grounds")


@require_POST
@for_roles(Role.COORDINATOR)
def change_criteria(request: AuthedRequest, school: int, programme: int) -> HttpResponse:
    """Adds a criterion at the end, takes one away, or moves one a place up."""
    row = _school(request, school)
    try:
        save_criteria(
            actor=Actor.of(request.user),
            school_id=row.pk,
            programme_id=programme,
            kinds=_kinds(request),
            based_on=request.POST.get("based_on", ""),
        )
    except Programme.DoesNotExist:
        raise Http404 from None
    except ValueError:
        messages.warning(request, _("Choose among the criteria listed."))
    except ChangedMeanwhile as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The criteria are saved."))
    return _back(row, f"criteria-{programme}")


def _save(request: AuthedRequest, school: CultureSchool, form: SectionForm) -> bool:
    try:
        save_settings(
            actor=Actor.of(request.user),
            school_id=school.pk,
            values=form.values(),
            based_on=form.cleaned_data["based_on"],
        )
    except ChangedMeanwhile as refusal:
        show_again(form, refusal, version_of_settings(settings_of(school), form.names()))
        return False
    messages.success(request, _("Saved: %(section)s.") % {"section": form.title})
    return True


def _end_or_move(request: AuthedRequest, school: CultureSchool) -> None:
    state, text = request.POST.get("state", ""), request.POST.get("text", "")
    if state not in GROUNDS_FOR:
        raise Http404
    actor = Actor.of(request.user)
    if before := request.POST.get("before"):
        move_ground(actor=actor, school_id=school.pk, state=state, text=text, before=before)
    else:
        end_ground(actor=actor, school_id=school.pk, state=state, text=text)
        messages.success(request, _("The reason is no longer offered. Decisions that name it keep it."))


def _kinds(request: AuthedRequest) -> list[str]:
    """The criteria that the page showed, changed as its button says."""
    kinds = [kind for kind in request.POST.get("kinds", "").split(",") if kind]
    if (up := request.POST.get("up", "")) in kinds[1:]:
        place = kinds.index(up)
        kinds[place - 1 : place + 1] = [up, kinds[place - 1]]
    if (gone := request.POST.get("remove", "")) in kinds:
        kinds.remove(gone)
    return [*kinds, *request.POST.getlist("add")]


def _show(request: AuthedRequest, school: CultureSchool, **forms: SectionForm | GroundForm) -> HttpResponse:
    context = {
        "page": read_settings_page(school, request.user, **forms),  # type: ignore[arg-type]
        "schools": CultureSchool.objects.visible_to(request.user).coordinated_by(request.user),
    }
    return render_page(request, PAGE, context, status=422 if forms else 200)


def _back(school: CultureSchool, section: str) -> HttpResponse:
    return redirect(f"{reverse('participants:school_settings', args=[school.pk])}#{section}")


def _school(request: AuthedRequest, pk: int) -> CultureSchool:
    visible = CultureSchool.objects.visible_to(request.user).select_related("municipality")
    school = get_object_or_404(visible, pk=pk)
    if not may_manage_colleagues(request.user, school):
        raise PermissionDenied
    return school
