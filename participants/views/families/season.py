"""Whether a family keeps last year's place: one question, three answers."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from participants.actions.change_place import change_place
from participants.actions.give_up_place import give_up_place
from participants.actions.keep_place import NoSuchGroup, keep_place
from participants.actions.reapplying import AnsweredAlready, SeasonNotOpen, new_group_of
from participants.links import token_of
from participants.models import FamilyLink, Reapplication
from participants.public_group import public_group
from participants.school_settings import settings_of
from participants.views.families.by_link import actor_of, by_link, slow_down, too_often
from participants.views.families.shown import full_name, given_name
from participants.words_for_families import line_of_group
from programmes.models import Group, Season
from programmes.policies.run import RunClosed

_ACTS = {"keep": keep_place, "change": change_place, "give-up": give_up_place}


@dataclass(frozen=True)
class Asked:
    """Last year's place of one child, and what goes on with it; `what` is empty where nothing does."""

    row: Reapplication
    what: str

    @property
    def name(self) -> str:
        return full_name(self.row.enrolment.participant)

    @property
    def given_name(self) -> str:
        return given_name(self.row.enrolment.participant)


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def family_season(request: HttpRequest, link: FamilyLink, pk: int) -> HttpResponse:
    rows = [row for row in asked_of(link) if row.season_id == pk]
    if not rows:
        raise Http404
    if request.method == "POST":
        return _answer(request, link, rows)
    return _show(request, link, rows)


def asked_of(link: FamilyLink) -> list[Reapplication]:
    """What the family has been asked, whether the season is still open or not."""
    rows = Reapplication.objects.within_reach_of(actor_of(link)).for_page()
    return list(rows.filter(enrolment__participant__removed_on=None).order_by("-season__opens_on", "pk"))


def unanswered(link: FamilyLink) -> list[Asked]:
    """What the family can still answer, without what goes on."""
    today = timezone.localdate()
    return [
        Asked(row, "")
        for row in asked_of(link)
        if not row.answer and row.season.is_open(today) and not row.season.run.is_closed
    ]


def _answer(request: HttpRequest, link: FamilyLink, rows: list[Reapplication]) -> HttpResponse:
    say = request.POST.get("say", "")
    row = next((row for row in rows if str(row.pk) == request.POST.get("place")), None)
    if row is None or say not in _ACTS:
        raise Http404
    if too_often(request, link=link):
        return slow_down(request)
    try:
        _ACTS[say](actor=actor_of(link), reapplication_id=row.pk)
    except (SeasonNotOpen, RunClosed, NoSuchGroup, AnsweredAlready):
        return _show(request, link, [one for one in asked_of(link) if one.season_id == row.season_id], 409)
    if say == "change":
        return _apply(request, link)
    return redirect("participants:family_season", token_of(link), row.season_id)


def _apply(request: HttpRequest, link: FamilyLink) -> HttpResponse:
    """On to the application that has been begun."""
    link.refresh_from_db(fields=["draft"])
    if link.draft is not None:
        return redirect("participants:apply_step", token_of(link), "child")
    return render(request, "families/apply_closed.html", {"link": link, "school": link.school}, status=404)


def _show(
    request: HttpRequest, link: FamilyLink, rows: list[Reapplication], status: int = 200
) -> HttpResponse:
    season: Season = rows[0].season
    context = {
        "season": season,
        "is_open": season.is_open(timezone.localdate()) and not season.run.is_closed,
        "goes_first": season.priority_until is not None and season.priority_until >= timezone.localdate(),
        "places": [Asked(row, _what(row)) for row in rows],
        "school": link.school,
        "school_languages": settings_of(link.school).languages,
        "token": token_of(link),
    }
    return render(request, "families/season.html", context, status=status)


def _what(row: Reapplication) -> str:
    group = new_group_of(row.enrolment, row.season)
    if group is None:
        return ""
    rows = Group.objects.everything(why="goes on with the place that the family was asked about")
    read = rows.select_related("run__programme", "school__municipality", "partner_school")
    full = read.prefetch_related("run__programme__public_texts").get(pk=group.pk)
    return line_of_group(public_group(full, get_language() or ""))
