"""Applying without an account: one question a page, kept under the family's link from the first answer on."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participants.actions.keep_draft import NothingDrafted, keep_answers, start_draft
from participants.actions.submit_application import DraftChanged, WishClosed, submit_application
from participants.forms.families.fields import FamilyForm
from participants.links import contact_of, token_of, url_of
from participants.models import Application, FamilyLink
from participants.public_group import public_group
from participants.qr import draw
from participants.school_settings import settings_of, settings_read_with
from participants.views.families.answers_shown import answers_shown
from participants.views.families.by_link import FAMILY, actor_of, by_link, private, slow_down, too_often
from participants.views.families.drafting import CHECK, CHILD, QUESTIONS, Drafting, child_form
from participants.views.families.shown import contact_shown
from portal.audit.actor import Actor
from portal.web.translations import fall_back_to
from programmes.models import Group

_READ_AND_SEND = ["GET", "HEAD", "POST"]
NO_LONGER_OPEN = 404


@require_http_methods(_READ_AND_SEND)
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """The first question. Whatever takes no applications is answered alike, there or not."""
    row = Group.objects.in_catalogue_on(timezone.localdate()).filter(pk=pk).first()
    if row is None:
        return _closed(request)
    fall_back_to(row.school.country.language)
    form = child_form(row.school, request.POST if request.method == "POST" else None)
    over = request.method == "POST" and too_often(request)
    if not over and form.is_bound and form.is_valid():
        link = start_draft(
            actor=Actor.link(FAMILY), group=row, language=get_language() or "", child=form.kept()
        )
        return private(_go_on(link))
    context = {
        "step": CHILD,
        "number": 1,
        "total": len(QUESTIONS),
        "group": public_group(row, get_language() or ""),
        "school": row.school,
        "school_languages": settings_of(row.school).languages,
    }
    return private(_question(request, form, context, over=over))


@require_http_methods(_READ_AND_SEND)
@by_link
def apply_step(request: HttpRequest, link: FamilyLink, step: str) -> HttpResponse:
    if step not in QUESTIONS:
        raise Http404
    if link.draft is None:
        return redirect("participants:apply_sent", token_of(link))
    drafting = Drafting(link, to_be_sent=step == CHECK and request.method == "POST")
    if not drafting.groups:
        return _closed(request, link)
    if not drafting.may_open(step):
        return _go_on(link, drafting)
    if step == CHECK:
        return _check(request, drafting)
    return _answer(request, drafting, step)


@require_safe
@by_link
def apply_sent(request: HttpRequest, link: FamilyLink) -> HttpResponse:
    """What happens next, when, and whom to call; and the link to keep."""
    applications = Application.objects.everything(why="sent by this link").filter(link=link)
    last = applications.select_related("run").order_by("submitted_at").last()
    if last is None:
        return _go_on(link)
    url = url_of(link)
    season = last.run.seasons.everything(why="of a run applied for").filter(school=link.school).first()
    context = {"link": link, "token": token_of(link), "url": url, "qr": draw(url), "season": season}
    return render(request, "families/apply_sent.html", context | {"school": link.school})


def _answer(request: HttpRequest, drafting: Drafting, step: str) -> HttpResponse:
    link = drafting.link
    form = drafting.form(step, request.POST if request.method == "POST" else None)
    over = request.method == "POST" and too_often(request, link=link)
    if over or not form.is_bound or not form.is_valid():
        return _question(request, form, _place(drafting, step), over=over)
    try:
        kept = keep_answers(
            actor=actor_of(link), step=step, answers=form.kept(), language=get_language() or ""
        )
    except NothingDrafted:
        return redirect("participants:apply_sent", token_of(link))
    return _go_on(kept)


def _check(request: HttpRequest, drafting: Drafting) -> HttpResponse:
    if request.method == "POST":
        return _send(request, drafting)
    context = _place(drafting, CHECK) | {"answers": answers_shown(drafting)}
    return render(request, "families/apply_check.html", context)


def _send(request: HttpRequest, drafting: Drafting) -> HttpResponse:
    """The answers stay kept where it is too much or too late.

    The link is not counted again: each sending empties the draft, whose questions were counted.
    """
    link = drafting.link
    if too_often(request, contact=contact_of(link)):
        return slow_down(request)
    try:
        submit_application(actor=actor_of(link), link=link, answers=drafting.answers())
    except DraftChanged:
        return redirect("participants:apply_step", token_of(link), CHECK)
    except WishClosed:
        messages.warning(request, _("One of the groups is closed now. Choose again."))
        return _go_on(link)
    return redirect("participants:apply_sent", token_of(link))


def _question(request: HttpRequest, form: FamilyForm, context: dict[str, Any], *, over: bool) -> HttpResponse:
    """With what was typed, whatever stood in the way."""
    context |= {"form": form, "question": QUESTIONS[context["step"]], "too_often": over}
    status = 429 if over else 422 if form.errors else 200
    return render(request, f"families/apply_{context['step']}.html", context, status=status)


def _place(drafting: Drafting, step: str) -> dict[str, Any]:
    steps, link = drafting.steps, drafting.link
    number = steps.index(step)
    return {
        "step": step,
        "question": QUESTIONS[step],
        "number": number + 1,
        "total": len(steps),
        "before": steps[number - 1] if number else "",
        "token": token_of(link),
        "url": url_of(link),
        "contact": contact_shown(link),
        "school": link.school,
        "school_languages": settings_read_with(link.school).languages,
    }


def _go_on(link: FamilyLink, drafting: Drafting | None = None) -> HttpResponse:
    if link.draft is None:
        return redirect("participants:family", token_of(link))
    return redirect("participants:apply_step", token_of(link), (drafting or Drafting(link)).next_step)


def _closed(request: HttpRequest, link: FamilyLink | None = None) -> HttpResponse:
    context = {"link": link, "school": link.school if link else None}
    return render(request, "families/apply_closed.html", context, status=NO_LONGER_OPEN)
