"""A family's link on paper: as text and as QR code, in the family's own words; and a new one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participants.actions.renew_link import renew_link
from participants.links import url_of
from participants.models import Application, FamilyLink, Participant
from participants.qr import draw
from participants.views.retention import managed
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record_reading
from portal.scope.roles import SCHOOL_ROLES
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def link(request: AuthedRequest, pk: int) -> HttpResponse:
    """Whoever holds the link may act for the child, so that opening this page is logged."""
    person = managed(request, pk)
    if request.method == "POST":
        return _renew(request, person)
    record_reading(request.user, person, school=person.school_id)
    applications = Application.objects.visible_to(request.user).filter(participant=person)
    last = applications.exclude(link=None).select_related("link").order_by("submitted_at", "pk").last()
    found = last.link if last else None
    context = {
        "person": person,
        "link": found,
        "has_ended": found is not None and found.expires_at <= timezone.now(),
        "may_have_one": applications.exists(),
        "paper": _paper(found, person.school) if found else "",
    }
    return render_page(request, "participants/link.html", context)


def _paper(link: FamilyLink, school: CultureSchool) -> SafeString:
    """In the language that the family reads, whatever the reader's is."""
    url = url_of(link)
    with translation.override(link.language):
        context = {"url": url, "qr": draw(url), "link": link, "school": school}
        return render_to_string("families/printed_link.html", context)


def _renew(request: AuthedRequest, person: Participant) -> HttpResponse:
    try:
        renew_link(actor=Actor.of(request.user), participant_id=person.pk)
    except (Participant.DoesNotExist, Application.DoesNotExist):
        raise Http404 from None
    messages.success(request, _("There is a new link. All older ones have ended."))
    return redirect("participants:link", pk=person.pk)
