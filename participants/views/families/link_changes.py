"""What a family changes by its link: contact, guardians, consents; a sibling; and sending the link again."""

from dataclasses import asdict

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from participants.actions.change_consents import change_consents
from participants.actions.change_contact import add_guardian, change_contact
from participants.actions.keep_draft import start_sibling
from participants.actions.send_link import send_link
from participants.forms.families.contact import ContactForm, GuardianForm
from participants.forms.families.fields import FamilyForm
from participants.forms.families.wishes import ConsentForm
from participants.links import is_protected, token_of
from participants.models import Application, Consent, FamilyLink, Participant
from participants.rules.ages import Born
from participants.rules.answers import PHOTO, SHARING, asked_for_consent
from participants.school_settings import settings_of
from participants.views.families.by_link import actor_of, by_link, slow_down, too_often
from participants.views.families.shown import contact_shown, given_name

_READ_AND_SEND = ["GET", "HEAD", "POST"]
_WHY = "what the family's own link has applied for"


@require_http_methods(_READ_AND_SEND)
@by_link
def family_contact(request: HttpRequest, link: FamilyLink) -> HttpResponse:
    form = ContactForm(_sent(request), initial=asdict(contact_shown(link)))
    over = form.is_bound and too_often(request, link=link)
    if over or not form.is_bound or not form.is_valid():
        return _form(request, link, form, _("Change your contact"), over=over)
    change_contact(actor=actor_of(link), **form.cleaned_data)
    return _saved(request, link)


@require_http_methods(_READ_AND_SEND)
@by_link
def family_guardian(request: HttpRequest, link: FamilyLink, pk: int) -> HttpResponse:
    child = _child(link, pk)
    form = GuardianForm(_sent(request))
    over = form.is_bound and too_often(request, link=link)
    if over or not form.is_bound or not form.is_valid():
        return _form(request, link, form, _("Add another guardian"), over=over, child=child)
    add_guardian(
        actor=actor_of(link),
        participant_id=child.pk,
        name=form.cleaned_data["name"],
        email=form.cleaned_data["email"],
        phone=form.cleaned_data["phone"],
        has_responsibility=form.has_responsibility(),
    )
    return _saved(request, link)


@require_http_methods(_READ_AND_SEND)
@by_link
def family_consents(request: HttpRequest, link: FamilyLink, pk: int) -> HttpResponse:
    child = _child(link, pk)
    form = _consent_form(request, link, child)
    over = form.is_bound and too_often(request, link=link)
    if over or not form.is_bound or not form.is_valid():
        return _form(request, link, form, _("What do you say yes to?"), over=over, child=child)
    change_consents(
        actor=actor_of(link), participant_id=child.pk, asked=form.asked_of(), said=form.consents()
    )
    return _saved(request, link)


@require_POST
@by_link
def family_sibling(request: HttpRequest, link: FamilyLink) -> HttpResponse:
    """The next child begins with what is known: who applies, and for which group."""
    applications = Application.objects.everything(why=_WHY).filter(link=link).order_by("submitted_at")
    last = applications.select_related("participant").last()
    if last is None:
        raise Http404
    if too_often(request, link=link):
        return slow_down(request)
    wishes = last.wishes.everything(why=_WHY).order_by("wish")
    start_sibling(actor=actor_of(link), group_id=wishes[0].group_id, answers=_known(link, last))
    return redirect("participants:apply_step", token_of(link), "child")


@require_POST
@by_link
def family_send_link(request: HttpRequest, link: FamilyLink) -> HttpResponse:
    if not link.email:
        raise Http404
    if too_often(request, link=link, contact=link.email):
        return slow_down(request)
    send_link(actor=actor_of(link))
    messages.success(request, _("The link is on its way."))
    if link.draft is None:
        return redirect("participants:family", token_of(link))
    return redirect("participants:apply_step", token_of(link), "check")


def _known(link: FamilyLink, last: Application) -> dict[str, dict[str, str]]:
    """Of the applicant; an adult's own application says nothing of who applies for another.

    Nor does a link that is about a protected address.
    """
    if last.applicant not in ("parent", "representative") or is_protected(link):
        return {}
    guardians = last.participant.guardians.everything(why=_WHY).filter(email=link.email, phone=link.phone)
    guardian = guardians.order_by("-pk").first()
    if guardian is None:
        return {}
    kept = {"kind": last.applicant, "name": guardian.name, "email": link.email, "phone": link.phone}
    return {"applicant": kept}


def _consent_form(request: HttpRequest, link: FamilyLink, child: Participant) -> ConsentForm:
    rules = settings_of(link.school)
    ages = {PHOTO: rules.photo_consent_age, SHARING: rules.sharing_consent_age}
    born = Born(child.birth_year or timezone.localdate().year, child.birth_date)
    held = Consent.objects.everything(why=_WHY).filter(participant=child, withdrawn_at=None)
    initial = {f"{consent.purpose}_{consent.by}": True for consent in held}
    asked = asked_for_consent(ages, born, timezone.localdate())
    return ConsentForm(_sent(request), initial=initial, asked=asked, name=given_name(child), own=False)


def _child(link: FamilyLink, pk: int) -> Participant:
    child = Participant.objects.within_reach_of(actor_of(link)).filter(pk=pk).first()
    if child is None:
        raise Http404
    return child


def _sent(request: HttpRequest) -> dict | None:
    return request.POST if request.method == "POST" else None


def _form(
    request: HttpRequest,
    link: FamilyLink,
    form: FamilyForm,
    question: str | Promise,
    *,
    over: bool,
    child: Participant | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "question": question,
        "child": given_name(child) if child else "",
        "too_often": over,
        "token": token_of(link),
        "school_languages": settings_of(link.school).languages,
    }
    return render(
        request, "families/link_form.html", context, status=429 if over else 422 if form.errors else 200
    )


def _saved(request: HttpRequest, link: FamilyLink) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("participants:family", token_of(link))
