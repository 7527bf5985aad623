"""Fees of a half-year, those of one group, and who pays for one place. No other page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Count, Prefetch, Q, QuerySet, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participants.actions.change_fee import change_fee, version_of_fee
from participants.actions.free_place import end_free_place, give_free_place
from participants.actions.make_fees import make_fees, of_term
from participants.documents.invoice import references_of
from participants.fee_lines import Price, price_of
from participants.forms.fees import FeeForm, MakeFeesForm
from participants.models import CostShare, Enrolment, Fee, FeeWaiver
from participants.owed import holds, in_words
from participants.querysets.fees import holding_between
from participants.rules.fees import Term, term_after, term_before, term_of
from participants.school_settings import settings_of
from participants.views.sharing import day_asked, school_shown
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record_reading
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from portal.web.saving import saved
from programmes.models import Group

_NONE = (0, 0)
_WHY = "of places whose names the reader has been shown"


@dataclass(frozen=True)
class GroupLine:
    group: Group
    price: Price | None
    places: int
    made: int
    total: int

    @property
    def missing(self) -> int:
        return self.places - self.made


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def fees(request: AuthedRequest) -> HttpResponse:
    school, schools = school_shown(request)
    term = _term(request.POST.get("day") or request.GET.get("day"))
    lines = _lines(school, term)
    charged = [line for line in lines if line.price]
    extra = [line.group for line in charged if line.price and line.price.trips_are_extra and line.missing]
    form = MakeFeesForm(request.POST if request.method == "POST" else None, groups=extra)
    if request.method == "POST" and form.is_valid():
        made = make_fees(
            actor=Actor.of(request.user), school_id=school.pk, day=term.first, trips=form.trips()
        )
        messages.success(request, _("Fees made: %(number)s.") % {"number": len(made)})
        return redirect(_fees_at(school.pk, term))
    context = {
        "school": school,
        "schools": schools,
        "settings": settings_of(school),
        "form": form,
        "lines": charged,
        "free": [line for line in lines if not line.price],
        "missing": sum(line.missing for line in charged),
        "total": sum(line.total for line in charged),
        **_terms(term),
    }
    return render_page(request, "participants/fees.html", context, status=422 if form.errors else 200)


def _fees_at(school: int, term: Term) -> str:
    return f"{reverse('participants:fees')}?school={school}&day={term.first.isoformat()}"


def _terms(term: Term) -> dict[str, object]:
    return {
        "term": term,
        "term_words": in_words(term),
        "before": term_before(term).first,
        "before_words": in_words(term_before(term)),
        "after": term_after(term).first,
        "after_words": in_words(term_after(term)),
    }


def _lines(school: CultureSchool, term: Term) -> list[GroupLine]:
    """Groups in which somebody has a place in the half-year."""
    places = Enrolment.objects.everything(why="counted for the school just judged").as_participants()
    held = of_term(places.filter(school=school, participant__removed_on=None), term)
    counted = held.order_by().values("group").annotate(number=Count("pk"))
    numbers = {row["group"]: row["number"] for row in counted}
    made = Fee.objects.everything(why="counted for the school just judged").filter(
        school=school, starts_on=term.first
    )
    sums = made.order_by().values("enrolment__group").annotate(number=Count("pk"), sum=Sum("amount"))
    fees_of = {row["enrolment__group"]: (row["number"], row["sum"]) for row in sums}
    groups = Group.objects.everything(why="of the places just counted").filter(pk__in={*numbers, *fees_of})
    settings = settings_of(school)
    return [
        GroupLine(
            group=group,
            price=price_of(group, settings),
            places=max(numbers.get(group.pk, 0), fees_of.get(group.pk, _NONE)[0]),
            made=fees_of.get(group.pk, _NONE)[0],
            total=fees_of.get(group.pk, _NONE)[1],
        )
        for group in groups.select_related("format", "run__programme").order_by("name", "pk")
    ]


@require_safe
@for_roles(Role.COORDINATOR)
def group_fees(request: AuthedRequest, pk: int) -> HttpResponse:
    groups = Group.objects.visible_to(request.user).filter(school__in=_schools(request))
    group = get_object_or_404(groups.select_related("school__municipality", "run__programme"), pk=pk)
    term = _term(request.GET.get("day"))
    places = Enrolment.objects.in_scope_of(request.user).with_name_for(request.user).as_participants()
    held = Q(pk__in=of_term(places, term).values("pk")) | Q(fees__starts_on=term.first)
    rows = places.filter(held, group=group).distinct().select_related("participant")
    context = {
        "group": group,
        "places": rows.prefetch_related(*_money(term)).order_by("participant__given_name", "pk"),
        "back": _fees_at(group.school_id, term),
        **_terms(term),
    }
    return render_page(request, "participants/group_fees.html", context)


def _money(term: Term) -> list[Prefetch]:
    """Of the half-year, as `fees_now`, `free_now` and `shares_now`."""
    fees_then = Fee.objects.everything(why=_WHY).filter(starts_on=term.first)
    free = FeeWaiver.objects.everything(why=_WHY).filter(holding_between(term.first, term.first))
    shares = CostShare.objects.everything(why=_WHY).filter(holding_between(*term))
    return [
        Prefetch("fees", fees_then, to_attr="fees_now"),
        Prefetch("fee_waivers", free, to_attr="free_now"),
        Prefetch("cost_shares", shares, to_attr="shares_now"),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def payment(request: AuthedRequest, pk: int) -> HttpResponse:
    """Who pays for one place: its fees, whether it is free, and with whom it is shared."""
    place = _place(request, pk)
    if request.method == "POST":
        _free_or_not(request, place)
        return redirect("participants:payment", pk=pk)
    record_reading(request.user, place.participant, school=place.school_id)
    today = timezone.localdate()
    waivers = FeeWaiver.objects.visible_to(request.user).filter(enrolment=place)
    shares = list(CostShare.objects.visible_to(request.user).filter(enrolment=place))
    made = list(Fee.objects.visible_to(request.user).filter(enrolment=place).order_by("-starts_on"))
    references = references_of(row.pk for row in made)
    context = {
        "place": place,
        "fees": [(row, references.get(row.pk)) for row in made],
        "free": next((row for row in waivers if row.ends_on is None), None),
        "shares": shares,
        "is_shared": any(holds(share, today) for share in shares),
        **_terms(term_of(today)),
    }
    return render_page(request, "participants/payment.html", context)


def _free_or_not(request: AuthedRequest, place: Enrolment) -> None:
    actor, today = Actor.of(request.user), timezone.localdate()
    if request.POST.get("free") == "yes":
        give_free_place(actor=actor, enrolment_id=place.pk, day=today)
        messages.success(request, _("The place is free from this half-year on."))
    else:
        end_free_place(actor=actor, enrolment_id=place.pk, day=today)
        messages.success(request, _("The family pays from this half-year on."))


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def fee(request: AuthedRequest, pk: int) -> HttpResponse:
    rows = Fee.objects.visible_to(request.user).select_related("enrolment__participant", "enrolment__group")
    row = get_object_or_404(rows, pk=pk)
    record_reading(request.user, row.enrolment.participant, school=row.school_id)
    form = FeeForm(request.POST if request.method == "POST" else None, fee=row)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        changed = saved(
            form,
            lambda: change_fee(
                actor=Actor.of(request.user),
                fee_id=pk,
                terms=form.terms(),
                why=values["why"],
                based_on=values["based_on"],
            ),
            version=lambda: version_of_fee(rows.get(pk=pk)),
        )
        if changed:
            messages.success(request, _("The fee has been changed."))
            return redirect("participants:payment", pk=row.enrolment_id)
    context = {"fee": row, "form": form, "term_words": in_words(term_of(row.starts_on))}
    return render_page(request, "participants/fee.html", context, status=422 if form.errors else 200)


def _place(request: AuthedRequest, pk: int) -> Enrolment:
    places: QuerySet[Enrolment] = Enrolment.objects.visible_to(request.user).as_participants()
    own = places.filter(school__in=_schools(request))
    return get_object_or_404(own.select_related("participant", "group__run__programme", "school"), pk=pk)


def _schools(request: AuthedRequest) -> set[int]:
    return set(rights_of(request.user).of(Role.COORDINATOR))


def _term(day: str | None) -> Term:
    """That of `day`, else the one that runs."""
    return term_of(day_asked(day) or timezone.localdate())
