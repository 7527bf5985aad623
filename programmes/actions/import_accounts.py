"""Lines of the accounts from a file: read and looked at first, taken in when a coordinator says so."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused
from portal.audit.versions import check_version
from portal.documents import storage
from programmes.accounts_reading import ELSEWHERE, TURNED, GoodRow, read, table, version_of_mapping
from programmes.bulk import insert
from programmes.models import (
    AccountsImport,
    AccountsMapping,
    ActualLine,
    Basis,
    ImportState,
    Payer,
    ProgrammeRun,
)
from programmes.payers import PaidBy, grant_of, run_of, school_locked
from programmes.rules.accounts_file import NEEDED, decoded, guessed, table_of

_WHY = "of a school whose accounts the actor keeps"
_LONGEST_NAME = 160
KEPT = datetime.timedelta(days=30)
DROP_FORGOTTEN = "forgotten accounts"


class CannotTakeIn(Refused):
    """The message says why."""


@dataclass(frozen=True, kw_only=True)
class FileMapping:
    """The heading of each column, the category of each account, who pays each project or that it is
    ELSEWHERE (what is empty and all others `paid_by`), and whether costs are written below zero."""

    columns: Mapping[str, str]
    categories: Mapping[str, str]
    paid_by: PaidBy
    payers: Mapping[str, str] = field(default_factory=dict)
    turned: bool = False


def read_accounts(*, actor: Actor, run_id: int, school_id: int, name: str, content: bytes) -> AccountsImport:
    """Keeps the file privately until it is taken in or dropped, with the mapping of the last one.

    Raises DoesNotExist outside the actor's scope, and NotReadable.
    """
    headings = table_of(decoded(content)).headings
    stored = storage.publish("accounts.csv", content)
    try:
        return _keep(actor, run_id, school_id, name, headings, stored)
    except BaseException:
        storage.remove(stored.path)
        raise


@transaction.atomic
def _keep(
    actor: Actor, run_id: int, school_id: int, name: str, headings: list[str], stored: storage.Stored
) -> AccountsImport:
    school = school_locked(actor, school_id)
    run = run_of(actor, run_id, school)
    last = AccountsMapping.objects.everything(why=_WHY).filter(school=school).first()
    remembered = last.columns if last else {}
    payers, paid_by = _of_the_last(actor, run, school)
    made = AccountsImport.objects.create(
        run=run,
        school=school,
        name=name[:_LONGEST_NAME],
        file=stored.path,
        sha256=stored.sha256,
        columns=guessed(headings, remembered) | {TURNED: bool(remembered.get(TURNED))},
        categories=last.categories if last else {},
        payers=payers,
        **paid_by._asdict(),
        made_by=actor.signed_in,
    )
    record(actor, "read accounts", made, school=school, run=run.pk, sha256=stored.sha256)
    return made


def _of_the_last(actor: Actor, run: ProgrammeRun, school: CultureSchool) -> tuple[dict[str, str], PaidBy]:
    """Who paid each project of this run's last file, and the rest of it; of those who still can pay here."""
    taken_in = AccountsImport.objects.everything(why=_WHY).filter(state=ImportState.TAKEN_IN)
    last = taken_in.filter(run=run, school=school).first()
    if last is None:
        return {}, PaidBy(Payer.SCHOOL)
    payers = {
        project: choice
        for project, choice in last.payers.items()
        if choice == ELSEWHERE or _may_pay(actor, PaidBy.of(choice), run)
    }
    paid_by = PaidBy.of_line(last)
    return payers, paid_by if _may_pay(actor, paid_by, run) else PaidBy(Payer.SCHOOL)


def _may_pay(actor: Actor, paid_by: PaidBy, run: ProgrammeRun) -> bool:
    try:
        grant_of(actor, paid_by, run.pk)
    except ObjectDoesNotExist:
        return False
    return True


@transaction.atomic
def map_accounts(*, actor: Actor, import_id: int, mapping: FileMapping) -> AccountsImport:
    """Raises DoesNotExist for an import, grant or partner outside the actor's scope, and CannotTakeIn."""
    made = _waiting(actor, import_id)
    payers = {project: choice for project, choice in mapping.payers.items() if choice}
    for one in (mapping.paid_by, *(PaidBy.of(one) for one in payers.values() if one != ELSEWHERE)):
        grant_of(actor, one, made.run_id)
    made.columns = dict(mapping.columns) | {TURNED: mapping.turned}
    made.categories = dict(made.categories) | dict(mapping.categories)
    made.payers = {one: choice for one, choice in made.payers.items() if one not in mapping.payers} | payers
    made.payer, made.grant_id, made.agency_id = mapping.paid_by
    made.save(update_fields=["columns", "categories", "payers", "payer", "grant", "agency"])
    return made


@transaction.atomic
def take_in_accounts(*, actor: Actor, import_id: int, based_on: str) -> AccountsImport:
    """The good rows become lines; what was there already and what cannot be read is only counted.

    Raises AccountsImport.DoesNotExist outside the actor's scope, CannotTakeIn, and ChangedMeanwhile where
    its columns, accounts and projects mean something else by now.
    """
    made = _waiting(actor, import_id)
    check_version(based_on, version_of_mapping(made))
    if not all(field in made.columns for field in NEEDED):
        raise CannotTakeIn(_("Say first in which column the day and the amount stand."))
    reading = read(made, table(made))
    if not reading.good:
        raise CannotTakeIn(_("No row of this file is new and can be read."))
    _insert(actor, made, reading.good)
    _remember(made)
    made.state, made.added = ImportState.TAKEN_IN, len(reading.good)
    made.known, made.unread = reading.known, reading.unread
    values = {"lines": made.added, "amount": {"before": None, "after": reading.total}}
    record(actor, "take in accounts", made, school=made.school_id, run=made.run_id, **values)
    _let_go(made)
    return made


@transaction.atomic
def drop_accounts(*, actor: Actor, import_id: int) -> AccountsImport:
    """Nothing of the file comes in. Raises as `take_in_accounts` does."""
    made = _waiting(actor, import_id)
    _drop(actor, made)
    return made


def drop_forgotten(*, actor: Actor, now: datetime.datetime | None = None) -> int:
    """Files that nobody has decided about for KEPT go by themselves, for they may name people; how many."""
    old = AccountsImport.objects.everything(why="a job that serves all schools").filter(
        state=ImportState.READ, made_at__lt=(now or timezone.now()) - KEPT
    )
    keys = list(old.values_list("pk", flat=True))
    for key in keys:
        with transaction.atomic():
            made = old.select_for_update(of=("self",), no_key=True).filter(pk=key).first()
            if made:
                _drop(actor, made)
    return len(keys)


def _drop(actor: Actor, made: AccountsImport) -> None:
    made.state = ImportState.DROPPED
    record(actor, "drop accounts", made, school=made.school_id, run=made.run_id)
    _let_go(made)


def _waiting(actor: Actor, import_id: int) -> AccountsImport:
    """With its school locked: of two who take in the same file, or two files, the second sees the first."""
    found = AccountsImport.objects.visible_to(actor.person).get(pk=import_id)
    school_locked(actor, found.school_id)
    rows = AccountsImport.objects.visible_to(actor.person).select_related("school__municipality")
    made = rows.select_for_update(of=("self",), no_key=True).get(pk=import_id)
    if made.state != ImportState.READ:
        raise CannotTakeIn(_("This file has been taken in or dropped already."))
    return made


def _insert(actor: Actor, made: AccountsImport, rows: Iterable[GoodRow]) -> None:
    common = {
        "run_id": made.run_id,
        "school_id": made.school_id,
        "basis": Basis.MONEY.value,
        "currency": made.school.country.currency,
        "taken_from_id": made.pk,
        "noted_by_id": actor.signed_in.pk,
        "noted_at": timezone.now(),
    }
    names = (
        *("payer", "grant_id", "agency_id", "category"),
        *("text", "amount", "on", "voucher", "account", "row_key", "cells_key"),
    )
    values = (
        (
            *(*one.paid_by, one.category),
            *(row.text, row.amount, row.on, row.voucher, row.account, row.key, row.cells_key),
        )
        for one in rows
        for row in (one.row,)
    )
    insert(ActualLine, values, names=names, common=common)


def _remember(made: AccountsImport) -> None:
    values = {"columns": made.columns, "categories": made.categories}
    rows = AccountsMapping.objects.everything(why=_WHY)
    rows.update_or_create(school_id=made.school_id, defaults=values)


def _let_go(made: AccountsImport) -> None:
    """What the file said stands in the lines now; text of others is not kept beside them."""
    path, made.file = made.file, ""
    made.save(update_fields=["state", "added", "known", "unread", "file"])
    transaction.on_commit(lambda: storage.remove(path))
