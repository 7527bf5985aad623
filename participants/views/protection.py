"""How the address of a child is protected, and who is named for it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participants.actions.protect_address import TooFewKeepers, protect_address
from participants.forms.protection import ProtectionForm
from participants.models import NamedKeeper, Participant
from participants.views.retention import managed
from portal.accounts.models import Membership
from portal.audit.actor import Actor
from portal.scope.roles import SCHOOL_ROLES
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def protection(request: AuthedRequest, pk: int) -> HttpResponse:
    person = managed(request, pk)
    named = NamedKeeper.objects.visible_to(request.user).filter(participant=person)
    initial = {"level": person.address_protection, "keepers": list(named.values_list("user_id", flat=True))}
    form = ProtectionForm(request.POST or None, initial=initial, colleagues=_colleagues(request, person))
    if request.method == "POST" and form.is_valid() and _protect(request, person, form):
        if Participant.objects.visible_to(request.user).filter(pk=pk).exists():
            return redirect("participants:participant", pk=pk)
        return redirect("participants:participants")
    context = {"person": person, "form": form}
    return render_page(request, "participants/protection.html", context, status=422 if form.errors else 200)


def _protect(request: AuthedRequest, person: Participant, form: ProtectionForm) -> bool:
    try:
        protect_address(
            actor=Actor.of(request.user),
            participant_id=person.pk,
            level=form.cleaned_data["level"],
            keepers=[int(key) for key in form.cleaned_data["keepers"]],
        )
    except Participant.DoesNotExist:
        raise Http404 from None
    except TooFewKeepers as refusal:
        form.add_error("keepers", str(refusal))
        return False
    messages.success(request, _("The protection has been saved."))
    return True


def _colleagues(request: AuthedRequest, person: Participant) -> list[tuple[int, str]]:
    rows = Membership.objects.visible_to(request.user).current()
    rows = rows.filter(school=person.school_id, role__in=SCHOOL_ROLES, user__is_active=True)
    found: dict[int, str] = {}
    for row in rows.select_related("user").order_by("user__name", "role"):
        role = row.get_role_display()
        found[row.user_id] = (
            f"{found[row.user_id]}, {role}" if row.user_id in found else f"{row.user} · {role}"
        )
    return list(found.items())
