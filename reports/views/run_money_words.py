"""What speaks against the money of a run, in words, each with the rule named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.models import CostCategory
from portal.web.templatetags.face import day, money, percent
from programmes.models import ActualLine
from programmes.rules.run_money import Finding, Rule, Who

_TITLES = {
    Rule.CEILING: gettext_lazy("Ceiling share of the grant"),
    Rule.OWN_CONTRIBUTION: gettext_lazy("Own contribution"),
    Rule.LINE_PASSED: gettext_lazy("More than the line"),
    Rule.GRANT_PASSED: gettext_lazy("More than the grant"),
    Rule.LEAST_AMOUNT: gettext_lazy("Least amount"),
    Rule.NOT_AWARDED: gettext_lazy("Not awarded yet"),
    Rule.PERIOD: gettext_lazy("Period of the grant"),
    Rule.PURPOSE: gettext_lazy("Purpose of the grant"),
}


@dataclass(frozen=True)
class Link:
    words: str
    url: str


@dataclass(frozen=True)
class Warned:
    title: str
    text: str
    links: Sequence[Link] = ()


def warned(one: Finding, name_of: Callable[[Who], str], currency: str) -> Warned:
    def number(value: Fraction | Decimal | int | None) -> str:
        if isinstance(value, int):
            return money(value, currency)
        return "" if value is None else percent(value)

    facts = {
        "payer": name_of(one.who),
        "category": str(CostCategory(one.category).label) if one.category else "",
        "found": number(one.found),
        "limit": number(one.limit),
    }
    text = _sentence(one) % facts
    if one.by:
        text += " " + _beyond(one) % {"amount": money(one.by, currency)}
    return Warned(str(_TITLES[one.rule]), text)


def _sentence(one: Finding) -> str:
    if one.rule is Rule.CEILING and one.at_end:
        return _("%(payer)s is heading for %(found)s of all, and may pay at most %(limit)s.")
    return {
        Rule.CEILING: _("%(payer)s pays %(found)s of all in the end, and may pay at most %(limit)s."),
        Rule.OWN_CONTRIBUTION: _(
            "%(payer)s asks for an own contribution of at least %(limit)s; it will end at %(found)s."
        ),
        Rule.LINE_PASSED: _("%(payer)s, %(category)s: %(found)s is used, of %(limit)s in the budget.")
        if one.limit
        else _("%(payer)s, %(category)s: %(found)s is used, and nothing is planned."),
        Rule.GRANT_PASSED: _("%(found)s is planned or used of %(payer)s, which is %(limit)s."),
        Rule.LEAST_AMOUNT: _("%(payer)s asks for at least %(limit)s; %(found)s is planned here."),
        Rule.NOT_AWARDED: _("%(payer)s is not awarded, and is in the budget as if it was."),
        Rule.PERIOD: _("%(payer)s is for another time than that of this run."),
        Rule.PURPOSE: _("%(payer)s may not be used for %(category)s, and is to pay %(found)s of it."),
    }[one.rule]


def _beyond(one: Finding) -> str:
    return _("That is %(amount)s too much.") if one.rule is Rule.CEILING else _("%(amount)s is lacking.")


def perhaps_twice(alike: Sequence[Sequence[ActualLine]]) -> Warned:
    """Costs of the same day and amount, with a link to each line."""
    links = [_link(line) for lines in alike for line in lines]
    words = _(
        "The same day and amount stand here more than once. Where it is one cost, correct one line to 0."
    )
    return Warned(_("Perhaps one cost twice"), words, links)


def _link(line: ActualLine) -> Link:
    words = (day(line.on), money(line.amount, line.currency), line.voucher, line.text)
    return Link(" · ".join(word for word in words if word), reverse("programmes:cost", args=[line.pk]))
