"""The basis for invoicing as the municipality's invoicing system reads it: payer, amount, period, reference.

Who has a free place owes nothing and so stands nowhere in it. Of a protected address the payer is left out
for whoever is not named for the child: the reference says which fee it is.
"""

from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext as _

from participants.documents.table import as_csv
from participants.models import Enrolment, Guardian, InvoiceFile, InvoiceLine
from participants.owed import in_words
from participants.rules.fees import term_of
from portal.accounts.models import User

_WHY = "who pays for the places that the reader sees by name"


def invoice_csv(file: InvoiceFile, reader: User) -> bytes:
    lines = list(
        InvoiceLine.objects.visible_to(reader)
        .filter(invoice_file=file)
        .select_related("fee__enrolment__participant", "settlement__agency", "settlement__municipality")
    )
    payers = _payers([line.fee.enrolment_id for line in lines if line.fee], reader)
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
        return as_csv(head, [_row(file, line, payers) for line in lines])


def _row(file: InvoiceFile, line: InvoiceLine, payers: dict[int, tuple[str, str, str]]) -> list[str | int]:
    if line.fee:
        who = payers.get(line.fee.enrolment_id, ("", "", ""))
        period = in_words(term_of(line.fee.starts_on))
        return [*who, line.amount, file.currency, period, reference(line)]
    made = line.settlement
    assert made is not None
    period = f"{made.starts_on.isoformat()}–{made.ends_on.isoformat()}"
    return [
        str(made.agency or made.municipality),
        "",
        "",
        line.amount,
        file.currency,
        period,
        reference(line),
    ]


def reference(line: InvoiceLine) -> str:
    """Of a family's line the number of the fee, of an agency's that of the settlement: no name."""
    return f"E{line.fee_id}" if line.fee_id else f"S{line.settlement.number if line.settlement else ''}"


def _payers(places: Iterable[int], reader: User) -> dict[int, tuple[str, str, str]]:
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


def _payer(place: Enrolment, guardian: Guardian | None) -> tuple[str, str, str]:
    if guardian is None:
        return str(place.participant), "", ""
    return guardian.name, guardian.email, guardian.phone
