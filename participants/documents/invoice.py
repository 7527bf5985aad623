"""The basis for invoicing as the municipality's invoicing system reads it: payer, amount, period, reference.

Who has a free place owes nothing and so stands nowhere in it. Of a protected address the payer is left out
for whoever is not named for the child: the reference says which line it is.
"""

from collections.abc import Iterable, Mapping

from django.db.models import Min
from django.utils import translation
from django.utils.translation import gettext as _

from participants.documents.table import as_csv
from participants.models import Enrolment, Fee, Guardian, InvoiceFile, InvoiceLine, Settlement
from participants.owed import in_words
from participants.rules.fees import term_of
from portal.accounts.models import User

Payer = tuple[str, str, str]
"""Name, e-mail and phone."""
Payers = dict[int, Payer]
Row = tuple[Payer, int, tuple[str, str]]
"""Who pays how much; for which period, by which reference."""
_WHY = "who pays for the places that the reader sees by name"


def invoice_csv(file: InvoiceFile, reader: User) -> bytes:
    lines = list(
        InvoiceLine.objects.visible_to(reader)
        .filter(invoice_file=file)
        .select_related("fee__enrolment__participant", "settlement__agency", "settlement__municipality")
    )
    payers = _payers([line.fee.enrolment_id for line in lines if line.fee], reader)
    references = references_of(line.fee_id for line in lines if line.fee_id)
    with translation.override(file.school.country.language):
        head = [
            _("payer"),
            _("e-mail"),
            _("phone"),
            _("amount"),
            _("currency"),
            _("period"),
            _("reference"),
        ]
        rows = [_of_fee(line, line.fee, payers, references) for line in lines if line.fee]
        rows += [_of_settlement(line, line.settlement) for line in lines if line.settlement]
        return as_csv(head, [[*who, amount, file.currency, *what] for who, amount, what in rows])


def _of_fee(line: InvoiceLine, fee: Fee, payers: Payers, references: Mapping[int, str]) -> Row:
    who = payers.get(fee.enrolment_id, ("", "", ""))
    return who, line.amount, (in_words(term_of(fee.starts_on)), references[fee.pk])


def _of_settlement(line: InvoiceLine, made: Settlement) -> Row:
    period = f"{made.starts_on.isoformat()}–{made.ends_on.isoformat()}"
    return (str(made.agency or made.municipality), "", ""), line.amount, (period, f"S{made.number}")


def references_of(fees: Iterable[int]) -> dict[int, str]:
    """By fee the number of the line that first billed it, so that what is paid back finds its invoice.

    Never the number of the fee: what is missing between two of them would tell of a free place.
    """
    lines = InvoiceLine.objects.everything(why=_WHY).filter(fee__in=list(fees))
    first = lines.order_by().values("fee").annotate(line=Min("pk"))
    return {row["fee"]: f"E{row['line']}" for row in first}


def _payers(places: Iterable[int], reader: User) -> Payers:
    """By place: the first guardian with parental responsibility, else whoever has the place."""
    known = Enrolment.objects.visible_to(reader).filter(pk__in=list(places)).select_related("participant")
    rows = list(known)
    guardians = Guardian.objects.everything(why=_WHY).filter(
        participant__in={row.participant_id for row in rows}, has_parental_responsibility=True
    )
    first: dict[int, Guardian] = {}
    for guardian in guardians.order_by("pk"):
        first.setdefault(guardian.participant_id, guardian)
    return {row.pk: _payer(row, first.get(row.participant_id)) for row in rows}


def _payer(place: Enrolment, guardian: Guardian | None) -> Payer:
    if guardian is None:
        return str(place.participant), "", ""
    return guardian.name, guardian.email, guardian.phone
