"""Families who apply: what they type, their links, and sending it."""

from collections.abc import Mapping

from django.test import Client
from django.urls import reverse

from participants.actions.follow_applications import NAME, follow_applications
from participants.actions.keep_draft import keep_answers, start_draft
from participants.actions.submit_application import submit_application
from participants.links import token_of
from participants.models import Application, FamilyLink
from participants.views.families.drafting import Drafting
from portal.audit.actor import Actor
from programmes.models import Group
from tests.db.people import WHY

CHILD = {
    "given_name": "Selma",
    "family_name": "Prøvedal",
    "birth_day": "14",
    "birth_month": "3",
    "birth_year": "2016",
    "attends_school": "Prøvevangens Skole",
    "grade": "4",
    "home_language": "somali",
}
APPLICANT = {"kind": "parent", "name": "Hodan Prøvedal", "phone": "71 00 00 01", "email": "hodan@example.org"}
HELP = {"what_helps": "Mange pauser", "wants_free_place": "on", "message": "Vi glæder os"}
CONSENT = {"photo_guardian": "on", "photo_child": "on"}


def actor_of(link: FamilyLink) -> Actor:
    return Actor.link("family", link.pk)


def drafted(group: Group, *, child: Mapping[str, str] = CHILD, **steps: Mapping[str, str]) -> FamilyLink:
    """A link whose draft lacks nothing; `steps` replace what was typed on a page."""
    link = start_draft(actor=Actor.link("family"), group=group, language="da", child=child)
    return answer(link, group, **steps)


def answer(link: FamilyLink, group: Group, **steps: Mapping[str, str]) -> FamilyLink:
    typed = {"applicant": APPLICANT, "wishes": {"wish_1": str(group.pk)}, "help": HELP, "consent": CONSENT}
    for step, answers in {**typed, **steps}.items():
        link = keep_answers(actor=actor_of(link), step=step, answers=answers, language="da")
    return link


def send(link: FamilyLink) -> Application:
    """Sent, and followed up as the worker does."""
    fresh = FamilyLink.objects.everything(why=WHY).select_related("school__municipality").get(pk=link.pk)
    drafting = Drafting(fresh)
    assert drafting.next_step == "check"
    application = submit_application(actor=actor_of(link), link=fresh, answers=drafting.answers())
    follow_applications(actor=Actor.system(NAME))
    return application


def applied(group: Group, **steps: Mapping[str, str]) -> Application:
    return send(drafted(group, **steps))


def url(name: str, link: FamilyLink, *more: object) -> str:
    return reverse(f"participants:{name}", args=[token_of(link), *more])


def typed_through(client: Client, group: Group, child: Mapping[str, str] = CHILD) -> str:
    """Answers every question over HTTP and returns the address of the last page, not yet sent."""
    address = client.post(reverse("participants:apply", args=[group.pk]), child)["Location"]
    steps = {"applicant": APPLICANT, "wishes": {"wish_1": group.pk}, "help": HELP, "consent": CONSENT}
    while (step := address.rstrip("/").rpartition("/")[2]) != "check":
        response = client.post(address, steps[step])
        assert response.status_code == 302, response.content.decode()
        address = response["Location"]
    return address
