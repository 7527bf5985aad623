"""Sentences of the programme's report, in the active language, from its snapshot."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.definitions.base import Cover, Snapshot
from reports.definitions.numbers import listed, number_text
from reports.rules.wording import HIDDEN


def programme_cover(snapshot: Snapshot, *, owner: str) -> Cover:
    names = " · ".join(run["name"] for run in snapshot["runs"])
    return Cover(
        owner=_owner(snapshot) or owner,
        covers=_("Runs: %(names)s") % {"names": names},
        sentence=f"{_who(snapshot)} {_what(snapshot)}".strip(),
    )


def _owner(snapshot: Snapshot) -> str:
    if snapshot["part_is_municipality"]:
        return _("Municipality of %(name)s") % {"name": snapshot["part"]}
    return snapshot["part"]


def programme_words(snapshot: Snapshot) -> dict[str, str]:
    runs, budgets = snapshot["runs"], {run["run"] for run in snapshot["money"]}
    return {
        "counted_in": listed([run["name"] for run in runs if run["has_sessions"]]),
        "without_budget": listed([run["name"] for run in runs if run["name"] not in budgets]),
        "regions": listed(snapshot["regions"]),
    }


def _who(snapshot: Snapshot) -> str:
    participants = snapshot["total"]["participants"]
    if participants == HIDDEN:
        return ""
    people = ngettext("%(number)s participant", "%(number)s participants", participants) % {
        "number": number_text(participants)
    }
    names = {
        "people": people,
        "schools": _schools(snapshot["partner_schools"]),
        "places": _places(snapshot["municipalities"]),
    }
    if not snapshot["partner_schools"]:
        return _("%(people)s took part.") % names
    if snapshot["part"]:
        return _("%(people)s from %(schools)s took part.") % names
    return _("%(people)s from %(schools)s in %(places)s took part.") % names


def _places(number: int) -> str:
    return ngettext("%(number)s municipality", "%(number)s municipalities", number) % {
        "number": number_text(number)
    }


def _schools(number: int) -> str:
    return ngettext("%(number)s partner school", "%(number)s partner schools", number) % {
        "number": number_text(number)
    }


def _what(snapshot: Snapshot) -> str:
    total = snapshot["total"]
    if not total["planned"]:
        return ""
    return _("%(held)s of %(planned)s planned sessions were held.") % {
        "held": number_text(total["held"]),
        "planned": number_text(total["planned"]),
    }
