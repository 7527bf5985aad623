"""Courses for staff: setting one up, its days, and who took part."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.versions import ChangedMeanwhile
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from programmes.actions.note_presences import note_all_present, note_presences
from programmes.actions.save_training import (
    TrainingRefused,
    change_training,
    make_training,
    remove_day,
    save_day,
)
from programmes.forms.hours import with_step
from programmes.forms.training import DayForm, TrainingForm, cells_in, day_shown, training_shown
from programmes.models import ProgrammeRun, RunSchool, Training, TrainingDay
from programmes.policies.run import RunClosed
from programmes.policies.training import check_may_set_up_training
from programmes.views.training_page import read_training

_NAMES = "names of schools are public"
_HOURS_A_DAY = 6 * 60


@require_safe
@for_roles(Role.COORDINATOR)
def trainings(request: AuthedRequest) -> HttpResponse:
    rows = Training.objects.visible_to(request.user).with_days().select_related("school", "run__programme")
    return render_page(request, "programmes/trainings.html", {"trainings": rows.order_by("name", "pk")})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def new_training(request: AuthedRequest) -> HttpResponse:
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        training = _make(request, form)
        if training:
            return redirect("programmes:training", pk=training.pk)
    status = 422 if form.errors else 200
    return render_page(request, "programmes/training_edit.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def training(request: AuthedRequest, pk: int) -> HttpResponse:
    """Who took part: each coordinator ticks her own school's people."""
    row = _seen(request, pk)
    if request.method == "POST":
        return _note(request, row)
    return render_page(request, "programmes/training.html", {"page": read_training(row, request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def edit_training(request: AuthedRequest, pk: int) -> HttpResponse:
    row = _to_set_up(request, pk)
    form = _form(request, row)
    if request.method == "POST" and form.is_valid() and _change(request, row, form):
        return redirect("programmes:training", pk=row.pk)
    context = {"form": form, "training": row}
    status = 422 if form.errors else 200
    return render_page(request, "programmes/training_edit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def training_day(request: AuthedRequest, pk: int, day: int = 0) -> HttpResponse:
    """A new day of a course, or one of its days."""
    row = _to_set_up(request, pk)
    stored = get_object_or_404(row.days.visible_to(request.user), pk=day) if day else None
    stepped = with_step(request.POST)
    form = _day_form(request, stored) if stepped is None else DayForm(initial=stepped.dict())
    if form.is_bound and _save_day(request, row, form, stored):
        return redirect("programmes:training", pk=row.pk)
    context = {"form": form, "training": row, "day": stored}
    status = 422 if form.errors else 200
    return render_page(request, "programmes/training_day.html", context, status=status)


def _seen(request: AuthedRequest, pk: int) -> Training:
    rows = Training.objects.visible_to(request.user).select_related("school", "run__programme")
    return get_object_or_404(rows, pk=pk)


def _to_set_up(request: AuthedRequest, pk: int) -> Training:
    row = _seen(request, pk)
    try:
        check_may_set_up_training(request.user, row)
    except RunClosed as refusal:
        raise PermissionDenied(str(refusal)) from None
    return row


def _form(request: AuthedRequest, row: Training | None = None) -> TrainingForm:
    parts = RunSchool.objects.visible_to(request.user).select_related("run__programme")
    own = list(CultureSchool.objects.visible_to(request.user).coordinated_by(request.user))
    hosts = [row.school] if row else own
    runs = {part.run_id: part.run for part in parts if not part.run.is_closed or _is_of(row, part)}
    every = CultureSchool.objects.everything(why=_NAMES).order_by("name")
    return TrainingForm(
        request.POST if request.method == "POST" else None,
        initial=training_shown(row) if row else {"counts_as_hours": True},
        hosts=[(str(school.pk), school.name) for school in hosts],
        runs=[(str(key), str(run)) for key, run in runs.items()],
        schools=[(str(one.pk), one.name) for one in every if len(hosts) > 1 or one != hosts[0]],
    )


def _is_of(row: Training | None, part: RunSchool) -> bool:
    return row is not None and row.run_id == part.run_id


def _make(request: AuthedRequest, form: TrainingForm) -> Training | None:
    host = int(form.cleaned_data["host"])
    try:
        return make_training(actor=Actor.of(request.user), school_id=host, facts=form.facts())
    except (CultureSchool.DoesNotExist, ProgrammeRun.DoesNotExist):
        form.add_error("run", _("This school takes no part in that run."))
    except (RunClosed, TrainingRefused) as refusal:
        form.add_error("run", str(refusal))
    return None


def _change(request: AuthedRequest, row: Training, form: TrainingForm) -> bool:
    based_on, actor = form.cleaned_data["based_on"], Actor.of(request.user)
    try:
        change_training(actor=actor, training_id=row.pk, facts=form.facts(), based_on=based_on)
    except Training.DoesNotExist:
        raise Http404 from None
    except (CultureSchool.DoesNotExist, ProgrammeRun.DoesNotExist):
        form.add_error("run", _("This school takes no part in that run."))
    except (RunClosed, TrainingRefused, ChangedMeanwhile) as refusal:
        form.add_error(None, str(refusal))
    else:
        return True
    return False


def _day_form(request: AuthedRequest, stored: TrainingDay | None) -> DayForm:
    if request.method == "POST":
        return DayForm(request.POST)
    new = {"on": timezone.localdate(), "hours": _HOURS_A_DAY, "partner_people": 0}
    return DayForm(initial=day_shown(stored) if stored else new)


def _save_day(request: AuthedRequest, row: Training, form: DayForm, stored: TrainingDay | None) -> bool:
    removes = stored is not None and "remove" in request.POST
    if not removes and not form.is_valid():
        return False
    actor, key = Actor.of(request.user), stored.pk if stored else None
    try:
        if removes and key:
            remove_day(actor=actor, training_id=row.pk, day_id=key)
        else:
            save_day(actor=actor, training_id=row.pk, facts=form.facts(), day_id=key)
    except (Training.DoesNotExist, TrainingDay.DoesNotExist):
        raise Http404 from None
    except (RunClosed, TrainingRefused) as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _note(request: AuthedRequest, row: Training) -> HttpResponse:
    written = request.POST.get("school", "")
    if not (written.isascii() and written.isdigit() and len(written) < 19):
        raise PermissionDenied
    actor, school = Actor.of(request.user), int(written)
    try:
        if "all" in request.POST:
            changed = note_all_present(actor=actor, training_id=row.pk, school_id=school)
        else:
            shown = cells_in(request.POST.get("shown", "").split())
            ticked = cells_in(request.POST.getlist("present"))
            changed = note_presences(
                actor=actor, training_id=row.pk, school_id=school, shown=shown, ticked=ticked
            )
    except Training.DoesNotExist:
        raise Http404 from None
    except RunClosed as refusal:
        raise PermissionDenied(str(refusal)) from None
    said = ngettext("Saved: %(number)d box changed.", "Saved: %(number)d boxes changed.", changed)
    messages.success(request, said % {"number": changed})
    return redirect("programmes:training", pk=row.pk)
