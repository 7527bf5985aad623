"""A report that the funder wants: its papers ticked off by adding them, its day, and that it was sent."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partners.actions.attach_to_report import attach_to_report
from partners.actions.grant_reports import add_report, not_sent, note_sent, remove_report, set_report_day
from partners.forms.attachment import AttachmentForm
from partners.forms.grant import NewReportForm, ReportDayForm, ReportSentForm
from partners.models import GrantState, PaperKind, ReportDue
from partners.papers import papers_of_report
from partners.views.attachments import takes_papers
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page, sent
from reports.views.grants.own import act, actor_of, at_once, form_page, open_grant_for, told

_KINDS = (
    PaperKind.REPORT,
    PaperKind.ACCOUNTS,
    PaperKind.ACCOUNTS_TWO_SIGNATURES,
    PaperKind.AUDITOR_STATEMENT,
    PaperKind.RECEIPTS,
    PaperKind.PARTNER_DECLARATION,
    PaperKind.OTHER,
)
Forms = dict[str, forms.Form]


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def new_report(request: AuthedRequest, pk: int) -> HttpResponse:
    grant = open_grant_for(request, pk)
    initial = {"period_from": grant.starts_on, "period_to": grant.ends_on}
    form = NewReportForm(sent(request), initial=initial)
    if act(form, lambda: add_report(actor=actor_of(request), grant_id=pk, **form.cleaned_data)):
        return told(request, grant, _("The report stands among what is due."))
    title, button = _("Add a report that is due"), _("Add the report")
    words = _("One that does not follow from the conditions.")
    return form_page(request, form, title=title, button=button, grant=grant, intro=words)


@takes_papers
@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def report_due(request: AuthedRequest, pk: int) -> HttpResponse:
    row = _report(request, pk)
    written = _forms(request, row)
    answer = _do(request, row, written) if request.method == "POST" else None
    if answer:
        return answer
    row = _report(request, pk)
    context = {
        "report": row,
        "grant": row.grant,
        "papers": papers_of_report(row),
        "attached": row.papers.everything(why="of the report just judged"),
        "is_open": row.grant.state == GrantState.AWARDED,
        "late": row.due_on < timezone.localdate(),
        **{f"{name}_form": form for name, form in written.items()},
    }
    failed = any(form.errors for form in written.values())
    return render_page(request, "reports/grants/report.html", context, status=422 if failed else 200)


def _report(request: AuthedRequest, pk: int) -> ReportDue:
    rows = ReportDue.objects.visible_to(request.user).with_papers().select_related("grant__school")
    return get_object_or_404(rows, pk=pk)


def _forms(request: AuthedRequest, row: ReportDue) -> Forms:
    """Only the one that was sent has what was sent."""

    def sent(name: str) -> Any:
        return request.POST if request.POST.get("do") == name else None

    missing = [paper.kind for paper in papers_of_report(row) if not paper.there]
    complete = not missing
    return {
        "paper": AttachmentForm(
            sent("paper"),
            request.FILES if sent("paper") else None,
            kinds=_KINDS,
            initial={"kind": missing[0] if missing else PaperKind.REPORT},
        ),
        "sent": ReportSentForm(sent("sent"), initial={"sent_on": timezone.localdate()}, is_complete=complete),
        "day": ReportDayForm(sent("day"), initial={"due_on": row.due_on}),
    }


def _do(request: AuthedRequest, row: ReportDue, written: Forms) -> HttpResponse | None:
    """What was asked for; nothing where the form that was sent has errors."""
    grant = open_grant_for(request, row.grant_id)
    actor, do = actor_of(request), request.POST.get("do")
    if do == "not_sent":
        words = _("The report stands among what is due again.")
        return at_once(request, grant, lambda: not_sent(actor=actor, report_id=row.pk), words)
    if do == "remove":
        words = _("The report is removed.")
        return at_once(request, grant, lambda: remove_report(actor=actor, report_id=row.pk), words)
    form = written.get(do or "")
    if form is None:
        return redirect("reports:grant_report", pk=row.pk)
    actions = {
        "paper": lambda: attach_to_report(actor=actor, report_id=row.pk, **form.values()),  # type: ignore[attr-defined]
        "sent": lambda: note_sent(actor=actor, report_id=row.pk, **form.cleaned_data),
        "day": lambda: set_report_day(actor=actor, report_id=row.pk, **form.cleaned_data),
    }
    if not act(form, actions[str(do)]):
        return None
    if do == "sent":
        return told(request, grant, _("The report is noted as sent."))
    messages.success(request, _("The paper is there.") if do == "paper" else _("The day is saved."))
    return redirect("reports:grant_report", pk=row.pk)
