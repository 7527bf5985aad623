"""What agencies owe, period by period: the list, one that is still open, and one that is closed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participants.actions.settle import settle
from participants.documents.settlement import settlement_csv, settlement_pdf
from participants.models import Settlement, SettlementLine
from participants.owed import Payer, items_of
from participants.rules.sharing import Span, period_before, period_of
from participants.school_settings import settings_of
from participants.settling import LINE_NAMES, DueLine, due_lines, money_of, payer_of, settlements_with
from participants.views.sharing import day_asked, names_of, payer_name, school_shown
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.saving import Refused
from portal.documents.errors import DocumentError
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page


@dataclass(frozen=True)
class Line:
    """What one payer owes in the period; `number` is that of the settlement, once closed."""

    name: str
    amount: int
    url: str
    number: int | None = None


@require_safe
@for_roles(Role.COORDINATOR)
def settlements(request: AuthedRequest) -> HttpResponse:
    school, schools = school_shown(request)
    period = _period(school, request.GET.get("day"))
    lines = _lines(school, period)
    context = {
        "school": school,
        "schools": schools,
        "period": period,
        "before": period.first - datetime.timedelta(days=1),
        "after": period.last + datetime.timedelta(days=1),
        "is_over": period.last < timezone.localdate(),
        "lines": lines,
        "total": sum(line.amount for line in lines),
    }
    return render_page(request, "participants/settlements.html", context)


def _lines(school: CultureSchool, period: Span) -> list[Line]:
    """Those that are closed as they are, and what else is due by the end of the period."""
    rows = Settlement.objects.everything(why="of the school just judged").filter(school=school)
    closed = list(rows.filter(ends_on__gte=period.first).select_related("agency", "municipality"))
    settled = {payer_of(row) for row in closed}
    due = due_lines(school, items_of(school, period.last))
    still = [payer for payer in due if payer not in settled]
    names = names_of(still)
    found = [
        Line(
            str(row.agency or row.municipality),
            row.total,
            reverse("participants:settlement", args=[row.pk]),
            row.number,
        )
        for row in closed
        if row.starts_on <= period.last
    ]
    found += [Line(names[payer], money_of(due[payer]), _address(school, payer, period)) for payer in still]
    return sorted(found, key=lambda line: line.name)


def _address(school: CultureSchool, payer: Payer, period: Span) -> str:
    address = reverse(f"participants:{payer.kind}_settlement", args=[school.pk, payer.pk])
    return f"{address}?day={period.first.isoformat()}"


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def open_settlement(request: AuthedRequest, school: int, payer: int, kind: str) -> HttpResponse:
    """What the settlement of a period is to be; sent, it is closed."""
    owner, who = _own_school(request, school), Payer(kind, payer)
    name = payer_name(owner, who)
    period = _period(owner, request.POST.get("day") or request.GET.get("day"))
    refusal = ""
    if request.method == "POST":
        total = _whole(request.POST.get("total"))
        try:
            made = settle(
                actor=Actor.of(request.user), school_id=owner.pk, payer=who, day=period.first, total=total
            )
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("Settlement %(number)s is closed.") % {"number": made.number})
            return redirect("participants:settlement", pk=made.pk)
    closed = settlements_with(owner, who).within(*period).first()
    if closed is not None:
        if refusal:
            messages.info(request, refusal)
        return redirect("participants:settlement", pk=closed.pk)
    context = {
        "payer": name,
        "period_words": _in_words(period),
        "back": _list_at(owner, period),
        "period": period,
        "refusal": refusal,
        **_still_open(owner, who, period),
    }
    return render_page(request, "participants/settlement_open.html", context, status=422 if refusal else 200)


def _still_open(school: CultureSchool, payer: Payer, period: Span) -> dict[str, object]:
    """What it would hold; nothing once a later one is closed, for that has taken it in."""
    is_passed = settlements_with(school, payer).filter(starts_on__gt=period.last).exists()
    lines = [] if is_passed else due_lines(school, items_of(school, period.last)).get(payer, [])
    return {"is_passed": is_passed, "is_over": period.last < timezone.localdate(), **_table(lines)}


def _period(school: CultureSchool, day: str | None) -> Span:
    """That of `day`, or the last one that is over."""
    months = settings_of(school).settlement_months
    running = period_of(timezone.localdate(), months)
    asked = day_asked(day)
    return period_of(asked, months) if asked else period_before(running, months)


@require_safe
@for_roles(Role.COORDINATOR)
def settlement(request: AuthedRequest, pk: int) -> HttpResponse:
    row, lines = _settlement(request, pk)
    context = {"settlement": row, "payer": row.agency or row.municipality, **_table(lines)}
    period = Span(row.starts_on, row.ends_on)
    context |= {"period": period, "period_words": _in_words(period)}
    context["back"] = _list_at(row.school, period)
    return render_page(request, "participants/settlement.html", context)


@require_safe
@for_roles(Role.COORDINATOR)
def settlement_as_pdf(request: AuthedRequest, pk: int) -> HttpResponse:
    row, lines = _settlement(request, pk)
    try:
        return attached(settlement_pdf(row, lines), "application/pdf", f"settlement-{row.number}.pdf")
    except DocumentError as error:
        messages.warning(request, _(error.message))
        return redirect("participants:settlement", pk=pk)


@require_safe
@for_roles(Role.COORDINATOR)
def settlement_as_csv(request: AuthedRequest, pk: int) -> HttpResponse:
    row, lines = _settlement(request, pk)
    return attached(settlement_csv(row, lines), "text/csv; charset=utf-8", f"settlement-{row.number}.csv")


def attached(content: bytes, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=content_type, headers=headers)


def _settlement(request: AuthedRequest, pk: int) -> tuple[Settlement, list[SettlementLine]]:
    rows = Settlement.objects.visible_to(request.user)
    row = get_object_or_404(
        rows.select_related("school__municipality", "agency", "municipality", "closed_by"), pk=pk
    )
    lines = SettlementLine.objects.visible_to(request.user).filter(settlement=row)
    return row, list(lines.select_related(*LINE_NAMES))


def _list_at(school: CultureSchool, period: Span) -> str:
    return f"{reverse('participants:settlements')}?school={school.pk}&day={period.first.isoformat()}"


def _in_words(period: Span) -> str:
    return "–".join(date_format(day, "j.n.Y") for day in period)


def _own_school(request: AuthedRequest, pk: int) -> CultureSchool:
    schools = CultureSchool.objects.visible_to(request.user).coordinated_by(request.user)
    return get_object_or_404(schools.select_related("municipality"), pk=pk)


def _table(lines: list[DueLine] | list[SettlementLine]) -> dict[str, object]:
    owed = [line for line in lines if not line.in_kind]
    given = [line for line in lines if line.in_kind]
    return {"owed": owed, "given": given, "total": sum(line.amount for line in owed)}


def _whole(text: str | None) -> int:
    """No number is the sum of nothing, which is refused as another sum than the one that stands."""
    try:
        return int(text or "")
    except ValueError:
        return -(10**15)
