"""A file of the accounting system: sent, looked at, and taken in when a coordinator says so."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from portal.audit.actor import Actor
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from portal.web.saving import saved
from portal.web.uploads import uploads_at_most
from programmes.accounts_reading import Reading, RefusedRow, columns_of, read, table
from programmes.actions.import_accounts import (
    CannotTakeIn,
    drop_accounts,
    map_accounts,
    read_accounts,
    take_in_accounts,
)
from programmes.costs import said
from programmes.forms.accounts import TOO_LARGE, FileForm, MappingForm
from programmes.models import AccountsImport, ImportState
from programmes.rules.accounts_file import (
    MOST_BYTES,
    NEEDED,
    BadRow,
    FileFault,
    NotReadable,
    Row,
    RowFault,
    accounts_in,
)
from programmes.views.money_lines import choices_for
from programmes.views.setup import run_for

MOST_NAMED = 500
"""So many rows that stay out are named one by one; where more do, the columns are wrong."""
FIRST = 10
IMPORT = "programmes/accounts_import.html"
MONEY = "reports:run_money"

FILE_FAULTS: dict[FileFault, Promise] = {
    FileFault.TOO_LARGE: TOO_LARGE,
    FileFault.TOO_MANY_ROWS: gettext_lazy("The file has more than 20,000 rows. Send fewer months at a time."),
    FileFault.NO_TEXT: gettext_lazy("This is no CSV file. Save it as CSV (semicolons) and send that."),
    FileFault.EMPTY: gettext_lazy("The file is empty."),
    FileFault.NO_COLUMNS: gettext_lazy(
        "The first row has no headings with semicolons, commas or tabs between."
    ),
    FileFault.SAME_HEADINGS: gettext_lazy("Two columns have the same heading. Give them different ones."),
}
ROW_FAULTS: dict[RowFault, Promise] = {
    RowFault.BROKEN: gettext_lazy("a quotation mark is not closed"),
    RowFault.TOO_FEW_CELLS: gettext_lazy("has only %(value)s cells"),
    RowFault.TOO_MANY_CELLS: gettext_lazy("has %(value)s cells, more than there are headings"),
    RowFault.NO_DAY: gettext_lazy("has no day"),
    RowFault.BAD_DAY: gettext_lazy("“%(value)s” is no day"),
    RowFault.NO_AMOUNT: gettext_lazy("has no amount"),
    RowFault.BAD_AMOUNT: gettext_lazy("“%(value)s” is no amount"),
    RowFault.ZERO: gettext_lazy("the amount is 0"),
    RowFault.VOUCHER_TOO_LONG: gettext_lazy("the voucher “%(value)s…” is longer than 40 characters"),
    RowFault.ACCOUNT_TOO_LONG: gettext_lazy("the account “%(value)s…” is longer than 40 characters"),
}


@dataclass(frozen=True)
class Named:
    """A row that stays out, with the reason."""

    number: int
    reason: str


@dataclass(frozen=True)
class ImportPage:
    made: AccountsImport
    reading: Reading | None
    """None until the columns are known."""
    named: list[Named]
    first: list[Row]


@uploads_at_most(MOST_BYTES, TOO_LARGE)
@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def import_accounts(request: AuthedRequest, pk: int) -> HttpResponse:
    run = run_for(request, pk)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FileForm(*sent, schools=choices_for(request.user, run)["schools"])
    if form.is_bound and form.is_valid() and (made := _read(request, pk, form)):
        return redirect("programmes:accounts_import", pk=made.pk)
    context = {"form": form, "run": run}
    return render_page(
        request, "programmes/import_accounts.html", context, status=422 if form.errors else 200
    )


def _read(request: AuthedRequest, pk: int, form: FileForm) -> AccountsImport | None:
    file = form.cleaned_data["file"]
    try:
        return read_accounts(
            actor=Actor.of(request.user),
            run_id=pk,
            school_id=int(form.cleaned_data["school"]),
            name=file.name or "",
            content=file.read(),
        )
    except NotReadable as refusal:
        form.add_error("file", str(FILE_FAULTS[refusal.reason]))
        return None
    except ObjectDoesNotExist:
        raise Http404 from None


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def accounts_import(request: AuthedRequest, pk: int) -> HttpResponse:
    """What would come in, what stays out and why; sent: what the columns and accounts mean."""
    made = _import(request, pk)
    if made.state != ImportState.READ:
        return render_page(request, IMPORT, {"page": ImportPage(made, None, [], [])})
    rows = table(made)
    data = request.POST if request.method == "POST" else None
    form = MappingForm(
        data,
        headings=rows.headings,
        accounts=accounts_in(rows, columns_of(made)),
        payers=choices_for(request.user, made.run)["payers"],
        made=made,
    )
    if form.is_bound and form.is_valid() and _map(request, form, pk):
        return redirect("programmes:accounts_import", pk=pk)
    reading = read(made, rows) if all(field in made.columns for field in NEEDED) else None
    page = ImportPage(made, reading, _named(reading), reading.good[:FIRST] if reading else [])
    context = {"page": page, "form": form, "most": MOST_NAMED}
    return render_page(request, IMPORT, context, status=422 if form.errors else 200)


def _map(request: AuthedRequest, form: MappingForm, pk: int) -> object:
    actor = Actor.of(request.user)
    return saved(
        form,
        lambda: map_accounts(actor=actor, import_id=pk, mapping=form.mapping(), **form.payer_facts()),
    )


@require_POST
@for_roles(Role.COORDINATOR)
def take_in(request: AuthedRequest, pk: int) -> HttpResponse:
    made = _import(request, pk)
    try:
        done = take_in_accounts(actor=Actor.of(request.user), import_id=pk)
    except CannotTakeIn as refusal:
        messages.warning(request, str(refusal))
        return redirect("programmes:accounts_import", pk=pk)
    words = ngettext(
        "%(number)d line is in the accounts.", "%(number)d lines are in the accounts.", done.added
    )
    messages.success(request, words % {"number": done.added})
    return redirect(MONEY, pk=made.run_id)


@require_POST
@for_roles(Role.COORDINATOR)
def drop(request: AuthedRequest, pk: int) -> HttpResponse:
    made = _import(request, pk)
    try:
        drop_accounts(actor=Actor.of(request.user), import_id=pk)
    except CannotTakeIn as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The file is dropped. Nothing of it is in the accounts."))
    return redirect(MONEY, pk=made.run_id)


def _import(request: AuthedRequest, pk: int) -> AccountsImport:
    rows = AccountsImport.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("run__programme", "school__municipality", "grant__funder"), pk=pk
    )


def _named(reading: Reading | None) -> list[Named]:
    if reading is None:
        return []
    bad = [Named(one.number, _reason(one)) for one in reading.bad[:MOST_NAMED]]
    refused = [Named(one.row.number, _rule(one, reading)) for one in reading.refused[:MOST_NAMED]]
    return sorted(bad + refused, key=lambda one: one.number)[:MOST_NAMED]


def _reason(bad: BadRow) -> str:
    return str(ROW_FAULTS[bad.fault]) % {"value": bad.value}


def _rule(refused: RefusedRow, reading: Reading) -> str:
    return said(refused.rule, reading.rules)
