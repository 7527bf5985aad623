"""The conditions of a grant in words, and its limits as a table shows them."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from partners.models import CostCategory, Grant, PaperStage
from partners.papers import asked_of, words_of
from portal.accounts.models import User
from portal.audit.changes import Change, changes_of_amounts
from portal.web.templatetags.face import money, percent
from reports.rules.grants import Limit, Money
from reports.views.grants.findings import shown
from reports.views.grants.own import code_of

_CHANGED = {
    "write application": gettext_lazy("Applied for"),
    "award grant": gettext_lazy("Awarded"),
    "change grant": gettext_lazy("The amount of the grant"),
    "change conditions": gettext_lazy("Least amount"),
    **dict.fromkeys(("add payment", "change payment", "remove payment"), gettext_lazy("Payment")),
}


@dataclass(frozen=True)
class LimitLine:
    name: str
    limit: str
    planned: str
    now: str
    at_end: str
    off_now: bool
    off_at_end: bool


def limits_of(found: Money) -> list[LimitLine]:
    """Those that the funder sets."""
    lines = []
    if found.ceiling:
        lines.append(_line(_("The grant"), _("at most %(share)s"), found.ceiling))
    if found.own_share:
        lines.append(_line(_("Own contribution"), _("at least %(share)s"), found.own_share))
    return lines


def _line(name: str, words: str, limit: Limit) -> LimitLine:
    shares = limit.shares
    return LimitLine(
        name,
        words % {"share": percent(limit.limit)},
        shown(shares.planned),
        shown(shares.now),
        shown(shares.at_end),
        bool(limit.off_now),
        bool(limit.off_at_end),
    )


def changes_of(user: User, grant: Grant) -> list[Change]:
    """Of its amounts and of its payments."""
    own = Q(model="partners.grant", object_id=str(grant.pk))
    paid = Q(model="partners.grantpayment", values__grant=grant.pk)
    return changes_of_amounts(user, own | paid, _CHANGED, currency=grant.school.country.currency)


def conditions_in_words(grant: Grant) -> list[str]:
    return [*_shares(grant), *_what_for(grant), *_how_long(grant), *_reporting(grant), *_papers(grant)]


def _shares(grant: Grant) -> list[str]:
    found = []
    if grant.ceiling_share:
        found.append(_("At most %(share)s of what it costs") % {"share": percent(grant.ceiling_share)})
    if grant.own_share:
        found.append(_("At least %(share)s own contribution") % {"share": percent(grant.own_share)})
    if grant.least_amount:
        words = _("At least %(amount)s") % {"amount": money(grant.least_amount, code_of(grant))}
        found.append(f"{words} ({grant.least_amount_of})" if grant.least_amount_of else words)
    return found


def _what_for(grant: Grant) -> list[str]:
    found = [grant.eligible_costs] if grant.eligible_costs else []
    if grant.eligible_categories:
        names = ", ".join(str(CostCategory(one).label) for one in grant.eligible_categories)
        found.append(_("Costs: %(categories)s") % {"categories": names})
    low, high = grant.age_from, grant.age_to
    if low is not None and high is not None:
        found.append(_("People from %(low)d to %(high)d years") % {"low": low, "high": high})
    elif high is not None:
        found.append(_("People up to and with %(high)d years") % {"high": high})
    elif low is not None:
        found.append(_("People from %(low)d years") % {"low": low})
    return found


def _how_long(grant: Grant) -> list[str]:
    found = [_("Used and reported by calendar year")] if grant.by_calendar_year else []
    if grant.most_years:
        words = ngettext("At most %(number)d year", "At most %(number)d years", grant.most_years)
        found.append(words % {"number": grant.most_years})
    return found


def _reporting(grant: Grant) -> list[str]:
    found = []
    if grant.report_day and grant.report_month:
        about = {"day": grant.report_day, "month": MONTHS[grant.report_month]}
        found.append(_("Report by %(day)d %(month)s") % about)
    elif grant.report_days_after is not None:
        words = ngettext(
            "Report within %(number)d day after the period",
            "Report within %(number)d days after the period",
            grant.report_days_after,
        )
        found.append(words % {"number": grant.report_days_after})
    if grant.comparable_accounts:
        found.append(_("Accounts that can be compared with the budget"))
    if grant.report_before_next:
        found.append(_("Final report before the next application"))
    return found


def _papers(grant: Grant) -> list[str]:
    found = []
    for stage, words in (
        (PaperStage.APPLICATION, _("With the application: %(papers)s")),
        (PaperStage.REPORT, _("With the report: %(papers)s")),
    ):
        if asked := asked_of(grant, stage):
            found.append(words % {"papers": ", ".join(words_of(one) for one in asked)})
    return found
