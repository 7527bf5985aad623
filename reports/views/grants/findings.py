"""What speaks against how a grant is used, in words that name the condition."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partners.models import Grant, GrantState
from partners.rules.conditions import ages_outside, lasts_too_long
from portal.web.templatetags.face import money, percent
from programmes.models import Programme
from reports.rules.grants import Limit, Money
from reports.views.grants.own import code_of


@dataclass(frozen=True)
class Finding:
    """`rule` is the condition, `words` what is found. One that is `serious` holds in the end as well."""

    rule: str
    words: str
    serious: bool = True


def findings_of(
    grant: Grant, found: Money, programmes: Iterable[Programme], odd: Mapping[str, int]
) -> list[Finding]:
    """The serious ones first."""
    one_by_one = [
        *_ceiling(grant, found.ceiling),
        *_own_share(grant, found.own_share),
        *_amount(grant, found),
        *_costs(grant, odd),
        *_scope(grant, programmes),
    ]
    return sorted(one_by_one, key=lambda finding: not finding.serious)


def shown(share: Fraction | None) -> str:
    return percent(float(share)) if share is not None else "–"


def _ceiling(grant: Grant, limit: Limit | None) -> list[Finding]:
    if limit is None or not (limit.off_now or limit.off_at_end):
        return []
    rule = _("At most %(limit)s of what it costs") % {"limit": percent(limit.limit)}
    if limit.off_at_end:
        words = _("It will end at %(share)s: %(off)s more than the funder pays.")
        share, off = limit.shares.at_end, limit.off_at_end
    else:
        words = _(
            "It stands at %(share)s, %(off)s above; as planned it ends within. Let the others pay their part."
        )
        share, off = limit.shares.now, limit.off_now
    told = words % {"share": shown(share), "off": money(off, code_of(grant))}
    return [Finding(rule, told, serious=bool(limit.off_at_end))]


def _own_share(grant: Grant, limit: Limit | None) -> list[Finding]:
    if limit is None or not limit.off_at_end:
        return []
    rule = _("At least %(limit)s own contribution") % {"limit": percent(limit.limit)}
    words = _("It will end at %(share)s: %(off)s are lacking.")
    told = {"share": shown(limit.shares.at_end), "off": money(limit.off_at_end, code_of(grant))}
    return [Finding(rule, words % told)]


def _amount(grant: Grant, found: Money) -> list[Finding]:
    findings = []
    if found.use.left < 0:
        words = _("%(off)s more is used or planned than there is.")
        told = words % {"off": money(-found.use.left, code_of(grant))}
        findings.append(Finding(_("The amount of the grant"), told))
    if grant.least_amount and grant.amount < grant.least_amount:
        rule = _("At least %(least)s") % {"least": money(grant.least_amount, code_of(grant))}
        if grant.least_amount_of:
            rule = _("At least %(least)s for each: %(what)s") % {
                "least": money(grant.least_amount, code_of(grant)),
                "what": grant.least_amount_of,
            }
        findings.append(Finding(rule, _("The amount is smaller.")))
    return findings


def _costs(grant: Grant, odd: Mapping[str, int]) -> list[Finding]:
    outside, other, foreign = odd["outside"], odd["not_eligible"], odd["foreign"]
    told = (
        (
            outside,
            _("The period of the grant"),
            ngettext("%(number)d cost lies outside of it.", "%(number)d costs lie outside of it.", outside),
        ),
        (
            other,
            _("Costs that it may be used for"),
            ngettext(
                "%(number)d cost is of another category.", "%(number)d costs are of another category.", other
            ),
        ),
        (
            foreign,
            _("The currency of the grant"),
            ngettext(
                "%(number)d line is in another currency and not added.",
                "%(number)d lines are in another currency and not added.",
                foreign,
            ),
        ),
    )
    findings = [Finding(rule, words % {"number": number}) for number, rule, words in told if number]
    if odd["lines"] and grant.state in (GrantState.APPLIED, GrantState.REFUSED):
        findings.append(Finding(_("Awarded"), _("Costs are charged to it, and it is not awarded.")))
    return findings


def _scope(grant: Grant, programmes: Iterable[Programme]) -> list[Finding]:
    findings = []
    allowed = (grant.age_from, grant.age_to)
    too_wide = {str(one): None for one in programmes if ages_outside((one.age_from, one.age_to), allowed)}
    if too_wide:
        words = _("%(programmes)s may take in younger or older people: count only those within it.")
        findings.append(
            Finding(_("The age limit"), words % {"programmes": ", ".join(too_wide)}, serious=False)
        )
    if lasts_too_long(grant.starts_on, grant.ends_on, grant.most_years, by_year=grant.by_calendar_year):
        rule = ngettext("At most %(number)d year", "At most %(number)d years", grant.most_years or 0)
        findings.append(Finding(rule % {"number": grant.most_years}, _("The period is longer.")))
    return findings
