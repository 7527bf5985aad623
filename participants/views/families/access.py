"""Everything about a child, through the family's own link."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from participants.links import contact_of, token_of
from participants.models import FamilyLink, Participant
from participants.querysets.access import handed_to
from participants.querysets.people import ParticipantQuerySet
from participants.subject_access import everything_about
from participants.views.access import KINDS, handed_out
from participants.views.families.by_link import actor_of, by_link, slow_down, too_often
from portal.audit.log import record
from portal.documents.errors import DocumentError


@require_safe
@by_link
def family_access(request: HttpRequest, link: FamilyLink) -> HttpResponse:
    """Whom the link may ask about; for the others, whom to call."""
    people = _handed_to(link).order_by("pk")
    context = {"link": link, "token": token_of(link), "people": people, "school": link.school}
    return render(request, "families/access.html", context)


@require_safe
@by_link
def family_access_file(request: HttpRequest, link: FamilyLink, pk: int, kind: str) -> HttpResponse:
    person = _handed_to(link).select_related("school__municipality").filter(pk=pk).first()
    if person is None or kind not in KINDS:
        raise Http404
    if too_often(request, link=link):
        return slow_down(request)
    record(actor_of(link), "fetch everything", person, school=person.school_id)
    try:
        return handed_out(person, everything_about(person, own_contact=[contact_of(link)]), kind)
    except DocumentError:
        return render(request, "families/failed.html", status=503)


def _handed_to(link: FamilyLink) -> ParticipantQuerySet:
    contact = contact_of(link) if link.contact_verified_at else ""
    people = Participant.objects.everything(why="narrowed to the link")
    return handed_to(people, link_id=link.pk, contact=contact)
