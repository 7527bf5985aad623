"""Lines of the accounts from a file: read and looked at first, taken in when a coordinator says so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused
from portal.documents import storage
from programmes.accounts_reading import TURNED, category_of, read, table
from programmes.bulk import insert
from programmes.models import AccountsImport, AccountsMapping, ActualLine, Basis, ImportState
from programmes.payers import LineFacts, grant_of, run_of, school_locked
from programmes.rules.accounts_file import NEEDED, Row, decoded, guessed, table_of

_WHY = "of a school whose accounts the actor keeps"
_LONGEST_NAME = 160


class CannotTakeIn(Refused):
    """The message says why."""


@dataclass(frozen=True, kw_only=True)
class FileMapping:
    """The heading of each column, the category of each account, and whether costs are written below zero."""

    columns: Mapping[str, str]
    categories: Mapping[str, str]
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
    made = AccountsImport.objects.create(
        run=run,
        school=school,
        name=name[:_LONGEST_NAME],
        file=stored.path,
        sha256=stored.sha256,
        columns=guessed(headings, remembered) | {TURNED: bool(remembered.get(TURNED))},
        categories=last.categories if last else {},
        payer="school",
        made_by=actor.signed_in,
    )
    record(actor, "read accounts", made, school=school, run=run.pk, sha256=stored.sha256)
    return made


@transaction.atomic
def map_accounts(
    *,
    actor: Actor,
    import_id: int,
    mapping: FileMapping,
    payer: str,
    grant_id: int | None = None,
    agency_id: int | None = None,
) -> AccountsImport:
    """Raises DoesNotExist for an import, grant or partner outside the actor's scope, and CannotTakeIn."""
    made = _waiting(actor, import_id)
    facts = LineFacts(category="", payer=payer, grant_id=grant_id, agency_id=agency_id)
    grant = grant_of(actor, facts)
    made.columns = dict(mapping.columns) | {TURNED: mapping.turned}
    made.categories = dict(made.categories) | dict(mapping.categories)
    made.payer, made.grant = payer, grant
    made.agency_id = agency_id if payer == "agency" else None
    made.save(update_fields=["columns", "categories", "payer", "grant", "agency"])
    return made


@transaction.atomic
def take_in_accounts(*, actor: Actor, import_id: int) -> AccountsImport:
    """The good rows become lines; what was there already and what cannot be read is only counted.

    Raises AccountsImport.DoesNotExist outside the actor's scope, and CannotTakeIn.
    """
    made = _waiting(actor, import_id)
    if not all(field in made.columns for field in NEEDED):
        raise CannotTakeIn(_("Say first in which column the day and the amount stand."))
    reading = read(made, table(made))
    if not reading.good:
        raise CannotTakeIn(_("No row of this file is new and can be read."))
    _insert(made, reading.good)
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
    made.state = ImportState.DROPPED
    record(actor, "drop accounts", made, school=made.school_id, run=made.run_id)
    _let_go(made)
    return made


def _waiting(actor: Actor, import_id: int) -> AccountsImport:
    """With its school locked: of two who take in the same file, or two files, the second sees the first."""
    found = AccountsImport.objects.visible_to(actor.person).get(pk=import_id)
    school_locked(actor, found.school_id)
    rows = AccountsImport.objects.visible_to(actor.person)
    made = rows.select_related("school__municipality", "grant__funder").get(pk=import_id)
    if made.state != ImportState.READ:
        raise CannotTakeIn(_("This file has been taken in or dropped already."))
    return made


def _insert(made: AccountsImport, rows: Iterable[Row]) -> None:
    common = {
        "run_id": made.run_id,
        "school_id": made.school_id,
        "payer": made.payer,
        "grant_id": made.grant_id,
        "agency_id": made.agency_id,
        "basis": Basis.MONEY.value,
        "currency": made.grant.currency if made.grant else made.school.country.currency,
        "taken_from_id": made.pk,
        "noted_by_id": made.made_by_id,
        "noted_at": timezone.now(),
    }
    names = ("category", "text", "amount", "on", "voucher", "account", "row_key")
    values = (
        (category_of(row, made.categories), row.text, row.amount, row.on, row.voucher, row.account, row.key)
        for row in rows
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
