"""One season: its days, last year's pupils, and what families read."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from participants.actions.invite_last_years_pupils import invite_last_years_pupils
from participants.actions.reapplying import SeasonNotOpen
from participants.views.season_page import read_season_page
from portal.audit.actor import Actor
from portal.audit.versions import ChangedMeanwhile
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.changed_meanwhile import show_again
from portal.web.http import AuthedRequest, render_page
from portal.web.languages import choices_for_families, family_codes
from programmes.actions.save_public_facts import (
    save_group_facts,
    save_public_text,
    version_of_facts,
    version_of_words,
)
from programmes.actions.save_season import runs_of, save_season, version_of_season
from programmes.forms.season import DaysForm, FactsForm, WordsForm, days_of, facts_of, words_of
from programmes.models import Group, ProgrammeRun, PublicText, Season
from programmes.policies.run import RunClosed


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def season(request: AuthedRequest, pk: int) -> HttpResponse:
    row = _season(request, pk)
    runs = runs_of(Actor.of(request.user), row.school).exclude(pk=row.run_id).select_related("programme")
    form = DaysForm(request.POST if request.method == "POST" else None, initial=days_of(row), runs=runs)
    if request.method == "POST":
        _refuse_closed(row)
        if form.is_valid() and _save_days(request, row, form):
            return redirect("participants:season", pk=pk)
    context = {"page": read_season_page(row, request.user), "form": form}
    status = 422 if form.errors else 200
    return render_page(request, "participants/seasons/season.html", context, status=status)


@require_POST
@for_roles(Role.COORDINATOR)
def invite(request: AuthedRequest, pk: int) -> HttpResponse:
    """Ask whoever had a place last year and has not been asked."""
    row = _season(request, pk)
    _refuse_closed(row)
    try:
        asked = invite_last_years_pupils(actor=Actor.of(request.user), season_id=pk)
    except SeasonNotOpen:
        messages.warning(request, _("Families can only be asked while the season is open."))
    else:
        text = ngettext("%(number)d family is being asked.", "%(number)d families are being asked.", asked)
        messages.success(request, text % {"number": asked})
    return redirect("participants:season", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def season_text(request: AuthedRequest, pk: int, language: str) -> HttpResponse:
    """What families read about the programme in one language."""
    row = _season(request, pk)
    if language not in family_codes():
        raise Http404
    texts = PublicText.objects.visible_to(request.user).filter(school=row.school_id)
    text = texts.filter(programme=row.run.programme_id, language=language).first()
    shown = {**words_of(text), "based_on": version_of_words(text)}
    form = WordsForm(request.POST if request.method == "POST" else None, initial=shown, language=language)
    if request.method == "POST" and form.is_valid() and _save_words(request, row, language, form):
        return redirect("participants:season", pk=pk)
    context = {
        "season": row,
        "language": choices_for_families([language])[0],
        "own": texts.filter(programme=row.run.programme_id, language=row.school.country.language).first(),
        "is_own": language == row.school.country.language,
        "form": form,
        "stored": text if form.non_field_errors() else None,
    }
    status = 422 if form.errors else 200
    return render_page(request, "participants/seasons/text.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def season_group(request: AuthedRequest, pk: int, group: int) -> HttpResponse:
    """Weekday, time, price and the rest that families read about one group."""
    row = _season(request, pk)
    groups = Group.objects.visible_to(request.user).filter(run=row.run_id, school=row.school_id)
    one = get_object_or_404(groups.select_related("run"), pk=group)
    _refuse_closed(row)
    shown = {**facts_of(one), "based_on": version_of_facts(one)}
    form = FactsForm(request.POST if request.method == "POST" else None, initial=shown)
    if request.method == "POST" and form.is_valid() and _save_facts(request, one, form):
        return redirect("participants:season", pk=pk)
    status = 422 if form.errors else 200
    context = {"season": row, "group": one, "form": form}
    return render_page(request, "participants/seasons/group.html", context, status=status)


def _season(request: AuthedRequest, pk: int) -> Season:
    visible = Season.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("run__programme", "school__municipality"), pk=pk)


def _refuse_closed(row: Season) -> None:
    if row.run.is_closed:
        raise PermissionDenied


def _save_days(request: AuthedRequest, row: Season, form: DaysForm) -> bool:
    try:
        save_season(
            actor=Actor.of(request.user),
            season_id=row.pk,
            days=form.days(),
            based_on=form.cleaned_data["based_on"],
        )
    except (Season.DoesNotExist, ProgrammeRun.DoesNotExist):
        raise Http404 from None
    except RunClosed as refusal:
        raise PermissionDenied(str(refusal)) from None
    except ChangedMeanwhile as refusal:
        row.refresh_from_db()
        show_again(form, refusal, version_of_season(row))
        return False
    messages.success(request, _("The days of the season are saved."))
    return True


def _save_words(request: AuthedRequest, row: Season, language: str, form: WordsForm) -> bool:
    try:
        save_public_text(
            actor=Actor.of(request.user),
            school_id=row.school_id,
            programme_id=row.run.programme_id,
            language=language,
            words=form.words(),
            based_on=form.cleaned_data["based_on"],
        )
    except ChangedMeanwhile as refusal:
        texts = PublicText.objects.visible_to(request.user).filter(school=row.school_id)
        stored = texts.filter(programme=row.run.programme_id, language=language).first()
        show_again(form, refusal, version_of_words(stored))
        return False
    messages.success(request, _("What families read is saved."))
    return True


def _save_facts(request: AuthedRequest, group: Group, form: FactsForm) -> bool:
    try:
        save_group_facts(
            actor=Actor.of(request.user),
            group_id=group.pk,
            facts=form.facts(),
            based_on=form.cleaned_data["based_on"],
        )
    except RunClosed as refusal:
        raise PermissionDenied(str(refusal)) from None
    except ChangedMeanwhile as refusal:
        group.refresh_from_db()
        show_again(form, refusal, version_of_facts(group))
        return False
    messages.success(request, _("What families read about %(group)s is saved.") % {"group": group})
    return True
