"""What the school writes for a family: an application, and who a child is."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participants.actions.change_details import change_details
from participants.actions.register_application import register_application
from participants.forms.on_behalf import DetailsForm, RegisterForm
from participants.models import Participant
from participants.policies.enrolment import may_change_places
from participants.views.groups import group_for
from participants.views.retention import managed
from portal.audit.actor import Actor
from portal.scope.roles import SCHOOL_ROLES
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def register(request: AuthedRequest, pk: int) -> HttpResponse:
    """An application on a family's behalf, for a group whose places one decides on."""
    group = group_for(request, pk)
    if not may_change_places(request.user, group):
        raise PermissionDenied
    form = RegisterForm(_sent(request), country=group.school.country)
    if request.method == "POST" and form.is_valid():
        application = register_application(
            actor=Actor.of(request.user),
            group_id=pk,
            told=form.told(),
            consents=form.cleaned_data["consents"],
        )
        messages.success(request, _("The application is registered. Give the family its link."))
        return redirect("participants:link", pk=application.participant_id)
    context = {"group": group, "form": form}
    return render_page(request, "participants/register.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def details(request: AuthedRequest, pk: int) -> HttpResponse:
    """Name, birth and grade; of a child who was referred under a reference, the name at last."""
    person = managed(request, pk)
    form = DetailsForm(_sent(request), country=person.school.country, initial=_initial(person))
    if request.method == "POST" and form.is_valid():
        try:
            changed = change_details(actor=Actor.of(request.user), participant_id=pk, details=form.details())
        except Participant.DoesNotExist:
            raise Http404 from None
        messages.success(request, _("Saved: %(name)s.") % {"name": changed})
        return redirect("participants:participant", pk=pk)
    context = {"person": person, "form": form}
    return render_page(request, "participants/details.html", context, status=422 if form.errors else 200)


def _sent(request: AuthedRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _initial(person: Participant) -> dict[str, object]:
    name = {} if person.is_reference else {"given_name": person.given_name, "family_name": person.family_name}
    year = None if person.birth_date else person.birth_year
    grade = "" if person.grade is None else str(person.grade)
    return {**name, "birth_date": person.birth_date, "birth_year": year, "grade": grade}
