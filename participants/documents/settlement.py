"""A closed settlement as the agency gets it: without names, with its own case numbers."""

from pathlib import Path

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from participants.documents.table import as_csv
from participants.models import Settlement, SettlementLine
from portal.documents.assets import Asset, style_sheet
from portal.documents.checking import check
from portal.documents.limits import limits
from portal.documents.process import render_pdf
from portal.web import formats

STYLE = Path(__file__).with_name("settlement.css")


def settlement_pdf(settlement: Settlement, lines: list[SettlementLine]) -> bytes:
    """From rows that never change, so that it is the same each time. Raises DocumentError."""
    country = settlement.school.country
    with translation.override(country.language), timezone.override(country.time_zone):
        title = _("Settlement %(number)s") % {"number": settlement.number}
        context = {
            "title": title,
            "language": country.language,
            "settlement": settlement,
            "payer": settlement.agency or settlement.municipality,
            "owed": [line for line in lines if not line.in_kind],
            "given": [line for line in lines if line.in_kind],
        }
        html = render_to_string("documents/settlement.html", context)
    styles = {"document.css": style_sheet(), "settlement.css": Asset(STYLE.read_bytes(), "text/css")}
    content = render_pdf(html, styles, limits=limits())
    check(content, title=title)
    return content


def settlement_csv(settlement: Settlement, lines: list[SettlementLine]) -> bytes:
    with translation.override(settlement.school.country.language):
        head = [
            _("settlement"),
            _("payer"),
            _("from"),
            _("to"),
            _("day"),
            _("what for"),
            _("case number"),
            _("cost in all"),
            _("per cent"),
            _("amount"),
            _("currency"),
            _("in money or in kind"),
        ]
        return as_csv(head, [_row(settlement, line) for line in lines])


def _row(settlement: Settlement, line: SettlementLine) -> list[str | int]:
    share = "" if line.share is None else formats.number(line.share * 100, "nb")
    return [
        str(settlement.number),
        str(settlement.agency or settlement.municipality),
        settlement.starts_on.isoformat(),
        settlement.ends_on.isoformat(),
        line.on.isoformat(),
        line.words + (f" ({_('correction')})" if line.is_correction else ""),
        line.case_reference,
        line.whole,
        share,
        line.amount,
        settlement.currency,
        _("in kind") if line.in_kind else _("money"),
    ]
