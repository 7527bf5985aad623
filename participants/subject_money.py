"""What is told of fees and of who pays; see `participants.subject_parts`."""

from django.utils.translation import gettext_lazy as _

from participants.models import CostShare, Fee, FeeWaiver, SharedCost, SharePayer
from participants.subject_part import AT, BY, Part

_FROM, _TO, _AMOUNT = _("from"), _("to"), _("amount in øre")

MONEY: tuple[Part, ...] = (
    Part(
        "fees",
        _("Fees"),
        Fee,
        "enrolment__participant",
        {
            "starts_on": _FROM,
            "ends_on": _TO,
            "ordinary": _("ordinary fee in øre"),
            "factor": _("times the ordinary fee"),
            "reduction": _("less for siblings"),
            "trips": _("trips in øre"),
            "less": _("taken off in øre"),
            "changed_for": _("why it was changed"),
            "amount": _AMOUNT,
            "made_by": BY,
            "made_at": AT,
        },
    ),
    Part(
        "free_places",
        _("Free places"),
        FeeWaiver,
        "enrolment__participant",
        {"starts_on": _FROM, "ends_on": _TO, "granted_by": BY, "granted_at": AT},
    ),
    Part(
        "cost_shares",
        _("Paid together"),
        CostShare,
        "enrolment__participant",
        {"title": _("what it is called"), "agreement": _("by agreement"), "starts_on": _FROM, "ends_on": _TO},
    ),
    Part(
        "share_payers",
        _("Who pays with whom"),
        SharePayer,
        "cost_share__enrolment__participant",
        {
            "kind": _("who pays"),
            "agency": _("partner"),
            "municipality": _("municipality"),
            "basis": _("how"),
            "share": _("part of 1"),
            "amount": _AMOUNT,
            "minutes": _("minutes"),
            "rate": _("an hour in øre"),
        },
    ),
    Part(
        "shared_costs",
        _("Costs paid together"),
        SharedCost,
        "cost_share__enrolment__participant",
        {"on": _("day"), "text": _("what for"), "amount": _AMOUNT, "noted_by": BY, "noted_at": AT},
    ),
)
