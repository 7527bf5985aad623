"""A file of the accounting system: sent, looked at, and taken in when a coordinator says so."""

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from portal.audit.actor import Actor
from portal.audit.saving import Refused
from portal.audit.versions import ChangedMeanwhile
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from portal.web.saving import done, saved
from portal.web.uploads import uploads_at_most
from programmes.accounts_reading import read, table, version_of_mapping
from programmes.actions.import_accounts import (
    KEPT,
    drop_accounts,
    map_accounts,
    read_accounts,
    take_in_accounts,
)
from programmes.forms.accounts import TOO_LARGE, FileForm, MappingForm
from programmes.models import AccountsImport, ImportState
from programmes.rules.accounts_file import MOST_BYTES, NEEDED, NotReadable
from programmes.views.accounts_words import FILE_FAULTS, MOST_NAMED, named, sums_of
from programmes.views.money_lines import MONEY, choices_for
from programmes.views.setup import run_for

FIRST = 10
IMPORT = "programmes/accounts_import.html"


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
    """What would come in, what stays out and why; sent: what columns, accounts and projects mean."""
    made = _import(request, pk)
    if made.state != ImportState.READ:
        return render_page(request, IMPORT, {"made": made})
    rows = table(made)
    data = request.POST if request.method == "POST" else None
    payers = choices_for(request.user, made.run)["payers"]
    form = MappingForm(data, table=rows, payers=payers, made=made)
    if form.is_bound and form.is_valid() and _map(request, form, pk):
        return redirect("programmes:accounts_import", pk=pk)
    goes_on = timezone.localdate(made.made_at + KEPT)
    context = {"made": made, "form": form, "based_on": version_of_mapping(made), "goes_on": goes_on}
    if all(field in made.columns for field in NEEDED):
        reading = read(made, rows)
        context |= {"reading": reading, "sums": sums_of(reading, payers)}
        context |= {"first": reading.good[:FIRST], "named": named(reading)}
    return render_page(request, IMPORT, context | {"most": MOST_NAMED}, status=422 if form.errors else 200)


def _map(request: AuthedRequest, form: MappingForm, pk: int) -> object:
    actor = Actor.of(request.user)
    return saved(form, lambda: map_accounts(actor=actor, import_id=pk, mapping=form.mapping()))


@require_POST
@for_roles(Role.COORDINATOR)
def take_in(request: AuthedRequest, pk: int) -> HttpResponse:
    made = _import(request, pk)
    try:
        taken = take_in_accounts(
            actor=Actor.of(request.user), import_id=pk, based_on=request.POST.get("based_on", "")
        )
    except (Refused, ChangedMeanwhile) as refusal:
        messages.warning(request, str(refusal))
        return redirect("programmes:accounts_import", pk=pk)
    words = ngettext(
        "%(number)d line is in the accounts.", "%(number)d lines are in the accounts.", taken.added
    )
    messages.success(request, words % {"number": taken.added})
    return redirect(MONEY, pk=made.run_id)


@require_POST
@for_roles(Role.COORDINATOR)
def drop(request: AuthedRequest, pk: int) -> HttpResponse:
    made = _import(request, pk)
    words = _("The file is dropped. Nothing of it is in the accounts.")
    done(request, lambda: drop_accounts(actor=Actor.of(request.user), import_id=pk), words)
    return redirect(MONEY, pk=made.run_id)


def _import(request: AuthedRequest, pk: int) -> AccountsImport:
    rows = AccountsImport.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("run__programme", "school__municipality"), pk=pk)
